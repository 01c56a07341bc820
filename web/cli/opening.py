"""Stores the command line opens beside the configured one, and the refusal to make one by looking at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.store import Store
from web.cli.failures import OUT_OF_REACH, USAGE, Refusal


def refuse_absent(url: str) -> None:
    """Opening a file makes it; whoever wants to read it has mistyped its name, or has not begun yet."""
    from graph.opening import sqlite_path

    if url.startswith("sqlite:") and not sqlite_path(url).exists():
        raise Refusal("error.no_store", OUT_OF_REACH, store=place_of(url))


def place_of(url: str) -> str:
    """Where a store is, as one says it: the file of an embedded one, the address of a server."""
    from graph.opening import sqlite_path

    return str(sqlite_path(url)) if url.startswith("sqlite:") else url


@contextmanager
def opened(url: str, side: str, create: bool = False) -> Iterator[Store]:
    """The store at a URL; user and password of a server from ALIADOS_<side>_USER, _PASSWORD or _PASSWORD_FILE."""
    from crm.schema import SCHEMA
    from graph.errors import BadURL
    from graph.opening import open_store

    try:
        if not create:
            refuse_absent(url)
        user = os.environ.get(f"ALIADOS_{side}_USER", "neo4j")
        store = open_store(url, SCHEMA, user=user, password=_password(side))
    except BadURL as error:
        raise Refusal("error.bad_url", USAGE, url=error.url) from error
    with closing(store):
        yield store


def _password(side: str) -> str | None:
    path = os.environ.get(f"ALIADOS_{side}_PASSWORD_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(f"ALIADOS_{side}_PASSWORD")
