"""Edges are read by their ends, surroundings step by step."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import BadQuery
from graph.records import Edge
from graph.store import Around, EdgeQuery, Store, Subgraph
from tests.graph.things import make_edge, make_node, make_thing, save


@pytest.fixture
def chain(store: Store) -> Store:
    """A hub -- a, b, c;  a -> d -> e;  b follows a."""
    save(
        store,
        *(make_thing(id) for id in ("hub", "a", "b", "c", "d", "e")),
        make_node("p", "Place"),
        make_edge("e1", "hub", "a", "VISITED", on=date(2024, 1, 1)),
        make_edge("e2", "hub", "b", "VISITED", on=date(2024, 3, 1)),
        make_edge("e3", "c", "hub", "VISITED", on=date(2024, 2, 1)),
        make_edge("e4", "hub", "p", "VISITED"),
        make_edge("e5", "a", "d"),
        make_edge("e6", "d", "e"),
        make_edge("e7", "b", "a", "FOLLOWS", rank="beta"),
        make_edge("e8", "a", "a", "FOLLOWS", rank="alfa"),
    )
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (EdgeQuery(("hub",)), ["e2", "e3", "e1", "e4"]),
        (EdgeQuery(("hub",), direction="out"), ["e2", "e1", "e4"]),
        (EdgeQuery(("hub",), direction="in"), ["e3"]),
        (EdgeQuery(("hub",), ("NEAR",)), []),
        (EdgeQuery(("a",), ("NEAR", "VISITED")), ["e1", "e5"]),
        (EdgeQuery(("a",), ("FOLLOWS",)), ["e7", "e8"]),
        (EdgeQuery(("d", "e"), ("NEAR",)), ["e5", "e6"]),
        (EdgeQuery(("hub",), limit=2), ["e2", "e3"]),
        (EdgeQuery(("hub",), limit=0), []),
        (EdgeQuery(("hub",), since=date(2024, 2, 1)), ["e2", "e3"]),
        (EdgeQuery(("hub",), until=date(2024, 2, 1)), ["e3", "e1"]),
        (EdgeQuery(("hub",), since=date(2024, 1, 2), until=date(2024, 2, 28)), ["e3"]),
        (EdgeQuery(("a",), since="alga"), ["e7"]),
        (EdgeQuery(("a",), until="alga"), ["e8"]),
        (EdgeQuery(("a",), since=date(1, 1, 1)), ["e1"]),
        (EdgeQuery(("nobody", "no'body")), []),
        (EdgeQuery(()), []),
    ],
)
def test_edges_come_newest_first_by_end_type_direction_and_time(
    chain: Store, query: EdgeQuery, ids: list[str]
) -> None:
    assert [edge.id for edge in chain.edges(query)] == ids
    with chain.transaction("ana") as transaction:
        assert [edge.id for edge in transaction.edges(query)] == ids


@pytest.mark.parametrize(
    "query",
    [EdgeQuery(("a",), ("UNKNOWN",)), EdgeQuery(("a",), limit=-1), EdgeQuery(("a",), direction="up"), EdgeQuery(("a",), since=3)],  # type: ignore[arg-type]
)  # fmt: skip
def test_an_edge_query_that_makes_no_sense_is_refused(store: Store, query: EdgeQuery) -> None:
    with pytest.raises(BadQuery):
        store.edges(query)


def test_an_edge_keeps_its_sort_value_among_its_properties(chain: Store) -> None:
    edge = chain.get_edges(["e1"])["e1"]
    assert edge == Edge("e1", "VISITED", "hub", "a", {"on": date(2024, 1, 1)}, ("office",), 1)
    save(chain, edge.with_properties(on=date(2025, 1, 1), note="x"))
    assert [edge.id for edge in chain.edges(EdgeQuery(("hub",), limit=1))] == ["e1"]
    with chain.transaction("ana") as transaction:
        (edge,) = transaction.edges(EdgeQuery(("hub",), limit=1))
        transaction.put_edges([edge.with_properties(on=None)])
    assert [edge.id for edge in chain.edges(EdgeQuery(("hub",)))] == ["e2", "e3", "e1", "e4"]
    assert chain.get_edges(["e1"])["e1"].properties == {"note": "x"}


def names(around: Subgraph) -> tuple[set[str], set[str], bool]:
    return {node.id for node in around.nodes}, {edge.id for edge in around.edges}, around.complete


@pytest.mark.parametrize(
    ("around", "nodes", "edges"),
    [
        (Around(("a",), depth=0), {"a"}, {"e8"}),
        (Around(("a",)), {"a", "hub", "b", "d"}, {"e1", "e2", "e5", "e7", "e8"}),
        (Around(("a",), types=("NEAR",)), {"a", "d"}, {"e5"}),
        (Around(("a",), depth=2, types=("NEAR",)), {"a", "d", "e"}, {"e5", "e6"}),
        (Around(("a",), depth=2, stop_at=frozenset({"hub"})), {"a", "hub", "b", "d", "e"}, {"e1", "e2", "e5", "e6", "e7", "e8"}),
        (Around(("e", "p")), {"e", "p", "d", "hub"}, {"e6", "e4"}),
        (Around(("hub",), stop_at=frozenset({"hub"})), {"hub"}, set()),
        (Around(("nobody",)), set(), set()),
        (Around(("nobody", "e", "e")), {"e", "d"}, {"e6"}),
    ],
)  # fmt: skip
def test_surroundings_have_all_edges_among_their_nodes(
    chain: Store, around: Around, nodes: set[str], edges: set[str]
) -> None:
    assert names(chain.neighbourhood(around)) == (nodes, edges, True)


def test_surroundings_come_nearest_first(chain: Store) -> None:
    ids = [node.id for node in chain.neighbourhood(Around(("e",), depth=3)).nodes]
    assert ids[:3] == ["e", "d", "a"]
    assert set(ids[3:]) == {"hub", "b"}


def test_surroundings_stop_at_the_limit_and_say_so(chain: Store) -> None:
    cut = chain.neighbourhood(Around(("d",), depth=3, limit=3))
    nodes, edges, complete = names(cut)
    assert (nodes, edges, complete) == ({"d", "a", "e"}, {"e5", "e6", "e8"}, False)
    assert len(chain.neighbourhood(Around(("hub", "a", "b"), limit=2)).nodes) == 2
    whole = chain.neighbourhood(Around(("d",), depth=1, limit=3))
    assert names(whole)[2] is True


def test_surroundings_of_unknown_types_are_refused(store: Store) -> None:
    with pytest.raises(BadQuery):
        store.neighbourhood(Around(("a",), types=("UNKNOWN",)))
