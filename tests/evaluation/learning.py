"""Weights of the score's parts learnt from earlier cases, to see whether they beat those set by hand.

A conditional logit: of the candidates of each case the hidden one is chosen with probability ``exp(w x) / sum exp(w x)``;
w maximises the likelihood of the cases with a small ridge, and is not negative, so that it stays a score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import minimize

from crm.derived.results import Derived
from crm.mapping.ranking import Ranking
from crm.mapping.recommending import Asked, rank_asked
from graph.two_mode import FloatArray
from tests.evaluation.cases import Case

_RIDGE = 0.01
FEATURES = ("named", "deeds", "card", "near", "strength", "bridging")


def features(ranking: Ranking) -> FloatArray:
    """One line an actor, one column a feature."""
    found = ranking.relevance
    rest = (1 - found.named) * found.place
    columns = (
        found.named, rest * found.by_deed, rest * found.by_card,
        ranking.near.score, ranking.strength * ranking.matter, ranking.bridging * ranking.matter,
    )  # fmt: skip
    return np.column_stack(columns)


def learn(derived: Derived, cases: Sequence[Case]) -> FloatArray:
    """The weights of the features."""
    data = [_case(derived, case) for case in cases]

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        value, slope = _RIDGE * len(data) * float(weights @ weights), 2 * _RIDGE * len(data) * weights
        for table, chosen in data:
            points = table @ weights
            chance = np.exp(points - points.max())
            chance /= chance.sum()
            value -= float(np.log(chance[chosen] + 1e-300))
            slope = slope - table[chosen] + chance @ table
        return value, slope

    found = minimize(loss, np.ones(len(FEATURES)), jac=True, bounds=[(0, None)] * len(FEATURES))
    weights: FloatArray = found.x
    return weights


def _case(derived: Derived, case: Case) -> tuple[FloatArray, int]:
    kept = np.array(derived.array("partner"))
    kept[[derived.number[id] for id in case.asked.companions]] = False
    chosen = int(np.count_nonzero(kept[: case.hidden]))
    return features(rank_asked(derived, case.asked))[kept], chosen


def learnt_way(derived: Derived, weights: FloatArray) -> Callable[[Asked], FloatArray]:
    """A way to score with these weights."""
    return lambda asked: features(rank_asked(derived, asked)) @ weights
