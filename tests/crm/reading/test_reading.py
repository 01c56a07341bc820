"""The questions of the red on a small network: brokers, ways, common contacts, who went unseen, meanings, bubbles."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.engagement.model import Engagement
from crm.engagement.plans import create_engagement
from crm.interactions import create_interaction
from crm.projects import create_project
from crm.reading.brokers import brokers_between
from crm.reading.bubbles import bubbles_of, read_bubbles
from crm.reading.entrances import entrances_to
from crm.reading.meanings import shared_by_meaning
from crm.reading.of_project import actors_of_project
from crm.reading.sides import Side, parse_side
from crm.reading.unseen import unseen_since
from crm.reading.ways import common_contacts, ways_between
from crm.schema import SCHEMA
from crm.ties import create_tie
from graph.one_mode import OneMode
from graph.opening import open_store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_office, make_project, make_tie

DAY = date(2026, 11, 23)


class Small:
    """swiss, french (embassies) -- chamber -- health, sport (city); sport -- club -- team; nobody meets the loner."""

    def __init__(self, folder):
        self.store = open_store(f"sqlite:///{folder}/red.db", SCHEMA)
        types = {
            "swiss": "embassy", "french": "embassy", "chamber": "chamber_of_commerce", "health": "city_dependency",
            "sport": "city_dependency", "club": "ngo_foundation", "team": "ngo_foundation", "loner": "company",
        }  # fmt: skip
        create_actor(self.store, ANA, make_office())
        for id, type in types.items():
            create_actor(self.store, ANA, make_actor(id=id, name=id.title(), type=type, country="CO"))
        self.meet("swiss", "chamber", when="2026-10-01")
        self.meet("french", "chamber", when="2025-02-01")
        self.meet("chamber", "health", when="2026-03-01")
        self.meet("chamber", "sport", when="2020-05-05")
        self.meet("chamber", "sport", when="2021-05-05", kind="memorandum")
        self.meet("sport", "club", when="2026-09-01", ours=False)
        create_tie(self.store, ANA, make_tie("team", "club"))
        self.derived = refresh(self.store, folder / "derived", DAY)

    def meet(self, *actors, ours=True, **changes):
        others = {} if ours else {"participants": [{"actor": id, "role": "counterpart"} for id in actors]}
        create_interaction(self.store, ANA, make_interaction(*actors, **{**others, **changes}))

    def ways(self, one, other):
        return ways_between(self.store, self.derived, (one, other), DAY)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    made = Small(tmp_path_factory.mktemp("reading"))
    yield made
    made.store.close()


def test_who_connects_two_sides_is_of_neither_and_tied_with_both(small):
    found = brokers_between(small.derived, Side("tipo", "embassy"), Side("familia", "city_government"))
    (best,) = found.brokers
    assert (best.actor, set(best.one), set(best.other)) == (
        "chamber",
        {"swiss", "french"},
        {"health", "sport"},
    )
    assert (found.total, found.direct) == (1, 0)
    nobody = brokers_between(small.derived, Side("tipo", "embassy"), Side("tipo", "company"))
    assert (nobody.brokers, nobody.total) == ((), 0)


def test_sides_are_read_from_addresses_and_nonsense_is_none():
    assert parse_side("tipo.embassy") == Side("tipo", "embassy")
    assert str(Side("pais", "CH")) == "pais.CH"
    assert [parse_side(text) for text in ("tipo.nadie", "embassy", "pais.ch", "x.y", "", "pais.C1")] == [
        None
    ] * 6


def test_whom_nobody_saw_since_a_day(small):
    found = unseen_since(small.derived, date(2026, 1, 1))
    assert set(found.actors) == {"french"}
    assert found.total == len(found.actors)
    assert found.newest == date(2025, 2, 1)
    assert found.never >= 2
    assert unseen_since(small.derived, date(2000, 1, 1)).total == 0


def test_the_warmest_way_is_shown_by_its_meetings(small):
    (way,) = small.ways("swiss", "health")
    assert way.actors == ("swiss", "chamber", "health")
    assert all(step.shown_by and step.last for step in way.steps)
    assert 0 < way.strength < min(step.strength for step in way.steps)
    (standing,) = small.ways("sport", "team")
    assert [step.standing for step in standing.steps] == [None, "MEMBER_OF"]
    assert small.ways("swiss", "loner") == []
    assert small.ways("swiss", "swiss") == small.ways("swiss", "nobody") == []


def test_a_way_goes_both_ways(small):
    there, back = small.ways("swiss", "sport"), small.ways("sport", "swiss")
    assert [way.actors for way in there] == [way.actors[::-1] for way in back]


def test_common_contacts_are_those_both_are_tied_with(small):
    assert common_contacts(small.derived, ("swiss", "health"), DAY) == ["chamber"]
    assert common_contacts(small.derived, ("swiss", "team"), DAY) == []
    assert common_contacts(small.derived, ("swiss", "nobody"), DAY) == []


def test_one_pair_may_have_met_and_agreed(small):
    mask = np.ones(len(small.derived.array("interaction_id")), dtype=np.bool_)
    found = shared_by_meaning(small.derived, [("chamber", "sport"), ("swiss", "health")], mask)
    assert [(one.meaning, one.count) for one in found["chamber", "sport"]] == [
        ("interaction", 1),
        ("agreement", 1),
    ]
    assert found["swiss", "health"] == []
    assert shared_by_meaning(small.derived, [("chamber", "sport")], ~mask) == {("chamber", "sport"): []}


def test_the_only_door_is_whom_the_office_knows_or_who_leads_there(small):
    embassies = entrances_to(small.derived, Side("tipo", "embassy"), DAY)
    assert (set(embassies.knows), embassies.known, embassies.total) == ({"swiss", "french"}, 2, 2)
    clubs = entrances_to(small.derived, Side("tipo", "ngo_foundation"), DAY)
    assert clubs.known == 0
    assert [(one.door, one.behind) for one in clubs.doors] == [("sport", ("club",))]
    assert clubs.open == 1


def test_bubbles_count_actors_and_the_ties_between_them(small):
    found = read_bubbles(small.derived, "familia")
    size = {bubble.value: bubble.size for bubble in found.groups}
    assert size == {"social": 2, "diplomatic": 2, "city_government": 2, "private": 2}
    pairs = {
        frozenset((found.groups[link.first].value, found.groups[link.second].value)): link.ties
        for link in found.links
    }
    assert pairs == {
        frozenset({"diplomatic", "private"}): 2,
        frozenset({"private", "city_government"}): 2,
        frozenset({"city_government", "social"}): 1,
    }
    assert found.actors == 8


def test_small_groups_are_left_out_and_counted():
    names = tuple(f"a{number}" for number in range(70))
    nothing = np.zeros(0, dtype=np.int32)
    alone = OneMode(
        names,
        nothing,
        nothing,
        np.zeros(0),
        nothing,
        nothing,
        np.zeros(1, dtype=np.int64),
        nothing,
        np.zeros(0),
    )
    made = bubbles_of(alone, [f"v{number:02}" for number in range(70)])
    assert (len(made["groups"]), made["total"], made["links"]) == (40, 70, [])


def test_the_actors_of_a_project_are_those_of_its_plan_and_the_wanted_on_both_stores(both):
    made = create_project(both, ANA, make_project(must_include=["uis"]))
    assert actors_of_project(both, made.id) == ["uis"]
    create_engagement(both, ANA, Engagement.of({"project": made.id, "actor": "ccb"}))
    assert actors_of_project(both, made.id) == ["ccb", "uis"]


def test_a_project_that_is_not_there_has_no_actors(small):
    assert actors_of_project(small.store, "nada") == []
    assert actors_of_project(small.store, "chamber") == []
