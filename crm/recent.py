"""The last changes of the whole graph, unit of work by unit of work, for the page where they are seen and undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from crm.history_fields import TIES, field_changes, is_internal, kind_of, name_of
from graph.records import Change, Edge
from graph.store import Store

Action = Literal["created", "updated", "archived", "restored", "deleted", "erased"]
_PAGE, _NAMED = 250, 50


@dataclass(frozen=True)
class Touched:
    """A record that a unit of work changed; `name` as it was called then."""

    kind: str
    id: str
    name: str
    action: Action


@dataclass(frozen=True)
class RecentChange:
    """One unit of work. Of one with very many changes (an import) only the first records are named, and `cut` says so."""

    transaction: int
    at: datetime
    author: str
    records: tuple[Touched, ...]
    cut: bool = False


def recent_changes(store: Store, limit: int = 50, before: int | None = None) -> list[RecentChange]:
    """The last units of work that changed records, the newest first; `before` is the transaction to go on from.

    `store` is the viewer's view.
    """
    top = before if before is not None else store.revision() + 1
    found: list[RecentChange] = []
    while top > 1 and len(found) < limit:
        long = _long_unit(store, top)
        if long is not None:
            found += _cut(store, long)
            top = long
            continue
        since = max(0, top - 1 - _PAGE)
        page = [change for change in store.changes(since, (), _PAGE) if change.revision < top]
        whole = [change for change in page if change.transaction > since]
        found += _units(store, whole) if whole or not page else _cut(store, page[0].transaction)
        top = min((change.transaction for change in whole or page), default=since + 1)
    return found[:limit]


def _long_unit(store: Store, top: int) -> int | None:
    """The unit of work right before `top` when it alone is longer than a page; it is not worth reading whole."""
    last = store.changes(top - 2, (), 1)
    if not last or last[0].revision >= top:
        return None  # the view does not show it
    return last[0].transaction if top - last[0].transaction > _PAGE else None


def _cut(store: Store, transaction: int) -> list[RecentChange]:
    """One unit of work that is longer than a page, by its first changes: what others keep with it comes last."""
    page = store.changes(transaction - 1, (), _NAMED)
    units = _units(store, [change for change in page if change.transaction == transaction])
    return [replace(unit, cut=True) for unit in units]


def _units(store: Store, changes: Sequence[Change]) -> list[RecentChange]:
    units: defaultdict[int, list[Change]] = defaultdict(list)
    for change in changes:
        if not is_internal(change, store.schema):
            units[change.transaction].append(change)
    made = (_unit(units[transaction]) for transaction in sorted(units, reverse=True))
    return [unit for unit in made if unit.records]


def _unit(changes: Sequence[Change]) -> RecentChange:
    by_id: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_id[change.id].append(change)
    records = (touched(group) for group in by_id.values())
    last = changes[-1]
    return RecentChange(last.transaction, last.at, last.author, tuple(r for r in records if r is not None))


def touched(changes: Sequence[Change]) -> Touched | None:
    """The record that these changes of one unit of work are about; None for what no history tells."""
    first, last = changes[0], changes[-1]
    record = last.after or first.before or last.before
    if record is None:
        return Touched("record", last.id, last.id, "erased") if last.kind == "node" else None
    if isinstance(record, Edge) and record.type not in TIES:
        return None
    telling = (
        first.before is None or last.after is None or next(field_changes(first.before, last.after), None)
    )
    return Touched(kind_of(record), record.id, name_of(record), action_of(changes)) if telling else None


def action_of(changes: Sequence[Change]) -> Action:
    """What happened to one record in one unit of work, from its changes in order."""
    if not changes:
        return "updated"
    first, last = changes[0], changes[-1]
    if last.action == "erase" or (first.before is None and last.after is None):
        return "erased"
    if first.before is None:
        return "created"
    if last.after is None:
        return "deleted"
    archived = bool(first.before.get("archived")), bool(last.after.get("archived"))
    return {(False, True): "archived", (True, False): "restored"}.get(archived, "updated")  # type: ignore[return-value]
