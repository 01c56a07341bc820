"""Wishes that exclude each other: the rules named are in conflict, none of them is superfluous, and no smaller set is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.coalitions.conflicts import Ruled, find_conflict
from crm.coalitions.model import Rule, rule_text


@st.composite
def conflicts(draw):
    size, needs = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    covers = np.random.default_rng(draw(st.integers(0, 10_000))).random((size, needs)) < 0.5
    places = st.sets(st.integers(0, size - 1), max_size=3)
    rules = [Rule("must", str(one)) for one in draw(places)] + [
        Rule("without", str(one)) for one in draw(places)
    ]
    rules += [Rule("requirement", place=place) for place in np.flatnonzero(covers.any(axis=0)).tolist()]
    if draw(st.booleans()):
        rules.append(Rule("at_most", count=draw(st.integers(1, 3))))
    return covers, rules


def possible(covers, rules):
    """Looks at every set of candidates."""
    must = {int(rule.id) for rule in rules if rule.kind == "must"}
    out = {int(rule.id) for rule in rules if rule.kind == "without"}
    most = min((rule.count for rule in rules if rule.kind == "at_most"), default=len(covers))
    needs = [rule.place for rule in rules if rule.kind == "requirement"]
    return any(
        must <= set(some) and not out & set(some) and covers[list(some)][:, needs].any(axis=0).all()
        for count in range(min(most, len(covers)) + 1)
        for some in combinations(range(len(covers)), count)
    )


def ruled(covers):
    return Ruled.of(covers, {str(place): place for place in range(len(covers))})


@settings(max_examples=150, deadline=None)
@given(conflicts())
def test_the_named_rules_are_the_smallest_set_in_conflict(found):
    covers, rules = found
    conflict, smallest = find_conflict(ruled(covers), rules, 30.0)
    assert smallest
    assert bool(conflict) == (not possible(covers, rules))
    if conflict:
        assert not possible(covers, conflict)
        for count in range(len(conflict)):
            assert all(possible(covers, some) for some in combinations(rules, count))


@settings(max_examples=60, deadline=None)
@given(conflicts())
def test_without_time_the_set_is_still_irreducible(found):
    covers, rules = found
    conflict, _ = find_conflict(ruled(covers), rules, 0.0)
    if conflict:
        assert not possible(covers, conflict)
        assert all(possible(covers, [rule for rule in conflict if rule is not one]) for one in conflict)


def test_many_rules_come_back_irreducible_and_say_that_a_smaller_set_was_not_ruled_out():
    covers = np.eye(30, dtype=np.bool_)
    rules = [Rule("at_most", count=20), *(Rule("requirement", place=place) for place in range(30))]
    conflict, smallest = find_conflict(ruled(covers), rules, 1.0)
    assert len(conflict) == 22
    assert not smallest


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule("at_most", count=3), "Como máximo 3"),
        (Rule("must", "imct", "IMCT"), "Que esté IMCT"),
        (Rule("without", "imct", "IMCT"), "Sin IMCT"),
        (Rule("requirement", name="laboratorio", place=0), "Que alguien cubra «laboratorio»"),
    ],
)
def test_a_rule_is_said_in_words(rule, said):
    assert rule_text(rule, "es") == said
    assert rule_text(rule, "en") != said
