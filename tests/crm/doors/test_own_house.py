"""The office's own town hall is no stranger: its parts are reached directly, and what it did the office can speak of."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.doors.finding import doors_to
from crm.doors.house import HOUSE
from crm.doors.model import Door, DoorStep
from crm.doors.reaching import introduced_first, reach
from crm.interactions import create_interaction
from crm.schema import SCHEMA
from graph.opening import open_store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_office

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """The town hall met an embassy without the office, and has a department that the office never met."""
    folder = tmp_path_factory.mktemp("hall")
    store = open_store(f"sqlite:///{folder}/red.db", SCHEMA)
    town = make_actor(id="alcaldia", name="Alcaldía", type="local_government")
    create_actor(store, ANA, town)
    create_actor(store, ANA, make_office(parent="alcaldia"))
    for id, parent in (("transito", "alcaldia"), ("semaforos", "transito")):
        create_actor(store, ANA, make_actor(id=id, name=id.upper(), type="city_dependency", parent=parent))
    create_actor(store, ANA, make_actor(id="embajada", name="Embajada", type="embassy"))
    create_actor(store, ANA, make_actor(id="empresa", name="Empresa", type="company"))
    for id, one, other in (("visita", "alcaldia", "embajada"), ("obra", "transito", "empresa")):
        given = make_interaction(one, other, id=id, when="2026-10-01")
        kept = [who for who in given.participants if who.actor != "ofai"]
        create_interaction(store, ANA, given.having(participants=kept))
    yield store, refresh(store, folder / "derived", DAY)
    store.close()


def ways(hall, actor):
    store, derived = hall
    return [
        [(step.actor, step.tie) for step in door.steps]
        for door in doors_to(store, derived, [actor], DAY)[actor]
    ]


@pytest.mark.parametrize("actor", ["alcaldia", "transito", "semaforos"])
def test_the_own_house_is_reached_directly(hall, actor):
    assert ways(hall, actor) == [[(actor, HOUSE)]]


def test_what_the_town_hall_did_is_the_office_s_own_tie(hall):
    assert ways(hall, "embajada") == [[("embajada", None)]]


def test_a_department_of_the_house_introduces_to_whom_it_knows(hall):
    assert ways(hall, "empresa") == [[("transito", HOUSE), ("empresa", None)]]


def test_a_department_never_met_is_not_unknown(hall):
    store, derived = hall
    (found,) = reach(store, derived, {"transito": "asked"}, DAY, everybody=True)
    assert (found.standing, [door.between for door in found.doors]) == ("known", [()])
    assert reach(store, derived, {"transito": "map"}, DAY) == []


def door(*strengths):
    product = 1.0
    for one in strengths:
        product *= one
    return Door(tuple(DoorStep(f"a{n}", strength=one) for n, one in enumerate(strengths)), product)


def test_a_weak_or_cold_tie_comes_after_an_introduction_whose_every_tie_is_warmer():
    direct, warm, chilly = door(0.02), door(0.1, 0.15), door(0.5, 0.01)
    assert introduced_first([direct, warm, chilly], cold=False) == [warm, direct, chilly]
    fair = door(0.2)
    assert introduced_first([fair, door(0.4, 0.4)], cold=False)[0] is fair
    assert introduced_first([fair, door(0.4, 0.4)], cold=True)[-1] is fair
