"""Betweenness and closeness: who lies on the short ways, and who has short ways to all.

Both come from the shortest ways out of some nodes, the pivots. With every node as a pivot they are exact (networkx's
values, which the tests compare; pure networkx needs minutes at 2,000 nodes). With some of them they are estimates
whose standard error is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.measure import Measure
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Divisible by 1 to 16: the lengths of weights that are simple fractions become whole numbers without rounding.
UNITS = 720_720
BATCH = 16


def lengths(matrix: csr_array) -> csr_array:
    """How far neighbours are from each other: ``1 / weight``, in whole units of 1/720,720, at least one unit.

    Two ways count as equally short only if their lengths are equal, and sums of fractions in floating point hardly
    ever are (1/3 + 1/3 + 1/3 against 1): whole numbers are.

    Examples:
        >>> from scipy.sparse import csr_array
        >>> (lengths(csr_array([[0.0, 3.0], [3.0, 0.0]])).toarray() / UNITS).round(4).tolist()
        [[0.0, 0.3333], [0.3333, 0.0]]
    """
    far = matrix.copy()
    far.data = np.maximum(np.rint(UNITS / matrix.data), 1.0)
    return far


def betweenness_and_closeness(matrix: csr_array, pivots: NDArray[np.int64]) -> tuple[Measure, Measure]:
    """Both measures of every node, from the shortest ways out of `pivots`.

    When sampled, the contributions are skewed: nine exact values in ten lie within three standard errors.

    Betweenness: ``b(v) = 2 / ((n - 1)(n - 2)) * sum over pairs {s, t} of sigma(s, t | v) / sigma(s, t)``, the share
    of shortest ways between others that pass through v, 0 to 1; by Brandes' accumulation.
    Closeness: ``c(v) = (r - 1) / (n - 1) * (r - 1) / sum of d(v, t)`` over the r nodes that v reaches; its unit is
    that of a weight (1 / length).

    References: L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977);
    U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001);
    S. Wasserman and K. Faust, *Social Network Analysis* (1994), for closeness in a network of several parts;
    R. Geisberger, P. Sanders and D. Schultes, "Better approximation of betweenness centrality", ALENEX (2008), for the
    sampling.

    Examples:
        >>> import networkx as nx
        >>> path = nx.to_scipy_sparse_array(nx.path_graph(3), dtype=float, format="csr")
        >>> between, close = betweenness_and_closeness(path, np.arange(3))
        >>> between.values.tolist(), close.values.round(3).tolist(), between.status
        ([0.0, 1.0, 0.0], [0.667, 1.0, 0.667], 'exact')
    """
    sums = _Sums.empty(matrix.shape[0])
    for source, distance, dependency in _from_each(lengths(matrix), pivots):
        sums.add(source, distance, dependency)
    return sums.betweenness(), sums.closeness(_component_sizes(matrix))


def choose_pivots(size: int, how_many: int, seed: int) -> NDArray[np.int64]:
    """`how_many` of `size` nodes by lot, the same for the same seed; all of them when there are no more."""
    if how_many >= size:
        return np.arange(size)
    return np.sort(np.random.default_rng(seed).choice(size, how_many, replace=False))


@dataclass(slots=True)
class _Sums:
    """Running sums over the pivots, each an array with one value a node."""

    pivots: int
    dependency: FloatArray
    dependency_squared: FloatArray
    reached: FloatArray
    distance: FloatArray
    distance_squared: FloatArray

    @classmethod
    def empty(cls, size: int) -> _Sums:
        return cls(0, *(np.zeros(size) for _ in range(5)))

    def add(self, source: int, distance: FloatArray, dependency: FloatArray) -> None:
        near = np.isfinite(distance)
        near[source] = False
        far = np.where(near, distance, 0.0) / UNITS
        dependency[source] = 0.0
        self.pivots += 1
        self.dependency += dependency
        self.dependency_squared += dependency**2
        self.reached += near
        self.distance += far
        self.distance_squared += far**2

    def betweenness(self) -> Measure:
        size = len(self.dependency)
        scale = size / max((size - 1) * (size - 2), 1)
        mean, spread = _mean(self.dependency, self.dependency_squared, np.full(size, float(self.pivots)))
        return self._measure(scale * mean, scale * spread)

    def closeness(self, component: NDArray[np.int64]) -> Measure:
        size = len(self.distance)
        mean, spread = _mean(self.distance, self.distance_squared, self.reached)
        share = (component - 1) / max(size - 1, 1)
        values = np.divide(share, mean, out=np.zeros(size), where=mean > 0)
        return self._measure(values, np.divide(values * spread, mean, out=np.zeros(size), where=mean > 0))

    def _measure(self, values: FloatArray, error: FloatArray) -> Measure:
        if self.pivots >= len(values):
            return Measure(values, "exact")
        return Measure(values, "sampled", error * np.sqrt(1 - self.pivots / len(values)))


def _mean(total: FloatArray, squares: FloatArray, count: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The mean and its standard error, for sums over `count` draws."""
    count = np.maximum(count, 1)
    mean = total / count
    variance = np.maximum(squares / count - mean**2, 0) * count / np.maximum(count - 1, 1)
    return mean, np.sqrt(variance / count)


def _from_each(far: csr_array, pivots: NDArray[np.int64]) -> Iterator[tuple[int, FloatArray, FloatArray]]:
    """For each pivot: the distance to each node (in units) and how much each node depends on passing others."""
    from scipy.sparse.csgraph import dijkstra

    tail = np.repeat(np.arange(far.shape[0], dtype=np.int32), np.diff(far.indptr))
    for begin in range(0, len(pivots), BATCH):
        batch = pivots[begin : begin + BATCH]
        for source, distance in zip(batch.tolist(), dijkstra(far, indices=batch), strict=True):
            yield source, distance, _dependency(far, tail, source, distance)


def _dependency(far: csr_array, tail: NDArray[np.int32], source: int, distance: FloatArray) -> FloatArray:
    """How much the ways from `source` depend on each node, by sums over ever longer ways.

    D holds the arcs that lie on some shortest way. It has no cycle, so ``(1 - D)^-1 = 1 + D + D^2 + ...`` ends after
    as many terms as the longest of the shortest ways has arcs, a dozen or two. Each way from s to t counts at v with
    ``2 d(s, v) / d(s, t)``: with the same way from t back to s that makes the 2 that Brandes counts, and a node near
    a pivot is not overrated when only some nodes are pivots.
    """
    from scipy.sparse import csr_array

    on_way = distance[tail] + far.data == distance[far.indices]
    on_way &= np.isfinite(distance[tail])
    arcs = (np.ones(int(on_way.sum())), (tail[on_way], far.indices[on_way]))
    forward = csr_array(arcs, shape=far.shape)
    start = np.zeros(far.shape[0])
    start[source] = 1.0
    ways = _all_powers(forward.T.tocsr(), start)
    weighed = ways * np.where(ways > 0, distance, 0.0)
    inverse = np.divide(1.0, weighed, out=np.zeros_like(ways), where=weighed > 0)
    through = weighed * _all_powers(forward, inverse) - (weighed > 0)
    return np.where(through > 1e-9, 2.0 * through, 0.0)


def _all_powers(arcs: csr_array, start: FloatArray) -> FloatArray:
    total, term = start.copy(), start
    while (term := arcs @ term).any():
        total += term
    return total


def _component_sizes(matrix: csr_array) -> NDArray[np.int64]:
    from scipy.sparse.csgraph import connected_components

    _, part = connected_components(matrix, directed=False)
    sizes: NDArray[np.int64] = np.bincount(part)[part]
    return sizes
