"""networkx's measures of triangles."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.backend.running import spread_out
from graph.backend.ties import Ties, leading, ties_of
from graph.two_mode import FloatArray


def triangles(G: CsrGraph, nodes: Any = None) -> Any:
    """As networkx: how many triangles each node is part of."""
    if nodes is not None:
        _refuse_parallel(G)
    if not G.directed:
        return _asked(G, nodes, _corners(G).astype(np.int64))
    ties = ties_of(G, np.ones(len(G.heads)))
    return _asked(G, nodes, np.rint(_sums(ties, ties.there)).astype(np.int64))


def clustering(G: CsrGraph, nodes: Any = None, weight: str | None = None) -> Any:
    """As networkx: how many of the pairs of a node's contacts are tied, by the geometric mean of the weights if any."""
    return _asked(G, nodes, _clustering(G, weight))


def average_clustering(
    G: CsrGraph, nodes: Any = None, weight: str | None = None, count_zeros: bool = True
) -> float:
    """As networkx."""
    values = _clustering(G, weight)[G.places(nodes)].tolist()
    counted = [value for value in values if count_zeros or abs(value) > 0]
    return float(sum(counted) / len(counted))


def transitivity(G: CsrGraph) -> float:
    """As networkx: how many of all ways of two ties are closed to triangles."""
    if G.directed:
        raise NotImplementedError("networkx counts those of directed graphs its own way")
    _refuse_parallel(G)
    degree = _contacts(G)
    closed = 2 * _corners(G).sum()
    return float(closed / (degree * (degree - 1)).sum()) if closed else 0


def _clustering(graph: CsrGraph, weight: str | None) -> FloatArray:
    _refuse_parallel(graph)
    if weight is None and not graph.directed:
        degree = _contacts(graph)
        return _shares(2 * _corners(graph), degree * (degree - 1))
    ties = ties_of(graph, _roots(graph, weight))
    if graph.directed:
        plain = ties_of(graph, np.ones(len(graph.heads)))
        degree = plain.sums(plain.there + plain.back)
        pairs = 2 * (degree * (degree - 1) - 2 * plain.sums(plain.there * plain.back))
        sides = ties.there + ties.back
    else:
        degree = np.diff(ties.begins).astype(np.float64)
        pairs, sides = degree * (degree - 1), ties.there
    return _shares(2 * _sums(ties, sides), pairs)


def _shares(closed: FloatArray, pairs: FloatArray) -> FloatArray:
    values: FloatArray = np.divide(closed, pairs, out=np.zeros(len(pairs)), where=closed != 0)
    return values


def _roots(graph: CsrGraph, weight: str | None) -> FloatArray:
    """The cube root of each weight beside the greatest, whose products over triangles are geometric means."""
    if weight is None or not len(graph.heads):
        return np.ones(len(graph.heads))
    values = graph.strengths(weight)
    if values.max() == 0:
        raise ZeroDivisionError("all weights are 0")
    roots: FloatArray = np.cbrt(values / values.max())
    return roots


def _sums(ties: Ties, values: FloatArray) -> FloatArray:
    from graph.backend.kernels.triangles import node_sums

    lead, order = leading(ties.begins, ties.heads)
    values = values.astype(np.float64, copy=False)[lead[2]]
    found = spread_out(
        lambda first, step, total: node_sums(lead, values, first, step, total),
        len(order),
        4 * len(ties.heads),
    )
    return _back(found, order)


def _corners(graph: CsrGraph) -> FloatArray:
    """The triangles of each node of an undirected graph."""
    from graph.backend.kernels.triangles import node_counts

    lead, order = leading(graph.begins, graph.heads)
    found = spread_out(
        lambda first, step, total: node_counts(lead, first, step, total), len(order), 4 * len(graph.heads)
    )
    return _back(found, order)


def _back(found: FloatArray, order: NDArray[np.int64]) -> FloatArray:
    """Values by new numbers in the order of the nodes."""
    values = np.empty(len(found))
    values[order] = found
    return values


def _contacts(graph: CsrGraph) -> FloatArray:
    """With how many others each node of an undirected graph is tied."""
    own = graph.heads[graph.own_arcs()]
    return np.diff(graph.begins) - np.bincount(own, minlength=len(graph)).astype(np.float64)


def _refuse_parallel(graph: CsrGraph) -> None:
    if graph.is_multigraph():
        raise nx.NetworkXNotImplemented("not implemented for multigraph type")


def _asked(graph: CsrGraph, nodes: Any, values: NDArray[Any]) -> Any:
    """The value of one node, or those of several by their names."""
    if nodes is None:
        return graph.named(values)
    single = graph.place(nodes)
    if single is not None:
        return values[single].item()
    return {graph.names[place]: values[place].item() for place in graph.places(nodes).tolist()}
