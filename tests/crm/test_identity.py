"""Ids are readable, short enough, and never given twice."""

import re

import pytest

from crm.access import Viewer, principals_of
from crm.actors import create_actor
from crm.identity import day_slug, edge_id, free_ids, slug
from crm.interactions import create_interaction
from crm.periods import parse_period
from graph.store import Store
from tests.makers import make_actor, make_interaction


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cámara de Comercio de Bucaramanga", "camara-comercio-bucaramanga"),
        ("  Œuvre d’été: №5! ", "uvre-d-ete-no5"),
        ("De la", "de-la"),
        ("北京", "registro"),
        ("palabra " * 30, "palabra-palabra-palabra-palabra-palabra-palabra-palabra-palabra-palabra"),
        ("x" * 200, "x" * 72),
    ],
)
def test_a_slug_is_readable(name: str, expected: str) -> None:
    assert slug(name) == expected
    assert re.fullmatch(r"[a-z0-9-]{1,72}", slug(name))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-19", "2026-11-19"),
        ("marzo de 2024", "2024-03"),
        ("primer trimestre de 2023", "2023q1"),
        ("segundo semestre de 2025", "2025s2"),
        ("2017", "2017"),
        ("2017-05/2017-11", "2017-05-01"),
        ("../2015", "2015-12-31"),
    ],
)
def test_a_day_slug_is_as_precise_as_the_period(when: str, expected: str) -> None:
    assert day_slug(parse_period(when)) == expected


def test_numbers_follow_what_is_taken_reserved_or_wanted_twice(store: Store) -> None:
    assert free_ids(store, store, ["uis", "uis", "nueva", "nueva"], {"uis-2"}) == [
        "uis-3",
        "uis-4",
        "nueva",
        "nueva-2",
    ]


def test_an_edge_has_the_same_id_each_time_it_is_derived() -> None:
    assert edge_id("TOOK_PART", "a", "b") == edge_id("TOOK_PART", "a", "b")
    assert (
        len({edge_id("A", "b", "c"), edge_id("A", "c", "b"), edge_id("A", "bc", ""), edge_id("B", "b", "c")})
        == 4
    )


def test_an_id_that_a_hidden_record_has_is_passed_over(store: Store, ana: Viewer) -> None:
    hidden = create_interaction(store, ana, make_interaction("uis", audience=("user:ana",)))
    other = Viewer("luis", "Luis", "editor", principals_of("luis"))
    seen = store.as_seen_by(other.principals)
    made = create_interaction(seen, other, make_interaction("uis"))
    assert made.id == f"{hidden.id}-2"
    create_actor(store, ana, make_actor(id="", name="Reservado", audience=("user:ana",)))
    assert create_actor(seen, other, make_actor(id="", name="Reservado")).id == "reservado-2"
