"""Each measure of a network beside networkx, igraph, networkit and scipy, in one run: seconds, and the ratio to the best.

python -m tests.benchmarks.networks [--nodes 2000] [--ties 10] [--patience 20]

The network is networkx's `barabasi_albert_graph(nodes, ties, seed=1)`: a few hubs, many with few ties, as partners have.
Weights are quarters, so that many ways are equally short. Each library gets its own graph ready-made; ours is arrays.
A measure that took longer than `patience` once is not run again; networkx is left out where it would take minutes.
Where the libraries give something else than networkx's function does (a number a node for sets of nodes), ours is measured
both ways. `tests.benchmarks.suite` measures the whole suite at the size of a large city.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import igraph
import networkit as nk
import networkx as nx
import numpy as np
from scipy.sparse import csgraph

from graph.adaptive import adaptive_betweenness
from graph.backend.csr import CsrGraph
from graph.backend.parts import part_of_each
from graph.backend.warming import compile_everything
from tests.benchmarks.timing import shown

LIBRARIES = ("ours", "networkx", "igraph", "networkit", "scipy")
# Nodes up to which pure networkx is asked for what takes it a search from every node.
NETWORKX_UP_TO = 2000
PIVOTS = 200


@dataclass
class Graphs:
    """One network as each library has it; networkit has it twice, without weights and with them."""

    ours: Any
    networkx: Any
    igraph: Any
    plain: Any
    weighted: Any
    scipy: Any

    @classmethod
    def made(cls, nodes: int, ties: int) -> Graphs:
        """The same network for everybody."""
        graph: Any = nx.barabasi_albert_graph(nodes, ties, seed=1)
        rng = random.Random(1)
        for _, _, data in graph.edges(data=True):
            data["weight"] = rng.randint(1, 9) / 4
        edges = list(graph.edges(data="weight"))
        as_matrix: Any = nx.to_scipy_sparse_array
        matrix = as_matrix(graph, dtype=float, format="csr")
        pairs, weights = [edge[:2] for edge in edges], [edge[2] for edge in edges]
        plain, weighted = nk.Graph(nodes), nk.Graph(nodes, weighted=True)
        for first, second, weight in edges:
            plain.addEdge(first, second)
            weighted.addEdge(first, second, weight)
        theirs = igraph.Graph(n=nodes, edges=pairs, edge_attrs={"weight": weights})
        return cls(CsrGraph.from_matrix(matrix), graph, theirs, plain, weighted, matrix)


Work = Callable[[], object]


def searches(g: Graphs, small: bool) -> dict[str, dict[str, Work | None]]:
    """What follows shortest ways: from every node of a small network, from some of a large one."""
    some: Any = {} if small else {"k": PIVOTS, "seed": 1}
    far: Any = csgraph.dijkstra  # its stubs know no flag that is left out
    sources = None if small else range(PIVOTS)
    exact = nk.centrality.Betweenness
    generalized = nk.centrality.ClosenessVariant.GENERALIZED
    few = "" if small else f" of {PIVOTS}"
    return {
        f"betweenness{few}": {
            "ours": lambda: nx.betweenness_centrality(g.ours, **some),
            "networkx": (lambda: nx.betweenness_centrality(g.networkx, **some)) if small else None,
            "igraph": lambda: g.igraph.betweenness(sources=sources),
            "networkit": (lambda: exact(g.plain).run())
            if small
            else lambda: nk.centrality.EstimateBetweenness(g.plain, PIVOTS, parallel=True).run(),
        },
        f"betweenness by weight{few}": {
            "ours": lambda: nx.betweenness_centrality(g.ours, weight="weight", **some),
            "igraph": lambda: g.igraph.betweenness(weights="weight", sources=sources),
            "networkit": (lambda: exact(g.weighted).run())
            if small
            else lambda: nk.centrality.EstimateBetweenness(g.weighted, PIVOTS, parallel=True).run(),
        },
        "closeness": {
            "ours": lambda: nx.closeness_centrality(g.ours),
            "networkx": (lambda: nx.closeness_centrality(g.networkx)) if small else None,
            "igraph": g.igraph.closeness if small else None,
            "networkit": lambda: nk.centrality.Closeness(g.plain, False, generalized).run(),
            "scipy": (lambda: far(g.scipy, unweighted=True).sum(axis=1)) if small else None,
        },
        "betweenness, adaptive to 0.01": {
            "ours": lambda: adaptive_betweenness(g.ours, 0.01, 0.9),
            "networkit": lambda: nk.centrality.KadabraBetweenness(g.plain, 0.01, 0.1).run(),
        },
        "harmonic": {
            "ours": lambda: nx.harmonic_centrality(g.ours),
            "networkx": (lambda: nx.harmonic_centrality(g.networkx)) if small else None,
            "igraph": g.igraph.harmonic_centrality if small else None,
        },
        "ways from one node": {
            "ours": lambda: nx.single_source_dijkstra_path_length(g.ours, 0),
            "networkx": lambda: nx.single_source_dijkstra_path_length(g.networkx, 0),
            "igraph": lambda: g.igraph.distances(0, weights="weight"),
            "networkit": lambda: nk.distance.Dijkstra(g.weighted, 0, False).run(),
            "scipy": lambda: far(g.scipy, indices=0),
        },
    }


def structure(g: Graphs) -> dict[str, dict[str, Work | None]]:
    """What looks at ties and triangles."""
    return {
        "core number": {
            "ours": lambda: nx.core_number(g.ours),
            "networkx": lambda: nx.core_number(g.networkx),
            "igraph": g.igraph.coreness,
            "networkit": lambda: nk.centrality.CoreDecomposition(g.plain).run(),
        },
        "constraint": {
            "ours": lambda: nx.constraint(g.ours, weight="weight"),
            "networkx": (lambda: nx.constraint(g.networkx, weight="weight")),
            "igraph": lambda: g.igraph.constraint(weights="weight"),
        },
        "effective size": {
            "ours": lambda: nx.effective_size(g.ours),
            "networkx": (lambda: nx.effective_size(g.networkx)) if len(g.ours) <= NETWORKX_UP_TO else None,
        },
        "clustering": {
            "ours": lambda: nx.clustering(g.ours),
            "networkx": lambda: nx.clustering(g.networkx),
            "igraph": g.igraph.transitivity_local_undirected,
            "networkit": lambda: nk.centrality.LocalClusteringCoefficient(g.plain, True).run(),
        },
        "components": {
            "ours": lambda: list(nx.connected_components(g.ours)),
            "networkx": lambda: list(nx.connected_components(g.networkx)),
            "igraph": lambda: list(g.igraph.connected_components()),
            "networkit": lambda: nk.components.ConnectedComponents(g.plain).run().getComponents(),
        },
        "components, a number a node": {
            "ours": lambda: part_of_each(g.ours),
            "igraph": lambda: g.igraph.connected_components().membership,
            "networkit": lambda: nk.components.ConnectedComponents(g.plain).run().getPartition().getVector(),
            "scipy": lambda: csgraph.connected_components(g.scipy, directed=False),
        },
        "bridges": {
            "ours": lambda: list(nx.bridges(g.ours)),
            "networkx": lambda: list(nx.bridges(g.networkx)),
            "igraph": g.igraph.bridges,
        },
        "articulation points": {
            "ours": lambda: list(nx.articulation_points(g.ours)),
            "networkx": lambda: list(nx.articulation_points(g.networkx)),
            "igraph": g.igraph.articulation_points,
        },
    }


def whole(g: Graphs) -> dict[str, dict[str, Work | None]]:
    """What weighs the whole network at once."""
    return {
        "PageRank": {
            "ours": lambda: nx.pagerank(g.ours),
            "networkx": lambda: nx.pagerank(g.networkx),
            "igraph": lambda: g.igraph.pagerank(weights="weight"),
            "networkit": lambda: nk.centrality.PageRank(g.weighted, 0.85, 1e-8).run(),
        },
        "eigenvector": {
            "ours": lambda: nx.eigenvector_centrality(g.ours, max_iter=1000),
            "networkx": lambda: nx.eigenvector_centrality(g.networkx, max_iter=1000),
            "igraph": g.igraph.eigenvector_centrality,
            "networkit": lambda: nk.centrality.EigenvectorCentrality(g.plain, 1e-8).run(),
        },
        "Louvain": {
            "ours": lambda: nx.community.louvain_communities(g.ours, seed=1),
            "networkx": lambda: nx.community.louvain_communities(g.networkx, seed=1),
            "igraph": lambda: g.igraph.community_multilevel(weights="weight"),
            "networkit": lambda: nk.community.PLM(g.weighted, True).run(),
        },
        "Leiden": {
            "ours": lambda: nx.community.leiden_communities(g.ours, seed=1),
            "igraph": lambda: g.igraph.community_leiden("modularity", weights="weight"),
            "networkit": lambda: nk.community.ParallelLeiden(g.weighted).run(),
        },
    }


def fastest(work: Work, patience: float) -> float:
    """The best of up to three runs, the first of which also warms up: others use the processors too."""
    best = np.inf
    for _ in range(3):
        begin = perf_counter()
        work()
        best = min(best, perf_counter() - begin)
        if best > patience / 3:
            break
    return float(best)


def print_table(nodes: int, ties: int, patience: float = 20.0) -> None:
    """A line a measure: the time of each library, and ours over that of the best other (below 1: we are faster)."""
    compile_everything()
    g = Graphs.made(nodes, ties)
    print(f"\n{nodes} nodes, {g.networkx.number_of_edges()} ties")
    print(f"{'':<30} {' '.join(f'{name:>10}' for name in LIBRARIES)}      ratio")
    for name, by in {**searches(g, nodes <= NETWORKX_UP_TO), **structure(g), **whole(g)}.items():
        took = {library: fastest(work, patience) for library, work in by.items() if work}
        best = min((value for library, value in took.items() if library != "ours"), default=np.nan)
        cells = [shown(took[library]) if library in took else "–" for library in LIBRARIES]
        print(
            f"{name:<30} {' '.join(f'{cell:>10}' for cell in cells)} {took['ours'] / best:10.2f}", flush=True
        )


def main() -> None:
    """One table, or the two of `make bench`."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.networks")
    parser.add_argument("--nodes", type=int, nargs="*", default=[2000, 20_000])
    parser.add_argument("--ties", type=int, default=10)
    parser.add_argument("--patience", type=float, default=20.0)
    asked = parser.parse_args()
    for nodes in asked.nodes:
        print_table(nodes, asked.ties, asked.patience)


if __name__ == "__main__":
    main()
