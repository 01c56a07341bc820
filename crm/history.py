"""The history of a record: who changed what when, field by field; what it was at a moment; and undoing.

Reads take the viewer's view (`store.as_seen_by`), so that nobody learns from the past what the present hides.
Accounts, sessions and settings have no history here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crm.errors import NotFound
from crm.history_fields import OUTGOING, TIES, FieldChange, Link, field_changes, is_internal
from crm.history_links import link_changes
from crm.recent import Action, RecentChange, Touched, action_of, recent_changes
from crm.undoing import undo
from crm.undone import Undone
from crm.unit_changes import transaction_changes
from crm.views.reading import as_told
from graph.records import Change, Edge, Node, Record
from graph.store import EdgeQuery, Store
from graph.streams import changes_after

__all__ = [
    "Action",
    "HistoryEntry",
    "Link",
    "RecentChange",
    "Touched",
    "Undone",
    "as_recorded",
    "history_of",
    "recent_changes",
    "undo",
]

_PAGE, _MOST_READ = 1000, 20_000
_BESIDE = 2_000


@dataclass(frozen=True)
class HistoryEntry:
    """What one unit of work did to one record. `author` is a user's or token's id, or "system"."""

    revision: int
    transaction: int
    at: datetime
    author: str
    action: Action
    fields: tuple[FieldChange, ...]


def history_of(store: Store, id: str, limit: int = 200) -> list[HistoryEntry]:
    """What was changed on the record `id` (a node or a tie), the newest first, at most `limit` entries.

    Its participants, sources, posts, commitments and ties belong to it. Raises NotFound.
    """
    found = _newest(store, [id, *_edges_beside(store, id)], limit)
    own = [change for change in found if not is_internal(change, store.schema)]
    if not own:
        raise NotFound("record", id)
    transactions = sorted({change.transaction for change in own}, reverse=True)[:limit]
    entries = (_entry(store, id, _with_parted(store, id, t, own)) for t in transactions)
    return [entry for entry in entries if entry is not None]


def _edges_beside(store: Store, id: str) -> list[str]:
    """Ids of the edges that belong to the record now, of a hub no more than can be shown."""
    node = store.get([id]).get(id)
    if node is None:
        return []
    edges = store.edges(EdgeQuery((id,), OUTGOING, "out", limit=_BESIDE))
    incoming = ("TOOK_PART",) if node.root == "Interaction" else ("HOLDS", *TIES)
    return [edge.id for edge in [*edges, *store.edges(EdgeQuery((id,), incoming, "in", limit=_BESIDE))]]


def _newest(store: Store, ids: Collection[str], wanted: int) -> list[Change]:
    """The changes of the last `wanted` units of work that say something about these records, found from the end back."""
    top, width = store.revision(), 4_096
    while True:
        since = max(0, top - width)
        found = list(_telling(_all(store, since, ids)))
        if since == 0 or len({change.transaction for change in found}) >= wanted:
            return found
        width *= 16


def _all(store: Store, since: int, ids: Collection[str]) -> Iterator[Change]:
    for _ in range(_MOST_READ // _PAGE):
        page = store.changes(since, ids, _PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        since = page[-1].revision


def _telling(changes: Iterator[Change]) -> Iterator[Change]:
    for change in changes:
        if None in (change.before, change.after) or next(field_changes(change.before, change.after), None):
            yield change


def _with_parted(store: Store, id: str, transaction: int, own: Collection[Change]) -> list[Change]:
    """The record's changes in one unit of work, those of edges that are gone now included."""
    known = {change.revision: change for change in own if change.transaction == transaction}
    if any(change.id == id and change.kind == "node" for change in known.values()):
        beside = transaction_changes(store, transaction, _BESIDE)
        known |= {c.revision: c for c in beside if c.kind == "edge" and id in _ends(c)}
    return [known[revision] for revision in sorted(known)]


def _ends(change: Change) -> set[str]:
    sides = [side for side in (change.before, change.after) if isinstance(side, Edge)]
    return {end for side in sides for end in (side.start, side.end)}


def _entry(store: Store, id: str, changes: Sequence[Change]) -> HistoryEntry | None:
    mine = [change for change in changes if change.id == id]
    before, after = (mine[0].before, mine[-1].after) if mine else (None, None)
    fields = list(field_changes(as_told(store, before), as_told(store, after)))
    for change in changes:
        if change.id != id:
            fields += link_changes(change, id)
    action = action_of(mine)
    if not fields and action == "updated":
        return None
    last = changes[-1]
    return HistoryEntry(last.revision, last.transaction, last.at, last.author, action, tuple(fields))


def as_recorded(store: Store, id: str, at: datetime) -> Node | None:
    """The node as the store held it at that moment; None when it was not there yet, gone, or has been erased since."""
    first: Change | None = None
    last: Change | None = None
    for change in changes_after(store, 0, [id]):
        first = first or change
        if change.at > at:
            break
        last = change
    if first is None:
        return None
    record: Record | None = first.before if last is None else last.after
    internal = last is not None and is_internal(last, store.schema)
    return record if isinstance(record, Node) and not internal else None
