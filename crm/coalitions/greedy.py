"""A set found by hand: the actor with the most still needed for its cost, again and again (greedy set cover).

Reference: V. Chvátal, "A greedy heuristic for the set-covering problem", Mathematics of Operations Research 4 (1979).
It is what the exact solution is compared with, and what is left when time runs out before the solver has any.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.problem import WEAK, Problem


def greedy(problem: Problem) -> NDArray[np.int64] | None:
    """The places of the chosen, ascending; None when it finds no set within `most`.

    Who is superfluous in the end goes out again, the weakest first.
    """
    chosen = list(dict.fromkeys(problem.must))
    cost = 1 + WEAK * (1 - problem.strength)
    open_places = problem.covers.any(axis=0)
    open_places &= ~problem.covers[chosen].any(axis=0)
    while open_places.any():
        gain = problem.covers[:, open_places].sum(axis=1) / cost
        best = int(gain.argmax())
        chosen.append(best)
        open_places &= ~problem.covers[best]
    chosen = _filled(problem, _pruned(problem, chosen))
    if problem.most is not None and len(chosen) > problem.most:
        return None
    return np.array(sorted(chosen), dtype=np.int64) if len(chosen) >= problem.least else None


def _pruned(problem: Problem, chosen: list[int]) -> list[int]:
    needed = problem.covers.any(axis=0)
    for one in sorted(chosen, key=lambda number: (problem.strength[number], number)):
        rest = [other for other in chosen if other != one]
        if one not in problem.must and bool((problem.covers[rest].any(axis=0) >= needed).all()):
            chosen = rest
    return chosen


def _filled(problem: Problem, chosen: list[int]) -> list[int]:
    """As many as there must be at least, the strongest of the sectors that have the fewest."""
    while len(chosen) < min(problem.least, problem.size):
        there = problem.sector[chosen]
        counts = np.array([(there == sector).sum() for sector in problem.sector.tolist()])
        rest = np.setdiff1d(np.arange(problem.size), chosen)
        chosen.append(int(rest[np.lexsort((-problem.strength[rest], counts[rest]))[0]]))
    return chosen
