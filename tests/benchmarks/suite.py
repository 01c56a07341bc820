"""The whole suite of measures on a city's network of arrays, beside the best library for each, in one run.

python -m tests.benchmarks.suite [--actors 250000] [--only ours]
python -m tests.benchmarks.growth        the same measures at ever larger sizes, in each engine

Each library has its own graph ready-made and gives one value a node; ours starts from the snapshot of arrays and gives
the same. For each measure it prints seconds and, in brackets, seconds of processor time (others may be using the
machine), and the ratio of ours to the best other by either. Measures that no other library has at this size count in our
own total, not in the comparison. networkx is left out: pure Python needs minutes to days here (see `networks`).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any

import igraph
import networkit as nk
import networkx as nx
import numpy as np

from graph.adaptive import adaptive_betweenness
from graph.backend.csr import CsrGraph
from graph.backend.kernels import nearness
from graph.backend.running import add_up
from graph.backend.warming import compile_everything
from graph.brokerage import gould_fernandez, participation_coefficient
from tests.benchmarks.city import describe, network, sectors
from tests.benchmarks.timing import peak_megabytes

LIBRARIES = ("ours", "igraph", "networkit")
PIVOTS = 256
Work = Callable[[], object]


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of the processors."""

    clock: float
    work: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} ({self.work:.2f})"


def timed(work: Work, runs: int = 2) -> Took:
    """The best of some runs, by each figure for itself."""
    found = [_once(work) for _ in range(runs)]
    return Took(min(one.clock for one in found), min(one.work for one in found))


def _once(work: Work) -> Took:
    before, begin = process_time(), perf_counter()
    work()
    return Took(perf_counter() - begin, process_time() - before)


def ours(graph: Any, group: dict[int, int], pivots: Any) -> dict[str, Work]:
    """What the suite is, on our backend."""
    arcs = graph.arcs()
    return {
        "degree": lambda: nx.degree_centrality(graph),
        "strength": lambda: np.add.reduceat(
            graph.weight, np.minimum(graph.begins[:-1], len(graph.heads) - 1)
        ),
        "betweenness, adaptive": lambda: adaptive_betweenness(graph, 0.005, 0.9),
        f"closeness, {PIVOTS} pivots": lambda: add_up(
            lambda some, sums: nearness.unweighted(arcs, some, sums), arcs, pivots, 3
        ),
        "PageRank": lambda: nx.pagerank(graph),
        "core number": lambda: nx.core_number(graph),
        "constraint": lambda: nx.constraint(graph, weight="weight"),
        "effective size": lambda: nx.effective_size(graph, weight="weight"),
        "clustering": lambda: nx.clustering(graph),
        "Louvain": lambda: nx.community.louvain_communities(graph, seed=1),
        "Leiden": lambda: nx.community.leiden_communities(graph, seed=1),
        "components": lambda: list(nx.connected_components(graph)),
        "articulation points": lambda: list(nx.articulation_points(graph)),
        "brokerage": lambda: gould_fernandez(graph, group),
        "participation": lambda: participation_coefficient(graph, group, weight="weight"),
    }


def by_igraph(graph: Any) -> dict[str, Work]:
    """What igraph has."""
    return {
        "degree": graph.degree,
        "strength": lambda: graph.strength(weights="weight"),
        "PageRank": lambda: graph.pagerank(weights="weight"),
        "core number": graph.coreness,
        "constraint": lambda: graph.constraint(weights="weight"),
        "clustering": graph.transitivity_local_undirected,
        "Louvain": lambda: graph.community_multilevel(weights="weight"),
        "Leiden": lambda: graph.community_leiden("modularity", weights="weight"),
        "components": lambda: list(graph.connected_components()),
        "articulation points": graph.articulation_points,
    }


