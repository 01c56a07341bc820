"""The library of a Neo4j server measures as we do; where there is none, or it fails, ours goes on and the log says so.

The tests of the library itself need `make test-gds`, which has Maven fetch it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.backend.csr import CsrGraph
from graph.engines import choose_library
from graph.measures import measure_all
from graph.neo4j.address import address_of
from graph.neo4j.connections import Server as Connection
from graph.neo4j.science.library import SAME, Library, find_library
from graph.neo4j.science.procedures import PROCEDURES
from graph.one_mode import OneMode
from graph.store import Store
from tests.graph.test_measures import make_network, random_network
from tests.graph.things import SCHEMA
from tests.neo4j_server.fixtures import StoreFactory, ask
from tests.neo4j_server.servers import Server

LINE = make_network({"ab": 1.0, "bc": 2.0}, "abcd")


@pytest.fixture(autouse=True)
def no_library_afterwards() -> Iterator[None]:
    yield
    choose_library(None)


def connection(server: Server) -> Connection:
    return Connection(address_of(server.url), server.user, server.password)


def by_ours(one: OneMode) -> dict[str, list[float]]:
    choose_library(None)
    return {name: found.values.tolist() for name, found in measure_all(one).items()}


def test_a_store_in_a_file_has_no_library_and_the_log_says_who_measures(
    tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from graph.opening import open_store

    store = open_store(f"sqlite:///{tmp_path}/a.db", SCHEMA)
    choose_library(store)
    assert measure_all(LINE, exact_up_to=3)["betweenness"].values.tolist() == [0, 1 / 3, 0, 0]
    assert "has no Graph Data Science library, the own engine takes the measures" in caplog.text
    store.close()


def test_a_small_network_is_never_sent_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    choose_library(object())
    assert measure_all(LINE)["betweenness"].status == "exact"
    assert caplog.text == ""


def test_a_network_without_ties_is_measured_without_asking_anybody() -> None:
    nowhere = Library(Connection(address_of("bolt://127.0.0.1:1"), "", ""), "2.13")
    alone = make_network({}, "ab")
    found = nowhere.measures(alone)
    assert {name: one.values.tolist() for name, one in found.items()} == {
        name: by_ours(alone)[name] for name in found
    }


def test_a_server_out_of_reach_leaves_the_measures_to_ours(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.neo4j.connections.RETRY_SECONDS", 0.0)
    nowhere = Library(Connection(address_of("bolt://127.0.0.1:1"), "", ""), "2.13")
    assert nowhere.measures(LINE) == {}
    assert "the own engine goes on" in caplog.text


@pytest.mark.neo4j
def test_a_neo4j_without_the_library_is_told_and_ours_goes_on(
    neo4j_store_factory: StoreFactory, neo4j_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    store: Store = neo4j_store_factory(SCHEMA)
    expected = by_ours(LINE)
    with caplog.at_level(logging.WARNING):
        choose_library(store)
        found = measure_all(LINE, exact_up_to=3)
    for name, one in found.items():
        assert one.values == pytest.approx(expected[name], nan_ok=True), name
    assert "has no Graph Data Science library" in caplog.text
    # As if it had been there a moment ago: what the server refuses is no failure of the analysis.
    assert Library(connection(neo4j_server), "2.13").measures(LINE) == {}
    assert "the own engine goes on" in caplog.text


@pytest.fixture(scope="module")
def library(science_server: Server) -> Library:
    found = find_library(connection(science_server))
    assert found is not None
    return found


NETWORKS: dict[str, Callable[[], OneMode]] = {
    "a line and somebody alone": lambda: LINE,
    "two parts": lambda: make_network(
        {"abc": 0.7, "cd": 2.0, "de": 1.0, "ef": 0.3, "dfg": 1.4, "xy": 1.0}, "abcdefgxyz"
    ),
    "many equally short ways": lambda: random_network(60, 150, seed=1),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_what_the_server_measures_for_the_analysis_are_our_own_values(library: Library, name: str) -> None:
    one = NETWORKS[name]()
    found, ours = library.measures(one), by_ours(one)
    assert set(found) == {*SAME, "betweenness"}
    for measure, there in found.items():
        assert there.status == "exact"
        assert there.values == pytest.approx(ours[measure], abs=1e-9), measure


def test_every_procedure_answers_for_every_member(library: Library) -> None:
    one = random_network(60, 150, seed=2)
    graph: Any = CsrGraph.from_matrix(one.matrix())
    found = library.values(one, PROCEDURES)
    assert {len(values) for values in found.values()} == {len(one.members)}
    steps = nx.closeness_centrality(graph)
    assert found["closeness"] == pytest.approx([steps[node] for node in range(len(steps))], abs=1e-9)
    leading = nx.eigenvector_centrality(graph, max_iter=1000, tol=1e-12)
    assert found["eigenvector"] == pytest.approx([leading[node] for node in range(len(leading))], abs=1e-6)
    best = nx.community.modularity(graph, nx.community.leiden_communities(graph, weight="weight", seed=1))
    for name in ("louvain", "leiden"):
        groups = [set(np.flatnonzero(found[name] == one).tolist()) for one in np.unique(found[name])]
        assert nx.community.modularity(graph, groups) > best - 0.03, name


def test_nothing_of_it_stays_in_the_server(library: Library, science_server: Server) -> None:
    library.measures(LINE)
    assert ask(science_server, "CALL gds.graph.list() YIELD graphName RETURN count(*)") == [[0]]
    assert ask(science_server, "MATCH (n) RETURN count(*)") == [[0]]
