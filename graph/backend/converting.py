"""Between networkx's graphs and `CsrGraph`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.two_mode import FloatArray

# Above this a float cannot tell neighbouring whole numbers apart.
EXACT = 2**53


def convert_from_nx(
    graph: Any,
    *,
    edge_attrs: dict[str, Any] | None = None,
    node_attrs: dict[str, Any] | None = None,
    preserve_edge_attrs: bool = False,
    **_: Any,
) -> CsrGraph:
    """A networkx graph as arrays, with at most one edge attribute, and the attributes of nodes that are asked for.

    Raises NotImplementedError, upon which networkx runs its own code, for weights that are not finite int or float and
    for functions that need every attribute of the edges.
    """
    if preserve_edge_attrs or len(edge_attrs or {}) > 1:
        raise NotImplementedError("one edge attribute at most can be kept")
    attribute, default = next(iter((edge_attrs or {}).items()), (None, None))
    rows = list(graph.adjacency())
    if graph.is_multigraph():  # a view that hides parallel edges counts neighbours that it does not give
        rows = [(node, near if isinstance(near, dict) else dict(near)) for node, near in rows]
    names = [node for node, _ in rows]
    place = {name: number for number, name in enumerate(names)}
    begins = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(neighbours) for _, neighbours in rows], out=begins[1:])
    heads = chain.from_iterable(neighbours for _, neighbours in rows)
    found = CsrGraph(
        names,
        begins,
        np.fromiter(map(place.__getitem__, heads), np.int32, int(begins[-1])),
        attribute=attribute,
        directed=graph.is_directed(),
        labels={
            name: [said.get(name, missing) for said in graph.nodes.values()]
            for name, missing in (node_attrs or {}).items()
        },
        _place=place,
    )
    edges = chain.from_iterable(neighbours.values() for _, neighbours in rows)
    if graph.is_multigraph():
        _fill_parallel(found, list(edges), attribute, default)
    elif attribute is not None:
        found.weight, found.whole = _numbers([edge.get(attribute, default) for edge in edges])
    return found


def _fill_parallel(graph: CsrGraph, edges: list[Any], attribute: str | None, default: Any) -> None:
    graph.parallel = np.array([len(keys) for keys in edges], dtype=np.int32)
    if attribute is not None and edges:
        values, graph.whole = _numbers(
            [edge.get(attribute, default) for keys in edges for edge in keys.values()]
        )
        starts: NDArray[np.int64] = np.r_[0, np.cumsum(graph.parallel)[:-1]]
        graph.weight = np.add.reduceat(values, starts)
        graph.least = np.minimum.reduceat(values, starts)


def _numbers(values: list[Any]) -> tuple[FloatArray, bool]:
    """The weights, and whether all are whole numbers."""
    try:
        found = np.array(values)
    except ValueError as error:  # lists of different lengths, say
        raise NotImplementedError("weights must be numbers") from error
    if values and (found.dtype.kind not in "biuf" or found.ndim != 1):
        raise NotImplementedError("weights must be int or float")
    whole = found.dtype.kind in "biu"
    if not np.isfinite(found).all() or (whole and len(found) and np.abs(found).max() >= EXACT):
        raise NotImplementedError("weights must be finite")
    return found.astype(np.float64), whole


def convert_to_nx(result: Any, **_: Any) -> Any:
    """A `CsrGraph` as a networkx graph with its one edge attribute; anything else as it is.

    Raises NotImplementedError for parallel edges: which of them weighs what is no longer known.
    """
    if not isinstance(result, CsrGraph):
        return result
    if result.is_multigraph():
        raise NotImplementedError("parallel edges were added up")
    graph: Any = nx.DiGraph() if result.directed else nx.Graph()
    graph.add_nodes_from(result.names)
    graph.add_edges_from(_edges(result))
    return graph


def _edges(graph: CsrGraph) -> Iterable[tuple[Any, ...]]:
    tails = graph.tails()
    kept = np.ones(len(tails), dtype=np.bool_) if graph.directed else tails <= graph.heads
    ends = zip(tails[kept].tolist(), graph.heads[kept].tolist(), strict=True)
    if graph.weight is None:
        return ((graph.names[tail], graph.names[head]) for tail, head in ends)
    weights = graph.weight[kept].astype(np.int64) if graph.whole else graph.weight[kept]
    return (
        (graph.names[tail], graph.names[head], {graph.attribute: weight})
        for (tail, head), weight in zip(ends, weights.tolist(), strict=True)
    )
