"""The server goes away and comes back, a load breaks off, a process forks: the store stays right."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import Conflict, NotEmpty, StoreUnavailable
from graph.neo4j.store import Neo4jStore
from graph.records import Change, Record
from graph.store import Query
from tests.graph.things import SCHEMA, change, everything, make_edge, make_thing, save
from tests.neo4j_server.fixtures import StoreFactory, ask
from tests.neo4j_server.servers import Server

pytestmark = pytest.mark.neo4j

ROOT = Path(__file__).parents[2]
A_FEW_SECONDS = 10.0


@pytest.fixture
def store(neo4j_store_factory: StoreFactory) -> Neo4jStore:
    return neo4j_store_factory(SCHEMA)


def loaded_things(number: int) -> Iterator[Record]:
    for count in range(number):
        yield replace(make_thing(f"t{count}", name=f"cosa {count}"), version=1)


def test_a_lost_server_is_said_within_seconds_and_work_goes_on_when_it_is_back(
    store: Neo4jStore, neo4j_store_factory: StoreFactory, killable_neo4j: Server
) -> None:
    save(store, make_thing("before"))
    with pytest.raises(StoreUnavailable):
        kill_in_mid_work(store, killable_neo4j)
    started = time.monotonic()
    for lost in (lambda: store.get(["before"]), lambda: save(store, make_thing("lost"))):
        with pytest.raises(StoreUnavailable):
            lost()
    health = store.health()
    assert (health.ok, health.engine, bool(health.detail)) == (False, "neo4j", True)
    assert time.monotonic() - started < 3 * A_FEW_SECONDS
    opened_meanwhile = neo4j_store_factory(SCHEMA)
    assert not opened_meanwhile.health().ok
    killable_neo4j.start()
    assert set(everything(store)) == set(everything(opened_meanwhile)) == {"before"}
    save(store, make_thing("after"))
    assert [change.id for change in store.changes()] == ["before", "after"]
    assert store.health().ok


def kill_in_mid_work(store: Neo4jStore, server: Server) -> None:
    with store.transaction("ana") as transaction:
        transaction.put_nodes([make_thing("half")])
        server.kill()
        started = time.monotonic()
        try:
            transaction.put_nodes([make_thing("other-half")])
        finally:
            assert time.monotonic() - started < A_FEW_SECONDS


def test_a_commit_that_nobody_heard_of_is_found_out_and_not_done_twice(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from neo4j import Transaction
    from neo4j.exceptions import IncompleteCommit

    commit = Transaction.commit

    def unheard(self: Transaction) -> None:
        commit(self)
        raise IncompleteCommit("the connection broke")

    save(store, make_thing("first"))
    with monkeypatch.context() as broken:
        broken.setattr(Transaction, "commit", unheard)
        save(store, make_thing("kept"))
    assert [change.id for change in store.changes()] == ["first", "kept"]

    def never_arrived(self: Transaction) -> None:
        self.rollback()
        raise IncompleteCommit("the connection broke")

    with monkeypatch.context() as broken:
        broken.setattr(Transaction, "commit", never_arrived)
        with pytest.raises(StoreUnavailable, match="nothing was kept"):
            save(store, make_thing("not-kept"))
    assert set(everything(store)) == {"first", "kept"}


def test_a_load_is_not_seen_before_it_is_whole(
    store: Neo4jStore, neo4j_store_factory: StoreFactory, neo4j_server: Server
) -> None:
    other = neo4j_store_factory(SCHEMA)
    seen: list[object] = []

    def watched() -> Iterator[Record]:
        for count, record in enumerate(loaded_things(5_000)):
            if count == 4_900:
                assert ask(neo4j_server, "MATCH (n:Thing) RETURN count(n)") != [[0]]
                late = neo4j_store_factory(SCHEMA)
                for watcher in (other, late):
                    seen.extend(
                        [
                            watcher.get(["t0"]),
                            watcher.find(Query("Thing")).total,
                            watcher.revision(),
                            list(watcher.scan()),
                            list(watcher.table("Thing", ["id"])),
                        ]
                    )
            yield record

    store.load(watched(), [])
    assert seen == [{}, 0, 0, [], []] * 2
    assert other.find(Query("Thing")).total == 5_000
    with pytest.raises(NotEmpty):
        other.load([], [])


def test_a_writer_waits_for_the_end_of_a_load(store: Neo4jStore, neo4j_store_factory: StoreFactory) -> None:
    other = neo4j_store_factory(SCHEMA)
    other.revision()
    writing = threading.Thread(target=lambda: save(other, make_thing("late")))

    def slow() -> Iterator[Record]:
        yield from loaded_things(10)
        writing.start()
        time.sleep(1)

    store.load(slow(), [])
    writing.join()
    assert set(everything(store)) == {"late", *(f"t{number}" for number in range(10))}


LOADER = """
import sys
from graph.opening import open_store
from graph.records import Node
from tests.graph.things import SCHEMA

