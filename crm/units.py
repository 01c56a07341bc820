"""One unit of work, record by record: what it changed on each, for the page where one decides to undo it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crm.errors import NotFound
from crm.history_fields import FieldChange, field_changes, is_internal
from crm.history_links import link_changes
from crm.recent import Touched, touched
from crm.unit_changes import transaction_changes
from crm.views.reading import as_told
from graph.records import Change, Edge
from graph.store import Store

MOST = 1000


@dataclass(frozen=True)
class ChangedRecord:
    """A record of the unit and what changed on it: (field, before, after)."""

    record: Touched
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Unit:
    """A unit of work; of one with more than a thousand changes only the first are there, and `cut` says so."""

    transaction: int
    at: datetime
    author: str
    records: tuple[ChangedRecord, ...]
    cut: bool


def unit_of(store: Store, transaction: int) -> Unit:
    """The unit of work. `store` is the viewer's view. Raises NotFound when it shows nothing of it."""
    changes = transaction_changes(store, transaction, MOST + 1)
    told = [change for change in changes[:MOST] if not is_internal(change, store.schema)]
    by_id: defaultdict[str, list[Change]] = defaultdict(list)
    beside: defaultdict[str, list[Change]] = defaultdict(list)
    for change in told:
        by_id[change.id].append(change)
        for end in _ends(change):
            beside[end].append(change)
    records = [_changed(store, group, beside[id]) for id, group in by_id.items()]
    shown = tuple(record for record in records if record is not None)
    if not shown:
        raise NotFound("transaction", str(transaction))
    return Unit(transaction, told[0].at, told[0].author, shown, len(changes) > MOST)


def _ends(change: Change) -> set[str]:
    sides = [side for side in (change.before, change.after) if isinstance(side, Edge)]
    return {end for side in sides for end in (side.start, side.end)}


def _changed(store: Store, changes: Sequence[Change], beside: Sequence[Change]) -> ChangedRecord | None:
    record = touched(changes)
    if record is None:
        return None
    before, after = as_told(store, changes[0].before), as_told(store, changes[-1].after)
    fields = list(field_changes(before, after))
    for change in beside:
        fields += link_changes(change, record.id)
    return ChangedRecord(record, tuple(fields))
