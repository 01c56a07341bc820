"""The whole graph: scanned while others write, read by columns, copied into an empty store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.errors import BadQuery, InvalidRecord, MissingRecord, NotEmpty
from graph.opening import open_store
from graph.records import Change, Edge, Node, Record
from graph.store import Query, Store
from tests.graph.conftest import Address
from tests.graph.things import SCHEMA, change, everything, make_edge, make_node, make_thing, save


def fill(store: Store) -> None:
    save(
        store,
        *(make_thing(f"t{number}", name=f"cosa {number}", size=number) for number in range(20)),
        make_node("p", "Place", name="lugar", rank=1),
        make_node("count", "Counter", until="x"),
        *(
            make_edge(f"e{number}", f"t{number}", "t0", "VISITED", on=date(2024, 1, number))
            for number in range(1, 9)
        ),
    )
    change(store, "t3", name="otra", ready=True, tags=["x"])
    with store.transaction("bea") as transaction:
        transaction.delete_nodes(["t19"])
    store.erase(["t18"], "bea")


def test_a_scan_gives_nodes_then_edges_each_by_id(store: Store) -> None:
    fill(store)
    records = [record for batch in store.scan() for record in batch]
    nodes = [record.id for record in records if isinstance(record, Node)]
    edges = [record.id for record in records if isinstance(record, Edge)]
    assert [record.id for record in records] == nodes + edges
    assert (nodes, edges) == (sorted(nodes), sorted(edges))
    assert (len(nodes), len(edges)) == (20, 8)


def test_a_scan_shows_the_graph_as_it_was_when_it_began(store: Store) -> None:
    save(store, *(make_thing(f"t-{number:05}", size=0) for number in range(5_000)))
    scan = store.scan()
    save(store, make_thing("t-new"), make_edge("e-new", "t-00000", "t-04999"))
    seen = next(scan)
    for number in (1, 4_998):
        change(store, f"t-{number:05}", size=1)
    with store.transaction("ana") as transaction:
        transaction.delete_nodes(["t-04000"])
    seen += [record for batch in scan for record in batch]
    assert [record.id for record in seen] == [f"t-{number:05}" for number in range(5_000)]
    assert {record.get("size") for record in seen} == {0}
    assert len(everything(store)) == 5_001


def test_scans_hold_up_nobody_and_always_show_whole_transactions(store: Store) -> None:
    """Each transaction makes two things and raises the first one's size, so every state has size + 1 pairs."""
    save(store, make_thing("first", size=0), make_thing("mate"))
    done = threading.Event()

    def write() -> None:
        for number in range(30):
            with store.transaction("ana") as transaction:
                node = transaction.get(["first"])["first"]
                transaction.put_nodes([node.with_properties(size=node.get("size") + 1)])
                transaction.put_nodes([make_thing(f"x{number}"), make_thing(f"y{number}")])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    scans = 0
    while not done.is_set() or not scans:
        records = everything(store)
        assert len(records) == 2 * records["first"].get("size") + 2
        scans += 1
    writer.join()


def test_a_scan_that_is_not_finished_disturbs_nothing(store: Store) -> None:
    save(store, *(make_thing(f"t-{number:05}") for number in range(3_000)))
    for _ in range(20):
        next(store.scan())
        save_one_more(store)
    assert len(everything(store)) == 3_020


def save_one_more(store: Store) -> None:
    save(store, make_thing(f"more-{store.revision()}"))


def test_a_table_has_the_columns_asked_for_in_their_order(store: Store) -> None:
    fill(store)
    save(
        store,
        make_thing(
            "all",
            "Red",
            "Blue",
            name="n",
            ready=False,
            on=date(2024, 5, 1),
            tags=["a"],
            weight=1.5,
            extra="x",
        ),
    )
    columns = ["tags", "id", "name", "extra", "labels", "ready", "on", "weight", "absent"]
    rows = {row[1]: row for batch in store.table("Thing", columns) for row in batch}
    assert len(rows) == 19
    assert rows["all"] == (
        ["a"],
        "all",
        "n",
        "x",
        ["Thing", "Blue", "Red"],
        False,
        date(2024, 5, 1),
        1.5,
        None,
    )
    assert rows["t5"] == (None, "t5", "cosa 5", None, ["Thing"], None, None, None, None)
    save(store, make_edge("more", "t5", "t6", "VISITED", role="host", on=date(2024, 9, 9)))
    edges = {
        row[0]: row for batch in store.table("VISITED", ["id", "end", "start", "on", "role"]) for row in batch
    }
    assert len(edges) == 9
    assert edges["e5"] == ("e5", "t0", "t5", date(2024, 1, 5), None)
    assert edges["more"] == ("more", "t6", "t5", date(2024, 9, 9), "host")
    assert list(store.table("NEAR", ["id"])) in ([], [[]])


