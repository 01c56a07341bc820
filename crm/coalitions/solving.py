"""Finds the best set exactly, by mixed-integer programming (`scipy.optimize.milp`, which is HiGHS).

    relaxation without shares  ->  best set  ->  is a sector or a door beyond its share?  ->  with those shares  ->  …

Each relaxation leaves out the shares of groups that no set found so far goes beyond, which makes it small and quick; its
cost is a bound below that of every set. Once the set found breaks no share that was left out, it is the best there is.

Reference: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10 (2018). The formulas are those of `crm.coalitions.problem`.
"""

from __future__ import annotations

from time import perf_counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.greedy import guided
from crm.coalitions.problem import Problem, Shares, Solution, beyond, cost_of, parts_of, reduced
from crm.coalitions.rows import Model

_EXACT = 1e-6
_LEAST_SECONDS = 0.05


def solve(problem: Problem, seconds: float = 1.0) -> Solution | None:
    """The cheapest set; None when the rules cannot hold together.

    After `seconds` the best found so far with its gap, be it the solver's or the one found by hand. Requirements that no
    candidate covers are passed over. The same problem gives the same set, unless time ran out.
    """
    problem = problem.requiring(problem.coverable())
    until = perf_counter() + seconds
    shares, bound = Shares(), 0.0
    best: NDArray[np.int64] | None = None
    while True:
        found = _relaxed(problem, shares, max(until - perf_counter(), _LEAST_SECONDS))
        if found is None:
            return None
        bound = max(bound, found.bound)
        sets = [one for one in (best, found.chosen, found.by_hand) if one is not None]
        if not sets:
            return None
        best = min(sets, key=lambda chosen: round(cost_of(problem, chosen), 9))
        more = shares if found.chosen is None else shares | beyond(problem, found.chosen)
        if more == shares or perf_counter() > until:
            return _solution(problem, best, bound)
        shares = more


class _Found(NamedTuple):
    """The best set of a relaxation (None when time ran out before any), the one found by hand, and a bound of the cost."""

    chosen: NDArray[np.int64] | None
    by_hand: NDArray[np.int64] | None
    bound: float


def _relaxed(problem: Problem, shares: Shares, seconds: float) -> _Found | None:
    """What is found when only some shares count, among the candidates that it may need."""
    loose = problem.watching(shares)
    kept = reduced(loose)
    if not len(kept):
        return None if problem.least else _Found(kept, None, cost_of(problem, kept))
    small = loose.among(kept)
    found, by_hand = Model.of(small, shares).run(seconds), guided(small)
    if found is None:
        return None
    sets = [None if one is None else kept[one] for one in (found.chosen, by_hand)]
    return _Found(sets[0], sets[1], found.bound)


def _solution(problem: Problem, chosen: NDArray[np.int64], bound: float) -> Solution:
    cost = cost_of(problem, chosen)
    gap = max(0.0, (cost - bound) / cost) if cost > 0 else 0.0
    exact = gap <= _EXACT
    parts = parts_of(problem, chosen)
    return Solution(tuple(sorted(chosen.tolist())), cost, 0.0 if exact else gap, exact, parts)
