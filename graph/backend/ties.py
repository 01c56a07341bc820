"""The ties of a graph in both directions, as the kernels of triangles and cores want them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import Arcs, CsrGraph
from graph.two_mode import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Ties:
    """Every tie between two different nodes, once in each direction, columns sorted: the values of i to j and j to i.

    `loop` has the value of each node's tie to itself.
    """

    begins: NDArray[np.int64]
    heads: IntArray
    there: FloatArray
    back: FloatArray
    loop: FloatArray

    def arcs(self, values: FloatArray) -> Arcs:
        """What kernels take."""
        return self.begins, self.heads, np.ascontiguousarray(values, dtype=np.float64)

    def tails(self) -> IntArray:
        """The node that each arc comes from."""
        return np.repeat(np.arange(len(self.begins) - 1, dtype=np.int32), np.diff(self.begins))

    def mates(self) -> NDArray[np.int64]:
        """For the arc from i to j the place of the one from j to i."""
        return _turned(self.begins, self.heads)[1]

    def sums(self, values: FloatArray) -> FloatArray:
        """The sum over the arcs out of each node."""
        return added(self.tails(), values, len(self.begins) - 1)


def added(place: NDArray[Any], values: FloatArray, size: int) -> FloatArray:
    """The sums of the values that belong to each place, (size)."""
    sums: FloatArray = np.bincount(place, values, size).astype(np.float64, copy=False)
    return sums


def ties_of(graph: CsrGraph, values: FloatArray) -> Ties:
    """The ties with a value for each arc of the graph; an arc that is not there has the value 0."""
    tails, heads, size = graph.tails(), graph.heads, len(graph)
    loop = np.zeros(size)
    own = tails == heads
    loop[heads[own]] = values[own]
    tails, heads, values = (tails[~own], heads[~own], values[~own]) if own.any() else (tails, heads, values)
    if graph.directed:
        return _both_ways(tails, heads, values, loop)
    begins = np.r_[0, np.cumsum(np.bincount(tails, minlength=size))].astype(np.int64)
    sorted_heads, order = _turned(begins, heads)
    return Ties(begins, sorted_heads, values[order], values[order], loop)


def _both_ways(tails: IntArray, heads: IntArray, values: FloatArray, loop: FloatArray) -> Ties:
    size = len(loop)
    keys, mirrored = _keys(tails, heads, size), _keys(heads, tails, size)
    every = np.union1d(keys, mirrored)
    there, back = np.zeros(len(every)), np.zeros(len(every))
    there[np.searchsorted(every, keys)] = values
    back[np.searchsorted(every, mirrored)] = values
    begins = np.searchsorted(every, np.arange(size + 1) * size)
    return Ties(begins.astype(np.int64), (every % max(size, 1)).astype(np.int32), there, back, loop)


def _turned(begins: NDArray[np.int64], heads: IntArray) -> tuple[IntArray, NDArray[np.int64]]:
    """The arcs turned round, which are the same ones in a symmetric graph, with columns sorted: heads, and from where."""
    from graph.backend.kernels.triangles import turned

    found: tuple[IntArray, NDArray[np.int64]] = turned(begins, heads)
    return found


def leading(begins: NDArray[np.int64], heads: IntArray) -> tuple[Any, NDArray[np.int64]]:
    """What the kernels of triangles take, and the node that each of their numbers stands for."""
    from graph.backend.kernels.triangles import lead_away

    order = np.argsort(np.diff(begins), kind="stable").astype(np.int64)
    return lead_away((begins, heads, np.zeros(0)), order), order


def _keys(first: IntArray, second: IntArray, size: int) -> NDArray[np.int64]:
    return first.astype(np.int64) * size + second
