"""The analyst follows the store, says that it lives, and goes on when the store was away."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from crm.derived import analyst
from crm.derived.analyst import HEARTBEAT, JOB, follow
from crm.derived.results import freshness, read
from crm.interactions import create_interaction
from graph.errors import StoreUnavailable
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_interaction


def eventually(true: Callable[[], Any], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def following(store, tmp_path):
    """Starts analysts and ends them after the test."""
    stop, threads = Event(), []

    def start(on: Store = store) -> Path:
        folder = tmp_path / "derived"
        thread = Thread(target=follow, args=(on, folder, stop, 0.05))
        thread.start()
        threads.append(thread)
        return folder

    yield start
    stop.set()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()


def test_results_follow_what_is_saved(store, following):
    folder = following()
    eventually(lambda: freshness(read(folder), store) == "fresh")
    create_interaction(store, ANA, make_interaction("uis", "ccb"))
    eventually(lambda: freshness(read(folder), store) == "fresh")
    derived = read(folder)
    assert derived is not None
    assert len(derived.array("core_first")) == 1


def test_it_ends_after_a_long_computation_so_that_its_memory_is_given_back(store, tmp_path, monkeypatch):
    monkeypatch.setattr(analyst, "LONG_SECONDS", 0.0)
    follow(store, tmp_path / "derived", Event(), 0.01)
    assert freshness(read(tmp_path / "derived"), store) == "fresh"


def test_it_says_that_it_lives_in_the_store_and_beside_its_results(store, following):
    folder = following()
    eventually(lambda: JOB in store.get([JOB]))
    job = store.get([JOB])[JOB]
    assert (job.root, job.get("status"), job.get("revision")) == ("Job", "ready", store.revision())
    eventually((folder / HEARTBEAT).exists)
    assert "at" in json.loads((folder / HEARTBEAT).read_text())


def test_its_own_record_is_no_change_that_it_follows(store, following):
    folder = following()
    eventually(lambda: JOB in store.get([JOB]))
    before = store.revision()
    time.sleep(0.3)
    assert store.revision() == before
    assert freshness(read(folder), store) == "fresh"


class Away:
    """The store behind a line that is cut for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.cut = True
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        self.asked += 1
        if self.cut:
            raise StoreUnavailable("cut")
        return getattr(self._store, name)


def test_it_goes_on_when_the_store_is_back(store, following):
    line = Away(store)
    folder = following(line)
    eventually(lambda: line.asked > 5)
    assert read(folder) is None
    line.cut = False
    eventually(lambda: freshness(read(folder), store) == "fresh")


def test_a_failure_is_written_down_and_tried_again(store, following, tmp_path):
    blocked = tmp_path / "derived" / "current"
    blocked.mkdir(parents=True)  # a folder where the pointer should be: nothing can be kept
    (blocked / "x").touch()
    folder = following()
    eventually(lambda: store.get([JOB]).get(JOB) and store.get([JOB])[JOB].get("status") == "failed")
    assert read(folder) is None, "what failed is not shown as if it were a result"
    (blocked / "x").unlink()
    blocked.rmdir()
    eventually(lambda: freshness(read(folder), store) == "fresh")
    eventually(lambda: store.get([JOB])[JOB].get("status") == "ready")


def test_a_second_look_at_the_same_data_writes_nothing(store):
    analyst.report(store, {"status": "ready", "revision": 1})
    version = store.get([JOB])[JOB].version
    analyst.report(store, {"status": "ready", "revision": 1})
    assert store.get([JOB])[JOB].version == version
    analyst.report(store, {"status": "ready", "revision": 2})
    assert store.get([JOB])[JOB].version == version + 1
