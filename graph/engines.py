"""Which engine takes the measures of a network: our own, another networkx backend, or a Neo4j server's own library.

measures  ->  the library of the store's server, if one was chosen and is there
          ->  networkx's function  ->  the backend that was chosen, if it has the function
                                       else ours ("aliados"), else networkx's own code
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np

from graph.between import UNITS
from graph.between import lengths as whole_lengths
from graph.errors import StoreUnavailable
from graph.measure import Measure
from graph.one_mode import OneMode
from graph.two_mode import FloatArray

OURS, PLAIN = "aliados", "networkx"
log = logging.getLogger(__name__)


class Library(Protocol):
    """What a server brings along to measure networks."""

    version: str

    def measures(self, one: OneMode) -> dict[str, Measure]:
        """Those of `graph.measures` that it has, exact; none when it failed."""


@runtime_checkable
class HasScience(Protocol):
    """A store on a server that may have such a library."""

    def science(self) -> Library | None:
        """The library, None when there is none."""


@dataclass
class _Chosen:
    name: str = OURS
    served: object = None


_CHOSEN = _Chosen()


def choose_engine(name: str) -> None:
    """Says at the start of a process which backend takes the measures. Raises ValueError for one that is not there."""
    if name != OURS and name not in engines():
        raise ValueError(f"networkx has no backend {name!r} here, only {', '.join(engines())}")
    _CHOSEN.name = name


def chosen_engine() -> str:
    """The backend that takes the measures."""
    return _CHOSEN.name


def choose_library(store: object) -> None:
    """Lets the library of the store's server take the measures it has, whenever it is there; None: nobody's."""
    _CHOSEN.served = store


def find_library() -> Library | None:
    """The chosen server's library; None when no server was chosen or it has none. Raises StoreUnavailable."""
    return _CHOSEN.served.science() if isinstance(_CHOSEN.served, HasScience) else None


def measure_on_server(one: OneMode) -> dict[str, Measure]:
    """What the chosen server's library says of a network; nothing, and a line in the log, where there is none."""
    if _CHOSEN.served is None:
        return {}
    try:
        library = find_library()
    except StoreUnavailable as error:
        log.warning("the server does not say whether it has a library to measure networks with: %s", error)
        return {}
    if library is None:
        log.warning("the store has no Graph Data Science library, the own engine takes the measures")
        return {}
    return library.measures(one)


def engines() -> list[str]:
    """The backends that networkx knows on this machine, ours and networkx's own code among them."""
    import networkx as nx

    return sorted({*nx.config.backends, OURS, PLAIN})


def measure_elsewhere(one: OneMode, engine: str, every_way: bool) -> dict[str, Measure]:
    """The measures that networkx has, by the backend `engine`; those of shortest ways only with `every_way`.

    The definitions are those of `graph.measures`: the values are the same up to rounding. Samples of shortest ways stay
    ours, since other backends do not say how far off theirs may be.
    """
    graph, size, found = _graph(one), len(one.members), {}
    if every_way:
        found["betweenness"] = _asked(engine, "betweenness_centrality", graph, weight="length")
        found["closeness"] = _asked(engine, "closeness_centrality", graph, distance="length") * UNITS
    found["core"] = _asked(engine, "core_number", graph)
    precise = {"tol": 1e-10 / max(size, 1), "max_iter": 500}
    found["pagerank"] = _asked(engine, "pagerank", graph, weight="weight", **precise)
    found["constraint"] = _asked(engine, "constraint", graph, weight="weight") if size else np.zeros(0)
    return {name: Measure(values, "exact") for name, values in found.items()}


def _asked(engine: str, name: str, graph: Any, **options: Any) -> FloatArray:
    """What the engine's function says of each node; ours where it has none for these arguments."""
    import networkx as nx

    nx.config.warnings_to_ignore.add("cache")  # the graph is ours alone and does not change
    function: Any = getattr(nx, name)
    by = engine if engine == PLAIN or engine in function.backends else OURS
    try:
        found = function(graph, **options, backend=by)
    except NotImplementedError:
        found = function(graph, **options, backend=OURS)
    return np.fromiter((found[node] for node in range(len(found))), np.float64, len(found))


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
