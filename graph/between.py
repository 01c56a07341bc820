"""Betweenness and closeness: who lies on the short ways, and who has short ways to all.

Both come from the shortest ways out of some nodes, the pivots. With every node as a pivot they are exact (networkx's
values, which the tests compare; pure networkx needs minutes at 2,000 nodes). With some of them they are estimates
whose standard error is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.backend.running import add_up
from graph.measure import Measure
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Divisible by 1 to 16: the lengths of weights that are simple fractions become whole numbers without rounding.
UNITS = 720_720


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
    far.data = in_units(matrix.data)
    return far


def in_units(weight: FloatArray) -> FloatArray:
    """The lengths of ties of these weights, a whole number each."""
    units: FloatArray = np.maximum(np.rint(UNITS / weight), 1.0)
    return units


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
    from graph.backend.kernels.dependency import pivot_sums

    arcs = CsrGraph.from_matrix(lengths(matrix)).arcs_by_weight()
    sums = add_up(lambda some, found: pivot_sums(arcs, some, found), arcs, pivots, rows=5)
    sampled = _Sums(len(pivots), *sums)
    return sampled.betweenness(), sampled.closeness(_component_sizes(matrix))


def choose_pivots(size: int, how_many: int, seed: int) -> NDArray[np.int64]:
    """`how_many` of `size` nodes by lot, the same for the same seed; all of them when there are no more."""
    if how_many >= size:
        return np.arange(size)
    return np.sort(np.random.default_rng(seed).choice(size, how_many, replace=False))


@dataclass(slots=True)
class _Sums:
    """Sums over the pivots, each an array with one value a node; distances in units."""

    pivots: int
    dependency: FloatArray
    dependency_squared: FloatArray
    reached: FloatArray
    distance: FloatArray
    distance_squared: FloatArray

    def betweenness(self) -> Measure:
        size = len(self.dependency)
        scale = size / max((size - 1) * (size - 2), 1)
        mean, spread = _mean(self.dependency, self.dependency_squared, np.full(size, float(self.pivots)))
        return self._measure(scale * mean, scale * spread)

    def closeness(self, component: NDArray[np.int64]) -> Measure:
        size = len(self.distance)
        mean, spread = _mean(self.distance / UNITS, self.distance_squared / UNITS**2, self.reached)
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


def _component_sizes(matrix: csr_array) -> NDArray[np.int64]:
    from scipy.sparse.csgraph import connected_components

    _, part = connected_components(matrix, directed=False)
    sizes: NDArray[np.int64] = np.bincount(part)[part]
    return sizes
