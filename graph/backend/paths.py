"""networkx's measures of shortest ways: betweenness, closeness, harmonic, and lengths from one node."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import SLACK, CsrGraph
from graph.backend.running import add_up
from graph.two_mode import FloatArray

Values = dict[Hashable, Any]


def betweenness_centrality(
    G: CsrGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: Any = None,
) -> Values:
    """As networkx, but ways whose lengths are equal up to rounding are equally short.

    networkx compares sums of floats, and so takes 1/3 + 1/3 + 1/3 for other than 1/2 + 1/2; here lengths that differ
    by less than 1e-12 of themselves are ties (whole numbers are compared exactly). Lengths of 0 are networkx's own.
    """
    size = len(G)
    chosen = None if k is None or k == size else np.array(seed.sample(range(size), k), dtype=np.int64)
    total = _dependencies(G, np.arange(size) if chosen is None else chosen, weight, endpoints)
    pairs = size if endpoints else size - 1
    if pairs < 2:
        return G.named(total)
    count = pairs if chosen is None else len(chosen)
    divided = total * (1 / _pairs(count, pairs, normalized, G.directed))
    if chosen is not None and not endpoints:
        # who is a source is not its own: one source less speaks of it, and none says nothing
        divided[chosen] = total[chosen] / (_pairs(count - 1, pairs, normalized, G.directed) or math.nan)
    return G.named(divided)


def _pairs(sources: int, others: int, normalized: bool, directed: bool) -> float:
    if normalized:
        return sources * (others - 1)
    return sources * (1 if directed else 2) / others


def _dependencies(
    graph: CsrGraph, sources: NDArray[np.int64], weight: str | None, endpoints: bool
) -> FloatArray:
    from graph.backend.kernels import dependency

    if weight is None:
        arcs = graph.arcs()
        found = add_up(
            lambda some, sums: dependency.unweighted(arcs, some, endpoints, sums[0]), arcs, sources
        )
    else:
        arcs, slack = graph.arcs(positive(graph.lengths(weight))), 0.0 if graph.whole else SLACK
        found = add_up(
            lambda some, sums: dependency.weighted(arcs, some, slack, endpoints, sums[0]), arcs, sources
        )
    return found.ravel()


def positive(length: FloatArray, least: float = np.nextafter(0, 1)) -> FloatArray:
    """The lengths; raises NotImplementedError, upon which networkx runs its own code, if one is below `least`."""
    if len(length) and length.min() < least:
        raise NotImplementedError("lengths of 0 or less are networkx's own business")
    return length


def closeness_centrality(
    G: CsrGraph, u: Any = None, distance: str | None = None, wf_improved: bool = True
) -> Any:
    """As networkx."""
    size = len(G)
    if u is None:
        reached, total, _ = sums_of(G, np.arange(size), distance)
    else:
        far = lengths_from(G.reverse(), source_of(G, u), distance)
        far = far[np.isfinite(far)]
        reached, total = np.array([len(far) - 1.0]), np.array([far.sum()])
    values = np.divide(reached, total, out=np.zeros(len(total)), where=(total > 0) & (size > 1))
    if wf_improved and size > 1:
        values *= reached / (size - 1)
    return G.named(values) if u is None else float(values[0])


def harmonic_centrality(
    G: CsrGraph, nbunch: Any = None, distance: str | None = None, sources: Any = None
) -> Values:
    """As networkx."""
    asked, origins = G.places(nbunch), G.places(sources)
    if len(asked) < len(origins) and nbunch is not None:
        turned = G.reverse()
        found = [_inverse_sum(lengths_from(turned, place, distance)[origins]) for place in asked.tolist()]
        return {G.names[place]: value for place, value in zip(asked.tolist(), found, strict=True)}
    values = sums_of(G, origins, distance)[2][asked]
    return {G.names[place]: value for place, value in zip(asked.tolist(), values.tolist(), strict=True)}


def _inverse_sum(far: FloatArray) -> float:
    return float((1.0 / far[far > 0]).sum())


def sums_of(graph: CsrGraph, sources: NDArray[np.int64], distance: str | None) -> FloatArray:
    """How many sources reach each node, the sum of their distances and of the inverses, (3, n)."""
    from graph.backend.kernels import nearness

    if distance is None:
        arcs = graph.arcs()
        return add_up(lambda some, sums: nearness.unweighted(arcs, some, sums), arcs, sources, 3)
    arcs = graph.arcs(positive(graph.lengths(distance), 0.0))
    return add_up(lambda some, sums: nearness.weighted(arcs, some, sums), arcs, sources, 3)


def single_source_shortest_path_length(G: CsrGraph, source: Any, cutoff: float | None = None) -> Values:
    """As networkx, from near to far."""
    if source not in G:
        raise nx.NodeNotFound(f"Source {source} is not in G")
    steps = cutoff if cutoff is None or math.isinf(cutoff) else math.ceil(cutoff)
    return _within(G, lengths_from(G, source_of(G, source), None), steps, whole=True)


def single_source_dijkstra_path_length(
    G: CsrGraph, source: Any, cutoff: float | None = None, weight: str = "weight"
) -> Values:
    """As networkx, from near to far."""
    if source not in G:
        raise nx.NodeNotFound(f"Node {source} not found in graph")
    return _within(G, lengths_from(G, source_of(G, source), weight), cutoff, G.whole or G.weight is None)


def _within(graph: CsrGraph, far: FloatArray, cutoff: float | None, whole: bool) -> Values:
    near = np.flatnonzero(
        far <= min(np.finfo(np.float64).max, math.inf if cutoff is None else max(cutoff, 0))
    )
    near = near[np.argsort(far[near], kind="stable")]
    distances = far[near].astype(np.int64) if whole else far[near]
    return {graph.names[p]: value for p, value in zip(near.tolist(), distances.tolist(), strict=True)}


def lengths_from(graph: CsrGraph, source: int, distance: str | None) -> FloatArray:
    """How far each node is from one, by an edge attribute or in steps; infinite where no way leads."""
    from graph.backend.kernels import ways

    size = len(graph)
    order = np.empty(size, np.int32)
    if distance is not None:
        far = np.empty(size)
        length = positive(graph.lengths(distance), 0.0)
        ways.dijkstra(graph.arcs(length), source, far, order, np.empty((2, size), np.int32))
        return far
    level = np.empty(size, np.int32)
    ways.breadth_first(graph.arcs(), source, level, order)
    return np.where(level < 0, np.inf, level.astype(np.float64))


def source_of(graph: CsrGraph, node: Any) -> int:
    """Which node this is; raises networkx's NodeNotFound."""
    place = graph.place(node)
    if place is None:
        raise nx.NodeNotFound(f"Node {node} not found in graph")
    return place
