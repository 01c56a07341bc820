"""Every read of a view shows only what one of its principals may see, and its writes reach no further."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from graph.errors import MissingRecord, StillLinked
from graph.records import Edge, Node
from graph.store import Around, EdgeQuery, Linked, Query, Store, Where
from tests.graph.things import change, everything, make_edge, make_thing, save


@pytest.fixture(autouse=True)
def things(store: Store) -> None:
    """Things a (public) -> b (office) -> c (ana's own); each pair has an edge all may see, one is for ana."""
    save(
        store,
        make_thing("a", "Red", name="cosa", kind="x", tags=["t"], ready=False, audience=("public",)),
        make_thing("b", "Red", name="cosa", kind="y", tags=["t"], ready=False, audience=("office",)),
        make_thing(
            "c", "Red", name="cosa", kind="z", tags=["u"], ready=False, audience=("user:ana", "user:bea")
        ),
        visible("ab", "a", "b"),
        visible("bc", "b", "c"),
        visible("ca", "c", "a"),
        replace(visible("secret-ab", "a", "b"), audience=("user:ana",)),
    )


def visible(id: str, start: str, end: str) -> Edge:
    return replace(make_edge(id, start, end, "VISITED", on=date(2024, 1, 1)), audience=("public", "office"))


EVERYBODY: list[tuple[Collection[str] | None, str, set[str]]] = [
    (None, "abc", {"ab", "bc", "ca", "secret-ab"}),
    ((), "", set()),
    (("nobody",), "", set()),
    (("public",), "a", set()),
    (("office",), "b", set()),
    (("public", "office"), "ab", {"ab"}),
    (("public", "office", "user:bea"), "abc", {"ab", "bc", "ca"}),
    (frozenset({"public", "office", "user:ana"}), "abc", {"ab", "bc", "ca", "secret-ab"}),
    (("user:ana",), "c", set()),
    (("user:an", "user:ana2", "USER:ANA", "%", "' OR 1=1 --"), "", set()),
]


@pytest.mark.parametrize(("principals", "nodes", "edges"), EVERYBODY)
def test_every_read_is_limited(
    store: Store, principals: Collection[str] | None, nodes: str, edges: set[str]
) -> None:
    view = store.as_seen_by(principals)
    seen, where = set(nodes), (Where("ready", "=", False),)
    assert set(view.get(["a", "b", "c"])) == seen
    assert set(view.get_edges(["ab", "bc", "ca", "secret-ab"])) == edges
    for query in (
        Query("Thing"),
        Query("Thing", text="cosa"),
        Query("Thing", label="Red", order=(("name", True),)),
        Query("Thing", where=where),
    ):
        page = view.find(query)
        assert {node.id for node in page.items} == seen
        assert page.total == len(seen)
        kinds = {{"a": "x", "b": "y", "c": "z"}[id]: 1 for id in nodes}
        tags = {"t": len(seen & {"a", "b"}), "u": len(seen & {"c"})}
        facets = {"kind": kinds, "tags": {tag: number for tag, number in tags.items() if number}}
        assert view.count(query, ["kind", "tags"]) == facets
    assert {edge.id for edge in view.edges(EdgeQuery(("a", "b", "c")))} == edges
    assert set(everything(view)) == seen | edges
    assert {row[0] for batch in view.table("Thing", ["id", "name"]) for row in batch} == seen
    assert {row[0] for batch in view.table("VISITED", ["id", "start"]) for row in batch} == edges
    assert {change.id for change in view.changes()} == seen | edges


@pytest.mark.parametrize(("principals", "nodes", "edges"), EVERYBODY)
def test_links_and_surroundings_are_limited(
    store: Store, principals: Collection[str] | None, nodes: str, edges: set[str]
) -> None:
    view = store.as_seen_by(principals)
    ends = {"ab": "b", "ca": "c", "secret-ab": "b"}
    page = view.find(Query("Thing", linked=Linked("a", ("VISITED",)), order=(("link", True),)))
    assert {edge.id for edge in page.edges} == edges & ends.keys()
    assert sorted(node.id for node in page.items) == sorted(ends[id] for id in edges & ends.keys())
    assert page.total == len(page.items)
    counted = view.count(Query("Thing", linked=Linked("a", ("VISITED",))), ["kind"])["kind"]
    assert sum(counted.values()) == len({ends[id] for id in edges & ends.keys()})
    around = view.neighbourhood(Around(("a",), depth=2))
    assert {edge.id for edge in around.edges} == (edges if "a" in nodes else set())
    assert {node.id for node in around.nodes} == (set(nodes) if "a" in nodes else set())


def test_a_node_that_may_not_be_seen_is_no_bridge(store: Store) -> None:
    save(store, make_thing("d", audience=("public",)), visible("cd", "c", "d"))
    around = store.as_seen_by(["public"]).neighbourhood(Around(("a",), depth=3))
    assert [node.id for node in around.nodes] == ["a"]


def test_a_new_audience_counts_at_once(store: Store) -> None:
    view = store.as_seen_by(["public"])
    with store.transaction("ana") as transaction:
        node = transaction.get(["a"])["a"]
        transaction.put_nodes([replace(node, audience=("office",))])
    assert view.get(["a"]) == {}
    assert view.find(Query("Thing", text="cosa")).total == 0
    assert view.find(Query("Thing", where=(Where("tags", "has", "t"),))).total == 0
    assert view.count(Query("Thing"), ["tags", "kind"]) == {"tags": {}, "kind": {}}


def test_the_log_hides_what_was_or_is_out_of_sight(store: Store) -> None:
    with store.transaction("ana") as transaction:
        c, a = transaction.get(["c", "a"]).values()
        transaction.put_nodes([replace(c, audience=("public",)), replace(a, audience=("office",))])
    public = store.as_seen_by(["public"])
    assert public.changes(of=["a"]) == []  # the first was public, but it is not any more
    assert public.changes(of=["c"]) == []  # it is public now, but the change shows what it was before
    change(store, "c", kind="w")
    assert [seen.after.get("kind") for seen in public.changes(of=["c"]) if seen.after] == ["w"]


def test_the_log_shows_a_deletion_to_those_who_saw_the_record(store: Store) -> None:
    with store.transaction("ana") as transaction:
        transaction.delete_edges(["ab", "secret-ab"])
    view = store.as_seen_by(["public", "office"])
    assert [seen.action for seen in view.changes(of=["ab"])] == ["put", "delete"]
    assert view.changes(of=["secret-ab"]) == []


def test_the_log_says_to_everybody_that_something_was_erased(store: Store) -> None:
    store.erase(["c"], "ana")
    seen = store.as_seen_by(["public"]).changes(of=["c", "bc"])
    assert {(change.id, change.action) for change in seen} == {
        ("c", "put"), ("bc", "put"), ("c", "erase"), ("bc", "erase"),
    }  # fmt: skip


def test_a_view_of_a_view_is_a_view_of_the_store(store: Store) -> None:
    public = store.as_seen_by(["public"])
    assert set(public.as_seen_by(["office"]).get(["a", "b", "c"])) == {"b"}
    assert set(public.as_seen_by(None).get(["a", "b", "c"])) == {"a", "b", "c"}
    assert set(public.get(["a", "b", "c"])) == {"a"}


def test_a_views_transaction_reads_what_the_view_shows(store: Store) -> None:
    with store.as_seen_by(["public", "office"]).transaction("bea") as transaction:
        assert set(transaction.get(["a", "b", "c"])) == {"a", "b"}
        assert [edge.id for edge in transaction.edges(EdgeQuery(("a",)))] == ["ab"]


@pytest.mark.parametrize("version", [0, 1])
def test_a_view_does_not_change_nodes_it_does_not_show(store: Store, version: int) -> None:
    view = store.as_seen_by(["public"])
    with pytest.raises(MissingRecord):
        save(view, Node("b", ("Thing",), {}, ("public",), version))
    assert store.get(["b"])["b"].version == 1


@pytest.mark.parametrize(
    "edge",
    [
        make_edge("new", "a", "c"),
        make_edge("new", "c", "b"),
        replace(visible("secret-ab", "a", "b"), version=1),
        replace(visible("bc", "b", "c"), version=1),
        visible("bc", "a", "b"),
    ],
)
def test_a_view_does_not_write_edges_it_does_not_show(store: Store, edge: Edge) -> None:
    with pytest.raises(MissingRecord):
        save(store.as_seen_by(["public", "office"]), edge)


def test_a_view_does_not_delete_or_erase_what_it_does_not_show(store: Store) -> None:
    view = store.as_seen_by(["public", "office"])
    with pytest.raises(MissingRecord), view.transaction("bea") as transaction:
        transaction.delete_nodes(["c"])
    for edge in ("bc", "secret-ab"):
        with pytest.raises(MissingRecord), view.transaction("bea") as transaction:
            transaction.delete_edges([edge])
    with pytest.raises(MissingRecord):
        view.erase(["c"], "bea")
    assert len(everything(store)) == 7


def test_links_out_of_sight_forbid_deleting_without_being_named(store: Store) -> None:
    view = store.as_seen_by(["public", "office"])
    with pytest.raises(StillLinked) as refused, view.transaction("bea") as transaction:
        transaction.delete_nodes(["b"])
    assert list(refused.value.links) == ["ab"]
