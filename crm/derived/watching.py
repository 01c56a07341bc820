"""What was archived, erased, hidden, renamed, moved or taken out since the analysis, by the change log; what nobody touched
costs nothing.

seen_now(store, derived) -> the same results, or `crm.derived.seen.Seen` of them when something of them is no longer true
"""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock

from crm.derived.meetings_now import MeetingsNow, Touched
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
        self._meetings = MeetingsNow()
        self._lock = Lock()

    def follow(self, store: Store) -> Derived:
        """Takes in what was saved since the last time. Raises StoreUnavailable."""
        now = store.revision()
        if 0 < now - self.revision <= MOST_CHANGES:
            with self._lock:
                self._take(store)
        return self.seen

    def _take(self, store: Store) -> None:
        changes = [*changes_after(store, self.revision)]
        revision = changes[-1].revision if changes else self.revision
        touched = Touched.by(changes)
        shared = store.as_seen_by({PUBLIC, OFFICE})
        before = self._since()
        self._actors(shared, touched.nodes & self.whole.number.keys())
        self._meetings.take(shared, self.whole, touched)
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

    def _since(self) -> Since:
        now = self._meetings
        return Since(
            frozenset(self._gone),
            dict(self._names),
            frozenset(now.gone),
            dict(now.otherwise),
            frozenset(now.left),
        )


def _is_gone(node: Node | None) -> bool:
    return node is None or bool(node.get("archived"))


_WATCHES = Newest(Watch)


def seen_now(store: Store, derived: Derived) -> Derived:
    """The results as they may be told now. The same object until that changes."""
    return _WATCHES.of(derived).follow(store)
