"""Briefs of the kind an office gets: whom an informed reader would miss is in the first ten, nobody embarrassing is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm.mapping.mandates import mandate_of, mandates
from crm.mapping.thesaurus import concepts
from crm.projects import Project
from crm.stakeholder_map import rank_for, reason_text

LINES = (Path(__file__).parents[1] / "crm" / "map_briefs.jsonl").read_text(encoding="utf-8").splitlines()
BRIEFS = {said["name"]: said for said in map(json.loads, LINES)}


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


def test_a_body_comes_with_the_law_that_says_what_it_is_there_for(analysed_office):
    (family,) = [one for one in first_ten(analysed_office, "nutricion-infantil") if one.actor == "icbf"]
    said = reason_text(family.reasons[0], "es")
    assert said.startswith(
        "Por ley protege a la niñez y a las familias y atiende su nutrición (Ley 7 de 1979"
    )
    assert "nutrición" in said.partition("El proyecto trata de:")[2]
    assert "By law it protects children" in reason_text(family.reasons[0], "en")


def test_mandates_name_subjects_of_the_thesaurus_and_say_where_they_are_written():
    for one in mandates().values():
        assert set(one.subjects) <= set(concepts()), one.id
        assert one.law
        assert one.es != one.en


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
