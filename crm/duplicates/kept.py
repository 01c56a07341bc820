"""Who may be there twice, found off the request: the analyst keeps the pairs, pages only read them.

data/derived/duplicates/…     pairs.json, meta.json; made again when some actor's names, type, place or addresses changed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from crm.derived.files import DamagedResults, Folder, open_current, write_folder
from crm.duplicates.finding import Pair, find_pairs
from crm.duplicates.scoring import DEFAULT
from crm.duplicates.stored import APART, COLUMNS, ends_of, read_records
from graph.records import OFFICE, PUBLIC
from graph.store import Store

FORMAT = 1
STATED = "POSSIBLE_DUPLICATE_OF"
_STATED_SCORE = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs kept, best first, and the revision of the store they were found in."""

    pairs: list[Pair]
    revision: int


def folder_of(derived: Path) -> Path:
    """Where the pairs lie beside the other results."""
    return derived / "duplicates"


def refresh_duplicates(store: Store, derived: Path) -> None:
    """Finds the pairs again if what they depend on has changed; the analyst alone calls this."""
    folder, shared = folder_of(derived), store.as_seen_by({PUBLIC, OFFICE})
    revision = store.revision()
    known = _meta(open_current(folder))
    if known is not None and known["revision"] == revision:
        return
    digest = _digest(shared)
    current = open_current(folder)
    if known is not None and known["digest"] == digest and current is not None:
        pairs = current.document("pairs")
    else:
        pairs = [[pair.a, pair.b, pair.score, list(pair.why)] for pair in _find(shared)]
    meta = {"format": FORMAT, "revision": revision, "digest": digest}
    write_folder(folder, str(revision), {}, {"pairs": pairs, "meta": meta})


def read_found(derived: Path) -> Found | None:
    """What was found last; None when nothing was looked for yet."""
    current = open_current(folder_of(derived))
    meta = _meta(current)
    if current is None or meta is None:
        return None
    pairs = [Pair(a, b, score, tuple(why)) for a, b, score, why in current.document("pairs")]
    return Found(pairs, meta["revision"])


def _meta(folder: Folder | None) -> dict[str, Any] | None:
    if folder is None:
        return None
    try:
        meta: dict[str, Any] = folder.document("meta")
    except DamagedResults:  # as good as not there
        return None
    return meta if meta.get("format") == FORMAT else None


def _find(store: Store) -> list[Pair]:
    """Look-alikes and what the documents themselves hold for possibly the same, without what was said to be apart."""
    apart = {frozenset(ends) for ends in ends_of(store, APART)}
    records = read_records(store)
    here = {record.id for record in records}
    pairs = {frozenset((str(p.a), str(p.b))): p for p in find_pairs(records, DEFAULT)}
    for one, other in ends_of(store, STATED):
        if one in here and other in here:
            key = frozenset((one, other))
            score, why = (pairs[key].score, pairs[key].why) if key in pairs else (_STATED_SCORE, ())
            pairs[key] = Pair(one, other, score, ("stated", *why))
    left = [pair for key, pair in pairs.items() if key not in apart and len(key) == 2]
    return sorted(left, key=lambda pair: (-pair.score, str(pair.a), str(pair.b)))


def _digest(store: Store) -> str:
    """Changes when something does that the pairs depend on."""
    digest = blake2b(digest_size=16)
    for rows in _rows(store):
        digest.update(rows)
    return digest.hexdigest()


def _rows(store: Store) -> Iterable[bytes]:
    for batch in store.table("Actor", COLUMNS):
        yield repr(batch).encode()
    for type in (APART, STATED, "AT", "HOLDS"):
        for edges in store.table(type, ("start", "end")):
            yield repr(edges).encode()
