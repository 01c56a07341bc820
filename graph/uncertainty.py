"""How sure a rank is when some ties rest on weak evidence: the network is drawn again and again without some of them.

Each event is there with the probability that its evidence deserves, each on its own; the measures are taken anew on
what is left, and a node's rank goes where it goes. So "third" is not said of one who may be ninth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.one_mode import OneMode
from graph.two_mode import BoolArray, FloatArray, IntArray

# Values that differ by less than this part of themselves share a rank: sums come out in another order in each draw.
ALIKE = 1e-9
Measures = Callable[[OneMode], Mapping[str, FloatArray]]


@dataclass(frozen=True, slots=True, eq=False)
class RankIntervals:
    """Between which ranks each node lies, 1 the largest value, (n) each; 0 for a node without a value.

    `low` is the better end. The rank in the network as it stands is always within.
    """

    low: IntArray
    high: IntArray


def ranks(values: FloatArray) -> IntArray:
    """The rank of each value, 1 the largest; equal values share the better rank, NaN comes after all others.

    Examples:
        >>> ranks(np.array([2.0, np.nan, 5.0, 2.0])).tolist()
        [2, 4, 1, 2]
    """
    known = np.where(np.isnan(values), -np.inf, values)
    ordered = np.sort(-known)
    near = -known - ALIKE * np.abs(np.where(np.isinf(known), 0.0, known))
    found: IntArray = (1 + np.searchsorted(ordered, near, side="left")).astype(np.int32)
    return found


def rank_intervals(
    one: OneMode, left: FloatArray, chance: FloatArray, measures: Measures, how: Drawing
) -> dict[str, RankIntervals]:
    """The interval of each node's rank by each measure, over `how.draws` networks drawn by lot.

    `left` is how much of each event is left today (see `graph.projection.fading`), `chance` with which probability it
    counts at all, a value an event each. The interval runs from the lower to the upper quantile that leave out
    ``1 - how.level`` of the draws together (a percentile bootstrap over events: B. Efron and R. J. Tibshirani, *An
    Introduction to the Bootstrap* (1993), chapter 13; on networks T. A. B. Snijders and S. P. Borgatti, "Non-parametric
    standard errors and tests for network statistics", Connections 22 (1999)). The same seed gives the same intervals.
    """
    standing = {name: (values, ranks(values)) for name, values in measures(one).items()}
    drawn: dict[str, list[IntArray]] = {name: [] for name in standing}
    if (chance[one.event] < 1).any():
        for other in drawn_networks(one, left, chance, how):
            for name, values in measures(other).items():
                drawn[name].append(ranks(values))
    return {
        name: _interval(values, rank, drawn[name], how.level) for name, (values, rank) in standing.items()
    }


@dataclass(frozen=True, slots=True)
class Drawing:
    """How often to draw, with which seed, and which part of the draws the intervals hold."""

    draws: int = 200
    seed: int = 0
    level: float = 0.9


def drawn_networks(one: OneMode, left: FloatArray, chance: FloatArray, how: Drawing) -> Iterator[OneMode]:
    """The network with only the events that a draw keeps; pairs that shared no other one are not tied in it."""
    rng = np.random.default_rng(how.seed)
    part = one.share * left[one.event]
    begins = one.begins[:-1]
    for _ in range(how.draws):
        kept = (rng.random(len(chance)) < chance)[one.event]
        weight = np.add.reduceat(part * kept, begins) if len(begins) else one.weight
        there: BoolArray = np.logical_or.reduceat(kept, begins) if len(begins) else np.zeros(0, np.bool_)
        edges = np.flatnonzero(there)
        yield replace(one.only(edges), weight=weight[edges])


def _interval(
    values: FloatArray, standing: IntArray, drawn: list[NDArray[np.int32]], level: float
) -> RankIntervals:
    low = high = standing
    if drawn:
        tail = (1 - level) / 2
        below, above = np.quantile(np.stack(drawn), (tail, 1 - tail), axis=0, method="nearest")
        low, high = np.minimum(below, standing), np.maximum(above, standing)
    known = ~np.isnan(values)
    return RankIntervals(np.where(known, low, 0).astype(np.int32), np.where(known, high, 0).astype(np.int32))
