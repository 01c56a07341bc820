"""What only the embedded store has to promise: files, locks, other schemas, forks."""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import psutil
import pytest

from graph.errors import StoreUnavailable
from graph.sqlite.store import SqliteStore
from graph.store import EdgeQuery, EdgeType, Label, Query, Schema, Where
from tests.graph.things import SCHEMA, change, everything, make_edge, make_node, make_thing, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "red.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(path, SCHEMA, patience=0.2)
    yield store
    store.close()


@pytest.fixture
def other(path: Path, store: SqliteStore) -> Iterator[sqlite3.Connection]:
    """Another program that has the file open."""
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def test_a_file_locked_for_too_long_is_out_of_reach_for_writing_only(
    store: SqliteStore, other: sqlite3.Connection
) -> None:
    save(store, make_thing("a"))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        save(store, make_thing("b"))
    assert set(store.get(["a", "b"])) == {"a"}
    other.execute("ROLLBACK")
    save(store, make_thing("b"))
    assert set(store.get(["a", "b"])) == {"a", "b"}


def test_a_full_disk_is_out_of_reach_and_nothing_is_half_written(store: SqliteStore, path: Path) -> None:
    save(store, make_thing("a"))
    with pytest.raises(StoreUnavailable):
        fill_the_disk(store)
    assert set(everything(SqliteStore(path, SCHEMA))) == {"a"}
    assert store.revision() == 1


def fill_the_disk(store: SqliteStore) -> None:
    with store.transaction("ana") as transaction:
        # SQLite's own limit on the size of a file fails in the way a full disk does.
        transaction._unit.connection.execute("PRAGMA max_page_count=100")  # type: ignore[union-attr]
        transaction.put_nodes([make_thing("big", notes="x" * 3_000_000), make_thing("small")])


def test_a_closed_store_is_out_of_reach_and_health_says_so(store: SqliteStore) -> None:
    assert store.health().ok
    store.close()
    assert not store.health().ok
    with pytest.raises(StoreUnavailable):
        store.get(["a"])


def test_a_broken_file_is_out_of_reach(path: Path) -> None:
    store = SqliteStore(path, SCHEMA)
    save(store, *(make_thing(f"t{number}", notes="x" * 500) for number in range(500)))
    store.close()
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable):
        everything(SqliteStore(path, SCHEMA))


def test_a_file_of_a_later_format_is_refused(
    store: SqliteStore, other: sqlite3.Connection, path: Path
) -> None:
    other.execute("PRAGMA user_version=99")
    with pytest.raises(StoreUnavailable):
        SqliteStore(path, SCHEMA)


def test_transactions_of_one_thread_do_not_nest(store: SqliteStore) -> None:
    with store.transaction("ana"), pytest.raises(RuntimeError), store.transaction("bea"):
        pass
    save(store, make_thing("a"))
    assert set(everything(store)) == {"a"}


def test_readers_go_on_while_one_writes(store: SqliteStore) -> None:
    save(store, make_thing("a"))
    with store.transaction("ana") as transaction:
        transaction.put_nodes([make_thing("b")])
        begun = time.perf_counter()
        assert set(everything(store)) == {"a"}
        assert store.find(Query("Thing")).total == 1
        assert time.perf_counter() - begun < 1


def test_many_readers_at_once_leave_no_more_and_more_files_open(store: SqliteStore, path: Path) -> None:
    save(store, make_thing("a"))
    for _ in range(5):
        scans = [store.scan() for _ in range(20)]
        with ThreadPoolExecutor(20) as pool:
            assert all(pool.map(store.get, [["a"]] * 20))
        assert [len(next(scan)) for scan in scans] == [1] * 20
        del scans
        gc.collect()
    # SQLite keeps the files of closed connections for the next ones, as closing them would drop the others' locks.
    assert sum(file.path == str(path) for file in psutil.Process().open_files()) <= 41


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_child_process_opens_its_own_connections(store: SqliteStore) -> None:
    save(store, make_thing("a"))
    child = os.fork()
    if child == 0:
        status = 1
        try:
            save(store, make_thing("child"))
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    save(store, make_thing("parent"))
    assert set(everything(store)) == {"a", "child", "parent"}
    assert [entry.revision for entry in store.changes()] == [1, 2, 3]


