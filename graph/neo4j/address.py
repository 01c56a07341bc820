"""Where a Neo4j server listens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from graph.errors import BadURL

SCHEMES: Final = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
_DATABASE: Final = re.compile(r"[A-Za-z][A-Za-z0-9.-]{2,62}")


@dataclass(frozen=True)
class Address:
    """Where a server listens, and which of its databases is meant: None is the user's home database."""

    uri: str
    database: str | None


def address_of(url: str) -> Address:
    """The parts of neo4j://host[:port][/database]. Raises BadURL."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise BadURL(url) from None
    if parts.username is not None or parts.password is not None:
        raise BadURL(f"{parts.scheme}://…@{parts.hostname}")
    database = parts.path.strip("/")
    if not good or parts.query or parts.fragment or (database and not _DATABASE.fullmatch(database)):
        raise BadURL(url)
    return Address(f"{parts.scheme}://{parts.netloc}", database or None)
