"""Which networkx backend takes the measures of a network: our own, or any other that is installed.

measures  ->  networkx's function  ->  the backend that was chosen, if it has the function
                                       else ours ("aliados"), else networkx's own code
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.between import UNITS
from graph.between import lengths as whole_lengths
from graph.measure import Measure
from graph.one_mode import OneMode

OURS, PLAIN = "aliados", "networkx"


@dataclass
class _Chosen:
    name: str = OURS


_CHOSEN = _Chosen()


def choose_engine(name: str) -> None:
    """Says at the start of a process which backend takes the measures. Raises ValueError for one that is not there."""
    if name != OURS and name not in engines():
        raise ValueError(f"networkx has no backend {name!r} here, only {', '.join(engines())}")
    _CHOSEN.name = name


def chosen_engine() -> str:
    """The backend that takes the measures."""
    return _CHOSEN.name


def engines() -> list[str]:
    """The backends that networkx knows on this machine, ours and networkx's own code among them."""
    import networkx as nx

    return sorted({*nx.config.backends, OURS, PLAIN})


def measure_elsewhere(one: OneMode, engine: str, every_way: bool) -> dict[str, Measure]:
    """The measures that networkx has, by the backend `engine`; those of shortest ways only with `every_way`.

    The definitions are those of `graph.measures`: the values are the same up to rounding. Samples of shortest ways stay
    ours, since other backends do not say how far off theirs may be.
    """
    import networkx as nx

    graph = _graph(one)
    size, found = len(one.members), {}
    with _preferring(engine):
        if every_way:
            found["betweenness"] = _values(nx.betweenness_centrality(graph, weight="length"))
            found["closeness"] = _values(nx.closeness_centrality(graph, distance="length")) * UNITS
        rank = nx.pagerank(graph, weight="weight", tol=1e-10 / max(size, 1), max_iter=500) if size else {}
        cores = nx.core_number(graph)
        closed = nx.constraint(graph, weight="weight") if size else {}
    found |= {"pagerank": _values(rank), "core": _values(cores), "constraint": _values(closed)}
    return {name: Measure(values, "exact") for name, values in found.items()}


def _preferring(engine: str) -> AbstractContextManager[Any]:
    """While it lasts, networkx asks the engine first, then our own backend; "networkx" asks nobody."""
    import networkx as nx

    prefer: Any = nx.config.backend_priority
    made: AbstractContextManager[Any] = prefer(algos=[] if engine == PLAIN else [engine, OURS])
    return made


def _graph(one: OneMode) -> Any:
    """The network as a `networkx.Graph` of numbers with the weight and the length of each tie."""
    import networkx as nx

    far = whole_lengths(one.matrix())
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(one.members)))
    rows, columns = far.tocoo().coords
    told = zip(rows.tolist(), columns.tolist(), far.data.astype(np.int64).tolist(), strict=True)
    graph.add_edges_from((a, b, {"length": length}) for a, b, length in told if a < b)
    for a, b, weight in zip(one.first.tolist(), one.second.tolist(), one.weight.tolist(), strict=True):
        graph[a][b]["weight"] = weight
    return graph


def _values(found: dict[int, float]) -> Any:
    return np.fromiter((found[node] for node in range(len(found))), np.float64, len(found))
