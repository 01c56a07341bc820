"""What networkx loads as its backend "aliados": the functions by networkx's names, and when to use them.

Call networkx as ever with a `CsrGraph`, with ``backend="aliados"``, or after
``networkx.config.backend_priority = ["aliados"]``. What a function here does not do exactly as networkx (callable weights,
say) raises NotImplementedError, upon which networkx runs its own code.
"""

from __future__ import annotations

from typing import Any

from graph.backend.around import ego_graph, k_core
from graph.backend.clusters import average_clustering, clustering, transitivity, triangles
from graph.backend.communities import (
    leiden_communities,
    leiden_partitions,
    louvain_communities,
    louvain_partitions,
    modularity,
)
from graph.backend.converting import convert_from_nx, convert_to_nx
from graph.backend.csr import CsrGraph
from graph.backend.degrees import (
    degree_assortativity_coefficient,
    degree_centrality,
    in_degree_centrality,
    out_degree_centrality,
)
from graph.backend.holes import constraint, effective_size, local_constraint
from graph.backend.mixing import attribute_assortativity_coefficient, numeric_assortativity_coefficient
from graph.backend.parts import (
    articulation_points,
    bridges,
    connected_components,
    core_number,
    has_bridges,
    is_connected,
    node_connected_component,
    number_connected_components,
)
from graph.backend.paths import (
    betweenness_centrality,
    closeness_centrality,
    harmonic_centrality,
    single_source_dijkstra_path_length,
    single_source_shortest_path_length,
)
from graph.backend.routes import (
    average_shortest_path_length,
    dijkstra_path,
    dijkstra_path_length,
    has_path,
    shortest_path,
    shortest_path_length,
    single_source_dijkstra,
    single_source_dijkstra_path,
    single_source_shortest_path,
)
from graph.backend.walks import eigenvector_centrality, pagerank

__all__ = [
    "articulation_points",
    "attribute_assortativity_coefficient",
    "average_clustering",
    "average_shortest_path_length",
    "betweenness_centrality",
    "bridges",
    "can_run",
    "closeness_centrality",
    "clustering",
    "connected_components",
    "constraint",
    "convert_from_nx",
    "convert_to_nx",
    "core_number",
    "degree_assortativity_coefficient",
    "degree_centrality",
    "dijkstra_path",
    "dijkstra_path_length",
    "effective_size",
    "ego_graph",
    "eigenvector_centrality",
    "harmonic_centrality",
    "has_bridges",
    "has_path",
    "in_degree_centrality",
    "is_connected",
    "k_core",
    "leiden_communities",
    "leiden_partitions",
    "local_constraint",
    "louvain_communities",
    "louvain_partitions",
    "modularity",
    "node_connected_component",
    "number_connected_components",
    "numeric_assortativity_coefficient",
    "out_degree_centrality",
    "pagerank",
    "shortest_path",
    "shortest_path_length",
    "should_run",
    "single_source_dijkstra",
    "single_source_dijkstra_path",
    "single_source_dijkstra_path_length",
    "single_source_shortest_path",
    "single_source_shortest_path_length",
    "transitivity",
    "triangles",
]

# Tests of networkx, by the end of their module and their name, that expect more than the functions promise.
OTHER_DICE = "the communities are as good, but networkx's own dice give them in another order"
OTHER_WAY = (
    "the same cycle told from another node, as between two nodes another way that is as short was found"
)
EXCLUDED = {
    ("test_louvain", "test_karate_club_partition"): OTHER_DICE,
    ("test_louvain", "test_undirected_selfloops"): OTHER_DICE,
    ("test_louvain", "test_none_weight_param"): OTHER_DICE,
    ("test_cycles", "test_weighted_diamond"): OTHER_WAY,
    ("test_cycles", "test_gh6787_and_edge_attribute_names"): OTHER_WAY,
}
# Below this many nodes networkx is done before the arrays are made and the kernels loaded.
WORTH_CONVERTING = 200
# What networkx does in less time than making arrays of a graph takes: only for graphs that are arrays already.
QUICK = {
    "attribute_assortativity_coefficient",
    "bridges",
    "connected_components",
    "degree_centrality",
    "dijkstra_path",
    "dijkstra_path_length",
    "ego_graph",
    "has_bridges",
    "has_path",
    "in_degree_centrality",
    "is_connected",
    "k_core",
    "local_constraint",
    "modularity",
    "node_connected_component",
    "number_connected_components",
    "numeric_assortativity_coefficient",
    "out_degree_centrality",
    "shortest_path",
    "shortest_path_length",
    "single_source_dijkstra",
    "single_source_dijkstra_path",
    "single_source_dijkstra_path_length",
    "single_source_shortest_path",
    "single_source_shortest_path_length",
}


def can_run(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
    """Whether the arguments are ones that arrays can answer; else the reason."""
    if any(callable(value) for value in (*args, *kwargs.values()) if not hasattr(value, "adjacency")):
        return f"{name} with a function among its arguments is networkx's own business"
    return True


def should_run(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
    """Whether it is worth while: not for graphs that networkx is quick with, unless their arrays are there already."""
    graph = kwargs.get("G", args[0] if args else None)
    if isinstance(graph, CsrGraph) or graph is None:
        return True
    if len(graph) < WORTH_CONVERTING:
        return f"{len(graph)} nodes are fewer than {WORTH_CONVERTING}"
    if name in QUICK and "aliados" not in getattr(graph, "__networkx_cache__", {}).get("backends", {}):
        return f"{name} takes networkx less than making arrays of the graph"
    return True


def on_start_tests(items: list[Any]) -> None:
    """Marks, when networkx's own tests run on this backend, those that cannot hold, with the reason."""
    import pytest

    for item in items:
        reason = EXCLUDED.get((item.module.__name__.rpartition(".")[2], item.name))
        if reason is not None:
            item.add_marker(pytest.mark.xfail(reason=reason))
