"""Stores that are copied instead of made: the tables of the whole schema cost more than most tests."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from graph.store import Store

Fill = Callable[[Store], object]


def nothing(store: Store) -> None:
    """Fills a store with nothing."""


def prepare(path: Path, fill: Fill = nothing) -> None:
    """Writes the file of a store with the whole schema and what `fill` saves in it, which is done once in a process."""
    path.write_bytes(_prepared(fill))


def open_prepared(path: Path, fill: Fill = nothing) -> SqliteStore:
    """A store in a file that was prepared so; the caller closes it."""
    prepare(path, fill)
    return SqliteStore(path, SCHEMA)


@cache
def _prepared(fill: Fill) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "red.db"
        store = SqliteStore(path, SCHEMA)
        try:
            fill(store)
        finally:
            store.close()
        return content(path)


def content(path: Path) -> bytes:
    """A whole SQLite file, with what still waits in its log."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.serialize()
