"""The pieces that come off a network when one node leaves, beside networkx's components without that node."""

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.cuts import find_cuts


def cuts_of(graph: nx.Graph):
    """The cuts of a graph whose nodes are numbers from 0."""
    return find_cuts(csr_array(nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)))))


@pytest.mark.parametrize("seed", range(40))
def test_every_node_takes_with_it_all_components_but_a_largest(seed):
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 40))
    graph = nx.gnp_random_graph(size, float(rng.uniform(0, 3)) / size, seed=seed)
    found = cuts_of(graph)
    for node in graph:
        around = nx.node_connected_component(graph, node)
        left = sorted(map(len, nx.connected_components(graph.subgraph(around - {node}))))
        pieces = [frozenset(piece.tolist()) for piece in found.pieces(node)]
        assert sorted(map(len, pieces)) == left[:-1]
        assert all(
            piece in map(frozenset, nx.connected_components(graph.subgraph(around - {node})))
            for piece in pieces
        )


def test_the_largest_piece_comes_first():
    chain = nx.path_graph(9)
    chain.add_edge(4, 9)
    assert [len(piece) for piece in cuts_of(chain).pieces(4)] == [4, 1]


def test_each_part_is_a_stretch_of_the_order():
    found = cuts_of(nx.disjoint_union(nx.path_graph(3), nx.path_graph(2)))
    parts = [
        set(found.order[start:stop].tolist())
        for start, stop in zip(found.part_start, found.part_stop, strict=True)
    ]
    assert sorted(map(sorted, parts)) == [[0, 1, 2], [3, 4]]
    assert len(set(found.part[[0, 1, 2]].tolist())) == 1


def test_a_network_of_nobody_and_one_of_one_have_no_pieces():
    assert len(find_cuts(csr_array((0, 0))).door) == 0
    assert len(find_cuts(csr_array((1, 1))).door) == 0


def test_a_chain_of_fifty_thousand_needs_no_deep_stack():
    found = cuts_of(nx.path_graph(50_000))
    assert len(found.pieces(10)[0]) == 10
