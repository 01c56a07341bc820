"""Lines become proposals: the worked cases, and each rule of the contract that a case alone does not hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.capture.model import Proposal
from crm.capture.names import NameIndex
from crm.capture.reading import propose, propose_many
from crm.capture.summing import summary_of
from tests.crm.capture_scoring import office_names, pairs

CASES = Path(__file__).with_name("capture_cases.jsonl")
TODAY = date(2026, 11, 19)


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def names() -> Iterator[NameIndex]:
    with office_names() as index:
        yield index


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_worked_case_is_read_right(case, names):
    given = propose(names, case["text"], date.fromisoformat(case["today"])).shown()
    misses = {name: (wanted, got) for name, wanted, got in pairs(case["expect"], given) if wanted != got}
    assert misses == {}


def test_there_are_at_least_150_cases_with_ids_of_their_own():
    assert len(cases()) == len({case["id"] for case in cases()}) >= 150


def test_a_proposal_has_the_contracts_shape_and_says_where_things_are_in_the_line(names):
    text = "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15"
    proposal = propose(names, text, TODAY)
    assert list(proposal.shown()) == [
        "kind", "mode", "status", "when", "place", "participants", "themes", "commitments", "title", "warnings",
    ]  # fmt: skip
    assert proposal.title == "Reunión con Embajada de Suiza y UIS sobre agua"
    party, promise = proposal.participants[1], proposal.commitments[0]
    assert party.span is not None
    assert promise.due is not None
    assert promise.due.span is not None
    assert proposal.when.span is not None
    assert text[slice(*party.span)] == "Embajada de Suiza"
    assert text[slice(*promise.due.span)] == "el 15"
    assert text[slice(*proposal.when.span)] == "ayer"


def test_what_was_proposed_is_understood_again_as_it_is(names):
    proposal = propose(names, "mañana foro con AMB y Juan Pérez de la UIS; ellos envían el acta", TODAY)
    assert Proposal.of(proposal.shown()).shown() == {
        **proposal.shown(),
        "warnings": [{**one.model_dump()} for one in proposal.warnings],
    }


def test_warnings_are_worded_in_both_languages(names):
    (doubt,) = propose(names, "almuerzo con la UIS", TODAY).warnings
    assert doubt.about == "kind"
    assert doubt.said("es") != doubt.said("en")
    assert "meeting" in doubt.options


def test_a_date_long_ago_offers_the_next(names):
    proposal = propose(names, "reunión con la UIS el 24 de mayo", date(2026, 5, 10))
    assert proposal.when.start == date(2025, 5, 24)
    assert [(doubt.about, doubt.options) for doubt in proposal.warnings] == [("when", ["2026-05-24"])]


def test_many_lines_give_a_proposal_each_and_empty_ones_none(names):
    assert [one.kind for one in propose_many(names, ["llamada con la UIS", " ", "foro"], TODAY)] == [
        "communication",
        "event",
    ]


def test_the_same_line_always_means_the_same(names):
    text = "reunión con la Cámara de Comercio, AMB y la embajada el viernes; ellos enviarán el acta"
    assert propose(names, text, TODAY) == propose(names, text, TODAY)


WORDS = st.sampled_from(
    [
        "reunión",
        "con",
        "la",
        "UIS",
        "y",
        "e",
        ",",
        ";",
        ":",
        ".",
        "el",
        "15",
        "ayer",
        "mañana",
        "sobre",
        "agua",
        "compromiso:",
        "enviar",
        "(",
        ")",
        "#tema",
        "embajada",
        "de",
        "Francia\n",
        "",
        "",
        "",
        "Juan",
        "Pérez",
        "nos",
        "visitó",
        "financia",
        "en",
        "Bogotá",
        "quedamos",
        "convocó",
        "enviará",
        "ellos",
        "31/02",
        "del",
        "al",
        "marzo",
        "2024",
        "AMB",
        '"x"',
        "🙂",
        "c/",
        "emb.\n",
        "",
        "",
        "",
        "próxima",
        "semana",
        "se",
        "comprometió",
        "a",
        "invitados:",
        "para",
        "los",
        "gracias",
        "a\n\t",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)))
def test_no_line_is_too_strange(names, text):
    proposal = propose(names, text, TODAY)
    assert Proposal.of(proposal.shown()).kind == proposal.kind
    assert proposal.participants[0].actor == "ofai"


@pytest.mark.parametrize(
    "piece",
    [
        "reunión con la Embajada de Zarania y Pedro Páez, ",
        "a",
        "y ",
        "(",
        "el 15 ",
        "la UIS enviará el plan; ",
    ],
)
def test_ten_thousand_characters_are_read_in_a_moment(names, piece):
    text = (piece * 10_000)[:10_000]
    propose(names, text, TODAY)
    begin = perf_counter()
    Proposal.of(propose(names, text, TODAY).shown())
    assert perf_counter() - begin < 2.0  # a tenth of it where nothing else runs


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (
            "ayer llamada con UIS: el profesor Pérez acepta ser aliado de Ciudades Verdes 2027; quedamos en enviar la ficha",
            ["UIS", "Pérez"],
        ),
        ("Reunión con UIS: profesor Pérez aceptó ser aliado", ["UIS", "Pérez"]),
        ("reunión con la UIS: quieren sumarse al proyecto", ["UIS"]),
        ("llamada con la UNAB, dice que sí le interesa", ["UNAB"]),
        ("ayer reunión con la Embajada de Suiza, les interesa mucho el agua", ["Embajada de Suiza"]),
        ("hablé con Swisscontact: pidió que le enviemos la ficha", ["Swisscontact"]),
        ("reunión con la UIS: prefieren esperar a marzo", ["UIS"]),
        ("reunión con UIS: la universidad ofrece su laboratorio de aire", ["UIS"]),
        ("reunión con UIS: muy buena disposición", ["UIS"]),
        ("correo de Fundación Aire Vivo: no pueden viajar en mayo", ["Fundación Aire Vivo"]),
    ],
)
def test_a_clause_with_a_verb_is_nobody(names, text, there):
    proposal = propose(names, text, TODAY)
    assert [one.text for one in proposal.participants[1:]] == there
    assert [one for one in proposal.participants[1:] if one.actor is None and one.type is None] == []


@pytest.mark.parametrize("name", ["Quiero Café", "Puedo Ayudar", "Acepta", "Fundación Crece Colombia"])
def test_a_verb_in_capitals_is_a_name(names, name):
    proposal = propose(names, f"reunión con {name} y la UIS", TODAY)
    assert [one.text for one in proposal.participants[1:]] == [name, "UIS"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ayer llamada con UIS: el profesor Pérez acepta ser aliado de Ciudades Verdes 2027; quedamos en enviar la ficha",
            "El profesor Pérez acepta ser aliado de Ciudades Verdes 2027",
        ),
        ("llamada con la UNAB, dice que sí le interesa", "Dice que sí le interesa"),
        ("reunión con la UIS. Quieren sumarse; prefieren marzo", "Quieren sumarse. Prefieren marzo"),
        ("ayer reunión con la UIS sobre agua; la UIS enviará el plan el viernes", None),
        ("reunión con la Cámara; asistieron la UIS y la UNAB", None),
    ],
)
def test_what_was_told_is_kept_as_the_summary(names, text, told):
    promised = [one.text for one in propose(names, text, TODAY).commitments]
    assert summary_of(text, promised) == told
