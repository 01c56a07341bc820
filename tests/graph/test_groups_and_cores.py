"""Brokerage, core and periphery, signed triads: by hand, and against the definitions counted out one by one."""

from __future__ import annotations

from itertools import combinations, permutations
from math import isnan, nan
from random import Random

import networkx as nx
import numpy as np
import pytest

from graph import cores
from graph.balance import TRIADS, balance, triad_counts
from graph.brokerage import ROLES, ei_index, ei_index_test, gould_fernandez, participation_coefficient
from graph.brokerage_chance import gould_fernandez_by_chance
from graph.cores import core_periphery


def any_graph(seed: int, largest: int = 12) -> nx.Graph:
    """Directed or not, with ties of nodes to themselves and parallel edges at times."""
    rng = Random(seed)
    graph = nx.gnp_random_graph(rng.randint(0, largest), rng.random(), seed=seed, directed=bool(seed % 2))
    if seed % 5 == 0 and len(graph):
        graph.add_edge(0, 0)
    if seed % 7 == 0:
        graph = (nx.MultiDiGraph if graph.is_directed() else nx.MultiGraph)(graph)
    return graph


def groups_of(graph: nx.Graph, seed: int) -> dict[int, str]:
    rng = Random(seed)
    return {node: rng.choice("abc") for node in graph}


def role_of(first: str, broker: str, last: str) -> str:
    if first == broker == last:
        return "coordinator"
    if first == last:
        return "consultant"
    if broker in (first, last):
        return "gatekeeper" if broker == last else "representative"
    return "liaison"


def counted_one_by_one(graph: nx.Graph, group: dict[int, str]) -> dict[int, dict[str, int]]:
    ties = {(first, last) for first, last, *_ in graph.to_directed().edges if first != last}
    counts = {node: dict.fromkeys((*ROLES, "total"), 0) for node in graph}
    for i, v, k in permutations(graph, 3):
        if {(i, v), (v, k)} <= ties and (i, k) not in ties:
            counts[v][role_of(group[i], group[v], group[k])] += 1
            counts[v]["total"] += 1
    return counts


@pytest.mark.parametrize("seed", range(100))
def test_each_role_is_the_number_of_open_triads_of_its_kind(seed):
    graph = any_graph(seed)
    group = groups_of(graph, seed)
    assert gould_fernandez(graph, group) == counted_one_by_one(graph, group)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("aaa", "coordinator"),
        ("bab", "consultant"),
        ("baa", "gatekeeper"),
        ("aab", "representative"),
        ("bac", "liaison"),
    ],
)
def test_the_groups_of_three_in_a_row_say_the_role_of_the_middle(groups, role):
    way = nx.DiGraph([(0, 1), (1, 2)])
    nx.set_node_attributes(way, dict(enumerate(groups)), "sector")
    counts = gould_fernandez(way, "sector")
    assert counts[1] == {**dict.fromkeys(ROLES, 0), role: 1, "total": 1}
    assert counts[0]["total"] == counts[2]["total"] == 0


def test_a_node_without_a_group_is_refused_by_name():
    with pytest.raises(ValueError, match="1 of 2 nodes have no group, 'uis' for one"):
        gould_fernandez(nx.Graph([("ccb", "uis")]), {"ccb": "private"})


@pytest.mark.parametrize("directed", [True, False])
def test_chance_brings_on_average_what_is_expected(directed):
    group = dict(enumerate("aaaabbbcc"))
    drawn: dict[str, list[float]] = {role: [] for role in (*ROLES, "total")}
    for seed in range(500):
        graph = nx.gnp_random_graph(9, 0.4, seed=seed, directed=directed)
        for role, said in gould_fernandez_by_chance(graph, group)[0].items():
            drawn[role].append(said.z)
    for role, values in drawn.items():
        assert abs(np.nanmean(values)) < 0.12, role
        assert 0.8 < np.nanstd(values) < 1.15, role


def test_there_is_no_score_where_chance_leaves_no_room():
    by_chance = gould_fernandez_by_chance(nx.complete_graph(4), dict.fromkeys(range(4), "one"))
    assert isnan(by_chance[0]["total"].z)
    assert by_chance[0]["liaison"].expected == 0


def test_the_index_of_ties_out_and_in_runs_from_minus_one_to_one():
    pairs = nx.Graph([("a", "b"), ("c", "d")])
    assert ei_index(pairs, {"a": 1, "b": 1, "c": 2, "d": 2}) == -1
    assert ei_index(pairs, {"a": 1, "b": 2, "c": 1, "d": 2}) == 1
    assert isnan(ei_index(nx.empty_graph(3), dict.fromkeys(range(3), "x")))


