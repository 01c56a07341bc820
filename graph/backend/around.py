"""Parts of a graph as graphs: what is around a node, and cores. From arrays to arrays; networkx does its own graphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.backend.parts import core_number as core_of_each
from graph.backend.paths import lengths_from, source_of


def ego_graph(
    G: CsrGraph,
    n: Any,
    radius: float = 1,
    center: bool = True,
    undirected: bool = False,
    distance: str | None = None,
) -> CsrGraph:
    """As networkx: the nodes at most so far from one, with all ties among them, in the order of the graph."""
    if undirected and G.directed:
        raise NotImplementedError("only networkx goes against the direction of ties")
    kept = lengths_from(G, source_of(G, n), distance) <= radius
    kept[source_of(G, n)] = center
    return induced(G, kept)


def k_core(G: CsrGraph, k: int | None = None, core_number: Mapping[Any, int] | None = None) -> CsrGraph:
    """As networkx: the nodes whose core number is k or more; without k those whose number is highest."""
    if G.is_multigraph():
        raise nx.NetworkXNotImplemented("not implemented for multigraph type")
    known = core_of_each(G) if core_number is None else core_number
    cores = np.array([known[name] for name in G.names])
    return induced(G, cores >= (cores.max() if k is None else k))


def induced(graph: CsrGraph, kept: NDArray[np.bool_]) -> CsrGraph:
    """The graph of only the nodes of a mask, with the ties among them."""
    tails, number = graph.tails(), np.cumsum(kept) - 1
    inside = kept[tails] & kept[graph.heads]
    count = np.bincount(number[tails[inside]], minlength=int(kept.sum()))
    part = CsrGraph(
        [graph.names[place] for place in np.flatnonzero(kept).tolist()],
        np.r_[0, np.cumsum(count)].astype(np.int64),
        number[graph.heads[inside]].astype(np.int32),
        attribute=graph.attribute,
        directed=graph.directed,
        whole=graph.whole,
    )
    for name in ("weight", "least", "parallel"):
        values = getattr(graph, name)
        setattr(part, name, None if values is None else values[inside])
    return part
