"""Two maps beside each other: who came, went, rose and fell, with the facts that made it, in words of both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm.actors import archive_actor, get_actor
from crm.mapping.reasons import Reason
from crm.maps.comparing import compare_maps
from crm.maps.making import make_map
from crm.maps.model import Chosen, MapActor, Member, Missing, StakeholderMap
from crm.maps.saying import comparison_document
from crm.maps.wording import change_text
from tests.crm.conftest import ANA
from tests.crm.maps.conftest import DAY, WATER, record


def one(actor: str, points: float, *reasons: Reason) -> MapActor:
    parts = {"relevance": points, "reach": 0.0}
    return MapActor(actor, actor.upper(), "company", "private", 0, points, parts, reasons)


def a_map(*actors: MapActor, **changes: Any) -> StakeholderMap:
    placed = tuple(replace(actor, place=place) for place, actor in enumerate(actors, 1))
    return StakeholderMap({}, DAY, 1, "", 1, "", {"relevance": 0.5}, placed, **changes)


def kinds(found):
    return {change.actor: change.kind for change in found.changes}


def test_who_only_moves_down_because_another_came_has_not_fallen():
    found = compare_maps(
        a_map(one("a", 0.5), one("b", 0.4)), a_map(one("c", 0.6), one("a", 0.5), one("b", 0.4))
    )
    assert kinds(found) == {"c": "came", "a": "same", "b": "same"}
    assert found.counts == {"came": 1, "went": 0, "rose": 0, "fell": 0, "same": 2}


def test_rising_falling_and_leaving_are_told_with_places_and_points():
    before = a_map(one("a", 0.5), one("b", 0.4), one("c", 0.1))
    after = a_map(one("b", 0.6), one("a", 0.5))
    found = compare_maps(before, after)
    assert kinds(found) == {"b": "rose", "a": "fell", "c": "went"}
    told = {change.actor: change_text(change, "es") for change in found.changes}
    assert told["b"] == "Subió del puesto 2 al 1. +20 en lo que es y hace."
    assert told["a"] == "Bajó del puesto 1 al 2. Sus puntos no cambian: se movieron los demás."
    assert told["c"] == "Salió de la lista; estaba en el puesto 3."
    assert change_text(found.of("rose")[0], "en") == "Rose from place 2 to 1. +20 in what it is and does."


def test_only_the_facts_that_are_new_or_gone_are_named():
    was = Reason("reason.did_one", {"count": 1, "words": ["agua"]}, ("m1",), 0.2)
    now = Reason("reason.did_many", {"count": 2, "words": ["agua"]}, ("m2", "m1"), 0.3)
    tied = Reason("reason.tied", {"names": ["UIS"]}, ("m1",), 0.1, "reach")
    (change,) = compare_maps(a_map(one("a", 0.3, was, tied)), a_map(one("a", 0.3, now))).changes
    assert [(reason.key, reason.facts) for reason in change.gained] == [("reason.did_many", ("m2",))]
    assert [(reason.key, reason.facts) for reason in change.lost] == [("reason.tied", ("m1",))]


def test_what_is_covered_by_now_and_who_joined_the_coalition_is_told():
    gap = Missing(0, "laboratorio", "university")
    before = a_map(one("a", 0.5), gaps=(gap,), coalition=Chosen((Member("a", "A", ()),)))
    after = a_map(one("a", 0.5), coalition=Chosen((Member("b", "B", (0,)),)))
    found = compare_maps(before, after)
    assert ([gap.need for gap in found.covered], found.uncovered) == (["laboratorio"], ())
    assert (found.joined, found.left) == (("B",), ("A",))
    assert [gap.need for gap in compare_maps(after, before).uncovered] == ["laboratorio"]


def test_who_was_left_out_on_purpose_is_said_to_be():
    after = replace(a_map(), project={"exclude": ["a"]})
    (change,) = compare_maps(a_map(one("a", 0.5)), after).changes
    assert change_text(change, "es").endswith("estaba en el puesto 1. Usted pidió dejarlo fuera.")


def test_maps_of_nobody_compare_as_well():
    assert compare_maps(a_map(), a_map()).changes == ()


def test_a_new_meeting_and_an_archived_actor_show_in_the_comparison_of_real_maps(city, derive, project):
    before = make_map(city, derive(), project)
    record(city, "ccb", "amb", id="nueva", when="2026-10-01", **WATER)
    archive_actor(city, ANA, "jica", get_actor(city, "jica").version)
    found = compare_maps(before, make_map(city, derive(), project))
    changes = {change.actor: change for change in found.changes}
    assert changes["jica"].kind == "went"
    assert any("nueva" in reason.facts for reason in changes["ccb"].gained)
    said = comparison_document(found, "es")
    assert said["counts"]["went"] == 1
    assert {change["actor"] for change in said["changes"]} == set(changes)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_kind_of_change_has_its_words(lang):
    before = a_map(one("a", 0.5), one("b", 0.4), one("c", 0.3), one("d", 0.2))
    after = a_map(one("e", 0.9), one("b", 0.45), one("a", 0.4), one("d", 0.2))
    texts = [change_text(change, lang) for change in compare_maps(before, after).changes]
    assert len(texts) == len(set(texts)) == 5
