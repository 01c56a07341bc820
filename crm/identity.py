"""Ids: readable, made once from a name, never changed and never given to another record.

"Cámara de Comercio de Bucaramanga"  ->  camara-comercio-bucaramanga, then camara-comercio-bucaramanga-2
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from hashlib import blake2b
from itertools import count
from typing import Protocol

from crm.naming import SMALL_WORDS
from crm.periods import Period
from graph.fold import fold
from graph.records import Node
from graph.store import Store

MAX_ID = 80
_ROOM_FOR_NUMBER = 8
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class Reader(Protocol):
    """What a store and its transaction have in common: reading nodes by id."""

    def get(self, ids: Collection[str]) -> dict[str, Node]:
        """Nodes by id."""


def slug(text: str, fallback: str = "registro", limit: int = MAX_ID - _ROOM_FOR_NUMBER) -> str:
    """Small letters, digits and hyphens; accents and small words go, whole words are kept up to `limit`."""
    words = [word for word in _NOT_SLUG.split(fold(text)) if word]
    telling = [word for word in words if word not in SMALL_WORDS] or words
    return _joined(telling, limit) or fallback


def _joined(words: Iterable[str], limit: int) -> str:
    joined = ""
    for word in words:
        longer = f"{joined}-{word}" if joined else word[:limit]
        if len(longer) > limit:
            break
        joined = longer
    return joined


def day_slug(period: Period) -> str:
    """A period at the head of an id: 2026-11-19, 2024-03, 2023q1, 2025s2, 2017."""
    day = period.start or period.sort_day
    match period.precision:
        case "year":
            return f"{day.year}"
        case "semester":
            return f"{day.year}s{(day.month + 5) // 6}"
        case "quarter":
            return f"{day.year}q{(day.month + 2) // 3}"
        case "month":
            return f"{day.year}-{day.month:02}"
        case _:
            return day.isoformat()


def free_ids(reader: Reader, store: Store, bases: Iterable[str], reserved: Collection[str] = ()) -> list[str]:
    """An id for each base in turn: the base itself, or with the first number no record has or ever had."""
    wanted = list(bases)
    taken = set(reader.get(set(wanted))).union(reserved)
    taken |= _gone(store, set(wanted) - taken)
    ids = []
    for base in wanted:
        id = _untaken(reader, store, base, taken)
        taken.add(id)
        ids.append(id)
    return ids


def _untaken(reader: Reader, store: Store, base: str, taken: Collection[str]) -> str:
    if base not in taken:
        return base
    numbered = (f"{base}-{number}" for number in count(2))
    return next(id for id in numbered if id not in taken and not reader.get([id]) and not _gone(store, [id]))


def _gone(store: Store, ids: Collection[str]) -> set[str]:
    """Those of the ids that the log has seen, though no record has them now, or the view hides the one that has."""
    ordered, everything = sorted(ids), store.as_seen_by(None)
    chunks = (ordered[start : start + 500] for start in range(0, len(ordered), 500))
    return {change.id for chunk in chunks for change in everything.changes(of=chunk, limit=10_000)}


def edge_id(type: str, *parts: str) -> str:
    """The same edge has the same id each time it is derived from its record, so that saving again changes nothing."""
    digest = blake2b("\0".join((type, *parts)).encode(), digest_size=12).hexdigest()
    return f"e-{digest}"


def record_id(prefix: str, *parts: str) -> str:
    """An id that nobody reads, the same for the same parts."""
    return f"{prefix}-{blake2b(chr(0).join(parts).encode(), digest_size=16).hexdigest()}"
