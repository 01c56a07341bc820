"""Finds the best set exactly, by mixed-integer programming (`scipy.optimize.milp`, which is HiGHS).

    relaxation without shares  ->  best set  ->  is a sector or a door beyond its share?  ->  with those shares  ->  …

Each relaxation leaves out the shares of groups that no set found so far goes beyond, which makes it small and quick; its
cost is a bound below that of every set. Once the set found breaks no share that was left out, it is the best there is.

Reference: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10 (2018). The formulas are those of `crm.coalitions.problem`.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.greedy import guided
from crm.coalitions.problem import Problem, Shares, Solution, beyond, cost_of, parts_of
from crm.coalitions.reducing import reduced
from crm.coalitions.rows import Model, Outcome

_EXACT = 1e-6
_LEAST_SECONDS = 0.05


def solve(problem: Problem, seconds: float = 1.0) -> Solution | None:
    """The cheapest set; None when the rules cannot hold together.

    After `seconds` the best found so far with its gap, be it the solver's or the one found by hand. Requirements that no
    candidate covers are passed over. The same problem gives the same set, unless time ran out.
    """
    until = perf_counter() + seconds
    problem = problem.requiring(problem.coverable())
    shares, bound, best = Shares(), 0.0, _by_hand(problem)
    while True:
        found = _relaxed(problem, shares, max(until - perf_counter(), _LEAST_SECONDS))
        if found is None:
            return None
        bound = max(bound, found.bound)
        sets = [one for one in (best, found.chosen) if one is not None]
        if not sets:
            return None
        best = min(sets, key=lambda chosen: round(cost_of(problem, chosen), 9))
        more = shares if found.chosen is None else shares | beyond(problem, found.chosen)
        if more == shares or perf_counter() > until:
            return _solution(problem, best, bound)
        shares = more


def _by_hand(problem: Problem) -> NDArray[np.int64] | None:
    """A set to fall back on, found before the solver takes the rest of the time."""
    kept = reduced(problem.watching(Shares()))
    found = guided(problem.among(kept)) if len(kept) else None
    return None if found is None else kept[found]


def _relaxed(problem: Problem, shares: Shares, seconds: float) -> Outcome | None:
    """What is found when only some shares count, among the candidates that it may need."""
    loose = problem.watching(shares)
    kept = reduced(loose)
    if not len(kept):
        return None if problem.least else Outcome(kept, cost_of(problem, kept))
    found = Model.of(loose.among(kept), shares).run(seconds)
    if found is None:
        return None
    return Outcome(None if found.chosen is None else kept[found.chosen], found.bound)


def _solution(problem: Problem, chosen: NDArray[np.int64], bound: float) -> Solution:
    cost = cost_of(problem, chosen)
    gap = max(0.0, (cost - bound) / cost) if cost > 0 else 0.0
    exact = gap <= _EXACT
    parts = parts_of(problem, chosen)
    return Solution(tuple(sorted(chosen.tolist())), cost, 0.0 if exact else gap, exact, parts)
