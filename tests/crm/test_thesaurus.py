"""The thesaurus: whole, sourced, and finding subjects by any of their words without being misled by common ones."""

from __future__ import annotations

import doctest
import tomllib
from pathlib import Path

import pytest

import crm.mapping.thesaurus
from crm.mapping.question import question_of
from crm.mapping.text_index import with_marks
from crm.mapping.thesaurus import COUNTRY, concepts, nearby, spots
from crm.mapping.words import tokens, weak_stems
from crm.vocabulary import vocabulary
from tests.makers import make_project

SOURCES = {"theme", "sdg", "sector", "report", "guide", "essay", "field"}
OWN = {id: one for id, one in concepts().items() if not id.startswith(COUNTRY)}
HERE = Path(__file__).parent
FIELDS = tomllib.loads((HERE / "subject_words.toml").read_text(encoding="utf-8"))
EVERYDAY = tomllib.loads((HERE / "everyday_words.toml").read_text(encoding="utf-8"))
MISLEADING = tomllib.loads((HERE / "misleading_words.toml").read_text(encoding="utf-8"))


def subjects(text: str) -> set[str]:
    return {spot.concept for spot in spots(tokens(text))}


def test_the_examples_of_the_docstrings_are_true():
    assert doctest.testmod(crm.mapping.thesaurus).failed == 0


def test_every_theme_is_a_concept_and_every_concept_says_where_it_comes_from():
    assert set(vocabulary("themes").ids) <= set(OWN)
    assert not [id for id, one in OWN.items() if not one.source or not set(one.source) <= SOURCES]


def test_neighbours_are_concepts_and_nobody_is_its_own():
    for id, one in OWN.items():
        assert {*one.broader, *one.related} <= set(OWN) - {id}
        assert one.es
        assert one.en


def test_no_concept_is_found_by_one_weak_word_alone():
    for id, one in OWN.items():
        for name in one.names:
            stems = tokens(name)
            if len(stems) == 1 and stems[0] in weak_stems():
                assert id not in subjects(name), (id, name)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("protección del recurso hídrico", "water"),
        ("Aguas residuales", "water"),
        ("un acueducto veredal", "water"),
        ("población venezolana y refugiados", "migration"),
        ("asylum seekers", "migration"),
        ("trabajo decente", "employment"),
        ("buses eléctricos", "electric_mobility"),
        ("bancos de alimentos", "food_security"),
        ("construcción de paz", "peace"),
        ("cooperación Sur-Sur", "south_south"),
        ("con apoyo suizo", "country-ch"),
        ("los Países Bajos", "country-nl"),
        ("early warning", "disaster_risk"),
        ("Enfoque de género", "gender"),
    ],
)
def test_a_subject_is_found_by_any_of_its_words_in_both_languages(text, concept):
    assert concept in subjects(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("plan de trabajo", "employment"),
        ("mesa de trabajo", "employment"),
        ("Banco Mundial", "social_finance"),
        ("en general", "gender"),
        ("un libre cambio", "books"),
        ("agua segura", "security"),
        ("animación", "animal_welfare"),
        ("Colombia", "country-co"),
    ],
)
def test_words_of_something_else_do_not_mislead(text, concept):
    assert concept not in subjects(text)


@pytest.mark.parametrize("field", FIELDS)
def test_what_a_city_works_on_is_found_by_the_words_of_officials_citizens_and_partners(field):
    wanted = set(FIELDS[field]["subjects"])
    assert wanted <= set(OWN)
    missed = [
        said for said in FIELDS[field]["words"] if not wanted & subjects(f"Buscamos apoyo para {said}.")
    ]
    assert missed == []


def test_programmes_of_the_budget_and_messages_of_citizens_are_understood():
    missed = [said for said, ids in EVERYDAY.items() if not subjects(said) & set(ids)]
    assert missed == []


def test_words_with_two_meanings_do_not_bring_the_wrong_subject():
    wrong = {said: found for said, ids in MISLEADING.items() if (found := subjects(said) & set(ids))}
    assert wrong == {}


def test_every_subject_that_misleads_somewhere_is_one_of_the_thesaurus():
    assert {id for ids in MISLEADING.values() for id in ids} <= set(OWN)


def test_a_longer_phrase_hides_the_shorter_one_within():
    assert subjects("residuos sólidos") == {"waste"}
    assert "economy" not in subjects("economía circular")


def test_a_part_is_nearer_than_a_relative_and_a_wide_area_leads_to_nothing():
    near = nearby("mobility")
    assert near["cycling"] > near["air_quality"] > near["city"] > 0
    assert nearby("environment") == {}
    assert "water" not in nearby("water")


def test_a_text_is_indexed_with_its_subjects():
    assert with_marks(tokens("ríos")) == ["rios", "#water"]


def asked(title: str, summary: str = "-"):
    return question_of(make_project(title=title, summary=summary))


def test_a_question_brings_near_subjects_along_with_less_weight():
    question = asked("Agua")
    assert question.weights["#water"] > question.weights["#sanitation"] > 0
    assert question.through["#sanitation"] == "water"
    assert "#water" not in question.through


def test_a_word_of_a_phrase_does_not_count_alone():
    question = asked("Seguridad alimentaria")
    assert "segur" not in question.weights
    assert question.weights["#food_security"] > 0
    assert "aliment" not in question.weights


def test_weak_words_are_not_asked_for():
    weak = asked("Proyecto de desarrollo de la ciudad", "Cooperación internacional con actores de la región.")
    assert not {"proyect", "desarroll", "ciudad", "internacional", "cooper"} & set(weak.weights)


def test_a_name_counts_more_than_any_other_word_and_a_subject_as_much():
    question = asked("-", "Un lote en Provenza con lluvia y bicicletas")
    assert question.weights["provenz"] == question.weights["biciclet"] > question.weights["lluv"] > 0


def test_means_count_little_beside_what_the_project_is_about():
    question = asked("Migrantes con financiación")
    assert question.weights["#migration"] > 3 * question.weights["#funding"]


def test_a_text_of_fifty_thousand_words_asks_for_a_bounded_number():
    long = " ".join(f"palabra{number}" for number in range(50_000))
    assert len(asked("Agua", long[:20_000]).weights) <= 300
    assert asked("Agua", long[:20_000]).weights["agua"] > 0
