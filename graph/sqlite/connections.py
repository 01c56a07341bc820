"""Connections to one SQLite file: how they are set up, shared by threads, and what their failures mean.

This is the only module that imports `sqlite3`.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph.errors import StoreUnavailable

Connection = sqlite3.Connection
IntegrityError = sqlite3.IntegrityError
VERSION: Final = sqlite3.sqlite_version

IDLE_KEPT: Final = 8

# In KiB. A large import touches many indexes all over; what does not fit is written more than once.
_READER_CACHE: Final = 16_000
_WRITER_CACHE: Final = 96_000

# FULL: a commit is on the disk when it returns, so a power cut loses nothing (about 4 ms each on a plain disk).
# secure_delete: what is overwritten or deleted is zeroed in the file, or erasing would forget only in appearance.
_SETUP: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA cache_size=-{_READER_CACHE}",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA analysis_limit=1000",
    "PRAGMA trusted_schema=OFF",
)
_OUT_OF_REACH: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOLFS,
    }
)


@contextmanager
def failures_named() -> Iterator[None]:
    """Turns a disk that is full, locked, missing or broken into StoreUnavailable; a mistake of ours stays one."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _OUT_OF_REACH:
            raise StoreUnavailable(str(error)) from error
        raise


class Pool:
    """Idle connections of one process. A connection serves one thread at a time, from `taken` to its end."""

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        self._patience = patience  # a large import holds the file for seconds
        self._lock = threading.RLock()  # a forgotten generator may be closed by the collector, anywhere
        self._idle: list[Connection] = []
        self._abandoned: list[Connection] = []
        self._process = os.getpid()
        self._closed = False

    @contextmanager
    def taken(self) -> Iterator[Connection]:
        """A connection in no transaction; what is left open in it is rolled back. Raises StoreUnavailable."""
        with failures_named():
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose statements all see the same state of the data."""
        with self.taken() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one connection that may write now; its work is kept when the block ends well, undone otherwise."""
        with self.taken() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA cache_size=-{_WRITER_CACHE}")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.execute(f"PRAGMA cache_size=-{_READER_CACHE}")

    def close(self) -> None:
        """Closes what is idle now, and what is in use when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> Connection:
        with self._lock:
            if self._closed:
                raise StoreUnavailable("the store is closed")
            if self._process != os.getpid():
                # SQLite's connections do not survive a fork: the child must neither use nor close its parent's.
                self._abandoned += self._idle
                self._idle, self._process = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return self._open()

    def _open(self) -> Connection:
        self._make_private()
        connection = sqlite3.connect(
            self._path,
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            for statement in _SETUP:
                connection.execute(statement).close()
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_private(self) -> None:
        """Makes a file that is not there yet readable by its owner alone: it will hold accounts. SQLite's others follow."""
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600))
        except FileExistsError:
            return
        except OSError as error:
            raise StoreUnavailable(str(error)) from error

    def _give_back(self, connection: Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            connection.close()
            return
        with self._lock:
            if not self._closed and self._process == os.getpid() and len(self._idle) < IDLE_KEPT:
                self._idle.append(connection)
                return
        connection.close()
