"""A form sent twice is saved once, also when both requests come at the same moment."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from crm.access import Viewer
from crm.actors import save_many_actors
from crm.capture.doors import known_names, propose, save_proposal, save_proposals
from crm.errors import EditConflict, InvalidData
from crm.history import history_of
from crm.idempotency import forget_old_keys, once, once_with
from crm.interactions import (
    InteractionFilter,
    create_interaction,
    get_interaction,
    list_interactions,
    update_interaction,
)
from crm.schema import SCHEMA
from graph.opening import open_store
from graph.records import Node
from graph.store import Query, Store, Transaction
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_office


def record(store: Store, ana: Viewer) -> str:
    return create_interaction(store, ana, make_interaction("uis")).id


def count(store: Store) -> int:
    return list_interactions(store, InteractionFilter()).total


def test_the_second_time_gives_the_first_result(store: Store, ana: Viewer, boss: Viewer) -> None:
    first = once(store, ana, "clave", lambda: record(store, ana))
    assert once(store, ana, "clave", lambda: record(store, ana)) == first
    assert count(store) == 1
    assert once(store, ana, "otra", lambda: record(store, ana)) != first
    assert once(store, boss, "clave", lambda: record(store, boss)) != first
    assert count(store) == 3


def test_simultaneous_requests_act_once(store: Store, ana: Viewer) -> None:
    results: list[str] = []

    def slow() -> str:
        time.sleep(0.2)
        return record(store, ana)

    threads = [threading.Thread(target=lambda: results.append(once(store, ana, "k", slow))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6
    assert len(set(results)) == 1
    assert count(store) == 1


def test_what_failed_may_be_tried_again(store: Store, ana: Viewer) -> None:
    def fail() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        once(store, ana, "k", fail)
    assert once(store, ana, "k", lambda: "hecho") == "hecho"


def test_the_key_of_a_request_that_died_is_free_again(store: Store, ana: Viewer) -> None:
    once(store, ana, "k", lambda: "uno")
    (node,) = store.find(Query("IdempotencyKey")).items
    died = datetime.now(UTC) - timedelta(minutes=5)
    running = {"state": "running", "made": died.isoformat()}
    with store.transaction("ana") as tx:
        tx.put_nodes([Node(node.id, node.labels, running, version=node.version)])
    assert once(store, ana, "k", lambda: "dos") == "dos"


def test_old_keys_are_forgotten_and_leave_no_trace_in_the_log(store: Store, ana: Viewer) -> None:
    before = store.revision()
    once(store, ana, "k", lambda: "uno")
    (node,) = store.find(Query("IdempotencyKey")).items
    made = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    with store.transaction("ana") as tx:
        tx.put_nodes([node.with_properties(made=made)])
    assert forget_old_keys(store, ana) == 1
    assert store.find(Query("IdempotencyKey")).items == ()
    assert store.revision() == before


def test_a_key_that_comes_back_with_something_else_is_refused(store: Store, ana: Viewer) -> None:
    first = once(store, ana, "k", lambda: record(store, ana), "uno")
    assert once(store, ana, "k", lambda: record(store, ana), "uno") == first
    with pytest.raises(InvalidData) as caught:
        once(store, ana, "k", lambda: record(store, ana), "otro")
    assert caught.value.problems[0].key == "key_used"
    assert count(store) == 1


class Mortal:
    """A store whose process is killed right after the first unit of work that leaves an interaction behind."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def transaction(self, author: str) -> Iterator[Transaction]:
        with self._store.transaction(author) as tx:
            yield tx
        if count(self._store):
            os._exit(9)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Of a database with the office and a university; closed, so that a child may open it."""
    address = f"sqlite:///{tmp_path}/mortal.db"
    store = open_store(address, SCHEMA)
    save_many_actors(store, ANA, [make_office(), make_actor(id="uis", name="UIS", type="university")])
    store.close()
    return address


def line(store: Store, ana: Viewer, key: str = "k") -> str:
    proposal = propose(known_names(store, ana), "ayer reunión con UIS sobre agua", date(2026, 11, 19))
    return save_proposal(store, ana, proposal, key).interaction


def lines(store: Store, ana: Viewer) -> str:
    proposal = propose(known_names(store, ana), "ayer reunión con UIS sobre agua", date(2026, 11, 19))
    return save_proposals(store, ana, [proposal], "k")[0].interaction


def made(store: Store, ana: Viewer) -> str:
    return once_with(store, ana, "k", lambda one: record(one, ana))


@pytest.mark.parametrize("save", [line, lines, made])
def test_a_server_killed_right_after_the_save_makes_one_record_of_the_repeat(address: str, save: Any) -> None:
    child = os.fork()
    if child == 0:
        save(cast("Store", Mortal(open_store(address, SCHEMA))), ANA)
        os._exit(0)  # it was not killed: the test below says so
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    store = open_store(address, SCHEMA)
    with store.transaction("ana") as tx:  # long after it
        (key,) = store.find(Query("IdempotencyKey")).items
        ago = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
        tx.put_nodes([key.with_properties(made=ago)])
    id = save(store, ANA)
    assert count(store) == 1
    assert get_interaction(store, id).id == id
    store.close()


def test_who_comes_back_after_another_took_the_key_over_saves_nothing(store: Store, ana: Viewer) -> None:
    def slow(one: Store) -> str:
        id = record(one, ana)
        with one.transaction("ana") as tx:
            (key,) = store.find(Query("IdempotencyKey")).items
            tx.put_nodes([key])
        return id

    with pytest.raises(EditConflict):
        once_with(store, ana, "k", slow)
    assert count(store) == 0


def test_the_repeat_tells_the_transaction_of_the_save_and_not_a_colleague_s(address: str) -> None:
    store = open_store(address, SCHEMA)
    proposal = propose(known_names(store, ANA), "ayer reunión con UIS sobre agua", date(2026, 11, 19))
    first = save_proposal(store, ANA, proposal, "k")
    saved = get_interaction(store, first.interaction)
    assert first.transaction == history_of(store, saved.id)[0].transaction
    update_interaction(store, ANA, saved.having(summary="Acta de la colega."))
    assert save_proposal(store, ANA, proposal, "k") == first
    store.close()