def by_networkit(plain: Any, weighted: Any) -> dict[str, Work]:
    """What networkit has, on as many threads as there are processors."""
    one, some = nk.centrality, nk.community
    return {
        "degree": lambda: one.DegreeCentrality(plain).run().scores(),
        "betweenness, adaptive": lambda: one.KadabraBetweenness(plain, 0.005, 0.1).run().scores(),
        f"closeness, {PIVOTS} pivots": lambda: one.ApproxCloseness(plain, PIVOTS).run().scores(),
        "PageRank": lambda: one.PageRank(weighted, 0.85, 1e-6).run().scores(),
        "core number": lambda: one.CoreDecomposition(plain).run().scores(),
        "clustering": lambda: one.LocalClusteringCoefficient(plain, True).run().scores(),
        "Louvain": lambda: some.PLM(weighted, True).run().getPartition().getVector(),
        "Leiden": lambda: some.ParallelLeiden(weighted).run().getPartition().getVector(),
        "components": lambda: nk.components.ConnectedComponents(plain).run().getComponents(),
    }


def measure(actors: int, only_ours: bool, again_for: float = 0.0) -> None:
    """Prints the table and the sums; before that runs ours again and again for so many seconds."""
    one = network(actors)
    print(describe(one))
    graph: Any = CsrGraph.from_matrix(one.matrix())
    compile_everything()
    group = dict(enumerate(sectors(actors).tolist()))
    pivots = np.random.default_rng(1).choice(actors, min(PIVOTS, actors), replace=False)
    by = {"ours": ours(graph, group, pivots)}
    end = perf_counter() + again_for
    while perf_counter() < end:
        for work in by["ours"].values():
            work()
    before = {name: timed(work) for name, work in by["ours"].items()}
    print(f"highest use of memory with ours alone: {peak_megabytes() / 1024:.2f} GiB")
    if not only_ours:
        ends, weight = np.stack([one.first, one.second], axis=1), one.weight
        by |= others(actors, ends, weight)
    print_suite(before, by)


def others(actors: int, ends: Any, weight: Any) -> dict[str, dict[str, Work]]:
    """The same network in the other libraries."""
    columns = (ends[:, 0].astype(np.uint64), ends[:, 1].astype(np.uint64))
    weighted = nk.GraphFromCoo((weight, columns), n=actors, weighted=True, directed=False)
    theirs = igraph.Graph(n=actors, edges=ends, edge_attrs={"weight": weight})
    return {
        "igraph": by_igraph(theirs),
        "networkit": by_networkit(nk.graphtools.toUnweighted(weighted), weighted),
    }


def print_suite(before: dict[str, Took], by: dict[str, dict[str, Work]]) -> None:
    """A line a measure, then the sums; of Louvain and Leiden only Leiden is in them."""
    print(f"{'':<26}" + "".join(f"{name:>16}" for name in LIBRARIES) + "   ratio by clock, by work")
    sums = np.zeros((2, 2))
    for name, mine in before.items():
        took = {other: timed(by[other][name], 1) for other in LIBRARIES[1:] if name in by.get(other, {})}
        cells = [str(mine), *(str(took[other]) if other in took else "–" for other in LIBRARIES[1:])]
        line = f"{name:<26}" + "".join(f"{cell:>16}" for cell in cells)
        if took:
            best = Took(min(one.clock for one in took.values()), min(one.work for one in took.values()))
            line += f"{mine.clock / best.clock:12.2f} {mine.work / max(best.work, 1e-3):8.2f}"
            if name != "Louvain":
                sums += [[mine.clock, mine.work], [best.clock, best.work]]
        print(line, flush=True)
    whole = [one for name, one in before.items() if name != "Louvain"]
    clock, work = sum(one.clock for one in whole), sum(one.work for one in whole)
    print(f"the whole suite (Leiden, not Louvain): {clock:.1f} s ({work:.1f} s of processor time)")
    if sums[1].all():
        print(f"what others have too: ours {sums[0, 0]:.1f} s ({sums[0, 1]:.1f}), ", end="")
        print(f"the best of them {sums[1, 0]:.1f} s ({sums[1, 1]:.1f})")


def main() -> None:
    """Measures one size."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.suite")
    parser.add_argument("--actors", type=int, default=250_000)
    parser.add_argument("--only", choices=("ours",))
    parser.add_argument(
        "--for", type=float, default=0.0, dest="again_for", help="seconds of work beside something else"
    )
    asked = parser.parse_args()
    measure(asked.actors, asked.only == "ours", asked.again_for)


if __name__ == "__main__":
    main()
