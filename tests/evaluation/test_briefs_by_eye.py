"""Briefs of the kind an office gets: whom an informed reader would miss is in the first ten, nobody embarrassing is."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from crm.briefs.reading import read_terms
from crm.briefs.sentences import Sentence
from crm.briefs.themes import themes_in
from crm.derived.seen import Seen, Since
from crm.mapping.mandates import mandate_of, mandates
from crm.mapping.ranking import rank
from crm.mapping.reasons import Reason, is_checked
from crm.mapping.thesaurus import concepts
from crm.projects import Project
from crm.stakeholder_map import rank_for, reason_text
from graph.fold import fold
from tests.evaluation.conftest import DAY

LINES = (Path(__file__).parents[1] / "crm" / "map_briefs.jsonl").read_text(encoding="utf-8").splitlines()
BRIEFS = {said["name"]: said for said in map(json.loads, LINES)}
FIELDS = tomllib.loads((Path(__file__).parents[1] / "crm" / "subject_words.toml").read_text(encoding="utf-8"))


def first_ten(office, name):
    text = BRIEFS[name]["text"]
    brief = Project.of({"title": text.partition(".")[0], "summary": text})
    store, derived = office
    return rank_for(store, derived, brief, limit=10)


@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_the_first_ten_have_whom_a_reader_would_miss_and_nobody_embarrassing(analysed_office, name):
    first = {one.actor for one in first_ten(analysed_office, name)}
    assert set(BRIEFS[name]["must"]) <= first, set(BRIEFS[name]["must"]) - first
    assert not set(BRIEFS[name]["not"]) & first


def test_whoever_is_there_for_a_field_is_among_the_first_ten_of_a_brief_about_it(analysed_office):
    _, derived = analysed_office
    missing = {}
    for field, said in FIELDS.items():
        first, *others = said["words"][:4]
        brief = Project.of(
            {"title": first, "summary": f"Un proyecto sobre {', '.join(others)}, con quien pueda."}
        )
        scores = rank(derived, brief, DAY).scores()
        ten = {derived.ids[one] for one in scores.argsort()[:-11:-1].tolist()}
        if not set(said.get("actors", ())) <= ten:
            missing[field] = set(said["actors"]) - ten
    assert missing == {}


def ten_for(office, title, summary):
    store, derived = office
    found = rank_for(store, derived, Project.of({"title": title, "summary": summary}), limit=10)
    return [one.actor for one in found]


def test_whoever_has_most_of_a_subject_in_the_citys_own_house_is_in_charge_of_it(analysed_office):
    found = ten_for(
        analysed_office, "Menos contaminación del aire", "Sensores en colegios, datos abiertos y buses."
    )
    assert "subsecretaria-ambiente" in found  # its own law names the environment, and air beside it


def test_a_foreign_city_is_no_stranger_to_a_project_on_twinnings(analysed_office):
    found = ten_for(
        analysed_office,
        "Hermanamientos con ciudades de América Latina",
        "Reactivar los memorandos de hermanamiento y firmar uno nuevo con una ciudad hermana.",
    )
    assert {"oficina-internacionalizacion-monterrey", "santiago-rd", "puerto-plata"} <= set(found)


def test_the_government_of_another_city_is_called_when_a_project_looks_at_that_city(analysed_office):
    said = "Sensores y alertas tempranas en la escarpa. Queremos conocer la experiencia de {}."
    with_it = ten_for(analysed_office, "Riesgo de deslizamientos", said.format("Medellín"))
    assert "alcaldia-medellin" in with_it
    assert "alcaldia-medellin" not in ten_for(
        analysed_office, "Riesgo de deslizamientos", said.format("Tunja")
    )
    store, derived = analysed_office
    brief = Project.of({"title": "Riesgo de deslizamientos", "summary": said.format("Medellín")})
    (found,) = [one for one in rank_for(store, derived, brief, limit=10) if one.actor == "alcaldia-medellin"]
    assert "Gobierna un lugar que el proyecto nombra." in [reason_text(one, "es") for one in found.reasons]


def test_a_language_that_is_asked_for_says_nothing_against_those_who_teach_another(analysed_office):
    found = ten_for(
        analysed_office,
        "Clases de inglés y francés para taxistas, hoteleros y guías",
        "Antes de los Juegos queremos que quienes reciben a los visitantes hablen con ellos.",
    )
    assert {"consejo-britanico", "alianza-francesa", "secretaria-educacion"} <= set(found)


def test_a_university_of_another_country_is_what_is_asked_for_only_where_the_project_names_it(
    analysed_office,
):
    store, derived = analysed_office
    need = {"need": "Laboratorio", "kind": "university"}
    said = "Un laboratorio de calidad del agua con universidades{}, y becas para jóvenes."
    title = "Laboratorio del agua"

    def first_reason(where):
        brief = Project.of({"title": title, "summary": said.format(where), "requirements": [need]})
        ranked = rank_for(store, derived, brief, limit=60)
        (found,) = [one for one in ranked if one.actor == "tecmilenio"]
        before = [one.actor for one in ranked[: ranked.index(found)]]
        return "unab" in before, next(why.key for why in found.reasons if why.part == "fit")

    assert first_reason("") == (True, "reason.requirement_abroad")
    assert first_reason(" de México") == (False, "reason.requirement")


def test_a_network_that_the_office_only_knows_of_is_on_a_map_when_the_text_calls_it_by_its_name(
    analysed_office,
):
    title = "Música y artesanía de la ciudad"
    named = ten_for(
        analysed_office, title, "Postular a Bucaramanga a la Red de Ciudades Creativas de la UNESCO."
    )
    assert "red-ciudades-creativas-unesco" in named
    plain = ten_for(analysed_office, title, "Postular a Bucaramanga a una red de ciudades.")
    assert "red-ciudades-creativas-unesco" not in plain


def test_whom_the_office_only_knows_of_leaves_the_map_when_it_is_taken_away(analysed_office):
    store, derived = analysed_office
    network = "red-ciudades-creativas-unesco"
    brief = Project.of(
        {"title": "Postular a la Red de Ciudades Creativas de la UNESCO", "summary": "Música."}
    )
    assert network in {one.actor for one in rank_for(store, derived, brief, limit=50)}
    seen = Seen(derived, Since(gone=frozenset({derived.number[network], derived.number["gremio-calzado"]})))
    scores = rank(seen, brief, DAY).scores()
    assert not scores[[derived.number[network], derived.number["gremio-calzado"]]].any()


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        (
            "Integración de familias venezolanas: documentos y cupo escolar.",
            {"migration": True, "schools": False},
        ),
        ("Turismo y gastronomía en el barrio Café Madrid.", {"tourism": True, "gastronomy": True}),
        ("Senderos para personas con discapacidad.", {"disability": True}),
        ("Sede del Suramericano de atletismo.", {"sport": True}),
        ("Hola profe, soy pasante.", {}),
    ],
)
def test_themes_are_read_in_other_words_too_and_not_in_names_of_places(text, themes):
    assert themes_in(Sentence(text, fold(text))) | themes == themes_in(Sentence(text, fold(text)))
    assert "rural_development" not in themes_in(Sentence(text, fold(text)))


def test_themes_in_other_words_are_offered_and_ticked_only_when_they_come_back():
    once = read_terms("En el barrio queremos desde enero más cupo escolar.", DAY).themes
    assert [(one.value, one.sure) for one in once] == [("schools", False)]
    again = read_terms(
        "En el barrio queremos más cupo escolar. El objetivo: cada cupo escolar, con ruta.", DAY
    ).themes
    assert [(one.value, one.sure) for one in again] == [("schools", True)]


def test_a_long_first_sentence_gives_its_first_clause_for_a_title():
    text = (
        "Medir y bajar la contaminación del aire en el centro y en Girón: sensores de bajo costo manejados por colegios y"
        " vecinos, datos abiertos y un plan de choque con buses y volquetas."
    )
    title = read_terms(text, DAY).title
    assert title is not None
    assert title.value == "Medir y bajar la contaminación del aire en el centro y en Girón"


def test_a_body_comes_with_the_law_that_says_what_it_is_there_for(analysed_office):
    (family,) = [one for one in first_ten(analysed_office, "nutricion-infantil") if one.actor == "icbf"]
    said = reason_text(family.reasons[0], "es")
    assert said.startswith(
        "Por ley protege a la niñez y a las familias y atiende su nutrición (Ley 7 de 1979"
    )
    assert "nutrición" in said.partition("El proyecto trata de:")[2]
    assert "By law it protects children" in reason_text(family.reasons[0], "en")


def test_mandates_name_subjects_of_the_thesaurus_and_are_said_in_both_languages():
    for one in mandates().values():
        assert set(one.subjects) <= set(concepts()), one.id
        assert one.sentence("es") != one.sentence("en")


def test_every_mandate_says_what_it_rests_on_and_whether_that_was_checked():
    said = tomllib.loads((files("crm.data") / "mandates.toml").read_text(encoding="utf-8"))
    for part in said.values():
        for id, one in part.items():
            assert one.get("basis") in ("text", "papers", "memory", "page", "name"), id
            assert bool(one.get("source")) == (one["basis"] != "name"), id
            assert "law" not in one, id


def test_what_nobody_checked_is_said_to_be_unchecked_in_both_languages_and_nothing_else_is():
    for one in mandates().values():
        assert ("por verificar)." in one.sentence("es")) == (not one.checked), one.id
        assert ("to be checked)." in one.sentence("en")) == (not one.checked), one.id
        assert one.source["es"] in one.sentence("es"), one.id
    bases = {one.basis for one in mandates().values() if one.checked}
    assert bases == {"text", "papers", "name"}


def test_a_law_that_lost_its_force_speaks_for_nobody():
    repealed = (
        "Decreto 4107 de 2011",
        "Decreto 5012 de 2009",
        "Decreto 4155 de 2011",
        "Ley 181 de 1995, art. 68",
        "Decreto 1651 de 2019",
    )
    for one in mandates().values():
        assert not any(law in one.sentence("es") for law in repealed), one.id
    assert "inexequible" in mandates()["minigualdad"].sentence("es")


@pytest.mark.parametrize(
    ("id", "checked"), [("icbf", True), ("secretaria-mujer", False), ("procolombia", False)]
)
def test_a_document_of_a_map_tells_a_checked_law_from_an_unchecked_one(id, checked):
    assert is_checked(Reason("reason.mandate", {"mandate": id, "subjects": []})) is checked
    assert is_checked(Reason("reason.named"))


@pytest.mark.parametrize(
    ("names", "type", "country", "found"),
    [
        (["Instituto Colombiano de Bienestar Familiar (ICBF)"], "national_entity", "CO", "icbf"),
        (["Secretaría de Salud y Ambiente de Girón"], "city_dependency", "CO", "secretaria-salud"),
        (["Centro de Acceso a la Información (IMCT)"], "cultural_center", "CO", None),
        (["Oficina de la Bicicleta (Dirección de Tránsito)"], "city_dependency", "CO", "bicicleta"),
        (["Defensoría del Pueblo"], "national_entity", "EC", None),
        (["ACNUR"], "international_organization", None, "acnur"),
        (["Fundación Sena"], "ngo_foundation", "CO", None),
        (["SENA"], "event", "CO", None),
    ],
)
def test_a_mandate_belongs_to_who_the_body_is_and_not_to_whose_name_has_its_word(names, type, country, found):
    assert mandate_of(names, type, country) == found
