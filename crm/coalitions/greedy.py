"""Sets found by hand, in next to no time.

greedy    the actor with the most still needed for its cost, again and again: what the exact set is compared with
guided    the same over everything that has a price, put right by leaving out and exchanging: what is left when time
          runs out before the solver has anything as good

Reference: V. Chvátal, "A greedy heuristic for the set-covering problem", Mathematics of Operations Research 4 (1979).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.problem import UNCOVERED, WEAK, Problem, cost_of
from graph.two_mode import BoolArray, FloatArray

_ROUNDS = 3


def greedy(problem: Problem) -> NDArray[np.int64] | None:
    """The places of the chosen, ascending; None when it finds no set within `most`.

    Who is superfluous in the end goes out again, the weakest first.
    """
    return _checked(problem, _filled(problem, _pruned(problem, _taken(problem, problem.covers, 1.0))))


def guided(problem: Problem) -> NDArray[np.int64] | None:
    """The same for requirements and sectors, each at its price; then each of the chosen is left out or
    exchanged if that is cheaper and the requirements stay covered.
    """
    wanted = [problem.sector == sector for sector in problem.wanted]
    groups = [problem.covers, *(who[:, None] for who in wanted), problem.wishes]
    prices = [UNCOVERED] * problem.covers.shape[1] + [problem.sectorless] * len(wanted)
    prices += [one.price for one in problem.soft]
    chosen = _taken(problem, np.concatenate(groups, axis=1), np.array(prices))
    chosen = _filled(problem, chosen)
    for _round in range(_ROUNDS):
        better = _improved(problem, chosen)
        if better == chosen:
            break
        chosen = better
    return _checked(problem, chosen)


def _checked(problem: Problem, chosen: list[int]) -> NDArray[np.int64] | None:
    if problem.most is not None and len(chosen) > problem.most:
        return None
    return np.array(sorted(chosen), dtype=np.int64) if len(chosen) >= problem.least else None


def _taken(problem: Problem, has: BoolArray, price: FloatArray | float) -> list[int]:
    """Takes the best for its cost until all requirements are covered, and on while somebody is worth it."""
    chosen = list(dict.fromkeys(problem.must))
    cost = 1 + WEAK * (1 - problem.strength)
    left: BoolArray = np.any(has, axis=0) & ~np.any(has[chosen], axis=0)
    needs, priced = problem.covers.shape[1], has.astype(np.float32) * np.asarray(price, dtype=np.float32)
    while left.any():
        gain = priced @ left.astype(np.float32)
        best = int((gain / cost).argmax())
        if not left[:needs].any() and gain[best] <= cost[best]:
            break
        chosen.append(best)
        left &= ~has[best]
    return chosen


def _pruned(problem: Problem, chosen: list[int]) -> list[int]:
    for one in sorted(chosen, key=lambda number: (problem.strength[number], number)):
        rest = [other for other in chosen if other != one]
        if one not in problem.must and _holds(problem, rest):
            chosen = rest
    return chosen


def _holds(problem: Problem, chosen: list[int]) -> bool:
    needed = problem.able
    return bool((problem.covers[chosen].any(axis=0) >= needed).all())


def _improved(problem: Problem, chosen: list[int]) -> list[int]:
    """One round of leaving out and exchanging, the weakest first."""
    for one in sorted(chosen, key=lambda number: (problem.strength[number], number)):
        rest = [other for other in chosen if other != one]
        if one in problem.must:
            continue
        options = [chosen, *_exchanges(problem, rest, one)]
        if len(rest) >= problem.least and _holds(problem, rest):
            options.append(rest)
        chosen = min(options, key=lambda some: round(cost_of(problem, np.array(some, dtype=np.int64)), 9))
    return chosen


def _exchanges(problem: Problem, rest: list[int], one: int) -> list[list[int]]:
    """The rest with each of the most promising others who cover what would be missing."""
    missing = problem.able & ~problem.covers[rest].any(axis=0)
    able: BoolArray = np.all(problem.covers[:, missing], axis=1)
    able[[*rest, one]] = False
    absent = [sector for sector in problem.wanted if sector not in problem.sector[rest]]
    worth = WEAK * problem.strength + problem.sectorless * np.isin(problem.sector, absent)
    places = np.flatnonzero(able)
    best = places[np.argsort(-worth[places], kind="stable")[:5]].tolist()
    return [[*rest, other] for other in best]


def _filled(problem: Problem, chosen: list[int]) -> list[int]:
    """As many as there must be at least, the strongest of the sectors that have the fewest."""
    while len(chosen) < min(problem.least, problem.size):
        there = problem.sector[chosen]
        counts = np.array([(there == sector).sum() for sector in problem.sector.tolist()])
        rest = np.setdiff1d(np.arange(problem.size), chosen)
        chosen.append(int(rest[np.lexsort((-problem.strength[rest], counts[rest]))[0]]))
    return chosen