def test_the_clubs_of_the_karate_school_keep_to_themselves_more_than_chance():
    karate = nx.karate_club_graph()
    inside = sum(karate.nodes[u]["club"] == karate.nodes[v]["club"] for u, v in karate.edges)
    tested = ei_index_test(karate, "club", 499)
    assert tested.observed == pytest.approx((78 - 2 * inside) / 78)
    assert tested.p == pytest.approx(1 / 500)
    assert ei_index_test(karate, "club", 499) == tested


def test_participation_is_the_spread_of_ties_over_groups():
    star = nx.star_graph(4)
    star.add_node("alone")
    group = {0: "x", 1: "a", 2: "a", 3: "b", 4: "b", "alone": "a"}
    values = participation_coefficient(star, group)
    assert values[0] == pytest.approx(0.5)
    assert values[1] == 0
    assert isnan(values["alone"])
    nx.set_edge_attributes(star, {(0, 1): 3.0, (0, 2): 3.0, (0, 3): 1.0, (0, 4): 1.0}, "weight")
    assert participation_coefficient(star, group, "weight")[0] == pytest.approx(1 - 0.75**2 - 0.25**2)


@pytest.mark.parametrize("seed", range(60))
def test_signed_triangles_are_those_counted_one_by_one(seed):
    rng = Random(seed)
    graph = nx.gnp_random_graph(rng.randint(0, 9), rng.random(), seed=seed)
    nx.set_edge_attributes(graph, {edge: rng.choice([1, -1, -2.5, 0]) for edge in graph.edges}, "sign")
    counts = dict.fromkeys(TRIADS, 0)
    for three in combinations(graph, 3):
        signs = [graph.edges[pair]["sign"] for pair in combinations(three, 2) if graph.has_edge(*pair)]
        if len(signs) == 3 and 0 not in signs:
            counts[TRIADS[sum(sign < 0 for sign in signs)]] += 1
    assert triad_counts(graph) == counts


def test_balance_is_the_share_of_triangles_with_an_even_number_of_enemies():
    assert balance({"+++": 1, "++-": 1, "+--": 1, "---": 1}) == 0.5
    assert isnan(balance(dict.fromkeys(TRIADS, 0)))


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        (nx.DiGraph([(0, 1)]), "undirected"),
        (nx.MultiGraph([(0, 1)]), "undirected"),
        (nx.path_graph(2), "neither 'sign'"),
    ],
)
def test_signs_that_cannot_be_known_are_not_guessed(graph, words):
    with pytest.raises(ValueError, match=words):
        triad_counts(graph)


def correlation(graph: nx.Graph, pattern) -> float:
    """Pearson's r over all pairs, by numpy; NaN where one side does not vary."""
    pairs = list(combinations(graph, 2))
    ties = [graph.has_edge(*pair) for pair in pairs]
    ideal = [pattern(*pair) for pair in pairs]
    return float(np.corrcoef(ties, ideal)[0, 1]) if np.std(ties) > 0 and np.std(ideal) > 1e-9 else nan


@pytest.mark.parametrize("seed", range(30))
def test_the_core_of_a_small_network_is_the_best_of_all_sets(seed):
    graph = nx.gnp_random_graph(8, 0.15 + 0.025 * seed, seed=seed)
    found = core_periphery(graph)
    best = max(
        correlation(graph, lambda a, b, core=set(core): a in core or b in core)
        for members in range(1, 8)
        for core in combinations(graph, members)
    )
    assert found.fit == pytest.approx(best)
    assert correlation(graph, lambda a, b: a in found.core or b in found.core) == pytest.approx(best)
    product = correlation(graph, lambda a, b: found.coreness[a] * found.coreness[b])
    assert found.coreness_fit == pytest.approx(product, nan_ok=True)


def test_the_search_of_larger_networks_finds_what_trying_all_finds(monkeypatch):
    graphs = [nx.gnp_random_graph(12, 0.1 + 0.06 * seed, seed=seed) for seed in range(12)]
    exact = [core_periphery(graph).fit for graph in graphs]
    monkeypatch.setattr(cores, "EXACT_UP_TO", 3)
    assert [core_periphery(graph).fit for graph in graphs] == pytest.approx(exact)


def test_a_star_is_all_core_and_periphery():
    found = core_periphery(nx.star_graph(20))
    assert found.core == {0}
    assert found.fit == pytest.approx(1)
    assert found.coreness[0] == 1
    assert max(found.coreness[leaf] for leaf in range(1, 21)) < 0.5


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(20), nx.complete_graph(20)])
def test_without_a_difference_between_pairs_nothing_is_core(graph):
    found = core_periphery(graph)
    assert found.core == frozenset()
    assert isnan(found.fit)
    assert isnan(found.coreness_fit)
