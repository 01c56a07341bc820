"""What two maps say of those to whom nothing happened: others rose, and a reason gave way to others."""

from __future__ import annotations

from dataclasses import replace

from crm.actors import archive_actor, get_actor
from crm.mapping.reasons import Reason
from crm.maps.comparing import compare_maps, gone_facts
from crm.maps.model import MapActor
from crm.maps.wording import change_text
from tests.crm.conftest import ANA
from tests.crm.maps.test_comparing import a_map, one


def reaching(actor: str, points: float, *reasons: Reason) -> MapActor:
    return replace(one(actor, points, *reasons), parts={"relevance": 0.0, "reach": points})


def test_who_loses_points_because_the_best_rose_is_told_so():
    before = a_map(reaching("a", 0.17), reaching("b", 0.15), reaching("c", 0.10))
    met = Reason("reason.tied", {"names": ["A"]}, ("m1",), 0.17, "reach")
    after = a_map(reaching("c", 0.17, met), reaching("a", 0.09), reaching("b", 0.08))
    told = {change.actor: change_text(change, "es") for change in compare_maps(before, after).changes}
    assert "Los puntos van en proporción al mejor: C subió" in told["a"]
    assert "proporción" not in told["c"]


def test_the_best_that_stays_the_best_by_new_facts_lowers_the_others_too():
    old = Reason("reason.tied", {"names": ["X"]}, ("m1",), 0.17, "reach")
    before = a_map(reaching("a", 0.17, old), reaching("b", 0.15))
    after = a_map(reaching("a", 0.17, replace(old, facts=("m2", "m1"))), reaching("b", 0.05))
    told = {change.actor: change for change in compare_maps(before, after).changes}
    assert told["b"].best == ("A",)


def test_whoever_rises_with_fewer_points_has_the_reason_in_words():
    before = a_map(one("a", 0.5), one("b", 0.4))
    after = a_map(one("b", 0.35), one("a", 0.2))
    (rose,) = compare_maps(before, after).of("rose")
    assert change_text(rose, "es").endswith("Queda más arriba porque otros perdieron más.")
    assert change_text(rose, "en").endswith("It stands higher because others lost more.")


def test_a_reason_that_only_gave_way_to_others_is_not_gone(city):
    tied = Reason("reason.tied", {"names": ["UIS"]}, ("agua", "amb"), 0.1, "reach")
    found = compare_maps(a_map(one("amb", 0.3, tied)), a_map(one("amb", 0.3)))
    assert gone_facts(city, found) == frozenset()
    archive_actor(city, ANA, "amb", get_actor(city, "amb").version)
    assert gone_facts(city, found) == {"amb"}