BEFORE = Schema(
    labels=(Label("Thing", indexed={"name": "text"}, text=("name",)), Label("Gone", indexed={})),
    edge_types=(EdgeType("VISITED"), EdgeType("FOLLOWS", sort="on")),
)


def test_a_file_of_another_schema_is_brought_up_to_the_new_one(path: Path) -> None:
    old = SqliteStore(path, BEFORE)
    save(
        old,
        make_thing("a", "Red", name="uno", size=1, notes="palabra", tags=["t"]),
        make_thing("b"),
        make_node("g", "Gone"),
    )
    save(
        old,
        make_edge("v", "a", "b", "VISITED", on=date(2024, 1, 1)),
        make_edge("f", "a", "b", "FOLLOWS", on="x", rank="r"),
    )
    records, log = everything(old), old.changes()
    old.close()
    store = SqliteStore(path, SCHEMA)
    assert (everything(store), store.changes()) == (records, log)
    query = Query(
        "Thing", text="palabra", label="Red", where=(Where("size", "=", 1), Where("tags", "has", "t"))
    )
    assert [node.id for node in store.find(query).items] == ["a"]
    assert [edge.id for edge in store.edges(EdgeQuery(("a",), since=date(2023, 1, 1)))] == ["v"]
    assert [edge.id for edge in store.edges(EdgeQuery(("a",), since="q"))] == ["f"]
    assert change(store, "a", size=2).version == 2
    store.close()
    assert everything(SqliteStore(path, BEFORE))["v"] == records["v"]


def test_a_property_that_is_to_be_unique_and_is_not_stops_the_opening(path: Path) -> None:
    old = SqliteStore(path, BEFORE)
    save(old, make_thing("a", code="x"), make_thing("b", code="x"))
    old.close()
    with pytest.raises(sqlite3.IntegrityError):
        SqliteStore(path, SCHEMA)
    assert set(everything(SqliteStore(path, BEFORE))) == {"a", "b"}


def test_a_schema_that_is_not_well_formed_is_refused(path: Path) -> None:
    label = Label("Thing", indexed={})
    for schema in (
        Schema((label, label), ()),
        Schema((label, replace(label, name="THING")), ()),
        Schema((replace(label, name="x; DROP TABLE node"),), ()),
        Schema((replace(label, indexed={'a" TEXT, b': "text"}),), ()),
        Schema((label,), (EdgeType("near-by"),)),
        Schema((label,), (EdgeType("NEAR", sort="x y"),)),
    ):
        with pytest.raises(ValueError, match="schema"):
            SqliteStore(path, schema)


def test_a_page_deep_in_a_long_list_costs_no_more_than_the_first(store: SqliteStore) -> None:
    save(
        store,
        *(make_thing(f"t{number}", name=f"n{number % 1_000:04}", size=number) for number in range(20_000)),
    )
    query = Query("Thing", order=(("name", False),), limit=50, total=False)
    steps: list[int] = []
    for _ in range(200):
        page, spent = counted(store, query)
        steps.append(spent)
        query = replace(query, after=page)
    assert max(steps[100:]) < 3 * max(steps[:5])


def counted(store: SqliteStore, query: Query) -> tuple[str | None, int]:
    """The next cursor and how many hundred steps SQLite's machine took."""
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    with store._engine.pool.taken() as connection:
        connection.set_progress_handler(tick, 100)
    page = store.find(query)
    with store._engine.pool.taken() as connection:
        connection.set_progress_handler(None, 0)
    return page.next, ticks


def test_only_its_owner_may_read_a_new_file_and_what_stands_beside_it(store: SqliteStore, path: Path) -> None:
    save(store, make_thing("a"))
    files = [path, *path.parent.glob(f"{path.name}-*")]
    assert len(files) > 1
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
