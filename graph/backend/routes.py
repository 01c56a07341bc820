"""networkx's shortest ways as lists of nodes, and how long they are between two nodes.

Of several ways that are equally short networkx gives the one it finds first; out of one node these functions give the
same one, between two given nodes perhaps another.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.backend.parts import number_connected_components
from graph.backend.paths import Values, lengths_from, positive, source_of, sums_of
from graph.backend.paths import single_source_dijkstra_path_length as dijkstra_lengths
from graph.backend.paths import single_source_shortest_path_length as step_lengths

Way = list[Hashable]


def single_source_shortest_path(G: CsrGraph, source: Any, cutoff: float | None = None) -> dict[Hashable, Way]:
    """As networkx, from near to far."""
    if source not in G:
        raise nx.NodeNotFound(f"Source {source} not in G")
    return _ways(G, source, None, cutoff if cutoff is None or math.isinf(cutoff) else math.ceil(cutoff))


def single_source_dijkstra_path(
    G: CsrGraph, source: Any, cutoff: float | None = None, weight: str = "weight"
) -> dict[Hashable, Way]:
    """As networkx, from near to far."""
    if source not in G:
        raise nx.NodeNotFound(f"Node {source} not found in graph")
    return _ways(G, source, weight, cutoff)


def single_source_dijkstra(
    G: CsrGraph, source: Any, target: Any = None, cutoff: float | None = None, weight: str = "weight"
) -> Any:
    """As networkx: lengths and ways to all nodes, or to the target."""
    ways = single_source_dijkstra_path(G, source, cutoff, weight)
    lengths = dijkstra_lengths(G, source, cutoff, weight)
    if target is None:
        return lengths, ways
    if target == source:
        return 0, [source]
    if target not in ways:
        raise nx.NetworkXNoPath(f"No path to {target}.")
    return lengths[target], ways[target]


def dijkstra_path(G: CsrGraph, source: Any, target: Any, weight: str = "weight") -> Way:
    """As networkx."""
    found: Way = single_source_dijkstra(G, source, target, None, weight)[1]
    return found


def dijkstra_path_length(G: CsrGraph, source: Any, target: Any, weight: str = "weight") -> float:
    """As networkx."""
    if source not in G:
        raise nx.NodeNotFound(f"Node {source} not found in graph")
    if source == target:
        return 0
    place = G.place(target)
    far = lengths_from(G, source_of(G, source), weight)
    if place is None or math.isinf(far[place]):
        raise nx.NetworkXNoPath(f"Node {target} not reachable from {source}")
    return _plain(G, far[place], weight)


def shortest_path(
    G: CsrGraph, source: Any = None, target: Any = None, weight: str | None = None, method: str = "dijkstra"
) -> Any:
    """As networkx, from a node to all, from all to a node, or between two."""
    _only_ours((source, target), weight, method)
    if source is None:
        back = _all_ways(G.reverse(), target, weight)
        return {name: way[::-1] for name, way in back.items()}
    if target is None:
        return _all_ways(G, source, weight)
    return _between(G, (source, target), lambda: _all_ways(G, source, weight))


def shortest_path_length(
    G: CsrGraph, source: Any = None, target: Any = None, weight: str | None = None, method: str = "dijkstra"
) -> Any:
    """As networkx, from a node to all, from all to a node, or between two."""
    _only_ours((source, target), weight, method)
    if source is None:
        return _all_lengths(G.reverse(), target, weight)
    if target is None:
        return _all_lengths(G, source, weight)
    if weight is not None:
        return dijkstra_path_length(G, source, target, weight)
    return _between(G, (source, target), lambda: _all_lengths(G, source, None))


def has_path(G: CsrGraph, source: Any, target: Any) -> bool:
    """As networkx."""
    try:
        shortest_path_length(G, source, target)
    except nx.NetworkXNoPath:
        return False
    return True


def average_shortest_path_length(G: CsrGraph, weight: str | None = None, method: str | None = None) -> float:
    """As networkx."""
    if method not in {None, "unweighted", "dijkstra"} or G.directed:
        raise NotImplementedError("networkx does these itself")
    size, distance = len(G), None if method == "unweighted" else weight
    if size == 0:
        raise nx.NetworkXPointlessConcept(
            "the null graph has no paths, thus there is no average shortest path length"
        )
    if size == 1:
        return 0
    if number_connected_components(G) > 1:
        raise nx.NetworkXError("Graph is not connected.")
    return float(sums_of(G, np.arange(size), distance)[1].sum() / (size * (size - 1)))


def _only_ours(ends: tuple[Any, Any], weight: str | None, method: str) -> None:
    if all(end is None for end in ends):
        raise NotImplementedError("all ways between all nodes are networkx's own business")
    if method != "dijkstra" and (weight is not None or method != "bellman-ford"):
        raise NotImplementedError("other methods are networkx's own business")


def _between(graph: CsrGraph, ends: tuple[Any, Any], find: Callable[[], Mapping[Hashable, Any]]) -> Any:
    """What `find` says from the first of two nodes, of the second."""
    for name, node in zip(("Source", "Target"), ends, strict=True):
        if node not in graph:
            raise nx.NodeNotFound(f"{name} {node} is not in G")
    found, (source, target) = find(), ends
    if target not in found:
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    return found[target]


def _all_ways(graph: CsrGraph, source: Any, weight: str | None) -> dict[Hashable, Way]:
    if weight is None:
        return single_source_shortest_path(graph, source)
    return single_source_dijkstra_path(graph, source, None, weight)


def _all_lengths(graph: CsrGraph, source: Any, weight: str | None) -> Values:
    return step_lengths(graph, source) if weight is None else dijkstra_lengths(graph, source, None, weight)


def _ways(graph: CsrGraph, source: Any, weight: str | None, cutoff: float | None) -> dict[Hashable, Way]:
    """The way to each node that is near enough, by the node before it."""
    from graph.backend.kernels.ways import first_ways

    length = np.ones(len(graph.heads)) if weight is None else positive(graph.lengths(weight), 0.0)
    far, before = np.empty(len(graph)), np.empty(len(graph), np.int32)
    order = first_ways(graph.arcs(length), source_of(graph, source), far, before)
    ways: dict[Hashable, Way] = {source: [source]}
    near: NDArray[np.int32] = order[1:] if cutoff is None else order[1:][far[order[1:]] <= cutoff]
    for node, last in zip(near.tolist(), before[near].tolist(), strict=True):
        name = graph.names[node]
        ways[name] = [*ways[graph.names[last]], name]
    return ways


def _plain(graph: CsrGraph, value: float, weight: str) -> float:
    whole = graph.whole or graph.weight is None or weight != graph.attribute
    return int(value) if whole else float(value)
