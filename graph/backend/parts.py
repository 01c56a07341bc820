"""networkx's components, cut points, bridges and cores."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.two_mode import IntArray


def part_of_each(graph: CsrGraph) -> IntArray:
    """The number of the connected part of each node, directions aside, from 0 in the order of the nodes."""
    from graph.backend.kernels.joining import parts

    found: IntArray = parts(graph.arcs(), np.zeros(len(graph), np.int64))
    return found


def connected_components(G: CsrGraph) -> Iterator[set[Hashable]]:
    """As networkx, in the order of the nodes."""
    part = part_of_each(G)
    if len(part) and part.max() == 0:
        yield set(G.names)
        return
    order = np.argsort(part, kind="stable")
    for nodes in np.split(order, np.flatnonzero(np.diff(part[order])) + 1) if len(part) else ():
        yield {G.names[node] for node in nodes.tolist()}


def number_connected_components(G: CsrGraph) -> int:
    """As networkx."""
    return int(part_of_each(G).max(initial=-1)) + 1


def is_connected(G: CsrGraph) -> bool:
    """As networkx."""
    if len(G) == 0:
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return number_connected_components(G) == 1


def node_connected_component(G: CsrGraph, n: Any) -> set[Hashable]:
    """As networkx."""
    place = G.place(n)
    if place is None:
        raise KeyError(n)
    part = part_of_each(G)
    return {G.names[node] for node in np.flatnonzero(part == part[place]).tolist()}


def articulation_points(G: CsrGraph) -> Iterator[Hashable]:
    """As networkx, in the order of the nodes: those without which the others fall apart."""
    from graph.backend.kernels.shells import weak_points

    cut, _ = weak_points(G.arcs())
    yield from (G.names[node] for node in np.flatnonzero(cut).tolist())


def bridges(G: CsrGraph, root: Any = None) -> Iterator[tuple[Hashable, Hashable]]:
    """As networkx, in the order of the nodes: ties without which their ends fall apart, a single tie between them."""
    if root is not None and root not in G:
        raise nx.NodeNotFound(f"Root node {root} is not in graph")
    for first, second in _bridges(G, None if root is None else G.place(root)).tolist():
        yield G.names[first], G.names[second]


def has_bridges(G: CsrGraph, root: Any = None) -> bool:
    """As networkx."""
    return next(bridges(G, root), None) is not None


def _bridges(graph: CsrGraph, root: int | None) -> NDArray[np.int64]:
    from graph.backend.kernels.shells import weak_points

    _, other = weak_points(graph.arcs())
    ends = np.flatnonzero(other >= 0)
    if root is not None:
        part = part_of_each(graph)
        ends = ends[part[ends] == part[root]]
    pairs = np.sort(np.stack([ends, other[ends]], axis=1), axis=1)
    if graph.parallel is not None:
        several = graph.tails()[graph.parallel > 1] * np.int64(len(graph)) + graph.heads[graph.parallel > 1]
        pairs = pairs[~np.isin(pairs[:, 0] * len(graph) + pairs[:, 1], several)]
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def core_number(G: CsrGraph) -> dict[Hashable, int]:
    """As networkx; in a directed graph by the ties in both directions."""
    if G.loops():
        raise nx.NetworkXNotImplemented(
            "Input graph has self loops which is not permitted; "
            "Consider using G.remove_edges_from(nx.selfloop_edges(G))."
        )
    return G.named(core_numbers(G))


def core_numbers(graph: CsrGraph) -> NDArray[np.int64]:
    """The core number of each node, in the order of the nodes."""
    from graph.backend.kernels.shells import core_numbers as kernel

    begins, heads = (graph.begins, graph.heads) if not graph.directed else _both_ways(graph)
    ties = np.diff(begins)
    order = np.argsort(ties, kind="stable").astype(np.int32)
    first = np.searchsorted(ties[order], np.arange(ties.max(initial=0) + 1)).astype(np.int32)
    found: NDArray[np.int64] = kernel((begins, heads, np.zeros(0)), order, first).astype(np.int64)
    return found


def _both_ways(graph: CsrGraph) -> tuple[NDArray[np.int64], IntArray]:
    """Where the arcs into and out of each node begin, and the other ends."""
    heads, tails = np.r_[graph.heads, graph.tails()], np.r_[graph.tails(), graph.heads]
    begins = np.r_[0, np.cumsum(np.bincount(tails, minlength=len(graph)))].astype(np.int64)
    return begins, heads[np.argsort(tails, kind="stable")]
