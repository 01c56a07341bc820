"""The measures between groups from arrays, beside those that take a networkx graph and beside counting by hand."""

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.brokerage import ROLES, ei_index, gould_fernandez, participation_coefficient
from graph.brokerage_chance import gould_fernandez_by_chance
from graph.roles import contacts_by_group, ei_of_each, only_doors, participation_of_each, roles_of


@pytest.fixture(params=range(6))
def network(request):
    """A random graph with weights and four groups, one of them perhaps empty."""
    rng = np.random.default_rng(request.param)
    graph = nx.gnp_random_graph(int(rng.integers(5, 30)), 0.25, seed=request.param)
    for _, _, data in graph.edges(data=True):
        data["weight"] = float(rng.uniform(0.1, 3))
    matrix = csr_array(nx.to_numpy_array(graph, nodelist=list(range(len(graph))), weight="weight"))
    return graph, matrix, rng.integers(0, 4, len(graph)).astype(np.int64)


def test_roles_are_those_of_the_graph_with_their_chance(network):
    graph, matrix, group = network
    by_node = dict(enumerate(group.tolist()))
    plain, chance = gould_fernandez(graph, by_node), gould_fernandez_by_chance(graph, by_node)
    found = roles_of(matrix, group)
    assert found is not None
    for node in graph:
        for role in (*ROLES, "total"):
            assert found.observed[role][node] == plain[node][role]
            assert found.expected[role][node] == pytest.approx(chance[node][role].expected)
            assert found.z[role][node] == pytest.approx(chance[node][role].z, nan_ok=True)


def test_too_many_pairs_are_not_counted(network):
    _, matrix, group = network
    assert roles_of(matrix, group, work=0) is None or matrix.nnz == 0


def test_participation_and_the_index_of_each_are_those_of_its_own_ties(network):
    graph, matrix, group = network
    by_node = dict(enumerate(group.tolist()))
    participation = participation_coefficient(graph, by_node, weight="weight")
    mine = participation_of_each(matrix, group, 4)
    index = ei_of_each(contacts_by_group(matrix, group, 4), group)
    for node in graph:
        assert mine[node] == pytest.approx(participation[node], nan_ok=True)
        own: nx.Graph[int] = nx.Graph(graph.edges(node))
        assert index[node] == pytest.approx(ei_index(own, by_node), nan_ok=True)


def test_an_only_door_is_the_single_contact_in_a_group(network):
    graph, matrix, group = network
    wanted = set()
    for node in graph:
        for one in range(4):
            there = [other for other in graph[node] if group[other] == one]
            if len(there) == 1:
                wanted.add((node, one, there[0]))
    who, which, door = only_doors(matrix, group, 4)
    assert set(zip(who.tolist(), which.tolist(), door.tolist(), strict=True)) == wanted
    assert sorted(door.tolist()) == door.tolist()


def test_who_has_no_group_is_nobody_s_door_and_outside_every_group():
    matrix = csr_array([[0, 1.0, 1.0], [1.0, 0, 0], [1.0, 0, 0]])
    group = np.array([0, -1, 1])
    who, _, door = only_doors(matrix, group, 2)
    assert set(zip(who.tolist(), door.tolist(), strict=True)) == {(0, 2), (1, 0), (2, 0)}
