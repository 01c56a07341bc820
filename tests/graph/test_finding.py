"""Nodes are filtered, ordered, paged by key and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.errors import BadQuery
from graph.store import Linked, Query, Store, Where
from tests.graph.things import found, make_edge, make_node, make_thing, save

DAY = date(2024, 3, 15)


@pytest.fixture
def things(store: Store) -> Store:
    save(
        store,
        make_thing(
            "a", "Red", name="alfa", kind="x", size=1, weight=1.5, ready=True, on=DAY, tags=["t", "u"]
        ),
        make_thing(
            "b", "Blue", name="beta", kind="y", size=2, weight=2, ready=False, on=date(2024, 4, 1), tags=["u"]
        ),
        make_thing("c", "Red", name="gama", kind="x", size=3, weight=-1.0, ready=False, tags=[]),
        make_thing("d", kind="x"),
        make_node("p", "Place", name="alfa"),
    )
    return store


@pytest.mark.parametrize(
    ("property", "operator", "value", "ids"),
    [
        ("kind", "=", "x", "acd"),
        ("kind", "!=", "x", "b"),
        ("kind", "in", ("x", "y"), "abcd"),
        ("kind", "in", (), ""),
        ("size", "=", 2, "b"),
        ("size", "!=", 2, "ac"),
        ("size", "<", 2, "a"),
        ("size", "<=", 2, "ab"),
        ("size", ">", 2, "c"),
        ("size", ">=", 2, "bc"),
        ("size", "in", (1, 3, 9), "ac"),
        ("weight", "=", 2, "b"),
        ("weight", "=", 2.0, "b"),
        ("weight", "<", 0, "c"),
        ("ready", "=", True, "a"),
        ("ready", "=", False, "bc"),
        ("ready", "!=", True, "bc"),
        ("ready", "in", (True, False), "abc"),
        ("on", "=", DAY, "a"),
        ("on", ">", DAY, "b"),
        ("on", "in", (DAY,), "a"),
        ("name", ">=", "b", "bc"),
        ("tags", "has", "u", "ab"),
        ("tags", "has", "t", "a"),
        ("tags", "has", "", ""),
        ("on", "missing", "", "cd"),
        ("on", "present", "", "ab"),
        ("ready", "missing", "", "d"),
        ("tags", "missing", "", "cd"),
        ("tags", "present", "", "ab"),
    ],
)  # fmt: skip
def test_a_condition_chooses_nodes(things: Store, property: str, operator: Any, value: Any, ids: str) -> None:
    query = Query("Thing", where=(Where(property, operator, value),))
    page = things.find(query)
    assert [node.id for node in page.items] == list(ids)
    assert (page.total, page.more, page.next) == (len(ids), False, None)
    assert sum(things.count(query, ["kind"])["kind"].values()) == len(ids)


def test_conditions_labels_and_words_go_together(things: Store) -> None:
    where = (Where("kind", "=", "x"), Where("ready", "=", False))
    assert found(things, where=where) == ["c"]
    assert found(things, label="Red") == ["a", "c"]
    assert found(things, label="Thing") == ["a", "b", "c", "d"]
    assert found(things, label="Green") == []
    assert found(things, "ga", label="Red", where=where) == ["c"]


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ((), "abcd"),
        ((("name", False),), "abcd"),
        ((("name", True),), "cbad"),
        ((("on", False),), "abcd"),
        ((("on", True),), "bacd"),
        ((("weight", False),), "cabd"),
        ((("ready", False),), "bcad"),
        ((("ready", True), ("size", True)), "acbd"),
        ((("kind", False), ("on", True)), "acdb"),
        ((("kind", True), ("on", False)), "bacd"),
        ((("on", False), ("size", True)), "abcd"),
    ],
)
def test_an_order_puts_what_lacks_the_property_last_and_ids_break_ties(
    things: Store, order: tuple[tuple[str, bool], ...], ids: str
) -> None:
    assert found(things, order=order) == list(ids)
    for limit in (1, 2, 3):
        assert walk(things, Query("Thing", order=order, limit=limit)) == list(ids)


def walk(store: Store, query: Query) -> list[str]:
    """All pages, one after the other."""
    ids: list[str] = []
    for _ in range(1_000):
        page = store.find(query)
        assert len(page.items) <= query.limit
        ids += [edge.id for edge in page.edges] or [node.id for node in page.items]
        if page.next is None:
            return ids
        query = replace(query, after=page.next)
    raise AssertionError("the pages never end")


def test_texts_are_ordered_by_their_code_points(store: Store) -> None:
    names = ["", "A", "Z", "a", "z", "é", "ñ", "東", "\uffff", "🎉"]
    save(store, *(make_thing(f"n{place}", name=name) for place, name in enumerate(names)))
    assert found(store, order=(("name", False),)) == [f"n{place}" for place in range(len(names))]


def test_pages_go_on_where_the_last_ended_though_things_changed(things: Store) -> None:
    query = Query("Thing", order=(("size", False),), limit=2)
    first = things.find(query)
    with things.transaction("ana") as transaction:
        transaction.delete_nodes(["b"])
        transaction.put_nodes([make_thing("new", size=0)])
    following = things.find(replace(query, after=first.next))
    assert [node.id for node in following.items] == ["c", "d"]


def test_totals_are_exact_to_ten_thousand(store: Store) -> None:
    save(store, *(make_thing(f"t{number}", size=number) for number in range(10_001)))
    page = store.find(Query("Thing", limit=1))
    assert (page.total, page.more) == (10_000, True)
    page = store.find(Query("Thing", where=(Where("size", "<", 10_000),), limit=1))
    assert (page.total, page.more) == (10_000, False)
    assert store.find(Query("Thing", limit=1, total=False)).total == -1
    assert store.count(Query("Thing", limit=1), ["kind"]) == {"kind": {None: 10_001}}


def test_a_page_of_no_items_still_knows_the_total(things: Store) -> None:
    page = things.find(Query("Thing", limit=0))
    assert (page.items, page.total, page.next) == ((), 4, None)


def test_facets_count_every_value_and_what_lacks_it(things: Store) -> None:
    assert things.count(Query("Thing"), ["kind", "ready", "on", "tags", "weight"]) == {
        "kind": {"x": 3, "y": 1},
        "ready": {True: 1, False: 2, None: 1},
        "on": {DAY: 1, date(2024, 4, 1): 1, None: 2},
        "tags": {"t": 1, "u": 2, None: 2},
        "weight": {1.5: 1, 2: 1, -1.0: 1, None: 1},
    }


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ((Where("ready", "=", False),), {"kind": {"x": 1, "y": 1}, "tags": {"u": 1, None: 1}}),
        ((Where("ready", "=", True),), {"kind": {"x": 1}, "tags": {"t": 1, "u": 1}}),
        ((Where("kind", "=", "x"),), {"kind": {"x": 3}, "tags": {"t": 1, "u": 1, None: 2}}),
        ((Where("kind", "=", "z"),), {"kind": {}, "tags": {}}),
    ],
)
def test_facets_respect_the_conditions(things: Store, where: Any, expected: Any) -> None:
    assert things.count(Query("Thing", where=where), ["kind", "tags"]) == expected
    assert things.count(Query("Thing", where=where), []) == {}


def test_an_item_that_a_list_repeats_counts_once(store: Store) -> None:
    save(store, make_thing("a", tags=["t", "t"]))
    assert store.count(Query("Thing"), ["tags"]) == {"tags": {"t": 1}}


def test_items_of_an_indexed_list_keep_their_type(store: Store) -> None:
    save(
        store, make_thing("a", tags=[True]), make_thing("b", tags=[DAY]), make_thing("c", tags=["2024-03-15"])
    )
    assert store.count(Query("Thing"), ["tags"]) == {"tags": {True: 1, DAY: 1, "2024-03-15": 1}}
    assert found(store, where=(Where("tags", "has", DAY),)) == ["b"]
    assert found(store, where=(Where("tags", "has", True),)) == ["a"]


@pytest.fixture
def linked(store: Store) -> Store:
    save(
        store,
        *(make_thing(id, name=id, kind="x" if id < "c" else "y") for id in ("hub", "a", "b", "c", "d")),
        make_node("p", "Place"),
        make_edge("e1", "hub", "a", "VISITED", on=date(2024, 1, 1)),
        make_edge("e2", "b", "hub", "VISITED", on=date(2024, 2, 1)),
        make_edge("e3", "hub", "a", "VISITED", on=date(2024, 3, 1)),
        make_edge("e4", "hub", "c"),
        make_edge("e5", "hub", "hub", "VISITED", on=date(2024, 2, 1)),
        make_edge("e6", "hub", "d", "VISITED"),
        make_edge("e7", "hub", "p", "VISITED", on=date(2024, 1, 5)),
    )
    return store


@pytest.mark.parametrize(
    ("link", "edges"),
    [
        (Linked("hub", ("VISITED",)), ["e3", "e2", "e5", "e1", "e6"]),
        (Linked("hub", ("VISITED",), "out"), ["e3", "e5", "e1", "e6"]),
        (Linked("hub", ("VISITED",), "in"), ["e2", "e5"]),
        (Linked("hub", ("VISITED", "NEAR")), ["e3", "e2", "e5", "e1", "e4", "e6"]),
        (Linked("hub", ()), ["e3", "e2", "e5", "e1", "e4", "e6"]),
        (Linked("a", ("VISITED",)), ["e3", "e1"]),
        (Linked("nobody", ("VISITED",)), []),
    ],
)
def test_linked_nodes_come_once_for_each_link_ordered_by_it(
    linked: Store, link: Linked, edges: list[str]
) -> None:
    query = Query("Thing", linked=link, order=(("link", True),))
    page = linked.find(query)
    assert [edge.id for edge in page.edges] == edges
    assert page.total == len(edges)
    for edge, node in zip(page.edges, page.items, strict=True):
        assert {edge.start, edge.end} == {link.id, node.id}
        assert linked.get([node.id])[node.id] == node
    for limit in (1, 2, 4):
        assert walk(linked, replace(query, limit=limit)) == edges


def test_links_can_be_ordered_oldest_first_and_by_the_nodes_own_properties(linked: Store) -> None:
    query = Query("Thing", linked=Linked("hub", ("VISITED",)), order=(("link", False),), limit=2)
    assert walk(linked, query) == ["e1", "e2", "e5", "e3", "e6"]
    assert walk(linked, replace(query, order=(("kind", True), ("name", False)))) == [
        "e6",
        "e5",
        "e1",
        "e3",
        "e2",
    ]
    assert walk(linked, replace(query, order=())) == ["e1", "e3", "e2", "e6", "e5"]


def test_conditions_and_facets_hold_for_linked_nodes(linked: Store) -> None:
    query = Query("Thing", linked=Linked("hub", ("VISITED",)), where=(Where("kind", "=", "x"),))
    assert {edge.id for edge in linked.find(query).edges} == {"e1", "e2", "e3"}
    assert linked.count(query, ["name"]) == {"name": {"a": 1, "b": 1}}
    assert linked.find(replace(query, where=(), text="a")).total == 2
    place = Query("Place", linked=Linked("hub", ("VISITED",)))
    assert [node.id for node in linked.find(place).items] == ["p"]


@pytest.mark.parametrize(
    "query",
    [
        Query("Unknown"),
        Query("Thing", label="not a label"),
        Query("Thing", where=(Where("unknown", "=", 1),)),
        Query("Thing", where=(Where("size", "=", "1"),)),
        Query("Thing", where=(Where("size", "=", True),)),
        Query("Thing", where=(Where("size", "in", 1),)),
        Query("Thing", where=(Where("size", "=", (1,)),)),
        Query("Thing", where=(Where("kind", "=", "a\0"),)),
        Query("Thing", where=(Where("tags", "=", "t"),)),
        Query("Thing", where=(Where("kind", "has", "t"),)),
        Query("Thing", where=(Where("ready", "<", True),)),
        Query("Thing", where=(Where("kind", "like", "x"),)),  # type: ignore[arg-type]
        Query("Thing", order=(("unknown", False),)),
        Query("Thing", order=(("tags", False),)),
        Query("Thing", order=(("link", True),)),
        Query("Thing", linked=Linked("a", ("UNKNOWN",))),
        Query("Thing", linked=Linked("a", ("NEAR",), "sideways")),  # type: ignore[arg-type]
        Query("Thing", limit=-1),
        Query("Thing", after="nonsense"),
        Query("Thing", after="é"),
        Query("Thing", after=""),
    ],
)  # fmt: skip
def test_a_query_that_makes_no_sense_is_refused(store: Store, query: Query) -> None:
    with pytest.raises(BadQuery):
        store.find(query)


def test_a_cursor_belongs_to_its_query(things: Store) -> None:
    query = Query("Thing", order=(("name", False),), limit=1)
    cursor = things.find(query).next
    assert things.find(replace(query, limit=3, total=False, after=cursor)).items
    for other in (replace(query, order=(("name", True),)), replace(query, text="a"), Query("Place", limit=1)):
        with pytest.raises(BadQuery) as refused:
            things.find(replace(other, after=cursor))
        assert refused.value.field == "after"


def test_only_indexed_properties_are_counted(store: Store) -> None:
    with pytest.raises(BadQuery):
        store.count(Query("Thing"), ["notes"])
