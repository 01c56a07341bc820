"""Whole calls of many funders are read field by field, and what is asked for is told from what is only valued."""

from __future__ import annotations

import pytest

from crm.briefs.proposing import project_from
from crm.briefs.reading import read_terms
from tests.crm.brief_scoring import TODAY
from tests.crm.call_scoring import right_of

BEGUN = "Convocatoria de agua para municipios de Colombia. "


def needs_in(sentence):
    found = read_terms(BEGUN + sentence, TODAY).requirements
    return [(one.need, (one.kind, *one.other_kinds), one.count, one.force) for one in found if one.sure]


@pytest.mark.parametrize(
    ("file", "least"),
    [("whole_calls.toml", 0.98), ("whole_calls_fresh.toml", 0.95), ("whole_calls_last.toml", 0.9)],
)
def test_the_fields_of_whole_calls_are_read(file, least):
    right, count, wrong = right_of(file)
    assert right >= least * count, wrong


@pytest.mark.parametrize(
    ("sentence", "need"),
    [
        ("Se valorará la participación del sector privado.", ("sector privado", "company")),
        ("Podrán vincularse gremios de la región.", ("gremios de la región", "business_association")),
        ("Preferiblemente participará una fundación local.", ("una fundación local", "ngo_foundation")),
        ("Es deseable contar con una universidad.", ("una universidad", "university")),
        ("La presencia del sector privado será un valor añadido.", ("sector privado", "company")),
        ("The participation of a university is welcome but not required.", ("a university", "university")),
    ],
)
def test_what_is_only_valued_is_kept_as_a_wish(sentence, need):
    assert needs_in(sentence) == [(need[0], (need[1],), 1, "wish")]
    (kept,) = project_from(read_terms(BEGUN + sentence, TODAY)).requirements
    assert kept.optional


def test_one_sentence_may_ask_for_one_and_value_another():
    said = "El consorcio debe incluir una universidad y, preferiblemente, una empresa privada."
    assert [(kinds[0], force) for _need, kinds, _count, force in needs_in(said)] == [
        ("university", "must"),
        ("company", "wish"),
    ]
    assert needs_in("No es obligatoria la participación de una universidad.") == []


def test_a_list_is_read_with_its_counts_and_its_alternatives():
    said = "El consorcio debe incluir una alcaldía, una embajada o un consulado y al menos dos organizaciones sociales."
    assert needs_in(said) == [
        ("una alcaldía", ("local_government",), 1, "must"),
        ("una embajada o un consulado", ("embassy", "consulate"), 1, "must"),
        ("al menos dos organizaciones sociales", ("ngo_foundation",), 2, "must"),
    ]
    asked = project_from(read_terms(BEGUN + said, TODAY)).requirements
    assert [(one.kind, one.other_kinds, one.count) for one in asked][1:] == [
        ("embassy", ["consulate"], 1),
        ("ngo_foundation", [], 2),
    ]


def test_the_words_of_a_need_are_not_lost():
    ((need, _kinds, _count, _force),) = needs_in(
        "Debe participar una universidad que evalúe los resultados del proyecto."
    )
    assert need == "una universidad que evalúe los resultados del proyecto"
    joined = needs_in("Se exige la participación de la secretaría de movilidad y de una universidad.")
    assert [need for need, *_rest in joined] == ["la secretaría de movilidad", "una universidad"]
    assert needs_in("Se requiere una ciudad europea hermanada.")[0][0] == "una ciudad europea hermanada"


@pytest.mark.parametrize(
    ("text", "funder"),
    [
        ("La Unión Europea abre la convocatoria de agua para municipios.", "Unión Europea"),
        ("Convocatoria de agua.\nProyectos financiados por el BID para municipios de Colombia.", "BID"),
        ("APC-Colombia convoca a los municipios a presentar proyectos de agua.", "APC-Colombia"),
        ("El Banco Mundial, a través de un fondo de agua, financia proyectos.", "Banco Mundial"),
        ("Embajada de Suiza en Colombia\nProyectos de agua\n\nSe reciben hasta el 3 de mayo.", "Embajada de Suiza"),
    ],
)  # fmt: skip
def test_a_well_known_funder_is_read_though_the_network_does_not_know_it(text, funder):
    found = read_terms(text, TODAY).funder_name
    assert found is not None
    assert funder in found.value


def test_who_vouches_for_a_proposal_pays_nothing():
    said = "Debe presentarse una carta de respaldo de la Embajada de España antes del 3 de mayo de 2027."
    assert read_terms(BEGUN + said, TODAY).funder_name is None


def test_a_title_in_capitals_keeps_the_names_in_it_and_who_opens_the_call_is_none():
    text = (
        "EMBAJADA DE SUIZA\nAGUA SEGURA PARA BUCARAMANGA Y LA RED DE LA UNESCO\n\n"
        "El proyecto se hará en Bucaramanga con la red de la UNESCO, para que haya agua segura para todos."
    )
    title = read_terms(text, TODAY).title
    assert title is not None
    assert title.value == "Agua segura para Bucaramanga y la red de la UNESCO"


def test_no_goal_is_offered_of_which_the_call_says_nothing():
    water = "Convocatoria de acueductos y saneamiento: agua potable para las veredas. El agua es un derecho."
    assert [one.value for one in read_terms(water, TODAY).sdgs] == ["sdg-6"]
    named = read_terms(f"{water} Contribuye al ODS 11.", TODAY).sdgs
    assert [(one.value, one.sure) for one in named] == [("sdg-11", True)]


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("La asistencia técnica dura 20 meses.", "20 meses"),
        ("El plazo de ejecución es de doce meses.", "doce meses"),
        ("Cada proyecto recibirá acompañamiento durante 18 meses.", "18 meses"),
        ("El municipio asumirá el mantenimiento durante cinco años.", None),
    ],
)
def test_how_long_a_project_lasts_is_read_in_words_too(said, length):
    lasts = read_terms(BEGUN + said, TODAY).lasts
    assert (lasts.value if lasts else None) == length
