"""Every function of the backend beside networkx's own code on random graphs of every kind."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import pytest
from networkx.exception import NetworkXException

from tests.graph.backend.graphs import make_graph

# networkx warns of divisions that it means, and of its own cache.
pytestmark = pytest.mark.filterwarnings("ignore")
SAMPLED: list[dict[str, Any]] = [
    {"k": 3, "seed": 1},
    {"k": 2, "seed": 3, "normalized": False, "weight": "weight"},
    {"k": 2, "endpoints": True, "seed": 1},
    {"k": 1, "seed": 5},
]
CALLS: dict[str, list[dict[str, Any]]] = {
    "betweenness_centrality": [
        {},
        {"weight": "weight"},
        {"endpoints": True},
        {"normalized": False},
        {"weight": "weight", "endpoints": True, "normalized": False},
        *SAMPLED,
    ],
    "closeness_centrality": [{}, {"distance": "weight"}, {"wf_improved": False}],
    "harmonic_centrality": [{}, {"distance": "weight"}],
    "pagerank": [{}, {"weight": None}, {"alpha": 0.5}],
    "eigenvector_centrality": [{"max_iter": 500}, {"weight": "weight", "max_iter": 500}],
    "core_number": [{}],
    "constraint": [{}, {"weight": "weight"}],
    "effective_size": [{}, {"weight": "weight"}],
    "clustering": [{}, {"weight": "weight"}],
    "average_clustering": [{}, {"weight": "weight", "count_zeros": False}],
    "triangles": [{}],
    "transitivity": [{}],
    "connected_components": [{}],
    "number_connected_components": [{}],
    "is_connected": [{}],
    "articulation_points": [{}],
    "bridges": [{}],
    "has_bridges": [{}],
    "degree_centrality": [{}],
    "in_degree_centrality": [{}],
    "out_degree_centrality": [{}],
    "degree_assortativity_coefficient": [{}, {"weight": "weight"}],
}
SETS: dict[str, Any] = {
    "connected_components": lambda found: [frozenset(part) for part in found],
    "articulation_points": set,
    "bridges": lambda found: {frozenset(pair) for pair in found},
}
# What the backend leaves to networkx, by raising NotImplementedError.
LEFT = {"transitivity", "effective_size", "degree_assortativity_coefficient", "constraint"}


def answer(graph: Any, name: str, backend: str, options: dict[str, Any]) -> Any:
    """The result, or the class of the exception."""
    try:
        found = getattr(nx, name)(graph, **options, backend=backend)
        return SETS.get(name, lambda same: same)(found)
    except (NetworkXException, NotImplementedError, ZeroDivisionError, ValueError) as error:
        return type(error)


def alike(first: Any, second: Any) -> bool:
    """Equal to 1e-9, NaN to NaN."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(alike(first[key], second[key]) for key in first)
    if isinstance(first, float) and isinstance(second, (int, float)):
        return (math.isnan(first) and math.isnan(second)) or abs(first - second) <= 1e-9
    return bool(first == second)


def expected(graph: Any, name: str, options: dict[str, Any]) -> Any:
    """Networkx's answer; where its code is wrong, that of its definition.

    `effective_size` without `nodes` is wrong on weighted and directed graphs; `constraint` calls a node isolated by a
    sum that errs where nodes are tied to themselves.
    """
    found = answer(graph, name, "networkx", options)
    if name == "effective_size" and len(graph) and (graph.is_directed() or options):
        found = answer(graph, name, "networkx", {**options, "nodes": list(graph)})
    if name == "constraint" and isinstance(found, dict):
        found |= {node: math.nan for node in graph if set(nx.all_neighbors(graph, node)) <= {node}}
    return found


@pytest.mark.parametrize("name", CALLS)
def test_a_function_has_networkx_s_values_and_errors_on_200_graphs_of_every_kind(name: str):
    done = 0
    for seed in range(200):
        graph = make_graph(seed)
        for options in CALLS[name]:
            ours = answer(graph, name, "aliados", options)
            if ours is NotImplementedError:
                assert name in LEFT
                continue
            theirs = expected(graph, name, options)
            if name == "effective_size" and isinstance(ours, dict) and graph.is_directed():
                # a node with predecessors alone has contacts; networkx says NaN
                theirs |= {node: ours[node] for node in graph if not graph[node] and list(graph.pred[node])}
            assert alike(ours, theirs), (seed, options, ours, theirs)
            done += 1
    assert done >= 50


@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_ways_from_one_node_are_as_long_as_networkx_says(seed: int):
    graph = make_graph(seed + seed // 4 % 4)
    for node in list(graph)[:3]:
        for options in ({}, {"cutoff": 1.5}, {"cutoff": 0}):
            for function in (nx.single_source_shortest_path_length, nx.single_source_dijkstra_path_length):
                ours = function(graph, node, **options, backend="aliados")
                theirs = function(graph, node, **options, backend="networkx")
                assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("seed", range(200))
def test_single_nodes_have_the_same_values_when_asked_for_alone(seed: int):
    graph = make_graph(seed)
    some = list(graph)[:2]
    for name, options in (
        ("closeness_centrality", {"u": some[0] if some else None}),
        ("harmonic_centrality", {"nbunch": some}),
        ("harmonic_centrality", {"sources": some, "distance": "weight"}),
        ("clustering", {"nodes": some}),
        ("triangles", {"nodes": some[0] if some else None}),
        ("pagerank", {"personalization": dict.fromkeys(some, 2), "dangling": dict.fromkeys(some, 1)}),
    ):
        ours, theirs = (answer(graph, name, backend, options) for backend in ("aliados", "networkx"))
        if some:
            assert alike(ours, theirs), (name, options, ours, theirs)


@pytest.mark.parametrize("seed", range(200))
def test_the_modularity_of_any_partition_is_networkx_s(seed: int):
    graph = make_graph(seed)
    names = list(graph)
    parts = [part for part in (set(names[::2]), set(names[1::2])) if part]
    if graph.number_of_edges():
        ours = nx.community.modularity(graph, parts, resolution=0.8, backend="aliados")
        theirs = nx.community.modularity(graph, parts, resolution=0.8, backend="networkx")
        assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("seed", range(0, 200, 2))
def test_local_constraint_is_networkx_s_where_the_backend_answers(seed: int):
    graph = make_graph(seed)
    for first, second in list(graph.edges())[:3]:
        theirs = nx.local_constraint(graph, first, second, weight="weight", backend="networkx")
        if not graph.is_multigraph():
            ours = nx.local_constraint(graph, first, second, weight="weight", backend="aliados")
            assert ours == pytest.approx(theirs, abs=1e-9)
