"""One database made ready for a schema, and the lock that puts its writers in line.

    (:_Log {revision, at, settled, recent, schema})    one node: the log's counter, and what every writer locks first
    (:_Load)                                           there while a whole copy is being loaded

Neo4j reads what is committed, without snapshots. So every unit of work begins by locking the counter: what it then
reads stays true until its end, versions and unique values can be checked by reading, and revisions have no gaps.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar
from uuid import uuid4

from graph.errors import StoreUnavailable
from graph.neo4j.connections import OpenTransaction, Runner, Server
from graph.neo4j.failures import Occupied
from graph.neo4j.records import from_database
from graph.validation import Rules

T = TypeVar("T")
_REMEMBERED: Final = 100
_PATIENCE: Final = 1.0
_PREPARING: Final = 5.0
_STATE: Final = "MATCH (l:_Log) RETURN l.settled, EXISTS { MATCH (:_Load) }"
# REMOVE of what is not there would take no lock; SET does. What is read after it is what the last writer left.
_LOCK: Final = (
    "MATCH (l:_Log) SET l.locked = $token WITH l SET l.recent = [$token] + l.recent[..$remembered] "
    "RETURN l.revision, l.at, l.settled, EXISTS { MATCH (:_Load) }"
)


@dataclass(frozen=True)
class Locked:
    """A transaction that holds the lock, and what the counter said."""

    transaction: OpenTransaction
    token: str
    revision: int
    at: datetime | None
    settled: bool
    loading: bool


@dataclass
class Engine:
    """Shared by a store and all its views."""

    server: Server
    rules: Rules
    prepare: Callable[[Engine], None]
    settled: bool = False
    _prepared_in: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def ready(self) -> None:
        """Makes what the schema asks for, once in each process. Raises StoreUnavailable."""
        if self._prepared_in == os.getpid():
            return
        if not self._lock.acquire(timeout=_PREPARING):
            raise StoreUnavailable("the database is being made ready")
        try:
            if self._prepared_in != os.getpid():
                self.prepare(self)
                self._prepared_in = os.getpid()
        finally:
            self._lock.release()

    def read(self, work: Callable[[Runner], T]) -> T:
        """Does work that only reads. A copy that is being loaded is not seen before it is whole."""
        self.ready()
        return self.server.read(lambda runner: work(runner if self.settled else _Hiding(self, runner)))

    def is_loading(self) -> bool:
        """Whether a copy is being loaded now, or was when its process died."""
        if self.settled:
            return False
        rows = self.server.rows(_STATE)
        return bool(rows and rows[0][1])

    def lock(self, seconds: float | None = None) -> Locked:
        """A transaction that no other can come between. Raises StoreUnavailable, Occupied after `seconds`."""
        token = uuid4().hex
        opened, row = self.server.open(lambda runner: _lock(runner, token), seconds)
        revision, at, settled, loading = row
        return Locked(opened, token, revision, at and from_database(at), bool(settled), loading)

    def begin(self) -> Locked:
        """The same in a database without remains of a load that was interrupted, which it takes away."""
        self.ready()
        locked = self.lock()
        if locked.loading:
            # The lock is free and yet there is the mark, so whoever was loading is no more.
            locked.transaction.roll_back()
            self.clean()
            locked = self.lock()
        return locked

    def clean(self) -> None:
        """Rolls back an interrupted load. One that is going on is left alone."""
        try:
            locked = self.lock(_PATIENCE)
        except Occupied:
            return
        try:
            if locked.loading:
                wipe(self.server)
        finally:
            locked.transaction.roll_back()

    def commit(self, locked: Locked, changes: Mapping[str, Any]) -> None:
        """Notes facts at the counter and keeps the work. Raises StoreUnavailable."""
        locked.transaction.do("MATCH (l:_Log) SET l += $changes", {"changes": dict(changes)})
        if not locked.transaction.commit() and not self._was_kept(locked.token):
            raise StoreUnavailable("the connection broke during the commit, and nothing was kept")
        self.settled = self.settled or bool(changes.get("settled"))

    def _was_kept(self, token: str) -> bool:
        """Waits, by the lock, for the end of a commit that nobody heard of, and looks for its mark."""
        try:
            locked = self.lock()
        except StoreUnavailable as error:
            raise StoreUnavailable(f"it is not known whether the last commit was kept: {error}") from error
        try:
            rows = locked.transaction.rows("MATCH (l:_Log) RETURN $token IN l.recent", {"token": token})
            return bool(rows[0][0])
        finally:
            locked.transaction.roll_back()


def _lock(runner: Runner, token: str) -> list[Any]:
    rows = runner.rows(_LOCK, {"token": token, "remembered": _REMEMBERED})
    if not rows:
        raise StoreUnavailable("the database was emptied from outside; open the store again")
    return rows[0]


@dataclass
class _Hiding(Runner):
    """Reads a database that may be having its first copy loaded."""

    engine: Engine
    runner: Runner

    def rows(self, text: str, values: Mapping[str, Any] | None = None) -> list[list[Any]]:
        found = self.runner.rows(text, values)
        if self.engine.settled:
            return found
        state = self.runner.rows(_STATE)
        if state and state[0][0]:
            # The load may have ended between the two statements: now all of it is there.
            self.engine.settled = True
            return self.runner.rows(text, values)
        return [] if state and state[0][1] else found


def wipe(server: Server) -> None:
    """Takes away all records, changes and the mark of a load, in pieces that fit the server's memory."""
    for label in ("_Record", "_Change", "_Load"):
        while server.write(partial(_take_away, label)):
            pass


def _take_away(label: str, runner: Runner) -> int:
    text = f"MATCH (n:{label}) WITH n LIMIT 2000 DETACH DELETE n RETURN count(*)"
    return int(runner.rows(text)[0][0])
