"""Groups of nodes that make modularity large, found by moving nodes and making groups the nodes of a smaller graph.

V. D. Blondel et al., "Fast unfolding of communities in large networks", Journal of Statistical Mechanics (2008), P10008;
V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
Scientific Reports 9 (2019).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import Arcs, CsrGraph
from graph.backend.ties import added
from graph.two_mode import FloatArray

Labels = NDArray[np.int64]
# Most of what a first climb misses a second one finds; further ones add next to nothing.
CLIMBS = 2


@dataclass(frozen=True, slots=True)
class _Level:
    """A graph whose nodes are groups of the one before: its arcs without loops, and its nodes' strengths."""

    arcs: Arcs
    strength: FloatArray

    @classmethod
    def of(cls, graph: CsrGraph, weight: str | None) -> _Level:
        values, tails = graph.strengths(weight), graph.tails()
        own = tails == graph.heads
        strength = added(tails, values + own * values, len(graph))
        kept = ~own & (values > 0)
        return cls._made(tails[kept], graph.heads[kept], values[kept], strength)

    @classmethod
    def _made(cls, tails: Any, heads: Any, values: FloatArray, strength: FloatArray) -> _Level:
        from scipy.sparse import coo_array

        size = len(strength)
        matrix = coo_array((values, (tails, heads)), shape=(size, size)).tocsr()
        arcs = (matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data)
        return cls(arcs, strength)

    def grouped(self, group: Labels) -> _Level:
        from graph.backend.kernels.grouping import gather

        strength = added(group, self.strength, int(group.max(initial=-1)) + 1)
        members = np.argsort(group, kind="stable")
        upto = np.searchsorted(group[members], np.arange(len(strength) + 1))
        return _Level(gather(self.arcs, group, members, upto), strength)


def levels(
    graph: CsrGraph, weight: str | None, resolution: float, seed: Any, leiden: bool
) -> Iterator[Labels]:
    """The groups after each round as a number for each node; the second climb begins where the first ended."""
    level = _Level.of(graph, weight)
    rng = np.random.default_rng(seed.randint(0, 2**31 - 1))
    rate = resolution / (level.strength.sum() or 1.0)
    label = np.arange(len(graph))
    for _ in range(CLIMBS):
        for label in _climb(level, label, rate, rng, leiden):  # noqa: B020 - the next climb begins where this ends
            yield label


def _climb(
    level: _Level, group: Labels, rate: float, rng: np.random.Generator, leiden: bool
) -> Iterator[Labels]:
    """Moves nodes, makes groups the next level's nodes, and so on until nothing moves."""
    from graph.backend.kernels.grouping import move, refine

    inside = np.arange(len(group))
    while True:
        size, group = len(group), group.copy()
        moves = move(level.arcs, level.strength, group, rng.permutation(size), rate)
        group = np.unique(group, return_inverse=True)[1]
        yield group[inside]
        part = refine(level.arcs, level.strength, group, rng.permutation(size), rate) if leiden else group
        first, part = np.unique(part, return_index=True, return_inverse=True)[1:]
        if (moves == 0 and not leiden) or len(first) == size:
            return
        level, inside, group = level.grouped(part), part[inside], group[first]
        group = group if leiden else np.arange(len(first))


def apart(graph: CsrGraph, label: Labels) -> Labels:
    """Each community split into its connected parts, which makes modularity larger if anything."""
    from graph.backend.kernels.joining import parts

    found: Labels = parts(graph.arcs(), label.astype(np.int64, copy=False)).astype(np.int64)
    return found
