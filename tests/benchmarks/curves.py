"""How each measure grows with the network, up to a million actors: us, networkx, igraph, networkit and scipy, one run each.

python -m tests.benchmarks.curves [--sizes 1000 10000 100000 250000 1000000:10] [--only ours] [--measures PageRank] [--patience 60]

A size is a number of actors, with the interactions an actor after a colon where they are not the usual 2.1; the networks
are those of `tests.benchmarks.city`. Seconds by the clock and, in brackets, of the processors. An engine is not asked again
for a measure that, growing as the ties do (as their square where it searches from every node), would take longer than
`patience`. betweenness is exact in networkx and igraph, to within 0.005 in ours and networkit; closeness is from 256 nodes
in all but networkx. Run by `nice`, one size after the other, so that whoever else uses the machine is not in its way.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field, replace
from typing import Any

import igraph
import networkit as nk
import networkx as nx
import numpy as np
from scipy.sparse import csgraph, csr_array

from graph.backend.csr import CsrGraph
from graph.backend.warming import compile_everything
from graph.one_mode import OneMode
from tests.benchmarks.city import INTERACTIONS_AN_ACTOR, describe, network, sectors
from tests.benchmarks.suite import PIVOTS, Took, Work, by_igraph, by_networkit, ours, timed
from tests.benchmarks.timing import peak_megabytes

ENGINES = ("ours", "networkx", "igraph", "networkit", "scipy")
SIZES = ("1000", "10000", "100000", "250000", "1000000:10")
SQUARED = {("networkx", "betweenness"), ("networkx", "closeness"), ("igraph", "betweenness")}
# Ties up to which pure Python objects are made at all: 240 bytes each, and minutes.
OBJECTS_UP_TO = 1_200_000
_AT_ONCE = 16
_NAMES = {"betweenness, adaptive": "betweenness", f"closeness, {PIVOTS} pivots": "closeness"}


@dataclass
class Asked:
    """Who was asked for what, and how long it took at which number of ties."""

    patience: float
    measures: list[str]
    took: dict[tuple[str, str], tuple[Took, int]] = field(default_factory=dict)

    def may_take(self, engine: str, name: str, ties: int) -> bool:
        """Whether the answer may be expected within the patience."""
        if (engine, name) not in self.took:
            return True
        took, before = self.took[engine, name]
        grown = ties / max(before, 1)
        return took.clock * grown ** (2 if (engine, name) in SQUARED else 1) < self.patience


def by_networkx(one: OneMode) -> dict[str, Work]:
    """What networkx has itself, on its own objects."""
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(one.members)))
    graph.add_weighted_edges_from(
        zip(one.first.tolist(), one.second.tolist(), one.weight.tolist(), strict=True)
    )
    graph.__networkx_cache__ = None
    own: Any = {"backend": "networkx"}
    return {
        "degree": lambda: nx.degree_centrality(graph, **own),
        "betweenness": lambda: nx.betweenness_centrality(graph, **own),
        "closeness": lambda: nx.closeness_centrality(graph, **own),
        "PageRank": lambda: nx.pagerank(graph, **own),
        "core number": lambda: nx.core_number(graph, **own),
        "constraint": lambda: nx.constraint(graph, weight="weight", **own),
        "clustering": lambda: nx.clustering(graph, **own),
        "Louvain": lambda: nx.community.louvain_communities(graph, seed=1, **own),
        "components": lambda: list(nx.connected_components(graph, **own)),
        "articulation points": lambda: list(nx.articulation_points(graph, **own)),
    }


def by_scipy(matrix: csr_array, pivots: Any) -> dict[str, Work]:
    """What scipy's sparse graphs have."""
    far: Any = csgraph.dijkstra  # its stubs know no flag that is left out

    def closeness() -> Any:
        rows = (pivots[begin : begin + _AT_ONCE] for begin in range(0, len(pivots), _AT_ONCE))
        return sum(far(matrix, indices=some, unweighted=True).sum(axis=0) for some in rows)

    return {
        "degree": lambda: np.diff(matrix.indptr),
        "strength": lambda: matrix.sum(axis=1),
        "closeness": closeness,
        "components": lambda: csgraph.connected_components(matrix, directed=False),
    }


def engines(one: OneMode, only: list[str]) -> dict[str, dict[str, Work]]:
    """The measures of one network by engine; each engine has its graph ready-made."""
    size = len(one.members)
    pivots = np.random.default_rng(1).choice(size, min(PIVOTS, size), replace=False)
    matrix, ends = one.matrix(), np.stack([one.first, one.second], axis=1)
    by: dict[str, dict[str, Work]] = {}
    if "ours" in only:
        graph: Any = CsrGraph.from_matrix(matrix)
        by["ours"] = ours(graph, dict(enumerate(sectors(size).tolist())), pivots)
    if "networkx" in only and len(one.first) <= OBJECTS_UP_TO:
        by["networkx"] = by_networkx(one)
    if "igraph" in only:
        theirs = igraph.Graph(n=size, edges=ends, edge_attrs={"weight": one.weight})
        by["igraph"] = {**by_igraph(theirs), "betweenness": theirs.betweenness}
    if "networkit" in only:
        columns = (one.first.astype(np.uint64), one.second.astype(np.uint64))
        weighted = nk.GraphFromCoo((one.weight, columns), n=size, weighted=True, directed=False)
        by["networkit"] = by_networkit(nk.graphtools.toUnweighted(weighted), weighted)
    if "scipy" in only:
        by["scipy"] = by_scipy(matrix, pivots)
    return {
        engine: {_NAMES.get(name, name): work for name, work in works.items()} for engine, works in by.items()
    }


def measure(one: OneMode, only: list[str], asked: Asked) -> None:
    """A line a measure: each engine's time, a dash where it has none or would take too long."""
    ties, by = len(one.first), engines(one, only)
    names = asked.measures or dict.fromkeys(name for works in by.values() for name in works)
    for name in names:
        cells = []
        for engine in ENGINES:
            if name in by.get(engine, {}) and asked.may_take(engine, name, ties):
                took = timed(by[engine][name], 1)
                asked.took[engine, name] = (took, ties)
                cells.append(f"{took.clock:.4f} ({took.work:.4f})")
            else:
                cells.append("–")
        print(
            f"{name:<22}{len(one.members):>9}{ties:>10}" + "".join(f"{cell:>22}" for cell in cells),
            flush=True,
        )


def main() -> None:
    """One table for all sizes."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.curves")
    parser.add_argument("--sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--only", nargs="*", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--measures", nargs="*", default=[], help="in this order; all of them without any")
    parser.add_argument("--patience", type=float, default=60.0)
    given = parser.parse_args()
    compile_everything()
    asked = Asked(given.patience, given.measures)
    print(f"{'':<22}{'actors':>9}{'pairs':>10}" + "".join(f"{engine:>22}" for engine in ENGINES))
    for text in given.sizes:
        actors, _, each = text.partition(":")
        one = network(int(actors), each=float(each or INTERACTIONS_AN_ACTOR))
        print(describe(one), flush=True)
        # What lies behind each tie is not measured, and is half of the memory.
        one = replace(one, event=one.event[:0], share=one.share[:0], begins=one.begins[:0])
        measure(one, given.only, asked)
        print(f"highest use of memory: {peak_megabytes() / 1024:.2f} GiB", flush=True)


if __name__ == "__main__":
    main()
