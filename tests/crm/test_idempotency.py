"""A form sent twice is saved once, also when both requests come at the same moment."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from crm.access import Viewer
from crm.errors import InvalidData
from crm.idempotency import forget_old_keys, once
from crm.interactions import InteractionFilter, create_interaction, list_interactions
from graph.records import Node
from graph.store import Query, Store
from tests.makers import make_interaction


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
