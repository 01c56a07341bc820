"""Betweenness by lot is within its stated error of the exact values as often as it says."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.adaptive import Adaptive, adaptive_betweenness
from graph.backend.converting import convert_from_nx
from graph.backend.csr import CsrGraph

# networkx warns of its own cache
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def arrays(graph: Any) -> CsrGraph:
    return convert_from_nx(graph)


def worst(found: Adaptive, graph: Any) -> float:
    exact = nx.betweenness_centrality(
        graph, backend="aliados"
    )  # held beside networkx's in tests/graph/backend
    return float(np.abs(found.values - np.array(list(exact.values()))).max())


GRAPHS: dict[str, Any] = {
    "karate club": nx.karate_club_graph(),
    "a line": nx.path_graph(12),
    "a star": nx.star_graph(20),
    "a grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(5, 6)),
    "hubs": nx.barabasi_albert_graph(150, 2, seed=4),
    "two parts and a lonely node": nx.disjoint_union_all(
        [nx.path_graph(5), nx.cycle_graph(6), nx.empty_graph(1)]
    ),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_all_values_are_within_the_error_at_least_as_often_as_the_confidence_says(name: str):
    graph = GRAPHS[name]
    ours = arrays(graph)
    found = [adaptive_betweenness(ours, 0.04, 0.8, seed=seed) for seed in range(25)]
    within = sum(worst(one, graph) <= 0.04 for one in found)
    assert within >= 0.8 * len(found)
    assert all(one.samples <= one.at_most * 1.5 for one in found)
    assert {one.confidence for one in found} == {0.8}


@pytest.mark.parametrize("name", GRAPHS)
def test_ways_that_are_short_by_length_are_drawn_as_surely(name: str):
    """Few lengths, so that many ways are equally long; some ties are so long that no way takes them."""
    graph, dice = GRAPHS[name].copy(), np.random.default_rng(5)
    for _, _, data in graph.edges(data=True):
        data["length"] = float(dice.choice([1, 2, 3, 9]))
    exact = np.array(list(nx.betweenness_centrality(graph, weight="length", backend="networkx").values()))
    ours = convert_from_nx(graph, edge_attrs={"length": 1})
    found = [adaptive_betweenness(ours, 0.04, 0.8, seed, ours.weight) for seed in range(12)]
    assert sum(np.abs(one.values - exact).max() <= 0.04 for one in found) >= 10
    assert np.mean([one.values for one in found], axis=0) == pytest.approx(exact, abs=0.02)


def test_a_larger_network_takes_fewer_ways_than_the_bound_for_all_networks():
    graph = nx.barabasi_albert_graph(2000, 4, seed=2)
    found = adaptive_betweenness(arrays(graph), 0.01, 0.9)
    assert found.samples < 0.6 * found.at_most
    assert worst(found, graph) <= 0.01


def test_the_same_seed_gives_the_same_values_on_any_number_of_processors(monkeypatch):
    ours = arrays(GRAPHS["hubs"])
    first = adaptive_betweenness(ours, 0.05, seed=3)
    monkeypatch.setattr("graph.backend.compiling.processors", lambda: 3)
    again, other = adaptive_betweenness(ours, 0.05, seed=3), adaptive_betweenness(ours, 0.05, seed=4)
    assert again.values.tolist() == first.values.tolist()
    assert other.values.tolist() != first.values.tolist()


@pytest.mark.parametrize("size", [0, 1, 2])
def test_networks_too_small_for_a_middle_have_none(size: int):
    assert adaptive_betweenness(arrays(nx.empty_graph(size))).values.tolist() == [0.0] * size


def test_a_network_without_ties_has_none_between():
    assert adaptive_betweenness(arrays(nx.empty_graph(9)), 0.1).values.tolist() == [0.0] * 9


@pytest.mark.parametrize("asked", [(0.0, 0.9), (1.0, 0.9), (0.1, 1.0)])
def test_impossible_wishes_are_refused(asked: tuple[float, float]):
    with pytest.raises(ValueError, match="between 0 and 1"):
        adaptive_betweenness(arrays(nx.path_graph(4)), *asked)
    with pytest.raises(ValueError, match="undirected"):
        adaptive_betweenness(CsrGraph.from_matrix(csr_array((3, 3)), directed=True))
