"""Who was archived, erased, hidden or renamed since the analysis, by the change log; what nobody touched costs nothing.

seen_now(store, derived) -> the same results, or `crm.derived.seen.Seen` of them when somebody is gone
"""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock

import numpy as np

from crm.derived.newest import Newest
from crm.derived.results import Derived
from crm.derived.seen import Seen, Since
from crm.naming import printable
from graph.records import OFFICE, PUBLIC, Node
from graph.store import Store
from graph.streams import changes_after

# More changes at a time are left to the analyst, who is at it.
MOST_CHANGES = 20_000


class Watch:
    """Follows the store from the results `whole` on; `seen` is what may be told of them now."""

    def __init__(self, whole: Derived) -> None:
        self.whole = whole
        self.revision = whole.revision
        self.seen: Derived = whole
        self._gone: set[int] = set()
        self._names: dict[int, str] = {}
        self._interactions: dict[str, int] = {}
        self._lock = Lock()

    def follow(self, store: Store) -> Derived:
        """Takes in what was saved since the last time. Raises StoreUnavailable."""
        now = store.revision()
        if 0 < now - self.revision <= MOST_CHANGES:
            with self._lock:
                self._take(store)
        return self.seen

    def _take(self, store: Store) -> None:
        touched, revision = _touched(store, self.revision)
        shared = store.as_seen_by({PUBLIC, OFFICE})
        actors = touched & self.whole.number.keys()
        before = self._since()
        self._actors(shared, actors)
        self._events(shared, touched - actors)
        since = self._since()
        if since != before:
            self.seen = Seen(self.whole, since) if since != Since() else self.whole
        self.revision = revision

    def _actors(self, shared: Store, ids: Collection[str]) -> None:
        nodes = shared.get(ids) if ids else {}
        for id in ids:
            number, node = self.whole.number[id], nodes.get(id)
            self._names.pop(number, None)
            self._gone.discard(number)
            if _is_gone(node):
                self._gone.add(number)
            elif node is not None:
                name = printable(str(node.get("name")))
                if name != self.whole.actors["name"][number]:
                    self._names[number] = name

    def _events(self, shared: Store, ids: set[str]) -> None:
        """Other records than interactions have no number there and change nothing."""
        nodes = shared.get(ids) if ids else {}
        for id in ids & self._interactions.keys():
            del self._interactions[id]
        hidden = np.array([id.encode() for id in ids if _is_gone(nodes.get(id))])
        if len(hidden):
            kept = self.whole.array("interaction_id")
            numbers = np.flatnonzero(np.isin(kept, hidden)).tolist()
            self._interactions |= dict(zip(self.whole.interaction_ids(numbers), numbers, strict=True))

    def _since(self) -> Since:
        return Since(frozenset(self._gone), dict(self._names), frozenset(self._interactions.values()))


def _is_gone(node: Node | None) -> bool:
    return node is None or bool(node.get("archived"))


def _touched(store: Store, revision: int) -> tuple[set[str], int]:
    """The nodes that changes are about, and how far the log was read."""
    found: set[str] = set()
    for change in changes_after(store, revision):
        revision = change.revision
        if change.kind == "node":
            found.add(change.id)
    return found, revision


_WATCHES = Newest(Watch)


def seen_now(store: Store, derived: Derived) -> Derived:
    """The results as they may be told now. The same object until that changes."""
    return _WATCHES.of(derived).follow(store)
