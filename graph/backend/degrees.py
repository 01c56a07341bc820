"""networkx's measures of degrees."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np

from graph.backend.csr import CsrGraph
from graph.backend.ties import added
from graph.two_mode import FloatArray


def degree_centrality(G: CsrGraph) -> dict[Hashable, float]:
    """As networkx; in a directed graph by the ties in both directions."""
    return _share(G, _in(G, None) + _out(G, None) if G.directed else _both(G, None))


def in_degree_centrality(G: CsrGraph) -> dict[Hashable, float]:
    """As networkx."""
    return _share(G, _in(G, None))


def out_degree_centrality(G: CsrGraph) -> dict[Hashable, float]:
    """As networkx."""
    return _share(G, _out(G, None))


def degree_assortativity_coefficient(
    G: CsrGraph, x: str = "out", y: str = "in", weight: str | None = None, nodes: Any = None
) -> float:
    """As networkx: the correlation of the degrees at the two ends of a tie, by sums over ties."""
    if nodes is not None or not len(G.heads) or not {x, y} <= {"in", "out"}:
        raise NotImplementedError("networkx does these itself")
    ends = {"in": _in, "out": _out} if G.directed else {"in": _both, "out": _both}
    first, second = ends[x](G, weight)[G.tails()], ends[y](G, weight)[G.heads]
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        raise NotImplementedError("equal degrees correlate with nothing: networkx says how")
    count = G.strengths(None)
    count = count / count.sum()
    first, second = first - (count * first).sum(), second - (count * second).sum()
    return float(
        (count * first * second).sum() / np.sqrt((count * first**2).sum() * (count * second**2).sum())
    )


def _share(graph: CsrGraph, degree: FloatArray) -> dict[Hashable, float]:
    if len(graph) <= 1:
        return dict.fromkeys(graph.names, 1)
    return graph.named(degree * (1.0 / (len(graph) - 1.0)))


def _out(graph: CsrGraph, weight: str | None) -> FloatArray:
    return added(graph.tails(), graph.strengths(weight), len(graph))


def _in(graph: CsrGraph, weight: str | None) -> FloatArray:
    return added(graph.heads, graph.strengths(weight), len(graph))


def _both(graph: CsrGraph, weight: str | None) -> FloatArray:
    """The degree in an undirected graph, where a tie to oneself counts twice."""
    values, own = graph.strengths(weight), graph.own_arcs()
    total = added(graph.tails(), values, len(graph)) if weight or graph.parallel is not None else _arcs(graph)
    total[graph.heads[own]] += values[own]
    return total


def _arcs(graph: CsrGraph) -> FloatArray:
    return np.diff(graph.begins).astype(np.float64)
