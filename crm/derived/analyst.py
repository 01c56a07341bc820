"""The analyst: one process that works out anew what pages read, whenever something was saved or a new day began.

It says that it lives by a record in the store (label Job, id "analyst") and by a file in the folder of its results.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from crm.access import SYSTEM
from crm.derived.pacing import Pace
from crm.derived.rank_spread import refresh_ranks
from crm.derived.refreshing import refresh
from crm.derived.results import read
from crm.duplicates.kept import refresh_duplicates
from crm.follow_up.tending import tend
from crm.moments import moment, stamp
from graph.errors import StoreError, StoreUnavailable
from graph.records import Node
from graph.store import Store

JOB = "analyst"
HEARTBEAT = "heartbeat.json"
_BEAT_SECONDS = 10.0
LONG_SECONDS = 5.0
_MAP_SECONDS = 0.7
Said = dict[str, str | int]
log = logging.getLogger(__name__)


class Stop(Protocol):
    """What ends the analyst: an event of threads or of processes."""

    def is_set(self) -> bool:
        """Whether to end."""

    def wait(self, timeout: float | None = None) -> bool:
        """Waits for the end, at most so many seconds; says whether it came."""


def follow(store: Store, folder: Path, stop_event: Stop, interval: float = 2.0) -> None:
    """Keeps the results up to date until the event is set.

    It looks every `interval` seconds, and rests as long as a computation took, so that it never takes more than half of
    a processor; `crm.derived.pacing` says what it collects. A store that is out of reach, and any other failure, is noted
    and tried again. After a long computation it returns: only a process that ends gives all its memory back, and another
    one is started by whoever started it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pace = Pace()
    done: Said = {"status": "waiting"}
    maps = partial(_keep_maps, store, folder)
    with _beside("heartbeat", partial(_beat, folder)), _beside("maps", maps):
        while not stop_event.is_set():
            began = time.monotonic()
            done = _step(store, folder, pace) or done
            report(store, done)
            took = time.monotonic() - began
            stop_event.wait(max(interval, took))
            if took > LONG_SECONDS and done["status"] == "ready":
                return


def _step(store: Store, folder: Path, pace: Pace) -> Said | None:
    """One look; gives what to write down of it, None when saves are being collected and nothing was done."""
    try:
        if not pace.is_due(read(folder), store.revision(), datetime.now(UTC)):
            return None
        tend(store)
        derived = refresh(store, folder)
        refresh_duplicates(store, folder)
        if pace.is_calm(datetime.now(UTC)):
            refresh_ranks(store, folder)
    except StoreUnavailable as error:
        log.warning("the store is out of reach: %s", error)
        return {"status": "waiting"}
    except Exception:  # whatever it was, pages keep the results from before, and the next change is tried
        log.exception("the analysis failed")
        return {"status": "failed"}
    made = stamp(derived.made_at)
    return {"status": "ready", "revision": derived.revision, "seconds": round(derived.seconds), "made": made}


def report(store: Store, said: Mapping[str, str | int]) -> None:
    """Writes the analyst's record if what it says is new or the record is older than the time of a beat."""
    with suppress(StoreError):
        known = store.get([JOB]).get(JOB)
        same = known is not None and {name: known.get(name) for name in said} == said
        if known is not None and same and _age(known) < _BEAT_SECONDS:
            return
        beat = {"kind": JOB, **said, "beat": stamp(datetime.now(UTC))}
        with store.transaction(SYSTEM.id) as tx:
            now = tx.get([JOB]).get(JOB)
            tx.put_nodes([Node(JOB, ("Job",), beat, version=now.version if now else 0)])


def _age(job: Node) -> float:
    return (datetime.now(UTC) - moment(job.get("beat"))).total_seconds()


@contextmanager
def _beside(name: str, work: Callable[[Event], None]) -> Iterator[None]:
    """Runs `work` in a thread while the block runs, also during a long computation; the event tells it that all is over."""
    over = Event()
    thread = Thread(target=work, args=(over,), daemon=True, name=name)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(folder: Path, over: Event) -> None:
    """Touches the heartbeat file."""
    while True:
        with suppress(OSError):
            (folder / HEARTBEAT).write_text(json.dumps({"at": stamp(datetime.now(UTC))}), encoding="utf-8")
        if over.wait(_BEAT_SECONDS / 2):
            return


def _keep_maps(store: Store, folder: Path, over: Event) -> None:
    """Keeps the maps of projects: whoever saves one waits for it."""
    from crm.maps.following import MapKeeper

    keeper = MapKeeper(store, folder)
    while not over.is_set():
        began = time.monotonic()
        try:
            keeper.look()
        except StoreError:
            log.warning("the store is out of reach for maps")
        except Exception:  # tried again at the next look
            log.exception("the maps failed")
        # As long as a map took it rests, too.
        over.wait(max(_MAP_SECONDS, time.monotonic() - began))
