"""A store read as three streams: every record once, then every change, all of one moment and in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from graph.codec import write_record
from graph.records import Change, Node, Record
from graph.store import Store
from graph.values import write_json

PAGE = 1000
STEP = 2000
_ATTEMPTS = 20

Progress = Callable[[str, int, int | None], None]
"""Called with the phase ("records", "changes", "compared", "files"), what is done and, when known, of how many."""


class BusySource(Exception):
    """The store was written to so often that no still moment of it could be read."""


def quiet(phase: str, done: int, total: int | None) -> None:
    """The progress of a caller that shows none."""


def read_snapshot(store: Store) -> tuple[int, Iterator[Record]]:
    """A revision, and every record as it was then: nodes before edges, each by id. Raises BusySource."""
    for _attempt in range(_ATTEMPTS):
        revision = store.revision()
        batches = store.scan()
        # The scan stands still from its first batch on; when nothing was written up to there, it shows `revision`.
        first = next(batches, [])
        if store.revision() == revision:
            return revision, chain(first, chain.from_iterable(batches))
    raise BusySource


def read_changes(store: Store, until: int) -> Iterator[Change]:
    """The log from its start up to and with revision `until`, oldest first."""
    since = 0
    while since < until:
        page = store.changes(since, limit=min(PAGE, until - since))
        if not page:
            return
        yield from page
        since = page[-1].revision


def canonical(record: Record) -> str:
    """A record as text: the same for the same labels, audience, version and values, types told apart."""
    ordered = replace(record, properties=dict(sorted(record.properties.items())))
    return write_record(ordered)


def canonical_change(change: Change) -> str:
    """A change as text: the same for the same facts in any store."""
    sides = [None if side is None else canonical(side) for side in (change.before, change.after)]
    facts = [change.revision, change.transaction, change.at.isoformat(), change.author, change.action]
    return write_json([*facts, change.kind, change.id, *sides])


def is_empty(store: Store) -> bool:
    """Whether nothing was ever saved in it."""
    return store.revision() == 0 and not next(store.scan(), [])


class Counter:
    """Counts what streams through it, and says so now and then."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.nodes = self.edges = self.changes = 0

    def records(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records, counted by kind."""
        for record in records:
            if isinstance(record, Node):
                self.nodes += 1
            else:
                self.edges += 1
            yield record
            if (self.nodes + self.edges) % STEP == 0:
                self.progress("records", self.nodes + self.edges, None)
        self.progress("records", self.nodes + self.edges, self.nodes + self.edges)

    def logged(self, changes: Iterable[Change], total: int) -> Iterator[Change]:
        """The same changes, counted."""
        for change in changes:
            self.changes += 1
            yield change
            if self.changes % STEP == 0:
                self.progress("changes", self.changes, total)
        self.progress("changes", self.changes, total)
