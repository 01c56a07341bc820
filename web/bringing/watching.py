"""A store whose writing can be watched and stopped: it counts the records of its transactions as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from graph.records import Edge, Node
from graph.store import Store, Transaction

T = TypeVar("T")
Tell = Callable[[int], None]
_STEP = 500


class Cancelled(Exception):
    """Raised within the work when it shall stop; the transaction it is in undoes everything."""


class _Watched:
    """A transaction that tells how many records it wrote."""

    def __init__(self, tx: Transaction, tell: Tell) -> None:
        self._tx = tx
        self._tell = tell
        self._written = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    def put_nodes(self, nodes: Iterable[Node]) -> list[Node]:
        """As the transaction does."""
        return self._tx.put_nodes(self._counted(nodes))

    def put_edges(self, edges: Iterable[Edge]) -> list[Edge]:
        """As the transaction does."""
        return self._tx.put_edges(self._counted(edges))

    def _counted(self, records: Iterable[T]) -> Iterator[T]:
        for record in records:
            self._written += 1
            if self._written % _STEP == 0:
                self._tell(self._written)
            yield record


class _Watching:
    """The store, except that its transactions are watched."""

    def __init__(self, store: Store, tell: Tell) -> None:
        self._store = store
        self._tell = tell

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def as_seen_by(self, principals: Any) -> Store:
        """A view that is watched too."""
        return watched(self._store.as_seen_by(principals), self._tell)

    @contextmanager
    def transaction(self, author: str) -> Iterator[Transaction]:
        """As the store's own."""
        with self._store.transaction(author) as tx:
            yield cast("Transaction", _Watched(tx, self._tell))


def watched(store: Store, tell: Tell) -> Store:
    """The store; `tell` is called with the number of records written, and may raise Cancelled."""
    return cast("Store", _Watching(store, tell))
