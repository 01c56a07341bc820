"""Measures that follow from the ties themselves: how many, how strong, to whom.

All take the symmetric weight matrix of a network, (n, n), and give one value a node; the definitions are networkx's,
whose values the tests compare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from graph.measure import Measure
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def degree(matrix: csr_array) -> Measure:
    """With how many others a node is tied. Unit: nodes.

    Reference: L. C. Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1 (1978).
    """
    return Measure(np.diff(matrix.indptr).astype(np.float64), "exact")


def strength(matrix: csr_array) -> Measure:
    """The sum of the weights of a node's ties, in the unit of the weights.

    Reference: A. Barrat et al., "The architecture of complex weighted networks", PNAS 101 (2004).

    Examples:
        >>> from scipy.sparse import csr_array
        >>> strength(csr_array([[0, 2.0, 0.5], [2.0, 0, 0], [0.5, 0, 0]])).values.tolist()
        [2.5, 2.0, 0.5]
    """
    return Measure(np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel(), "exact")


def pagerank(matrix: csr_array, start: FloatArray | None = None, damping: float = 0.85) -> FloatArray:
    """Where a walker is found who follows ties by weight and begins anew with probability ``1 - damping``.

    ``p = damping * (p T + p(without ties) * start) + (1 - damping) * start`` with T the weights divided by their row
    sums. `start` (any nonnegative values, one a node; None: all alike) says where the walker begins: with a few nodes
    there, the result is nearness to those. The values sum to 1.

    References: L. Page et al., "The PageRank citation ranking" (1999); T. Haveliwala, "Topic-sensitive PageRank",
    IEEE Transactions on Knowledge and Data Engineering 15 (2003).

    Examples:
        >>> from scipy.sparse import csr_array
        >>> pair = csr_array([[0, 1.0, 0], [1.0, 0, 0], [0, 0, 0]])
        >>> pagerank(pair, np.array([1.0, 0, 0])).round(3).tolist()
        [0.541, 0.459, 0.0]
    """
    size = matrix.shape[0]
    if size == 0:
        return np.zeros(0)
    start = np.ones(size) if start is None or start.sum() <= 0 else start
    start = start / start.sum()
    out = strength(matrix).values
    inverse = np.divide(1.0, out, out=np.zeros(size), where=out > 0)
    rank, into = start, matrix.T.tocsr()
    for _ in range(200):
        walked = into @ (rank * inverse) + rank[out == 0].sum() * start
        following: FloatArray = damping * walked + (1 - damping) * start
        if np.abs(following - rank).sum() < 1e-10:
            return following
        rank = following
    return rank


def eigenvector(matrix: csr_array) -> Measure:
    """Ties to the well tied: the leading eigenvector of the weights, ``A x = lambda x``, of length 1, nonnegative.

    In a network of several parts it has no single answer; the values are those of the part with the most nodes and 0
    elsewhere.

    Reference: P. Bonacich, "Power and centrality: a family of measures", American Journal of Sociology 92 (1987).

    Examples:
        >>> from scipy.sparse import csr_array
        >>> eigenvector(csr_array([[0, 1.0, 1.0], [1.0, 0, 0], [1.0, 0, 0]])).values.round(3).tolist()
        [0.707, 0.5, 0.5]
    """
    from scipy.sparse.csgraph import connected_components
    from scipy.sparse.linalg import eigsh

    values = np.zeros(matrix.shape[0])
    _, part = connected_components(matrix, directed=False)
    largest = np.flatnonzero(part == np.bincount(part).argmax()) if len(part) else part
    if len(largest) < 2:
        return Measure(values, "exact")
    inside = matrix[largest][:, largest]
    if len(largest) < 16:
        vector = np.linalg.eigh(inside.toarray())[1][:, -1]
    else:
        vector = eigsh(inside, k=1, which="LA", v0=np.ones(len(largest)))[1][:, 0]
    values[largest] = np.abs(vector)
    return Measure(values, "exact")


def constraint(matrix: csr_array) -> Measure:
    """How far a node's contacts know each other: few openings when high. About 0 (many separate contacts) to 1.125.

    ``c(i) = sum over contacts j of (p(i, j) + sum over q of p(i, q) p(q, j)) ** 2``, with p(i, j) the part of i's
    strength that is with j. NaN for a node without ties.

    Reference: R. S. Burt, *Structural Holes* (1992), eq. 2.4 and following.

    Examples:
        >>> from scipy.sparse import csr_array
        >>> constraint(csr_array([[0, 1.0, 1.0], [1.0, 0, 0], [1.0, 0, 0]])).values.tolist()
        [0.5, 1.0, 1.0]
    """
    import networkx as nx

    from graph.backend.csr import CsrGraph

    if matrix.shape[0] == 0:
        return Measure(np.zeros(0), "exact")
    found = nx.constraint(cast("Any", CsrGraph.from_matrix(matrix)), weight="weight")
    return Measure(np.fromiter(found.values(), np.float64, len(found)), "exact")
