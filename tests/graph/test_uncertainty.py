"""Between which ranks a node lies when weakly evidenced events are left out by lot."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from graph.centrality import degree, strength
from graph.measures import measure_all
from graph.one_mode import OneMode
from graph.projection import fading, project
from graph.two_mode import EventRow, FloatArray, from_rows
from graph.uncertainty import Drawing, drawn_networks, rank_intervals, ranks

DAY = date(2026, 1, 1)


def network(*events: str) -> tuple[OneMode, FloatArray]:
    """Members are letters, an event a word of them; and how much of each event is left."""
    members = sorted(set("".join(events)))
    rows = [(member, str(place), False) for place, event in enumerate(events) for member in event]
    data = from_rows(members, (EventRow(str(place), DAY, DAY) for place in range(len(events))), rows)
    return project(data), fading(data, DAY.toordinal())


def simple(one: OneMode) -> dict[str, FloatArray]:
    matrix = one.matrix()
    return {"degree": degree(matrix).values, "strength": strength(matrix).values}


def test_equal_values_share_the_better_rank_up_to_rounding_and_no_value_comes_last():
    assert ranks(np.array([0.3, 0.1 + 0.2, 1.0, np.nan, 0.0])).tolist() == [2, 2, 1, 5, 4]
    assert ranks(np.array([])).tolist() == []


def test_with_certain_evidence_a_rank_is_one_number():
    one, left = network("ab", "ac", "ad", "bc")
    found = rank_intervals(one, left, np.ones(4), simple, Drawing(20))
    assert found["degree"].low.tolist() == found["degree"].high.tolist() == [1, 2, 2, 4]


def test_whoever_rests_on_weak_evidence_may_be_lower_and_others_higher():
    # d has three meetings on hearsay, a two that are certain
    one, left = network("ab", "ac", "de", "df", "dg")
    chance = np.array([1.0, 1.0, 0.5, 0.5, 0.5])
    found = rank_intervals(one, left, chance, simple, Drawing(200, seed=3))["strength"]
    place = one.members.index
    assert (found.low[place("d")], found.low[place("a")]) == (1, 1)
    assert found.high[place("d")] > 2
    assert found.high[place("a")] == 2


def test_the_rank_as_it_stands_is_always_within_and_the_same_seed_says_the_same():
    rng = np.random.default_rng(1)
    words = ["".join(rng.choice(list("abcdefghijkl"), 3, replace=False)) for _ in range(25)]
    one, left = network(*words)
    chance = rng.choice([0.5, 0.8, 1.0], len(words))

    def every(some: OneMode) -> dict[str, FloatArray]:
        return {name: measure.values for name, measure in measure_all(some).items()}

    first, again = (rank_intervals(one, left, chance, every, Drawing(40, seed=5)) for _ in range(2))
    for name, interval in first.items():
        standing = ranks(every(one)[name])
        assert (interval.low <= standing).all()
        assert (standing <= interval.high).all()
        assert interval.low.tolist() == again[name].low.tolist()
        assert interval.high.tolist() == again[name].high.tolist()
    assert any((interval.low < interval.high).any() for interval in first.values())


def test_a_drawn_network_is_the_projection_of_the_events_that_were_kept():
    one, left = network("abc", "ab", "cd")
    kept = next(drawn_networks(one, left, np.array([0.0, 1.0, 1.0]), Drawing(1)))
    edges = zip(kept.first.tolist(), kept.second.tolist(), kept.weight.tolist(), strict=True)
    assert list(edges) == [(0, 1, 1.0), (2, 3, 1.0)]


@pytest.mark.parametrize("events", [(), ("a",)])
def test_networks_without_ties_have_intervals_too(events: tuple[str, ...]):
    one, left = network(*events)
    found = rank_intervals(one, left, np.full(len(events), 0.5), simple, Drawing(5))
    assert found["degree"].low.tolist() == found["degree"].high.tolist() == [1] * len(one.members)
