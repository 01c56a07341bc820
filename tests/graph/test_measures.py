"""The measures by hand on networks one can draw, and against networkx on larger ones."""

from __future__ import annotations

from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.between import UNITS, betweenness_and_closeness, choose_pivots, lengths
from graph.centrality import constraint, degree, eigenvector, pagerank, strength
from graph.communities import core_number, louvain
from graph.engines import choose_engine, chosen_engine
from graph.measures import NAMES, how_many_pivots, measure_all
from graph.one_mode import OneMode
from graph.projection import project
from graph.two_mode import EventRow, MembershipRow, from_rows

DAY = date(2024, 3, 1)


def make_network(pairs: dict[str, float], members: str = "") -> OneMode:
    """A network with the given weights for pairs of letters."""
    names = members or "".join(sorted(set("".join(pairs))))
    events = [EventRow(pair, DAY, DAY, weight) for pair, weight in pairs.items()]
    rows = [MembershipRow(letter, pair) for pair in pairs for letter in pair]
    return project(from_rows(list(names), events, rows))


def random_network(size: int, edges: int, seed: int) -> OneMode:
    """Few distinct weights, so that there are many equally short ways."""
    rng = np.random.default_rng(seed)
    names = [f"n{index}" for index in range(size)]
    pairs = rng.integers(0, size, (edges, 2))
    events = [EventRow(f"e{index}", DAY, DAY, float(rng.integers(1, 5))) for index in range(edges)]
    rows = [
        MembershipRow(names[member], f"e{index}")
        for index, pair in enumerate(pairs.tolist())
        for member in pair
    ]
    return project(from_rows(names, events, rows))


def graph_with_lengths(one: OneMode) -> nx.Graph:
    graph = one.graph()
    far = lengths(one.matrix()).tocoo()
    for a, b, length in zip(far.coords[0].tolist(), far.coords[1].tolist(), far.data.tolist(), strict=True):
        graph.edges[one.members[a], one.members[b]]["length"] = length
    return graph


def in_order(one: OneMode, values: dict[str, float]) -> list[float]:
    return [values[member] for member in one.members]


# a - b - c with d beside: b is the only bridge
LINE = make_network({"ab": 1.0, "bc": 2.0}, "abcd")


def test_degree_and_strength_count_and_sum_the_ties():
    assert degree(LINE.matrix()).values.tolist() == [1, 2, 1, 0]
    assert strength(LINE.matrix()).values.tolist() == [1, 3, 2, 0]


def test_the_middle_of_a_line_is_the_only_bridge():
    between, _ = betweenness_and_closeness(LINE.matrix(), np.arange(4))
    # of the three pairs among the others only a-c is joined, by b
    assert between.values.tolist() == [0, pytest.approx(1 / 3), 0, 0]


def test_closeness_is_the_reached_share_over_the_mean_distance():
    _, close = betweenness_and_closeness(LINE.matrix(), np.arange(4))
    # lengths: ab 1, bc 1/2; b reaches two of three others at a mean distance of 3/4
    assert close.values == pytest.approx([(2 / 3) / 1.25, (2 / 3) / 0.75, (2 / 3) / 1.0, 0])


def test_equally_short_ways_share_the_betweenness_also_when_their_fractions_do_not_add_up():
    # a to e over b and c (1/3 + 1/3 + 1/3) is as short as over d (1/2 + 1/2)
    square = make_network({"ab": 3.0, "bc": 3.0, "ce": 3.0, "ad": 2.0, "de": 2.0})
    between, _ = betweenness_and_closeness(square.matrix(), np.arange(5))
    by_name = dict(zip(square.members, (between.values * 6).tolist(), strict=True))
    # pairs whose shortest ways pass d: a-e (half), b-d over a or c-e: b-d passes a, c-d passes e
    assert by_name["d"] == pytest.approx(0.5)
    assert by_name["b"] == pytest.approx(0.5 + 1)


def test_a_walker_from_one_node_is_found_near_it():
    start = np.array([1.0, 0.0, 0.0, 0.0])
    rank = pagerank(LINE.matrix(), start)
    assert rank[3] == 0
    assert rank.sum() == pytest.approx(1)
    assert rank[0] > rank[2]


def test_the_eigenvector_of_a_star_gives_its_centre_the_root_of_one_half():
    star = make_network({"ab": 1.0, "ac": 1.0, "ad": 1.0, "ae": 1.0})
    assert eigenvector(star.matrix()).values == pytest.approx([0.5**0.5, *[8**-0.5] * 4])


def test_constraint_is_low_for_the_centre_of_a_star_and_without_meaning_for_the_lonely():
    values = constraint(LINE.matrix()).values
    # b: (1/3)^2 + (2/3)^2; a and c know only b
    assert values[:3] == pytest.approx([1.0, 5 / 9, 1.0])
    assert np.isnan(values[3])


def test_the_core_number_of_a_triangle_with_a_tail():
    network = make_network({"ab": 1, "bc": 1, "ac": 1, "cd": 1}, "abcde")
    assert core_number(network).values.tolist() == [2, 2, 2, 1, 0]


def test_two_groups_joined_by_one_tie_are_two_communities_the_larger_first():
    pairs = dict.fromkeys(["ab", "ac", "ad", "bc", "bd", "cd", "ef", "eg", "fg"], 1.0) | {"de": 0.5}
    network = make_network(pairs, "abcdefgh")
    assert louvain(network).tolist() == [0, 0, 0, 0, 1, 1, 1, -1]


