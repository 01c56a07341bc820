"""What the backend is to networkx: when it is called, what it takes and gives, and where it differs on purpose."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.backend.converting import convert_from_nx, convert_to_nx
from graph.backend.csr import CsrGraph
from graph.backend.interface import WORTH_CONVERTING
from tests.graph.backend.graphs import make_graph

pytestmark = pytest.mark.filterwarnings("ignore")


def csr(graph: Any, attribute: str = "weight") -> Any:
    return convert_from_nx(graph, edge_attrs={attribute: 1})


def python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.strip()


def preferred() -> Any:
    """A context in which networkx asks the backend first."""
    priorities: Any = nx.config.backend_priority
    return priorities(algos=["aliados"])


@pytest.fixture
def used(caplog):
    """The names of the functions that networkx gave to the backend."""
    caplog.set_level(logging.DEBUG, "networkx.utils.backends")

    def names() -> list[str]:
        begin = "Using backend 'aliados' for call to '"
        said = [record.getMessage() for record in caplog.records]
        return [line.removeprefix(begin).split("'")[0] for line in said if line.startswith(begin)]

    return names


def test_networkx_gives_a_graph_of_arrays_to_the_backend_without_being_told(used):
    graph = csr(nx.path_graph(3))
    assert nx.betweenness_centrality(graph) == {0: 0.0, 1: 1.0, 2: 0.0}
    assert list(nx.bridges(graph)) == [(0, 1), (1, 2)]
    assert used() == ["betweenness_centrality", "bridges"]


def test_with_the_backend_first_in_line_large_graphs_go_there_and_small_ones_to_networkx(used):
    with preferred():
        nx.core_number(nx.path_graph(WORTH_CONVERTING - 1))
        assert used() == []
        nx.core_number(nx.path_graph(WORTH_CONVERTING))
    assert used() == ["core_number"]


def test_what_networkx_does_quickly_goes_to_arrays_only_once_they_are_there(used):
    graph = nx.path_graph(WORTH_CONVERTING)
    with preferred():
        assert nx.is_connected(graph)
        assert used() == []
        nx.core_number(graph)
        assert nx.is_connected(graph)
    assert used() == ["core_number", "is_connected"]


def test_a_view_that_hides_parallel_edges_becomes_arrays_of_what_it_shows():
    graph: Any = nx.MultiGraph([(0, 1), (0, 1), (1, 2), (1, 2), (2, 3)])
    shown = graph.edge_subgraph([(0, 1, 0), (2, 3, 0)])
    arrays = csr(shown)
    assert arrays.number_of_edges() == 2
    assert nx.number_connected_components(shown, backend="aliados") == 2


def test_what_the_backend_cannot_do_goes_to_networkx_with_the_same_answer(used):
    graph = nx.gnm_random_graph(WORTH_CONVERTING, 900, seed=1)
    with preferred():
        asked: Any = {"weight": lambda first, second, data: 1, "k": 3, "seed": 1}
        by_function = nx.betweenness_centrality(graph, **asked)
        nx.set_edge_attributes(graph, {pair: Fraction(1, 3) for pair in graph.edges}, "part")
        by_fraction = nx.closeness_centrality(graph, distance="part")
    assert used() == []
    assert by_function == nx.betweenness_centrality(graph, k=3, seed=1, backend="networkx")
    assert by_fraction[0] == pytest.approx(3 * nx.closeness_centrality(graph)[0])


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "2", None, 2**60, 1j])
def test_weights_that_are_no_finite_numbers_are_left_to_networkx(bad: Any):
    graph = nx.path_graph(3)
    graph.edges[0, 1]["weight"] = bad
    with pytest.raises(NotImplementedError):
        csr(graph)


def test_lengths_of_nothing_and_negative_ones_are_left_to_networkx():
    graph = nx.path_graph(3)
    for length in (0, -1):
        graph.edges[0, 1]["weight"] = length
        with pytest.raises(NotImplementedError):
            nx.betweenness_centrality(graph, weight="weight", backend="aliados")


@given(st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_a_graph_comes_back_from_arrays_as_it_was(seed: int):
    graph = make_graph(seed)
    nx.set_edge_attributes(graph, dict.fromkeys(graph.edges, 2), "weight")
    if graph.is_multigraph():
        with pytest.raises(NotImplementedError):
            convert_to_nx(csr(graph))
        return
    back = convert_to_nx(csr(graph))
    assert type(back) is type(graph)
    assert list(back) == list(graph)
    assert back.adj == graph.adj


@given(st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_a_graph_of_arrays_knows_its_size_its_nodes_and_its_reverse(seed: int):
    graph = make_graph(seed)
    arrays = csr(graph)
    assert len(arrays) == len(graph) == arrays.number_of_nodes()
    assert arrays.number_of_edges() == graph.number_of_edges()
    assert (arrays.is_directed(), arrays.is_multigraph()) == (graph.is_directed(), graph.is_multigraph())
    assert list(arrays) == list(graph)
    assert "nobody" not in arrays
    assert [] not in arrays
    turned, wanted = arrays.reverse(), graph.reverse() if graph.is_directed() else graph
    arcs = zip(turned.tails().tolist(), turned.heads.tolist(), strict=True)
    names = list(graph)
    assert {(names[a], names[b]) for a, b in arcs} == {(a, b) for a in wanted for b in wanted[a]}


def test_ways_that_are_equally_short_by_their_fractions_share_the_betweenness():
    # a to e over b and c (1/3 + 1/3 + 1/3) is as short as over d (1/2 + 1/2), which a sum of floats does not see
    graph: Any = nx.Graph()
    third, half = 1 / 3, 0.7 / 2 + 0.15
    for first, second, length in (("a", "b", third), ("b", "c", third), ("c", "e", third)):
        graph.add_edge(first, second, length=length)
    graph.add_edge("a", "d", length=half)
    graph.add_edge("d", "e", length=half + 1e-16)
    found: Any = nx.betweenness_centrality(graph, weight="length", normalized=False, backend="aliados")
    assert found["d"] == pytest.approx(0.5)
    assert found["b"] == pytest.approx(0.5 + 1)


def test_whole_lengths_are_compared_exactly_however_long():
    graph: Any = nx.Graph()
    far = 2**50
    graph.add_edge("a", "b", length=far)
    graph.add_edge("b", "c", length=far)
    graph.add_edge("a", "d", length=far)
    graph.add_edge("d", "c", length=far + 1)
    found: Any = nx.betweenness_centrality(graph, weight="length", normalized=False, backend="aliados")
    assert found == nx.betweenness_centrality(graph, weight="length", normalized=False)
    assert found["b"] == 1.0


def test_the_effective_size_of_a_weighted_graph_is_that_of_its_definition():
    # i is tied to j (3) and q (1), which are tied to each other (1): p(i, j) = 3/4, p(i, q) = 1/4
    graph: Any = nx.Graph()
    graph.add_weighted_edges_from([("i", "j", 3), ("i", "q", 1), ("j", "q", 1)])
    found: Any = nx.effective_size(graph, weight="weight", backend="aliados")
    # contact j: 1 - p(i, q) m(j, q) = 1 - 1/4 * 1/3; contact q: 1 - p(i, j) m(q, j) = 1 - 3/4 * 1
    assert found["i"] == pytest.approx(1 - 1 / 12 + 1 - 3 / 4)


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_communities_part_the_nodes_hang_together_and_are_the_same_for_the_same_seed(seed: int):
    graph: Any = nx.Graph(make_graph(seed * 4))
    for find in (nx.community.louvain_communities, nx.community.leiden_communities):
        found = find(graph, seed=3, backend="aliados")
        assert nx.community.is_partition(graph, found)
        assert all(nx.is_connected(graph.subgraph(part)) for part in found)
        assert found == find(graph, seed=3, backend="aliados")


def test_communities_are_about_as_good_as_networkx_s():
    graph: Any = nx.planted_partition_graph(12, 20, 0.4, 0.02, seed=2)
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    for find in (nx.community.louvain_communities, nx.community.leiden_communities):
        found = find(graph, seed=1, backend="aliados")
        assert nx.community.modularity(graph, found) >= theirs - 0.005
    karate = nx.karate_club_graph()
    best = nx.community.leiden_communities(karate, weight=None, seed=1, backend="aliados")
    # the largest modularity there is for this network (G. Agarwal and D. Kempe, 2008)
    assert nx.community.modularity(karate, best, weight=None) == pytest.approx(0.4198, abs=1e-4)


def test_a_long_line_is_no_trouble_and_two_processors_give_the_answer_of_one(monkeypatch):
    line = nx.path_graph(3000)
    assert len(list(nx.articulation_points(line, backend="aliados"))) == 2998
    graph = csr(nx.gnm_random_graph(400, 8000, seed=2))
    alone = nx.betweenness_centrality(graph)
    monkeypatch.setattr("graph.backend.running.WORTH_THREADS", 1)
    assert nx.betweenness_centrality(graph) == pytest.approx(alone, abs=1e-12)


def test_a_matrix_makes_a_graph_whose_nodes_are_numbers():
    graph: Any = CsrGraph.from_matrix(csr_array(np.array([[0, 0.5], [0.5, 0]])))
    assert nx.single_source_dijkstra_path_length(graph, 0) == {0: 0, 1: 0.5}
    assert graph.weight.flags.writeable


def test_arrays_are_a_tenth_of_the_memory_of_a_graph_of_objects():
    graph = csr(nx.gnm_random_graph(2000, 40_000, seed=1))
    held = graph.begins.nbytes + graph.heads.nbytes + graph.weight.nbytes
    assert held < 26 * 40_000
    assert isinstance(graph.weight, np.ndarray)


def test_networkx_and_the_network_of_partners_load_without_the_compiler():
    code = "import sys, networkx, crm.network, crm.derived.making; print('numba' in sys.modules)"
    assert python(code) == "False"


def test_kernels_are_kept_where_one_may_write_and_the_answer_does_not_depend_on_it(tmp_path):
    code = "import networkx as nx; print(nx.is_connected(nx.path_graph(4), backend='aliados'))"
    for folder in (tmp_path / "first", tmp_path / "first"):
        assert python(code, NUMBA_CACHE_DIR=str(folder)) == "True"
    assert list((tmp_path / "first").rglob("*parts*.nbi"))


def test_without_a_place_to_write_kernels_are_compiled_anew(tmp_path, monkeypatch):
    from graph.backend import compiling

    monkeypatch.setattr("numba.config.CACHE_DIR", "")
    monkeypatch.setattr(compiling, "_writable", lambda folder: False)
    compiling.choose_cache()
    from numba import config  # what numba was told

    assert "aliados-kernels-" in vars(config)["CACHE_DIR"]
