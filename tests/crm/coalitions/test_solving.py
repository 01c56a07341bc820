"""The exact set against all sets that there are, the reduction, and time that runs out."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.coalitions.counting import fewest
from crm.coalitions.greedy import greedy
from crm.coalitions.problem import Problem, cost_of, parts_of
from crm.coalitions.reducing import reduced, with_spares
from crm.coalitions.solving import solve


def make_problem(seed, size, needs, **changes):
    """Random candidates: three sectors, a few doors, some of them in none."""
    random = np.random.default_rng(seed)
    covers = random.random((size, needs)) < 0.35
    given = {
        "strength": random.random(size).round(3),
        "covers": covers,
        "sector": random.integers(-1, 3, size).astype(np.int32),
        "broker": random.integers(-3, 2, size).clip(-1).astype(np.int32),
        "wanted": (0, 2),
    }
    return Problem(**{**given, **changes})


def solved(problem, seconds=1.0):
    """What is found, where something has to be."""
    found = solve(problem, seconds)
    assert found is not None
    return found


def sets(problem):
    """Every set that keeps the rules."""
    needed = problem.covers.any(axis=0)
    most = problem.size if problem.most is None else problem.most
    for count in range(problem.least, min(most, problem.size) + 1):
        for some in combinations(range(problem.size), count):
            chosen = np.array(some, dtype=np.int64)
            covered = problem.covers[chosen].any(axis=0)
            if set(problem.must) <= set(some) and (problem.open or (covered >= needed).all()):
                yield chosen


@st.composite
def problems(draw):
    size = draw(st.integers(1, 8))
    return make_problem(
        draw(st.integers(0, 10_000)),
        size,
        draw(st.integers(0, 5)),
        must=tuple(draw(st.sets(st.integers(0, size - 1), max_size=2))),
        most=draw(st.none() | st.integers(0, 4)),
        least=draw(st.integers(0, min(3, size))),
        open=draw(st.booleans()),
    )


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_set_costs_what_the_cheapest_of_all_sets_costs(problem):
    best = min((cost_of(problem, chosen) for chosen in sets(problem)), default=None)
    found = solve(problem, 5.0)
    if best is None:
        assert found is None
        return
    assert found is not None
    assert found.exact
    assert found.cost == pytest.approx(best)
    assert found.cost == pytest.approx(sum(found.parts.values()))
    assert any(np.array_equal(chosen, found.chosen) for chosen in sets(problem))


@settings(max_examples=40, deadline=None)
@given(problems())
def test_who_is_left_out_beforehand_is_in_no_needed_set(problem):
    kept = reduced(problem)
    whole = min((cost_of(problem, chosen) for chosen in sets(problem)), default=None)
    inside = min(
        (cost_of(problem, chosen) for chosen in sets(problem) if np.isin(chosen, kept).all()), default=None
    )
    assert inside == (None if whole is None else pytest.approx(whole))


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(0, 3), st.integers(0, 10_000))
def test_a_set_as_good_is_left_when_any_few_of_those_kept_beforehand_are_taken_away(problem, spare, seed):
    kept = with_spares(problem, spare)
    others = sorted(set(range(problem.size)) - set(problem.must))
    gone = np.random.default_rng(seed).permutation(others)[:spare]
    whole = [chosen for chosen in sets(problem) if not np.isin(gone, chosen).any()]
    costs = [cost_of(problem, chosen) for chosen in whole]
    inside = [cost for cost, chosen in zip(costs, whole, strict=True) if np.isin(chosen, kept).all()]
    assert min(inside, default=None) == (pytest.approx(min(costs)) if costs else None)


def test_an_actor_more_never_pays_for_balance_alone():
    sector, broker = np.zeros(4, dtype=np.int32), np.full(4, -1, dtype=np.int32)
    sector[3] = 1
    covers = np.array([[True, False], [False, True], [False, False], [False, False]])
    problem = Problem(np.ones(4), covers, sector, broker)
    found = solved(problem)
    assert found.chosen == (0, 1)
    assert found.parts["balance"] == pytest.approx(0.5)


def test_of_two_who_cover_the_same_the_stronger_is_taken():
    covers = np.ones((2, 1), dtype=np.bool_)
    nobody = np.full(2, -1, dtype=np.int32)
    assert solved(Problem(np.array([0.2, 0.5]), covers, nobody, nobody)).chosen == (1,)


def test_a_set_behind_one_door_is_left_for_one_behind_several():
    covers = np.eye(3, dtype=np.bool_)[[0, 1, 2, 2]]
    nobody = np.full(4, -1, dtype=np.int32)
    problem = Problem(np.array([0.5, 0.5, 0.52, 0.5]), covers, nobody, np.array([7, -1, 7, 8]))
    assert solved(problem).chosen == (0, 1, 3)


def test_a_problem_without_candidates_has_the_empty_set():
    nothing = np.zeros((0, 2), dtype=np.bool_)
    numbers = np.zeros(0, dtype=np.int32)
    found = solved(Problem(np.zeros(0), nothing, numbers, numbers))
    assert (found.chosen, found.exact, found.cost) == ((), True, 0.0)


def test_the_same_problem_gives_the_same_set_whatever_the_order_of_equals():
    problem = make_problem(3, 30, 6)
    assert solved(problem) == solved(problem)


def test_ten_thousand_candidates_and_twelve_requirements_are_solved_and_sixty_come_back_in_time():
    random = np.random.default_rng(1)
    for needs, exact in ((12, True), (60, False)):
        covers = random.random((10_000, needs)) < 0.06
        sector = random.integers(0, 7, 10_000).astype(np.int32)
        broker = np.where(random.random(10_000) < 0.3, random.integers(0, 50, 10_000), -1).astype(np.int32)
        problem = Problem(random.random(10_000) ** 2, covers, sector, broker)
        began = perf_counter()
        found = solved(problem, 1.0)
        assert perf_counter() - began < 8.0  # a second and what a busy machine adds
        assert found.exact or not exact
        assert found.exact == (found.gap == 0)
        by_hand = greedy(problem)
        assert by_hand is not None
        assert found.cost <= cost_of(problem, by_hand)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7), st.integers(1, 15))
def test_the_fewest_are_as_few_as_the_smallest_of_all_covers(seed, size, needs):
    covers = np.random.default_rng(seed).random((size, needs)) < 0.5
    whole = [
        count
        for count in range(size + 1)
        for some in combinations(range(size), count)
        if covers[list(some)].any(axis=0).all()
    ]
    assert fewest(covers) == min(whole, default=-1)


def test_what_a_set_costs_is_said_part_by_part():
    covers = np.array([[True, True], [True, False]])
    problem = Problem(np.array([0.5, 1.0]), covers, np.array([0, 1]), np.array([-1, -1]), (1,))
    parts = parts_of(problem, np.array([0]))
    assert parts == {
        "uncovered": 0.0, "size": 1.0, "weakness": 0.5, "sectors": 2.5, "balance": 0.25, "doors": 0.0,
        "wishes": 0,
    }  # fmt: skip
