"""Every function of the backend beside networkx's own code on random graphs of every kind."""

from __future__ import annotations

import math
import os
from itertools import pairwise, product
from typing import Any

import networkx as nx
import pytest
from networkx.exception import NetworkXException

from graph.backend.converting import convert_from_nx, convert_to_nx
from tests.graph.backend.graphs import make_graph

# networkx warns of divisions that it means, and of its own cache.
pytestmark = pytest.mark.filterwarnings("ignore")
# `make test-networkx` takes all 200; some of each kind are enough for every day.
GRAPHS = range(200 if os.environ.get("ALIADOS_ALL_GRAPHS") else 40)
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
    "attribute_assortativity_coefficient": [{"attribute": "kind"}, {"attribute": "nothing"}],
    "numeric_assortativity_coefficient": [{"attribute": "age"}],
    "average_shortest_path_length": [{}, {"weight": "weight"}],
}
SETS: dict[str, Any] = {
    "connected_components": lambda found: [frozenset(part) for part in found],
    "articulation_points": set,
    "bridges": lambda found: {frozenset(pair) for pair in found},
}
# What the backend leaves to networkx, by raising NotImplementedError.
LEFT = {
    "attribute_assortativity_coefficient",
    "average_shortest_path_length",
    "constraint",
    "degree_assortativity_coefficient",
    "effective_size",
    "numeric_assortativity_coefficient",
    "transitivity",
}


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
def test_a_function_has_networkx_s_values_and_errors_on_graphs_of_every_kind(name: str):
    done = 0
    for seed in GRAPHS:
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
    assert done >= len(GRAPHS) // 4


@pytest.mark.parametrize("seed", GRAPHS[::4])
def test_ways_from_one_node_are_as_long_as_networkx_says(seed: int):
    graph = make_graph(seed + seed // 4 % 4)
    for node in list(graph)[:3]:
        for options in ({}, {"cutoff": 1.5}, {"cutoff": 0}):
            for function in (nx.single_source_shortest_path_length, nx.single_source_dijkstra_path_length):
                ours = function(graph, node, **options, backend="aliados")
                theirs = function(graph, node, **options, backend="networkx")
                assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("seed", GRAPHS)
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


@pytest.mark.parametrize("seed", GRAPHS)
def test_the_modularity_of_any_partition_is_networkx_s(seed: int):
    graph = make_graph(seed)
    names = list(graph)
    parts = [part for part in (set(names[::2]), set(names[1::2])) if part]
    if graph.number_of_edges():
        ours = nx.community.modularity(graph, parts, resolution=0.8, backend="aliados")
        theirs = nx.community.modularity(graph, parts, resolution=0.8, backend="networkx")
        assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("seed", GRAPHS[::2])
def test_local_constraint_is_networkx_s_where_the_backend_answers(seed: int):
    graph = make_graph(seed)
    for first, second in list(graph.edges())[:3]:
        theirs = nx.local_constraint(graph, first, second, weight="weight", backend="networkx")
        if not graph.is_multigraph():
            ours = nx.local_constraint(graph, first, second, weight="weight", backend="aliados")
            assert ours == pytest.approx(theirs, abs=1e-9)


def length_of(graph: Any, way: list[Any], weight: str | None) -> float:
    """How long a way is, by the shortest of parallel edges; fails where there is no edge."""
    total = 0.0
    for first, second in pairwise(way):
        data = graph[first][second]
        edges = list(data.values()) if graph.is_multigraph() else [data]
        total += min(edge.get(weight, 1) if weight else 1 for edge in edges)
    return total


@pytest.mark.parametrize("seed", GRAPHS)
def test_the_ways_from_a_node_are_those_networkx_finds(seed: int):
    graph = make_graph(seed)
    for node in list(graph)[:2]:
        for name, options in (
            ("single_source_shortest_path", {"source": node}),
            ("single_source_shortest_path", {"source": node, "cutoff": 2}),
            ("single_source_dijkstra_path", {"source": node, "cutoff": 3}),
            ("single_source_dijkstra", {"source": node}),
            ("shortest_path", {"source": node, "weight": "weight"}),
            ("shortest_path_length", {"target": node, "weight": "weight"}),
        ):
            ours, theirs = (answer(graph, name, backend, options) for backend in ("aliados", "networkx"))
            assert alike(ours, theirs), (name, options, ours, theirs)
        # against the arrows of a directed graph another of the ways that are equally short may come first
        back, their = (nx.shortest_path(graph, target=node, backend=at) for at in ("aliados", "networkx"))
        assert {name: len(way) for name, way in back.items()} == {
            name: len(way) for name, way in their.items()
        }


@pytest.mark.parametrize("seed", GRAPHS)
def test_the_ways_between_two_nodes_are_as_short_as_networkx_s(seed: int):
    graph = make_graph(seed)
    names = [*list(graph)[:3], "nobody"]
    for source, target in product(names, names):
        ends = {"source": source, "target": target}
        for name in ("has_path", "shortest_path_length", "dijkstra_path_length", "dijkstra_path"):
            ours, theirs = (answer(graph, name, backend, ends) for backend in ("aliados", "networkx"))
            assert alike(ours, theirs), (name, ends, ours, theirs)
        for weight in (None, "weight"):
            asked = {**ends, "weight": weight}
            ours, theirs = (
                answer(graph, "shortest_path", backend, asked) for backend in ("aliados", "networkx")
            )
            if isinstance(ours, list) and isinstance(theirs, list):
                assert (ours[0], ours[-1]) == (source, target)
                far = (length_of(graph, way, weight) for way in (ours, theirs))
                ours, theirs = far
            assert alike(ours, theirs), (asked, ours, theirs)


@pytest.mark.parametrize("seed", GRAPHS[::2])
def test_what_is_around_a_node_and_the_cores_are_networkx_s(seed: int):
    graph = nx.Graph(make_graph(seed)) if seed % 4 > 1 else make_graph(seed)
    arrays: Any = convert_from_nx(graph, edge_attrs={"weight": 1})
    plain = convert_to_nx(arrays)
    for node in list(graph)[:2]:
        for options in ({}, {"radius": 2, "center": False}, {"radius": 1.5, "distance": "weight"}):
            ours, theirs = nx.ego_graph(arrays, node, **options), nx.ego_graph(plain, node, **options)
            assert convert_to_nx(ours).adj == theirs.adj
            assert set(ours) == set(theirs)
    if len(graph) and not nx.number_of_selfloops(graph):
        for k in (None, 1, 2):
            assert convert_to_nx(nx.k_core(arrays, k)).adj == nx.k_core(plain, k).adj
