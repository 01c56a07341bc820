"""Several of the office's writes as one unit, all of them or none, and many of them at a time.

with together(store, viewer) as one:
    save_many_actors(one, viewer, new)        what this saves ...
    update_actor(one, viewer, changed)        ... is undone when this is refused
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from crm.access import Viewer
from crm.saving import writing
from graph.store import Store, Transaction


class _Joined:
    """The store, except that every transaction begun on it is a part of the one that is open."""

    def __init__(self, store: Store, open_one: Transaction) -> None:
        self._store = store
        self._open_one = open_one

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def transaction(self, author: str) -> Iterator[Transaction]:  # noqa: ARG002 - the outer one has the author
        """The transaction that is open; it is committed by whoever opened it."""
        yield self._open_one


@contextmanager
def together(store: Store, viewer: Viewer) -> Iterator[Store]:
    """A store whose writes become one transaction of the viewer's. Raises what the writes inside raise."""
    with writing(store, viewer) as tx:
        yield cast("Store", _Joined(store, tx))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage meanwhile: among 100,000 records that all stay, that takes a sixth of the time.

    Records have no cycles, but a server's driver leaves some behind: end the block after each batch. Overlapping uses
    only bring the collector back sooner.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
