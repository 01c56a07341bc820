"""A unit of work is kept whole or not at all, and nobody overwrites what they have not seen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest

from graph.errors import Conflict, DuplicateKey, InvalidRecord, MissingRecord, StillLinked
from graph.records import Node
from graph.store import EdgeQuery, Query, Store
from tests.graph.things import change, everything, make_edge, make_node, make_thing, save


def test_a_version_counts_the_saves(store: Store) -> None:
    assert save(store, make_thing("a", size=1))["a"].version == 1
    assert change(store, "a", size=2).version == 2
    assert store.get(["a"])["a"] == replace(make_thing("a", size=2), version=2)


def test_saving_replaces_all_properties_labels_and_the_audience(store: Store) -> None:
    save(store, make_thing("a", "Red", name="one", tags=["x"]))
    save(store, replace(make_thing("a", "Blue", size=1, audience=("public",)), version=1))
    assert store.get(["a"])["a"] == Node("a", ("Thing", "Blue"), {"size": 1}, ("public",), 2)
    assert store.find(Query("Thing", text="one")).total == 0
    assert store.find(Query("Thing", label="Red")).total == 0
    assert store.count(Query("Thing"), ["tags", "name"]) == {"tags": {None: 1}, "name": {None: 1}}


def test_what_a_transaction_wrote_it_can_read_and_others_see_after_it(store: Store) -> None:
    with store.transaction("ana") as transaction:
        transaction.put_nodes([make_thing("a"), make_thing("b")])
        transaction.put_edges([make_edge("e", "a", "b")])
        assert list(transaction.get(["a", "b", "c"])) == ["a", "b"]
        assert [edge.id for edge in transaction.edges(EdgeQuery(("a",)))] == ["e"]
        assert store.get(["a"]) == {}
        assert store.revision() == 0
    assert everything(store).keys() == {"a", "b", "e"}


def test_an_exception_undoes_everything(store: Store) -> None:
    save(store, make_thing("old", name="before", code="1"), make_thing("gone"), make_edge("e", "old", "gone"))
    before, revision = everything(store), store.revision()
    with pytest.raises(ZeroDivisionError):
        change_all_and_fail(store)
    assert everything(store) == before
    assert store.revision() == revision
    assert store.find(Query("Thing", text="after")).total == 0
    assert store.count(Query("Thing"), ["tags", "code"]) == {"tags": {None: 2}, "code": {"1": 1, None: 1}}


def change_all_and_fail(store: Store) -> None:
    with store.transaction("ana") as transaction:
        transaction.put_nodes([make_thing("new", name="after", tags=["t"], code="2")])
        transaction.put_nodes([transaction.get(["old"])["old"].with_properties(name="after", code=None)])
        transaction.delete_edges(["e"])
        transaction.delete_nodes(["gone"])
        raise ZeroDivisionError


def test_a_failed_write_undoes_everything_even_if_its_error_is_caught(store: Store) -> None:
    with pytest.raises(Conflict):
        go_on_after_a_conflict(store)
    assert everything(store) == {}
    assert store.revision() == 0


def go_on_after_a_conflict(store: Store) -> None:
    with store.transaction("ana") as transaction:
        transaction.put_nodes([make_thing("a")])
        with suppress(Conflict):
            transaction.put_nodes([make_thing("b"), replace(make_thing("c"), version=7)])


def test_a_batch_with_one_bad_record_saves_none(store: Store) -> None:
    things = [make_thing(f"t-{number}") for number in range(3_000)]
    with pytest.raises(InvalidRecord):
        save(store, *things, make_thing("bad", value=None))
    assert everything(store) == {}


def test_a_large_batch_is_saved_whole_and_in_order(store: Store) -> None:
    things = [make_thing(f"t-{number:04}", size=number) for number in range(2_500)]
    edges = [make_edge(f"e-{number:04}", f"t-{number:04}", "t-0000") for number in range(2_500)]
    with store.transaction("ana") as transaction:
        assert [node.id for node in transaction.put_nodes(things)] == [node.id for node in things]
        assert [edge.id for edge in transaction.put_edges(edges)] == [edge.id for edge in edges]
    ids = [node.id for node in things] + [edge.id for edge in edges]
    assert list(everything(store)) == ids
    assert [change.id for change in store.changes(limit=9_999)] == ids


def test_the_second_of_two_writers_is_told(store: Store) -> None:
    first = save(store, make_thing("a", size=1))["a"]
    second = store.get(["a"])["a"]
    save(store, first.with_properties(size=2))
    with pytest.raises(Conflict) as refused:
        save(store, second.with_properties(size=3))
    assert (refused.value.record, refused.value.expected, refused.value.actual) == ("a", 1, 2)
    assert store.get(["a"])["a"].get("size") == 2


def test_making_what_exists_or_changing_what_does_not_is_a_conflict(store: Store) -> None:
    save(store, make_thing("a"), make_thing("b"), make_edge("e", "a", "b"))
    for record, expected, actual in (
        (make_thing("a"), 0, 1),
        (replace(make_thing("c"), version=2), 2, 0),
        (make_edge("e", "a", "b"), 0, 1),
        (replace(make_edge("f", "a", "b"), version=1), 1, 0),
    ):
        with pytest.raises(Conflict) as refused:
            save(store, record)
        assert (refused.value.expected, refused.value.actual) == (expected, actual)


def test_one_batch_may_save_a_record_twice_if_it_counts_on(store: Store) -> None:
    save(store, make_thing("a", size=1), replace(make_thing("a", size=2), version=1))
    assert store.get(["a"])["a"].version == 2
    with pytest.raises(Conflict):
        save(store, make_thing("b"), make_thing("b"))


def test_the_root_of_a_node_and_the_ends_of_an_edge_stay(store: Store) -> None:
    save(store, make_thing("a"), make_thing("b"), make_edge("e", "a", "b"))
    for record in (
        make_node("a", "Place"),
        make_edge("e", "b", "a"),
        make_edge("e", "a", "a"),
        make_edge("e", "a", "b", "FOLLOWS"),
    ):
        with pytest.raises(InvalidRecord):
            save(store, replace(record, version=1))


def test_a_unique_value_has_one_owner_within_its_label(store: Store) -> None:
    save(
        store,
        make_thing("a", code="x"),
        make_node("s", "Secret", digest="x"),
        make_thing("none-1"),
        make_thing("none-2"),
    )
    for attempt in ([make_thing("b", code="x")], [make_thing("c", code="y"), make_thing("d", code="y")]):
        with pytest.raises(DuplicateKey) as refused:
            save(store, *attempt)
        assert (refused.value.field, refused.value.record) == ("code", attempt[-1].id)
    assert everything(store).keys() == {"a", "s", "none-1", "none-2"}


def test_a_unique_value_that_is_not_a_text_has_one_owner_too(store: Store) -> None:
    save(store, make_node("p", "Place", rank=1))
    with pytest.raises(DuplicateKey) as refused:
        save(store, make_node("q", "Place", rank=1))
    assert refused.value.value == "1"


def test_a_unique_value_is_free_again_once_given_up(store: Store) -> None:
    save(store, make_thing("a", code="x"))
    change(store, "a", code=None)
    save(store, make_thing("b", code="x"))
    with store.transaction("ana") as transaction:
        transaction.delete_nodes(["b"])
        transaction.put_nodes([make_thing("c", code="x")])
    assert store.get(["c"])["c"].get("code") == "x"


def test_one_batch_can_hand_a_unique_value_on(store: Store) -> None:
    first = save(store, make_thing("a", code="x"))["a"]
    save(store, first.with_properties(code="y"), make_thing("b", code="x"))
    assert store.count(Query("Thing"), ["code"]) == {"code": {"x": 1, "y": 1}}


def test_a_node_is_not_deleted_while_it_is_linked(store: Store) -> None:
    save(store, make_thing("a"), make_thing("b"), make_edge("e", "a", "b"), make_edge("f", "b", "a"))
    with pytest.raises(StillLinked) as refused, store.transaction("ana") as transaction:
        transaction.delete_nodes(["a"])
    assert (refused.value.record, set(refused.value.links)) == ("a", {"e", "f"})
    with store.transaction("ana") as transaction:
        transaction.delete_edges(["e", "f"])
        transaction.delete_nodes(["a"])
    assert everything(store).keys() == {"b"}


def test_of_many_links_that_forbid_deleting_a_hundred_are_named(store: Store) -> None:
    save(store, make_thing("a"), *(make_edge(f"e{number}", "a", "a") for number in range(120)))
    with pytest.raises(StillLinked) as refused, store.transaction("ana") as transaction:
        transaction.delete_nodes(["a"])
    assert len(refused.value.links) == 100


def test_deleting_what_is_not_there_is_refused(store: Store) -> None:
    save(store, make_thing("a"))
    with pytest.raises(MissingRecord), store.transaction("ana") as transaction:
        transaction.delete_nodes(["a", "b"])
    with pytest.raises(MissingRecord), store.transaction("ana") as transaction:
        transaction.delete_edges(["e"])
    assert everything(store).keys() == {"a"}


def test_a_deleted_node_can_be_made_again(store: Store) -> None:
    save(store, make_thing("a", name="first"))
    with store.transaction("ana") as transaction:
        transaction.delete_nodes(["a"])
    assert store.find(Query("Thing", text="first")).total == 0
    assert save(store, make_thing("a"))["a"].version == 1


def test_two_nodes_can_be_linked_twice_and_a_node_with_itself(store: Store) -> None:
    save(store, make_thing("a"), make_thing("b"))
    save(store, make_edge("e", "a", "b"), make_edge("f", "a", "b"), make_edge("self", "a", "a"))
    assert {edge.id for edge in store.edges(EdgeQuery(("a",)))} == {"e", "f", "self"}


def test_a_transaction_that_ended_does_nothing_more(store: Store) -> None:
    with store.transaction("ana") as transaction:
        pass
    with pytest.raises(RuntimeError):
        transaction.put_nodes([make_thing("a")])


def test_an_empty_transaction_leaves_no_trace(store: Store) -> None:
    with store.transaction("ana") as transaction:
        assert transaction.put_nodes([]) == []
        transaction.delete_nodes([])
    assert store.revision() == 0


@pytest.mark.parametrize("author", ["a\0b", "\ud800"])
def test_an_author_that_cannot_be_kept_is_refused(store: Store, author: str) -> None:
    with pytest.raises(InvalidRecord), store.transaction(author):
        pass
