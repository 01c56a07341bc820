"""networkx's communities: modularity, Louvain and Leiden."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, cast

import numpy as np
from networkx.algorithms.community.quality import NotAPartition

from graph.backend.csr import CsrGraph
from graph.backend.levels import Labels, apart, levels

# Gains below this make no community worth stopping before.
_SMALL = 1e-6
Sets = list[set[Hashable]]


def modularity(
    G: CsrGraph, communities: Iterable[Iterable[Any]], weight: str | None = "weight", resolution: float = 1
) -> float:
    """As networkx."""
    groups = [set(group) for group in communities] if not isinstance(communities, list) else communities
    places = [G.place(node) for group in groups for node in group]
    if None in places or len(set(places)) != len(G) or len(places) != len(G):
        raise NotAPartition(cast("Any", G), groups)
    label = np.empty(len(G), dtype=np.int64)
    label[np.array(places, dtype=np.int64)] = np.repeat(
        np.arange(len(groups)), [len(list(group)) for group in groups]
    )
    return quality(G, label, weight, resolution)


def quality(graph: CsrGraph, label: Labels, weight: str | None, resolution: float) -> float:
    """The modularity of a group number for each node."""
    values, tails, count = graph.strengths(weight), graph.tails(), label.max(initial=-1) + 1
    same = label[tails] == label[graph.heads]
    inside = np.bincount(label[tails][same], values[same], count)
    out = np.bincount(label[tails], values, count)
    into = np.bincount(label[graph.heads], values, count)
    if not graph.directed:
        loops = tails == graph.heads
        own = np.bincount(label[tails][loops], values[loops], count)
        inside, out, into = inside + own, out + own, out + own
    m = float(out.sum())
    return float((inside / m - resolution * out * into * (1 / m**2)).sum())


def _rounds(graph: CsrGraph, options: tuple[str | None, float, float, Any], leiden: bool) -> Iterator[Sets]:
    """The communities after each round that makes modularity grow by more than the threshold."""
    weight, resolution, threshold, seed = options
    if not len(graph.heads):
        yield [{name} for name in graph.names]
        return
    best = -np.inf
    for label in levels(graph, weight, resolution, seed, leiden):
        connected = apart(graph, label)
        gained = quality(graph, connected, weight, resolution)
        if gained - best > threshold:
            best = gained
            yield _sets(graph, connected)


def _end(graph: CsrGraph, options: tuple[str | None, float, float, Any], leiden: bool) -> Sets:
    """The communities after the last round, as no round makes modularity smaller."""
    weight, resolution, _, seed = options
    if not len(graph.heads):
        return [{name} for name in graph.names]
    label = np.arange(len(graph))
    for label in levels(graph, weight, resolution, seed, leiden):  # noqa: B007 - the last one is what is asked for
        pass
    return _sets(graph, apart(graph, label))


def _sets(graph: CsrGraph, label: Labels) -> Sets:
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return [{graph.names[node] for node in nodes.tolist()} for nodes in np.split(order, cuts)]


def _checked(graph: CsrGraph, weight: str | None) -> CsrGraph:
    """The graph, if these methods are defined for it; where not, networkx's own code has to decide."""
    if graph.directed or graph.strengths(weight).min(initial=0) < 0:
        raise NotImplementedError("networkx does directed graphs and negative weights itself")
    return graph


def _last(rounds: Iterator[Sets], max_level: int | None) -> Sets:
    if max_level is not None and max_level <= 0:
        raise ValueError("max_level argument must be a positive integer or None")
    found: Sets = []
    for place, found in enumerate(rounds, 1):  # noqa: B007 - the last one is what is asked for
        if place == max_level:
            break
    return found


def louvain_communities(
    G: CsrGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    threshold: float = 1e-07,
    max_level: int | None = None,
    seed: Any = None,
) -> Sets:
    """Communities by networkx's method with other dice: the same seed gives the same ones, not those of networkx.

    Each hangs together, which Louvain's do not always (a community is split into its connected parts).
    """
    if max_level is None and threshold <= _SMALL:
        return _end(_checked(G, weight), (weight, resolution, threshold, seed), leiden=False)
    return _last(louvain_partitions(G, weight, resolution, threshold, seed), max_level)


def louvain_partitions(
    G: CsrGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    threshold: float = 1e-07,
    seed: Any = None,
) -> Iterator[Sets]:
    """The communities after each round; see `louvain_communities`."""
    return _rounds(_checked(G, weight), (weight, resolution, threshold, seed), leiden=False)


def leiden_communities(
    G: CsrGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: int | None = None,
    seed: Any = None,
) -> Sets:
    """Communities by Leiden's method, which networkx has a name for but no code. Each hangs together."""
    if max_level is None:
        return _end(_checked(G, weight), (weight, resolution, 0.0, seed), leiden=True)
    return _last(leiden_partitions(G, weight, resolution, seed), max_level)


def leiden_partitions(
    G: CsrGraph, weight: str | None = "weight", resolution: float = 1, seed: Any = None
) -> Iterator[Sets]:
    """The communities after each round; see `leiden_communities`."""
    return _rounds(_checked(G, weight), (weight, resolution, 0.0, seed), leiden=True)