@given(st.integers(3, 25), st.integers(1, 60), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_every_measure_has_the_value_that_networkx_gives(size, edges, seed):
    one = random_network(size, edges, seed)
    graph = graph_with_lengths(one)
    found = {name: measure.values for name, measure in measure_all(one).items()}
    assert found["betweenness"] == pytest.approx(
        in_order(one, nx.betweenness_centrality(graph, weight="length")), abs=1e-9
    )
    close = nx.closeness_centrality(graph, distance="length")
    mean = one.weight.mean() if len(one.weight) else 1.0
    assert found["closeness"] * mean == pytest.approx([x * UNITS for x in in_order(one, close)], abs=1e-9)
    assert found["pagerank"] == pytest.approx(
        in_order(one, nx.pagerank(graph, tol=1e-12, max_iter=2000)), abs=1e-6
    )
    expected = in_order(one, nx.constraint(graph, weight="weight"))
    assert found["constraint"] == pytest.approx(expected, abs=1e-9, nan_ok=True)
    assert found["core"].tolist() == in_order(one, nx.core_number(graph))
    assert found["degree"].tolist() == in_order(one, dict(graph.degree()))


def test_the_eigenvector_is_that_of_networkx_on_the_largest_part():
    one = random_network(60, 150, 3)
    graph = one.graph()
    part = graph.subgraph(max(nx.connected_components(graph), key=len))
    expected = nx.eigenvector_centrality_numpy(part, weight="weight")
    values = dict(zip(one.members, eigenvector(one.matrix()).values.tolist(), strict=True))
    assert {name: values[name] for name in part} == pytest.approx(expected, abs=1e-6)
    assert all(values[name] == 0 for name in set(graph) - set(part))


def test_sampled_values_say_their_error_and_most_exact_ones_lie_within_three_of_it():
    one = random_network(400, 1200, 5)
    exact = betweenness_and_closeness(one.matrix(), np.arange(400))
    within: list[float] = []
    for seed in range(5):
        sampled = betweenness_and_closeness(one.matrix(), choose_pivots(400, 100, seed))
        for true, guess in zip(exact, sampled, strict=True):
            assert (true.status, guess.status) == ("exact", "sampled")
            assert guess.error is not None
            within.append(float((np.abs(guess.values - true.values) <= 3 * guess.error + 1e-12).mean()))
    assert min(within) > 0.9


def test_closeness_does_not_shrink_when_all_ties_fade_alike():
    fresh = make_network({"ab": 1.0, "bc": 2.0, "ac": 0.5})
    faded = make_network({"ab": 0.01, "bc": 0.02, "ac": 0.005})
    assert measure_all(fresh)["closeness"].values == pytest.approx(measure_all(faded)["closeness"].values)


def test_the_same_seed_draws_the_same_pivots():
    assert choose_pivots(1000, 5, 7).tolist() == choose_pivots(1000, 5, 7).tolist()
    assert choose_pivots(3, 5, 7).tolist() == [0, 1, 2]


def test_up_to_two_thousand_members_every_node_is_a_pivot_and_above_as_many_as_the_work_allows():
    assert how_many_pivots(2000, 10**9) == 2000
    assert how_many_pivots(10_000, 1_000_000) == 500, "half of the work is left for ways drawn by lot"
    assert how_many_pivots(10_000, 100_000) == 10_000
    assert how_many_pivots(50_000, 10**9) == 64


def test_an_empty_network_has_no_values():
    found = measure_all(project(from_rows([], [], [])))
    assert set(found) == set(NAMES)
    assert all(len(measure.values) == 0 for measure in found.values())


def test_members_without_any_tie_have_values_without_a_warning():
    found = measure_all(make_network({}, "ab"))
    assert found["pagerank"].values.tolist() == [0.5, 0.5]
    assert found["betweenness"].values.tolist() == [0, 0]


@pytest.fixture
def plain_engine():
    """Networkx's own code instead of our backend, and ours again afterwards."""
    choose_engine("networkx")
    yield
    choose_engine("aliados")


def test_another_engine_of_networkx_gives_the_same_measures(plain_engine):
    one = make_network({"abc": 0.7, "cd": 2.0, "de": 1.0, "ef": 0.3, "dfg": 1.4, "xy": 1.0}, "z")
    theirs = measure_all(one)
    choose_engine("aliados")
    ours = measure_all(one)
    assert list(theirs) == list(ours)
    for name, measure in theirs.items():
        assert measure.status == "exact"
        assert measure.values == pytest.approx(ours[name].values, abs=1e-9, nan_ok=True), name


def test_an_engine_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match=r"'fast' here, only aliados, .*networkx"):
        choose_engine("fast")
    assert chosen_engine() == "aliados"


def test_samples_stay_ours_with_another_engine_because_their_error_is_known(plain_engine, monkeypatch):
    monkeypatch.setattr("graph.measures.WORK", 1)
    monkeypatch.setattr("graph.measures.FEWEST_PIVOTS", 5)
    one = random_network(40, 80, seed=1)
    theirs = measure_all(one, exact_up_to=10)
    assert [theirs[name].status for name in ("betweenness", "closeness", "core")] == [
        "sampled",
        "sampled",
        "exact",
    ]
    choose_engine("aliados")
    ours = measure_all(one, exact_up_to=10)
    for name in ("betweenness", "closeness", "pagerank", "core"):
        assert theirs[name].values == pytest.approx(ours[name].values, abs=1e-9)
