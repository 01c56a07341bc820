"""The changes of one unit of work, read from the log."""

from __future__ import annotations

from graph.records import Change
from graph.store import Store

# Most units of work are small: what is read beyond their end is read for nothing.
_FIRST, _PAGE = 16, 1000


def transaction_changes(store: Store, transaction: int, limit: int | None = None) -> list[Change]:
    """All changes of one unit of work in order, at most `limit`; empty when the view shows none."""
    found: list[Change] = []
    if not 0 < transaction <= store.revision():
        return found
    since, size = transaction - 1, _FIRST
    while limit is None or len(found) < limit:
        page = store.changes(since, (), size)
        mine = [change for change in page if change.transaction == transaction]
        found += mine
        if len(mine) < len(page) or len(page) < size:
            break
        since, size = page[-1].revision, min(_PAGE, size * 4)
    return found[:limit]