@pytest.mark.parametrize(
    ("name", "column"), [("Unknown", "id"), ("Thing", "no column"), ("VISITED", "x')--")]
)
def test_a_table_of_unknown_name_or_column_is_refused_at_once(store: Store, name: str, column: str) -> None:
    with pytest.raises(BadQuery):
        store.table(name, ["id", column])


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Store]:
    """A filled store to copy from."""
    store = open_store(f"sqlite:///{tmp_path}/source.db", SCHEMA)
    fill(store)
    yield store
    store.close()


def test_a_whole_copy_is_equal_versions_and_history_included(store: Store, source: Store) -> None:
    store.load((record for batch in source.scan() for record in batch), iter(source.changes()))
    assert everything(store) == everything(source)
    assert store.changes() == source.changes()
    assert store.revision() == source.revision()
    query = Query("Thing", text="cosa", order=(("size", True),))
    assert store.find(query) == source.find(query)
    assert store.count(Query("Thing"), ["tags"]) == source.count(Query("Thing"), ["tags"])


def test_work_goes_on_in_a_copy_where_the_original_stopped(store: Store, source: Store) -> None:
    store.load((record for batch in source.scan() for record in batch), source.changes())
    last = source.revision()
    assert change(store, "t3", size=99).version == 3
    assert [(entry.revision, entry.id) for entry in store.changes(since=last)] == [(last + 1, "t3")]


def test_a_store_with_data_or_history_takes_no_copy(store: Store, source: Store) -> None:
    save(store, make_thing("a"))
    with pytest.raises(NotEmpty):
        store.load([], [])
    with store.transaction("ana") as transaction:
        transaction.delete_nodes(["a"])
    with pytest.raises(NotEmpty):
        store.load((record for batch in source.scan() for record in batch), source.changes())


def test_a_copy_that_breaks_off_leaves_the_store_empty(store: Store, source: Store) -> None:
    def broken() -> Iterator[Record]:
        for batch in source.scan():
            yield from batch
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.load(broken(), [])
    assert (everything(store), store.revision()) == ({}, 0)
    store.load((record for batch in source.scan() for record in batch), source.changes())
    assert everything(store) == everything(source)


NOW = datetime(2024, 1, 1, tzinfo=UTC)
CHANGE = Change(1, 1, NOW, "ana", "put", "node", "a", None, replace(make_thing("a"), version=1))


@pytest.mark.parametrize(
    ("records", "changes", "error"),
    [
        ([make_thing("a")], [], InvalidRecord),
        ([replace(make_thing("a"), version=1), replace(make_thing("a"), version=1)], [], InvalidRecord),
        ([replace(make_edge("e", "a", "b"), version=1)], [], MissingRecord),
        ([], [replace(CHANGE, revision=2, transaction=2)], InvalidRecord),
        ([], [CHANGE, CHANGE], InvalidRecord),
        ([], [replace(CHANGE, after=make_node("a", "Unknown"))], InvalidRecord),
    ],
)
def test_a_copy_that_makes_no_sense_is_refused_whole(
    store: Store, records: list[Record], changes: list[Change], error: type[Exception]
) -> None:
    good = replace(make_thing("good"), version=4)
    with pytest.raises(error):
        store.load([good, *records], changes)
    assert (everything(store), store.revision()) == ({}, 0)


def test_a_store_answers_that_it_is_well(store: Store, engine: str) -> None:
    save(store, make_thing("a"))
    health = store.health()
    assert (health.ok, health.engine, health.revision) == (True, engine, 1)


def test_what_was_saved_is_there_after_opening_again(store: Store, address: Address) -> None:
    fill(store)
    before, log = everything(store), store.changes()
    store.close()
    again = address.open()
    assert (everything(again), again.changes()) == (before, log)
    again.close()
