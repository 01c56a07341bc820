"""Doors on real records: who leads to whom, on which meetings, and whom not to ask twice this month."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import create_actor
from crm.commitments import create_commitment
from crm.derived.refreshing import refresh
from crm.doors.asking import asked_this_month
from crm.doors.finding import doors_to
from crm.doors.only import only_doors
from crm.doors.reaching import Why, reach
from crm.interactions import create_interaction
from crm.mapping.knowing import known_on
from crm.schema import SCHEMA
from crm.ties import create_tie
from graph.opening import open_store
from tests.crm.conftest import ANA
from tests.makers import (
    make_actor,
    make_commitment,
    make_interaction,
    make_office,
    make_person,
    make_post,
    make_tie,
)

DAY = date(2026, 11, 23)


def meet(store, *actors, ours=True, **changes):
    given = make_interaction(*actors, **changes)
    if not ours:
        given = given.having(participants=[one for one in given.participants if one.actor != "ofai"])
    create_interaction(store, ANA, given)


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """The store and its results, one for all tests here.

    The office knows the university and a professor; both know a far laboratory; nobody knows the hermit.
    """
    folder = tmp_path_factory.mktemp("doors")
    store = open_store(f"sqlite:///{folder}/red.db", SCHEMA)
    create_actor(store, ANA, make_office())
    for id in ("embajada-francia", "uis", "ccb"):
        create_actor(
            store, ANA, make_actor(id=id, name=id.upper(), type="university" if id == "uis" else "embassy")
        )
    create_actor(store, ANA, make_actor(id="lab", name="Laboratorio", type="company"))
    create_actor(store, ANA, make_actor(id="fundacion", name="Fundación", type="ngo_foundation"))
    create_actor(store, ANA, make_actor(id="ermita", name="Ermita", type="company"))
    create_actor(
        store, ANA, make_actor(id="red", name="Red de ciudades", type="city_network", reference=True)
    )
    create_actor(
        store, ANA, make_person(id="rosa", name="Rosa Díaz", posts=[make_post("uis", title="Decana")])
    )
    meet(store, "uis", id="con-uis", when="2026-10-01")
    meet(store, "rosa", id="con-rosa", when="2026-10-02")
    meet(store, "uis", "lab", ours=False, id="uis-lab", when="2026-09-01")
    meet(store, "rosa", "lab", ours=False, id="rosa-lab", when="2026-09-02")
    meet(store, "lab", "fundacion", ours=False, id="lab-fundacion", when="2026-08-01")
    create_tie(store, ANA, make_tie("ccb", "red"))
    meet(store, "ccb", id="con-ccb", when="2026-10-03")
    yield store, refresh(store, folder / "derived", DAY)
    store.close()


@pytest.fixture
def city(known):
    return known[0]


@pytest.fixture
def derived(known):
    return known[1]


def names(doors):
    return [[step.actor for step in door.steps] for door in doors]


def test_a_person_comes_before_a_house_and_ways_share_nobody(city, derived):
    found = doors_to(city, derived, ["lab"], DAY)["lab"]
    assert names(found) == [["rosa", "lab"], ["uis", "lab"]]
    assert [door.person for door in found] == [True, False]
    assert found[0].strength == pytest.approx(found[0].steps[0].strength * found[0].steps[1].strength)


def test_each_step_names_its_meetings_the_newest_first(city, tmp_path):
    meet(city, "uis", "lab", ours=False, id="uis-lab-2", when="2026-09-20")
    by_uis, _ = doors_to(city, refresh(city, tmp_path / "later", DAY), ["lab"], DAY)["lab"]
    assert [step.via for step in by_uis.steps] == [("con-uis",), ("uis-lab-2", "uis-lab")]
    assert by_uis.steps[1].last == date(2026, 9, 20)


def test_three_steps_are_the_most_and_who_has_no_way_has_no_door(city, derived):
    found = doors_to(city, derived, ["fundacion", "ermita", "nobody"], DAY)
    assert names(found["fundacion"]) == [["rosa", "lab", "fundacion"]]
    assert (found["ermita"], found["nobody"]) == ([], [])


def test_a_standing_tie_leads_to_who_was_never_met_and_says_what_it_is(city, derived):
    (door,) = doors_to(city, derived, ["red"], DAY)["red"]
    assert [(step.actor, step.tie, step.outward) for step in door.steps] == [
        ("ccb", None, True),
        ("red", "MEMBER_OF", True),
    ]
    assert door.steps[1].via == ()


def test_who_was_met_has_its_own_meeting_as_a_door_of_one_step(city, derived):
    first = doors_to(city, derived, ["uis"], DAY)["uis"][0]
    assert [(step.actor, step.via) for step in first.steps] == [("uis", ("con-uis",))]


def test_a_day_before_the_meetings_knows_no_door(city, derived):
    assert doors_to(city, derived, ["lab"], date(2026, 8, 15))["lab"] == []


def test_what_the_reader_may_not_see_is_no_evidence(city, tmp_path):
    hidden = make_interaction("ccb", "ermita", id="secreta", when="2026-10-09")
    create_interaction(city, ANA, hidden.having(audience=("user:ana",)))
    derived = refresh(city, tmp_path / "seen", DAY)
    assert doors_to(city, derived, ["ermita"], DAY)["ermita"] == []
    meet(city, "ccb", "ermita", ours=False, id="vista", when="2026-10-10")
    later = refresh(city, tmp_path / "seen", DAY)
    nobody = city.as_seen_by({"public"})
    assert doors_to(nobody, later, ["ermita"], DAY)["ermita"] == []


def test_the_only_door_is_known_and_several_doors_are_none(city, derived):
    doors = only_doors(derived, known_on(derived, DAY).mask)
    by_id = {
        id: derived.ids[door] if door >= 0 else None
        for id, door in zip(derived.ids, doors.tolist(), strict=True)
    }
    assert by_id["lab"] is None
    assert by_id["fundacion"] == "lab"
    assert by_id["uis"] is None
    assert by_id["ermita"] is None


def test_meetings_and_promises_of_this_month_say_whom_not_to_ask_twice(both):
    meet(both, "uis", id="este-mes", when="2026-11-03", title="Visita")
    meet(both, "uis", id="otro-mes", when="2026-10-03")
    meet(both, "ccb", id="vaga", when="2026")
    planned = make_interaction("embajada-francia", id="vendra", when="2026-11-28", status="planned")
    create_interaction(both, ANA, planned)
    create_commitment(
        both, ANA, make_commitment(id="debe", owner="ccb", due="2026-11-30", text="presentarnos")
    )
    found = asked_this_month(both, ["uis", "ccb", "embajada-francia"], DAY)
    assert {id: [(one.id, one.kind, one.on) for one in some] for id, some in found.items()} == {
        "uis": [("este-mes", "interaction", date(2026, 11, 3))],
        "embajada-francia": [("vendra", "interaction", date(2026, 11, 28))],
        "ccb": [("debe", "commitment", date(2026, 11, 30))],
    }


def test_those_to_reach_are_the_unknown_and_the_cold_unless_all_are_asked_for(city, derived):
    wanted: dict[str, Why] = dict.fromkeys(["lab", "uis", "embajada-francia"], "map")
    assert [(one.actor, one.standing) for one in reach(city, derived, wanted, DAY)] == [
        ("lab", "unknown"),
        ("embajada-francia", "unknown"),
    ]
    everybody = reach(city, derived, wanted, DAY, everybody=True)
    assert [one.standing for one in everybody] == ["unknown", "known", "unknown"]
