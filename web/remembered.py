"""Counts that are worth keeping: of one state of the data, for who may see the same, until the next change is saved.

    remembered("interactions", filter, lambda: facet_interactions(store, filter))

The store's revision decides, so nothing stale is ever shown, whichever process saved; each process keeps its own.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from flask import current_app

from web.auth import current_principals
from web.store import current_store

T = TypeVar("T")
MOST = 400


class Memory:
    """What was counted at the latest revision that was seen; the oldest goes first when there is too much."""

    def __init__(self) -> None:
        self._revision = -1
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, revision: int, key: Hashable) -> Any:
        """What is known at a revision; None for nothing."""
        with self._lock:
            if revision != self._revision or key not in self._known:
                return None
            self._known.move_to_end(key)
            return self._known[key]

    def put(self, revision: int, key: Hashable, value: Any) -> None:
        """Keeps it; what belongs to an older revision is forgotten, and an older one is not taken."""
        with self._lock:
            if revision < self._revision:
                return
            if revision > self._revision:
                self._known.clear()
                self._revision = revision
            self._known[key] = value
            while len(self._known) > MOST:
                self._known.popitem(last=False)


def remembered(name: str, what: Hashable, count: Callable[[], T]) -> T:
    """The result of `count` for `what` as the person who asks may see it, counted once for each state of the data."""
    memory: Memory = current_app.extensions.setdefault("aliados_remembered", Memory())
    # The revision is read first: what is saved while we count is counted again at the next look.
    revision, key = current_store().revision(), (name, current_principals(), what)
    known = memory.get(revision, key)
    if known is None:
        known = count()
        memory.put(revision, key, known)
    return cast("T", known)
