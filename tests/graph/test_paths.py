"""The strongest ways against networkx on lengths of -log strength, and their being apart from each other."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import log, prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.one_mode import symmetric
from graph.paths import Search, Ties

SOURCE = -1


def search_in(size, edges, first, favour=None):
    one, other, weight = (
        (np.array(column) for column in zip(*edges, strict=True)) if edges else (np.zeros(0, int),) * 3
    )
    matrix = symmetric(one.astype(np.int32), other.astype(np.int32), weight.astype(float), size)
    ties = Ties(matrix.indptr, matrix.indices, lambda places: matrix.data[places])
    return Search(ties, np.array(first, float), np.ones(size) if favour is None else np.array(favour, float))


def as_graph(size, edges, first):
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_node(SOURCE)
    graph.add_edges_from((a, b, {"length": -log(w)}) for a, b, w in edges)
    graph.add_edges_from((SOURCE, a, {"length": -log(w)}) for a, w in enumerate(first) if w > 0)
    return graph


@st.composite
def networks(draw):
    random = np.random.default_rng(draw(st.integers(0, 100_000)))
    size = draw(st.integers(2, 10))
    pairs = [pair for pair in combinations(range(size), 2) if random.random() < 0.45]
    edges = [(a, b, float(random.uniform(0.05, 0.99))) for a, b in pairs]
    first = np.where(random.random(size) < 0.4, random.uniform(0.05, 0.99, size), 0.0)
    return size, edges, first


def strongest(graph, target):
    """networkx: the strongest simple way of at most three ties."""
    if not nx.has_path(graph, SOURCE, target):
        return 0.0
    for way in nx.shortest_simple_paths(graph, SOURCE, target, weight="length"):
        if len(way) <= 4:
            return prod(np.exp(-graph.edges[pair]["length"]) for pair in pairwise(way))
    return 0.0


@settings(max_examples=120, deadline=None)
@given(networks())
def test_the_first_way_is_as_strong_as_the_strongest_that_networkx_knows(network):
    size, edges, first = network
    graph, search = as_graph(*network), search_in(size, edges, first)
    for target in range(size):
        ways = search.ways(target, limit=1)
        assert (ways[0].strength if ways else 0.0) == pytest.approx(strongest(graph, target))


@settings(max_examples=60, deadline=None)
@given(networks())
def test_each_way_is_the_strongest_of_what_the_ways_before_left(network):
    size, edges, first = network
    search = search_in(size, edges, first)
    for target in range(size):
        graph = as_graph(*network)
        ways = search.ways(target, limit=4)
        for way in ways:
            assert way.strength == pytest.approx(strongest(graph, target))
            assert all(graph.has_edge(*pair) for pair in pairwise((SOURCE, *way.nodes)))
            graph.remove_nodes_from(way.nodes[:-1])
            if len(way.nodes) == 1:
                graph.remove_edge(SOURCE, target)
        if len(ways) < 4:
            assert strongest(graph, target) == 0


def test_a_person_is_passed_before_a_house_that_is_a_little_nearer_and_the_strength_stays_honest():
    edges = [(0, 2, 0.5), (1, 2, 0.55)]
    plain = search_in(3, edges, [0.5, 0.5, 0])
    people_first = search_in(3, edges, [0.5, 0.5, 0], favour=[1, 0.75, 0.75])
    assert [way.nodes for way in plain.ways(2)] == [(1, 2), (0, 2)]
    assert [way.nodes for way in people_first.ways(2)] == [(0, 2), (1, 2)]
    assert people_first.ways(2)[0].strength == pytest.approx(0.25)


def test_nobody_passes_a_node_that_is_forbidden_and_it_can_still_be_reached():
    search = search_in(3, [(0, 1, 0.9), (1, 2, 0.9)], [0.5, 0, 0], favour=[1, 0, 1])
    assert search.ways(2) == []
    assert [way.nodes for way in search.ways(1)] == [(0, 1)]


def test_a_fourth_step_is_too_far():
    chain = [(0, 1, 0.9), (1, 2, 0.9), (2, 3, 0.9)]
    search = search_in(4, chain, [0.9, 0, 0, 0])
    assert [way.nodes for way in search.ways(2)] == [(0, 1, 2)]
    assert search.ways(3) == []


def test_of_equal_ways_the_shorter_and_then_the_one_of_lower_numbers_comes_first():
    search = search_in(4, [(1, 3, 0.5), (2, 3, 0.5), (0, 3, 0.5), (0, 1, 1.0)], [0.5, 0.5, 0.5, 0.25])
    assert [way.nodes for way in search.ways(3, limit=4)] == [(3,), (0, 3), (1, 3), (2, 3)]


def test_a_network_of_one_and_an_actor_without_ties_have_no_way():
    assert search_in(1, [], [0]).ways(0) == []
    assert search_in(1, [], [0.4]).ways(0) == [((0,), pytest.approx(0.4))]
    assert search_in(3, [(0, 1, 0.5)], [0.5, 0, 0]).ways(2) == []


def test_only_ties_around_the_target_are_worked_out():
    random = np.random.default_rng(4)
    size = 2_000
    one, other = random.integers(0, size, (2, 8_000))
    kept = one < other
    pairs = np.unique(np.stack([one[kept], other[kept]]), axis=1)
    first, second = pairs.astype(np.int32)
    strength = np.asarray(random.uniform(0.1, 0.9, pairs.shape[1]))
    matrix = symmetric(first, second, strength, size)
    asked = []

    def strength_of(places):
        asked.append(len(places))
        return matrix.data[places]

    known = np.where(random.random(size) < 0.2, 0.5, 0.0)
    Search(Ties(matrix.indptr, matrix.indices, strength_of), known, np.ones(size)).ways(7)
    degree = np.diff(matrix.indptr)
    near = matrix.indices[matrix.indptr[7] : matrix.indptr[8]]
    assert sum(asked) <= 3 * (2 * degree[7] + 2 * degree[near].sum())
