"""Two samples together are surer of the betweenness of a large network than either of them."""

from __future__ import annotations

import numpy as np
import pytest

from graph.adaptive import Adaptive
from graph.between import betweenness_and_closeness, choose_pivots
from graph.measure import Measure
from graph.measures import measure_all
from graph.two_mode import FloatArray
from graph.two_samples import AT_MOST, weighed, with_drawn_ways
from tests.graph.test_measures import random_network

ONE = random_network(300, 900, seed=2)
MATRIX = ONE.matrix()
EXACT = betweenness_and_closeness(MATRIX, np.arange(300))[0].values


def off(values: FloatArray) -> float:
    return float(np.abs(values - EXACT).max())


def test_the_most_that_any_value_is_off_shrinks_and_stays_within_what_is_said():
    alone, both = [], []
    for seed in range(6):
        sampled = betweenness_and_closeness(MATRIX, choose_pivots(300, 30, seed))[0]
        alone.append(off(sampled.values))
        both.append(off(with_drawn_ways(sampled, MATRIX, seed).values))
    assert np.mean(both) < 0.6 * np.mean(alone)
    assert max(both) <= AT_MOST


def test_each_value_says_its_own_standard_error():
    sampled = betweenness_and_closeness(MATRIX, choose_pivots(300, 60, 1))[0]
    found = with_drawn_ways(sampled, MATRIX, 1)
    assert found.error is not None
    assert sampled.error is not None
    met = sampled.error > 0
    assert (found.error <= sampled.error + 1e-12)[met].all()
    assert np.mean(np.abs(found.values - EXACT) <= 3 * found.error + 1e-9) > 0.85


def estimates(*, sampled: tuple[float, float], drawn: float) -> tuple[float, float]:
    few = Measure(np.array([sampled[0]]), "sampled", np.array([sampled[1]]))
    found = weighed(few, Adaptive(np.array([drawn]), 0.01, 0.9, 10_000, 20_000))
    assert found.error is not None
    return float(found.values[0]), float(found.error[0])


def test_the_surer_estimate_counts_most():
    value, error = estimates(sampled=(0.08, 0.02), drawn=0.06)
    assert value == pytest.approx(0.06, abs=0.001)
    assert error == pytest.approx((0.06 * 0.94 / 10_000) ** 0.5, rel=0.05)
    assert estimates(sampled=(0.0002, 0.00001), drawn=0.0) == pytest.approx((0.0002, 0.00001), rel=0.02)


def test_a_node_that_the_first_sample_never_met_is_known_from_the_second_alone():
    assert estimates(sampled=(0.0, 0.0), drawn=0.003) == pytest.approx((0.003, 0.00055), rel=0.05)
    assert estimates(sampled=(0.0, 0.0), drawn=0.0) == (0.0, 0.0)


def test_nothing_is_farther_from_the_drawn_ways_than_their_error():
    assert estimates(sampled=(0.09, 0.000001), drawn=0.05)[0] == pytest.approx(0.06)


def test_the_analysis_says_of_both_samples_that_they_are_samples(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("graph.measures.WORK", 100_000)
    found = measure_all(ONE, exact_up_to=10)
    assert [found[name].status for name in ("betweenness", "closeness", "core")] == [
        "sampled",
        "sampled",
        "exact",
    ]
    assert off(found["betweenness"].values) <= AT_MOST
    again = measure_all(ONE, exact_up_to=10)
    assert again["betweenness"].values.tolist() == found["betweenness"].values.tolist()