store = open_store(sys.argv[1], SCHEMA, user=sys.argv[2], password=sys.argv[3])

def endless():
    for count in range(10_000_000):
        if count == 5_000:
            print("half", flush=True)
        yield Node(f"t{count}", ("Thing",), {}, ("office",), 1)

store.load(endless(), [])
"""


def test_a_load_whose_process_was_killed_is_rolled_back_at_the_next_opening(
    neo4j_store_factory: StoreFactory, neo4j_server: Server, neo4j_url: str
) -> None:
    # The store that reads was opened before, so it has to find out by itself too.
    earlier = neo4j_store_factory(SCHEMA)
    earlier.revision()
    arguments = [sys.executable, "-c", LOADER, neo4j_url, neo4j_server.user, neo4j_server.password]
    loader = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE)
    assert loader.stdout is not None
    assert loader.stdout.readline() == b"half\n"
    loader.send_signal(signal.SIGKILL)
    loader.communicate()
    assert ask(neo4j_server, "MATCH (n:Thing) RETURN count(n) > 0") == [[True]]
    assert earlier.find(Query("Thing")).total == 0
    assert neo4j_store_factory(SCHEMA).revision() == 0
    assert ask(neo4j_server, "MATCH (n:Thing) RETURN count(n)") == [[0]]
    save(earlier, make_thing("new"))
    assert set(everything(earlier)) == {"new"}


def test_a_load_that_loses_the_server_leaves_nothing(
    store: Neo4jStore, neo4j_store_factory: StoreFactory, killable_neo4j: Server
) -> None:
    def breaking() -> Iterator[Record]:
        yield from loaded_things(5_000)
        killable_neo4j.kill()
        yield from loaded_things(1)

    with pytest.raises(StoreUnavailable):
        store.load(breaking(), [])
    killable_neo4j.start()
    assert store.find(Query("Thing")).total == 0
    assert list(store.scan()) == []
    store.load(loaded_things(3), [])
    assert store.find(Query("Thing")).total == 3


def test_a_forked_process_makes_its_own_connections(store: Neo4jStore) -> None:
    save(store, make_thing("parent"))

    def child() -> None:
        save(store, make_thing("child"))
        os._exit(0 if set(store.get(["parent", "child"])) == {"parent", "child"} else 1)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert [change.id for change in store.changes()] == ["parent", "child"]


def test_of_eight_that_change_the_same_node_one_at_a_time_wins(store: Neo4jStore) -> None:
    save(store, make_thing("a", size=0))
    conflicts: list[int] = []

    def add_one() -> None:
        for _ in range(5):
            while True:
                node = store.get(["a"])["a"]
                try:
                    with store.transaction("ana") as transaction:
                        transaction.put_nodes([node.with_properties(size=node.get("size") + 1)])
                except Conflict as conflict:
                    conflicts.append(conflict.actual)
                else:
                    break

    writers = [threading.Thread(target=add_one) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert store.get(["a"])["a"].get("size") == 40
    assert [change.revision for change in store.changes()] == list(range(1, 42))


def test_a_follower_of_the_log_is_never_given_a_change_before_an_earlier_one(store: Neo4jStore) -> None:
    followed: list[Change] = []
    done = threading.Event()

    def follow() -> None:
        while not done.is_set() or store.revision() > len(followed):
            followed.extend(store.changes(followed[-1].revision if followed else 0))

    follower = threading.Thread(target=follow)
    follower.start()
    for batch in range(5):
        save(store, *(make_thing(f"t{batch}-{number}") for number in range(400)))
    done.set()
    follower.join()
    assert [change.revision for change in followed] == list(range(1, 2_001))


def test_a_scan_gives_back_what_was_changed_and_deleted_while_it_went_on(store: Neo4jStore) -> None:
    ids = [f"t{number:04}" for number in range(2_500)]
    save(
        store,
        *(make_thing(id, size=1) for id in ids),
        make_edge("e1", ids[0], ids[1]),
        make_edge("e2", ids[1], ids[2]),
    )
    before = everything(store)
    batches = store.scan()
    scanned = list(next(batches))
    change(store, "t2400", size=2)
    save(store, make_thing("t0000a"), make_thing("t2450a"), make_edge("e0", "t0000a", ids[0]))
    with store.transaction("ana") as transaction:
        transaction.delete_edges(["e2"])
        transaction.delete_nodes(["t2499"])
    scanned += [record for batch in batches for record in batch]
    assert [record.id for record in scanned] == [*ids, "e1", "e2"]
    assert {record.id: record for record in scanned} == before
