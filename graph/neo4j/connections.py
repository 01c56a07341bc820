"""Connections to a Neo4j server: one driver a process, short waits, and what its failures mean.

Only this module and `neo4j_failures` import `neo4j`.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final, TypeVar

import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph.errors import StoreUnavailable
from graph.neo4j.address import Address
from graph.neo4j.failures import Occupied, failures_named, gave_up

T = TypeVar("T")
# What the driver tells of every attempt goes where the application sends its log, and nowhere when it sends it nowhere.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
# A lost server has to become a clear answer while a person waits, not after the driver's usual minute.
RETRY_SECONDS: Final = 3.0
_SETTINGS: Final[Mapping[str, Any]] = {
    "connection_timeout": 3.0,
    "connection_acquisition_timeout": 8.0,
    "max_transaction_retry_time": RETRY_SECONDS,
    "initial_retry_delay": 0.2,
    "liveness_check_timeout": 30.0,
    "notifications_min_severity": "OFF",
    "telemetry_disabled": True,
    "user_agent": "red-de-aliados",
}


class Runner:
    """Runs statements in one transaction."""

    def __init__(self, transaction: neo4j.ManagedTransaction | neo4j.Transaction) -> None:
        self._transaction = transaction

    def rows(self, text: str, values: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """All rows of a statement."""
        return self._transaction.run(text, dict(values or {})).values()

    def do(self, text: str, values: Mapping[str, Any] | None = None) -> None:
        """Runs a statement for its effect."""
        self._transaction.run(text, dict(values or {})).consume()


class OpenTransaction(Runner):
    """A transaction that its user ends. After a failure, StoreUnavailable, only `roll_back` makes sense."""

    def __init__(self, session: neo4j.Session, transaction: neo4j.Transaction) -> None:
        super().__init__(transaction)
        self._session, self._open = session, transaction

    def rows(self, text: str, values: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """All rows of a statement."""
        with failures_named():
            return super().rows(text, values)

    def do(self, text: str, values: Mapping[str, Any] | None = None) -> None:
        """Runs a statement for its effect."""
        with failures_named():
            super().do(text, values)

    def commit(self) -> bool:
        """Keeps the work. False when the connection broke during it, so that nobody knows."""
        with failures_named():
            try:
                self._open.commit()
            except IncompleteCommit:
                return False
            finally:
                self._close()
        return True

    def roll_back(self) -> None:
        """Undoes the work; a server out of reach does so by itself."""
        with suppress(DriverError, Neo4jError, OSError):
            self._open.rollback()
        self._close()

    def _close(self) -> None:
        with suppress(DriverError, Neo4jError, OSError):
            self._session.close()


class Server:
    """One database of a server. Its driver is made when first needed, anew in each process."""

    def __init__(self, address: Address, user: str, password: str) -> None:
        self._address, self._auth = address, (user, password)
        # In a cluster a read has to see this process's last write, wherever it is answered.
        self._routed = address.uri.startswith("neo4j")
        self._lock = threading.RLock()
        self._driver: neo4j.Driver | None = None
        self._abandoned: list[neo4j.Driver] = []
        self._bookmarks: neo4j.BookmarkManager | None = None
        self._process = 0
        self._closed = False

    def read(self, work: Callable[[Runner], T]) -> T:
        """Does work that only reads, again if the server fails for a moment. Raises StoreUnavailable."""
        with failures_named(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(lambda transaction: work(Runner(transaction)))

    def write(self, work: Callable[[Runner], T]) -> T:
        """Does work that may be done twice without harm, again if the server fails. Raises StoreUnavailable."""
        with failures_named(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(lambda transaction: work(Runner(transaction)))

    def rows(self, text: str, values: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """`read` of one statement."""
        return self.read(lambda runner: runner.rows(text, values))

    def do(self, text: str, values: Mapping[str, Any] | None = None) -> None:
        """`write` of one statement."""
        self.write(lambda runner: runner.do(text, values))

    def open(self, first: Callable[[Runner], T], seconds: float | None = None) -> tuple[OpenTransaction, T]:
        """A transaction in which `first` was done, which is tried again as nothing is lost by it.

        Raises StoreUnavailable; Occupied when the server ended it after `seconds`.
        """
        end = time.monotonic() + RETRY_SECONDS
        while True:
            try:
                return self._try_to_open(first, seconds)
            except (DriverError, Neo4jError, OSError) as error:
                if seconds is not None and gave_up(error):
                    raise Occupied from error
                again = isinstance(error, OSError) or error.is_retryable()
                if not again or time.monotonic() > end:
                    with failures_named():
                        raise
            time.sleep(0.2)

    def _try_to_open(self, first: Callable[[Runner], T], seconds: float | None) -> tuple[OpenTransaction, T]:
        session = self._session(neo4j.WRITE_ACCESS)
        try:
            transaction = session.begin_transaction(timeout=seconds)
            return OpenTransaction(session, transaction), first(Runner(transaction))
        except BaseException:
            with suppress(DriverError, Neo4jError, OSError):
                session.close()
            raise

    def _session(self, access: str) -> neo4j.Session:
        return self._started().session(
            database=self._address.database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def _started(self) -> neo4j.Driver:
        with self._lock:
            if self._closed:
                raise StoreUnavailable("the store is closed")
            if self._driver is None or self._process != os.getpid():
                if self._driver is not None:
                    # A fork shares its parent's sockets: the child must neither use nor close them.
                    self._abandoned.append(self._driver)
                self._driver = neo4j.GraphDatabase.driver(self._address.uri, auth=self._auth, **_SETTINGS)
                self._bookmarks = neo4j.GraphDatabase.bookmark_manager() if self._routed else None
                self._process = os.getpid()
            return self._driver

    def close(self) -> None:
        """Closes the connections of this process."""
        with self._lock:
            self._closed = True
            if self._driver is not None and self._process == os.getpid():
                with suppress(DriverError, Neo4jError, OSError):
                    self._driver.close()
