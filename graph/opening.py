"""Opens the store that an address names.

sqlite:///data/red.db            a file, from the working folder
sqlite:////var/lib/red.db        a file, from the root
neo4j://host:7687/database       a server or cluster; also neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from graph.errors import BadURL, StoreUnavailable
from graph.store import Schema, Store

_SERVERS: Final = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


def open_store(url: str, schema: Schema, *, user: str | None = None, password: str | None = None) -> Store:
    """The store at `url`, its tables or constraints made when they are not there. Raises BadURL, StoreUnavailable."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadURL(url) from None
    if parts.scheme == "sqlite":
        return _open_file(url, schema)
    if parts.username is not None:
        # A password in an address ends up in logs and lists of processes, so it is refused, and not shown again.
        raise BadURL(f"{parts.scheme}://…@{host}")
    if parts.scheme in _SERVERS and host and port != 0 and not (parts.query or parts.fragment):
        from graph.neo4j.store import Neo4jStore

        store: Store = Neo4jStore(url, schema, user or "", password or "")
        return store
    raise BadURL(url)


def _open_file(url: str, schema: Schema) -> Store:
    from graph.sqlite.store import SqliteStore

    path = sqlite_path(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(str(error)) from error
    return SqliteStore(path, schema)


def sqlite_path(url: str) -> Path:
    """The file of a sqlite:/// address. Raises BadURL for any other."""
    head, _, written = url.partition(":///")
    path = unquote(written)
    if head != "sqlite" or not path or "\0" in path or path.endswith("/"):
        raise BadURL(url)
    return Path(path)
