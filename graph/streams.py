"""A store read as three streams: every record once, then every change, all of one moment and in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain

from graph.codec import write_record
from graph.records import Change, Node, Record, Value
from graph.store import Store
from graph.values import write_properties

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


def changes_after(store: Store, since: int, of: Collection[str] = (), page: int = PAGE) -> Iterator[Change]:
    """The log after revision `since`, oldest first, of some records (none: of all), read in pages of so many changes."""
    while found := store.changes(since, of, page):
        yield from found
        since = found[-1].revision


def canonical(record: Record) -> str:
    """A record as text: the same for the same labels, audience, version and values, types told apart."""
    return write_record(record, write_properties(dict(sorted(record.properties.items()))))


def is_same(one: Record | None, other: Record | None) -> bool:
    """Whether two records have the same canonical text, found out without writing it."""
    if one is None or other is None:
        return one is other
    return one == other and all(
        _kinds(value) == _kinds(other.properties[name]) for name, value in one.properties.items()
    )


def _kinds(value: Value) -> tuple[type, ...]:
    """1, 1.0 and True are equal and yet not the same."""
    if isinstance(value, list) and value:
        return (list, type(value[0]))
    return (type(value),)


def is_same_change(one: Change, other: Change) -> bool:
    """Whether two lines of a log say the same, in whatever stores they are."""
    return one == other and is_same(one.before, other.before) and is_same(one.after, other.after)


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
