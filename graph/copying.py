"""A whole store into another, history and versions kept, and the proof that two stores hold the same.

copy(sqlite, neo4j)      scan + changes ---load---> the other store, all or nothing
compare(sqlite, neo4j)   walks both side by side and lists what differs
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, TypeVar

from graph.backups import backup, check_backup, restore
from graph.errors import NotEmpty
from graph.integrity import check_integrity
from graph.records import Change, Node, Record
from graph.store import Store
from graph.streams import (
    STEP,
    Counter,
    Progress,
    is_empty,
    is_same,
    is_same_change,
    quiet,
    read_changes,
    read_snapshot,
)

__all__ = [
    "Copied",
    "Difference",
    "backup",
    "check_backup",
    "check_integrity",
    "compare",
    "copy",
    "is_empty",
    "restore",
]

SHOWN = 100

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Copied:
    """How much was copied, and of which revision of the source."""

    nodes: int
    edges: int
    changes: int
    revision: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two stores do not have in common.

    `why`: "missing" in the second store, "extra" in the second, or it "differs". A change's id is its revision.
    """

    kind: Literal["node", "edge", "change"]
    id: str
    why: Literal["missing", "extra", "differs"]


def copy(source: Store, target: Store, progress: Progress = quiet) -> Copied:
    """Everything in `source` into the empty `target`, all or nothing; other users of `source` may go on writing.

    Raises NotEmpty, BusySource, and what either store raises.
    """
    if not is_empty(target):
        raise NotEmpty
    revision, records = read_snapshot(source)
    counter = Counter(progress)
    target.load(counter.records(records), counter.logged(read_changes(source, revision), revision))
    return Copied(counter.nodes, counter.edges, counter.changes, revision)


def compare(one: Store, other: Store, progress: Progress = quiet, limit: int = SHOWN) -> list[Difference]:
    """What differs between two stores, at most `limit` things; empty is the proof that they hold the same.

    Records are compared with labels, audience, version and all values, the log change by change. Memory stays the same
    however large the stores are.
    """
    until, records = read_snapshot(one)
    other_until, other_records = read_snapshot(other)
    found = list(_first(_compare_records(records, other_records, progress), limit))
    logs = read_changes(one, until), read_changes(other, other_until)
    return found + list(_first(_compare_changes(*logs), limit - len(found)))


def _first(items: Iterator[Item], limit: int) -> Iterator[Item]:
    for _number, item in zip(range(limit), items, strict=False):
        yield item


def _place(record: Record) -> tuple[bool, str]:
    return not isinstance(record, Node), record.id


def _compare_records(
    ones: Iterator[Record], others: Iterator[Record], progress: Progress
) -> Iterator[Difference]:
    one, other, done = next(ones, None), next(others, None), 0
    while one is not None or other is not None:
        done += 1
        if done % STEP == 0:
            progress("compared", done, None)
        if other is None or (one is not None and _place(one) < _place(other)):
            assert one is not None
            yield Difference(_kind(one), one.id, "missing")
            one = next(ones, None)
        elif one is None or _place(other) < _place(one):
            yield Difference(_kind(other), other.id, "extra")
            other = next(others, None)
        else:
            if not is_same(one, other):
                yield Difference(_kind(one), one.id, "differs")
            one, other = next(ones, None), next(others, None)
    progress("compared", done, done)


def _kind(record: Record) -> Literal["node", "edge"]:
    return "node" if isinstance(record, Node) else "edge"


def _compare_changes(ones: Iterator[Change], others: Iterator[Change]) -> Iterator[Difference]:
    for one, other in zip_longest(ones, others):
        if other is None:
            yield Difference("change", str(one.revision), "missing")
        elif one is None:
            yield Difference("change", str(other.revision), "extra")
        elif not is_same_change(one, other):
            yield Difference("change", str(one.revision), "differs")
