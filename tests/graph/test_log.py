"""The change log says who changed what and when, in order and without gaps."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from graph.records import Change, Edge, Node
from graph.store import Store
from tests.graph.conftest import Address
from tests.graph.things import change, everything, make_edge, make_node, make_thing, save

ROOT = Path(__file__).parents[2]
WRITERS = 8


def test_each_change_is_logged_with_author_time_and_both_sides(store: Store) -> None:
    begun = datetime.now(UTC)
    made = save(store, make_thing("a", size=1), make_thing("b"), make_edge("e", "a", "b"), author="ana")
    changed = change(store, "a", size=2)
    with store.transaction("bea") as transaction:
        transaction.delete_edges(["e"])
    log = store.changes()
    assert [
        (entry.revision, entry.transaction, entry.author, entry.action, entry.kind, entry.id) for entry in log
    ] == [
        (1, 1, "ana", "put", "node", "a"),
        (2, 1, "ana", "put", "node", "b"),
        (3, 1, "ana", "put", "edge", "e"),
        (4, 4, "ana", "put", "node", "a"),
        (5, 5, "bea", "delete", "edge", "e"),
    ]
    assert [(entry.before, entry.after) for entry in log[3:]] == [(made["a"], changed), (made["e"], None)]
    assert all(entry.before is None for entry in log[:3])
    times = [entry.at for entry in log]
    assert times == sorted(times)
    assert begun <= times[0] <= times[-1] <= datetime.now(UTC)
    assert store.revision() == 5


def test_the_log_is_read_from_any_revision_of_some_records_and_in_parts(store: Store) -> None:
    save(store, *(make_thing(f"t{number}") for number in range(10)))
    change(store, "t3", size=1)
    assert [entry.revision for entry in store.changes(since=8)] == [9, 10, 11]
    assert [entry.revision for entry in store.changes(of=["t3"])] == [4, 11]
    assert [entry.revision for entry in store.changes(since=4, of=["t3", "t7", "no'body"])] == [8, 11]
    assert [entry.revision for entry in store.changes(limit=3)] == [1, 2, 3]
    assert store.changes(since=11) == []


def test_what_is_not_logged_leaves_no_trace(store: Store) -> None:
    save(
        store,
        make_node("count", "Counter", until="now"),
        make_thing("a"),
        make_node("s", "Secret", digest="x"),
    )
    save(store, make_edge("e", "a", "count"))
    change(store, "count", until="later")
    assert [entry.id for entry in store.changes()] == ["a", "s"]
    with store.transaction("ana") as transaction:
        transaction.delete_edges(["e"])
        transaction.delete_nodes(["count"])
    assert store.revision() == 2
    save(store, make_thing("b"))
    assert [(entry.revision, entry.id) for entry in store.changes(since=2)] == [(3, "b")]


def as_of(changes: list[Change], moment: datetime) -> Node | Edge | None:
    state: Node | Edge | None = None
    for entry in changes:
        if entry.at <= moment:
            state = entry.after
    return state


def test_a_node_can_be_read_as_it_was_at_any_moment(store: Store) -> None:
    states: list[tuple[datetime, Node | None]] = [(datetime.now(UTC), None)]
    save(store, make_thing("a", size=0))
    states.append((datetime.now(UTC), store.get(["a"])["a"]))
    for size in (1, 2):
        change(store, "a", size=size)
        states.append((datetime.now(UTC), store.get(["a"])["a"]))
    with store.transaction("ana") as transaction:
        transaction.delete_nodes(["a"])
    states.append((datetime.now(UTC), None))
    log = store.changes(of=["a"])
    for moment, state in states:
        assert as_of(log, moment) == state


def check_log_of_many_writers(store: Store, transactions: int) -> None:
    """Each wrote some transactions of two things and the edge between them."""
    log = store.changes(limit=10_000)
    assert [entry.revision for entry in log] == list(range(1, 3 * WRITERS * transactions + 1))
    for first in log[::3]:
        unit = log[first.revision - 1 : first.revision + 2]
        assert {entry.transaction for entry in unit} == {first.revision}
        assert len({(entry.author, entry.at) for entry in unit}) == 1
    assert [entry.at for entry in log] == sorted(entry.at for entry in log)
    for writer in range(WRITERS):
        own = [entry.id for entry in log if entry.author == f"writer-{writer}" and entry.kind == "edge"]
        assert own == [f"writer-{writer}-{number}" for number in range(transactions)]
    assert {id: record.version for id, record in everything(store).items()} == {entry.id: 1 for entry in log}


def test_eight_threads_leave_a_log_without_gaps(store: Store, address: Address) -> None:
    def write(writer: int) -> None:
        own = address.open()
        for number in range(15):
            name = f"writer-{writer}"
            a, b = make_thing(f"{name}-{number}-a"), make_thing(f"{name}-{number}-b")
            save(own, a, b, make_edge(f"{name}-{number}", a.id, b.id), author=name)
        own.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    check_log_of_many_writers(store, 15)


def test_eight_threads_can_share_one_store(store: Store) -> None:
    save(store, make_thing("shared", size=0))

    def add(_: int) -> None:
        for _ in range(10):
            change_in_turn(store)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(add, range(WRITERS)))
    assert store.get(["shared"])["shared"].get("size") == 10 * WRITERS
    assert store.revision() == 1 + 10 * WRITERS


def change_in_turn(store: Store) -> None:
    with store.transaction("ana") as transaction:
        node = transaction.get(["shared"])["shared"]
        transaction.put_nodes([node.with_properties(size=node.get("size") + 1)])


def test_eight_processes_leave_a_log_without_gaps(store: Store, address: Address) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.graph.writer", f"writer-{writer}", "15"],
            cwd=ROOT,
            env=address.environment(),
            stdout=subprocess.DEVNULL,
        )
        for writer in range(WRITERS)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * WRITERS
    check_log_of_many_writers(store, 15)
