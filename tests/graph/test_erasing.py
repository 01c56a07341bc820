"""Erasing forgets a node everywhere but for the fact that it was erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import MissingRecord
from graph.opening import open_store
from graph.store import EdgeQuery, Query, Store
from tests.graph.things import SCHEMA, change, everything, make_edge, make_node, make_thing, save

SECRET = "inconfesable"


@pytest.fixture
def person(store: Store) -> Store:
    save(store, make_thing("person", name=SECRET, notes=f"{SECRET} {SECRET}", tags=[SECRET], code=SECRET))
    save(store, make_thing("other", name="quien queda"), make_node("place", "Place", name="lugar"))
    save(
        store,
        make_edge("knows", "person", "other", note=SECRET),
        make_edge("was-in", "person", "place", note=SECRET),
    )
    save(store, make_edge("stays", "other", "place", note="se queda"))
    change(store, "person", notes=f"{SECRET} de nuevo")
    with store.transaction("ana") as transaction:
        transaction.delete_edges(["was-in"])
    return store


def test_what_was_erased_is_nowhere(person: Store) -> None:
    person.erase(["person"], "bea")
    assert set(everything(person)) == {"other", "place", "stays"}
    assert person.get(["person"]) == {}
    assert person.find(Query("Thing", text=SECRET)).total == 0
    assert person.count(Query("Thing"), ["tags", "code"]) == {"tags": {None: 1}, "code": {None: 1}}
    assert [edge.id for edge in person.edges(EdgeQuery(("person", "other")))] == ["stays"]
    assert SECRET not in repr(person.changes())


def test_the_log_keeps_its_order_and_says_what_was_erased_when_and_by_whom(person: Store) -> None:
    before = person.changes()
    person.erase(["person"], "bea")
    after = person.changes()
    gone = {"person", "knows", "was-in"}
    for old, new in zip(before, after, strict=False):
        assert (new.revision, new.transaction, new.at, new.author, new.action, new.id) == (
            old.revision, old.transaction, old.at, old.author, old.action, old.id,
        )  # fmt: skip
        assert (new.before, new.after) == ((None, None) if old.id in gone else (old.before, old.after))
    tombstones = after[len(before) :]
    assert [(t.id, t.kind, t.action, t.author, t.before, t.after) for t in tombstones] == [
        ("knows", "edge", "erase", "bea", None, None),
        ("person", "node", "erase", "bea", None, None),
    ]
    assert {t.transaction for t in tombstones} == {len(before) + 1}
    assert tombstones[0].at >= before[-1].at


def test_a_node_that_was_deleted_before_can_still_be_erased(person: Store) -> None:
    with person.transaction("ana") as transaction:
        transaction.delete_edges(["knows"])
        transaction.delete_nodes(["person"])
    assert SECRET in repr(person.changes())
    person.erase(["person"], "bea")
    assert SECRET not in repr(person.changes())
    assert person.changes()[-1].action == "erase"


def test_erasing_what_never_was_is_refused_and_nothing_is_erased(person: Store) -> None:
    with pytest.raises(MissingRecord):
        person.erase(["person", "nobody"], "bea")
    assert person.get(["person"])["person"].get("name") == SECRET
    assert SECRET in repr(person.changes())


def test_what_a_record_had_taken_is_free_again(person: Store) -> None:
    person.erase(["person"], "bea")
    save(person, make_thing("next", code=SECRET))
    assert person.find(Query("Thing", text="quien")).total == 1


def test_a_node_linked_with_itself_and_twice_is_erased(store: Store) -> None:
    save(
        store,
        make_thing("a"),
        make_thing("b"),
        make_edge("aa", "a", "a"),
        make_edge("ab", "a", "b"),
        make_edge("ba", "b", "a"),
    )
    store.erase(["a", "b", "a"], "bea")
    assert everything(store) == {}
    erased = [entry.id for entry in store.changes() if entry.action == "erase"]
    assert sorted(erased) == ["a", "aa", "ab", "b", "ba"]


def test_an_edges_id_that_served_elsewhere_keeps_that_part_of_its_history(store: Store) -> None:
    save(store, make_thing("a"), make_thing("b"), make_thing("c"), make_edge("e", "a", "b"))
    with store.transaction("ana") as transaction:
        transaction.delete_edges(["e"])
    save(store, make_edge("e", "b", "c", note="elsewhere"))
    store.erase(["a"], "bea")
    assert [entry.after for entry in store.changes(of=["e"])] == [None, None, store.get_edges(["e"])["e"]]
    assert store.changes(of=["a", "e"])[0].after is None


def test_erasing_what_is_not_logged_leaves_no_trace_at_all(store: Store) -> None:
    save(store, make_node("count", "Counter"), make_thing("a"), make_edge("e", "a", "count"))
    store.erase(["count"], "bea")
    assert [entry.id for entry in store.changes()] == ["a"]
    assert set(everything(store)) == {"a"}


def test_no_byte_of_the_file_remembers(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/erased.db", SCHEMA)
    rest = [
        make_thing(f"t{number}", name=f"cosa {number}", notes="texto " * (number % 50))
        for number in range(400)
    ]
    save(
        store,
        *rest[:200],
        make_thing("person", name=SECRET, notes=f"{SECRET} " * 2_000, tags=[SECRET]),
        *rest[200:],
    )
    save(store, make_edge("e", "person", "t1", note=SECRET))
    for size in range(20):
        change(store, "person", size=size, notes=f"{SECRET} " * 100 * size)
    assert any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
    store.erase(["person"], "bea")
    assert not any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
    assert store.find(Query("Thing", text="cosa")).total == 400
    store.close()
