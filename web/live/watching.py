"""One watcher in each process: it looks once a second at how far the store and the analysis are, while anybody listens.

streams, polls --wait--> Watcher --one look a second--> store.revision(), the folder of results
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm.errors import Unavailable
from graph.errors import StoreError
from graph.records import Edge, Node
from graph.store import Store

LOOK_SECONDS = 1.0
IDLE_SECONDS = 60.0
MOST_CHANGES, KEPT = 1000, 500
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fact:
    """That an interaction was saved at a revision, `new` when it was not there before; or that a tie or actor was."""

    revision: int
    interaction: str
    new: bool


@dataclass(frozen=True, slots=True)
class State:
    """How far the store and the analysis are."""

    revision: int
    analysed: int


class Watcher:
    """Looks for everybody. `state` is the last look; `wait` sleeps until the next one that differs."""

    def __init__(self, store: Callable[[], Store], analysed: Callable[[], int]) -> None:
        self._store, self._analysed = store, analysed
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._asked = 0.0
        self._facts: deque[Fact] = deque(maxlen=KEPT)
        self._first = 0  # the facts after this revision are known
        self.state = State(0, 0)

    def listen(self) -> State:
        """Begins to look, if nobody did, and gives the state of the last look."""
        with self._changed:
            self._asked = time.monotonic()
            if self._thread is None:
                self.state = State(self._store().revision(), self._analysed())
                self._facts.clear()
                self._first = self.state.revision
                self._thread = threading.Thread(target=self._look, daemon=True, name="novedades")
                self._thread.start()
            return self.state

    def wait(self, since: State, seconds: float) -> State:
        """The state as soon as it differs from `since`, at the latest after so many seconds."""
        self.listen()
        with self._changed:
            self._changed.wait_for(lambda: self.state != since, seconds)
            return self.state

    def facts_since(self, revision: int) -> Sequence[Fact]:
        """What was saved after a revision; of long ago read once, for this asking alone."""
        self.listen()
        with self._changed:
            known = [fact for fact in self._facts if fact.revision > revision]
            first = self._first
        return known if revision >= first else [*_read(self._store(), revision, first), *known]

    def _look(self) -> None:
        reached = True
        while True:
            time.sleep(LOOK_SECONDS)
            with self._changed:
                if time.monotonic() - self._asked > IDLE_SECONDS:
                    self._thread = None
                    return
                before = self.state
            try:
                now = State(self._store().revision(), self._analysed())
                facts = _read(self._store(), before.revision, now.revision)
            except (StoreError, Unavailable, OSError) as error:
                if reached:
                    log.warning("cannot look for what is new: %s", error)
                reached = False
                continue
            reached = True
            if now != before:
                self._tell(now, facts)

    def _tell(self, now: State, facts: Sequence[Fact]) -> None:
        with self._changed:
            if len(self._facts) + len(facts) > KEPT:
                self._first = (self._facts[0] if self._facts else facts[0]).revision
            self._facts.extend(facts)
            self.state = now
            self._changed.notify_all()


def _read(store: Store, since: int, until: int) -> list[Fact]:
    """The facts of a span of the log, of a long one its last part."""
    if since >= until:
        return []
    found = store.changes(max(since, until - MOST_CHANGES), (), MOST_CHANGES)
    facts: dict[str, Fact] = {}
    for change in found:
        record = change.after or change.before
        if isinstance(record, Node) and record.root == "Interaction":
            new = change.before is None or (record.id in facts and facts[record.id].new)
            facts[record.id] = Fact(change.revision, record.id, new)
        elif isinstance(record, Edge) and record.type == "TOOK_PART":
            facts.setdefault(record.end, Fact(change.revision, record.end, new=False))
        elif isinstance(record, (Edge, Node)) and _draws(record):
            facts.setdefault("", Fact(change.revision, "", new=False))
    return sorted(facts.values(), key=lambda fact: fact.revision)


def _draws(record: Edge | Node) -> bool:
    """Whether pictures may look otherwise after a change of it."""
    return isinstance(record, Edge) or record.root == "Actor"
