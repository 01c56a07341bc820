"""From which size which engine pays: the same measures at ever larger networks, by networkx, by us, by networkit.

python -m tests.benchmarks.growth [--sizes 100 300 1000 …] [--patience 20]

The networks are those of `tests.benchmarks.city`. An engine whose seconds for a measure, nine times over, exceed
`patience` is not asked for it at the next size. Seconds are of the processors, so that others who use the machine count less; ours is
measured twice: from arrays that are there, and with making them of a `networkx.Graph` first.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

import networkit as nk
import networkx as nx
import numpy as np

from graph.backend.converting import convert_from_nx
from graph.backend.csr import CsrGraph
from graph.backend.warming import compile_everything
from tests.benchmarks.city import network
from tests.benchmarks.suite import timed
from tests.benchmarks.timing import shown

SIZES = (30, 100, 300, 1_000, 3_000, 10_000, 30_000)
ENGINES = ("networkx", "ours, converted", "ours", "networkit")
Work = Callable[[], object]


def works(one: Any) -> dict[str, dict[str, Work]]:
    """The measures of one network by engine."""
    arrays: Any = CsrGraph.from_matrix(one.matrix())
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(one.members)))
    graph.add_weighted_edges_from(
        zip(one.first.tolist(), one.second.tolist(), one.weight.tolist(), strict=True)
    )
    graph.__networkx_cache__ = None
    ends = (one.first.astype(np.uint64), one.second.astype(np.uint64))
    weighted = nk.GraphFromCoo((one.weight, ends), n=len(one.members), weighted=True, directed=False)
    plain = nk.graphtools.toUnweighted(weighted)
    theirs: dict[str, Work] = {
        "betweenness_centrality": lambda: nk.centrality.Betweenness(plain).run().scores(),
        "closeness_centrality": lambda: nk.centrality.HarmonicCloseness(plain).run().scores(),
        "pagerank": lambda: nk.centrality.PageRank(weighted, 0.85, 1e-6).run().scores(),
        "core_number": lambda: nk.centrality.CoreDecomposition(plain).run().scores(),
        "clustering": lambda: nk.centrality.LocalClusteringCoefficient(plain, True).run().scores(),
    }
    by: dict[str, dict[str, Work]] = {}
    for name in (*theirs, "constraint", "degree_centrality", "is_connected"):
        function: Any = getattr(nx, name)
        by[name] = {
            "networkx": partial(function, graph, backend="networkx"),
            "ours, converted": partial(_converted, function, graph, name),
            "ours": partial(function, arrays),
        }
        if name in theirs:
            by[name]["networkit"] = theirs[name]
    return by


def _converted(function: Any, graph: Any, name: str) -> Any:
    return function(convert_from_nx(graph, edge_attrs={"weight": 1} if name == "pagerank" else None))


def main() -> None:
    """A line a measure and size."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.growth")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--patience", type=float, default=60.0)
    asked = parser.parse_args()
    compile_everything()
    slow: set[tuple[str, str]] = set()
    print(f"{'':<24}{'actors':>8}{'pairs':>9}" + "".join(f"{engine:>18}" for engine in ENGINES))
    for size in asked.sizes:
        one = network(size)
        for name, by in works(one).items():
            cells = []
            for engine in ENGINES:
                took = None
                if engine in by and (name, engine) not in slow:
                    took = timed(by[engine], 3 if size <= 3_000 else 1).work
                    if 9 * took > asked.patience:
                        slow.add((name, engine))
                cells.append("–" if took is None else shown(took))
            print(
                f"{name:<24}{size:>8}{len(one.first):>9}" + "".join(f"{cell:>18}" for cell in cells),
                flush=True,
            )


if __name__ == "__main__":
    main()
