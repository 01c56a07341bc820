"""What the writers of one unit of work share: the transaction, and the log it appends to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeVar

from graph.codec import write_record
from graph.neo4j.connections import OpenTransaction
from graph.neo4j.engine import Engine
from graph.neo4j.records import View
from graph.records import Edge, Node, Record
from graph.validation import Rules

CHUNK: Final = 2_000
# A statement with its parameters, and what it changes, has to fit the server's memory several times.
CHUNK_SIZE: Final = 4_000_000
R = TypeVar("R", bound=Record)


@dataclass
class Log:
    """Appends to the change log. The lock is held, so the next revision is the last one plus one."""

    transaction: OpenTransaction
    author: str
    last: int
    at: datetime
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _size: int = 0

    def __post_init__(self) -> None:
        self.first = self.last + 1

    def add(
        self, action: Literal["put", "delete", "erase"], record: Record | str, *sides: Record | None
    ) -> None:
        """Notes one change with its sides before and after; a record that is only an id is a node's."""
        self.last += 1
        row = change_row(record, sides)
        self._rows.append(row | {"revision": self.last, "action": action})
        self._size += sum(len(row[side]) for side in ("before", "after") if side in row)
        if len(self._rows) >= CHUNK or self._size > CHUNK_SIZE:
            self.flush()

    def flush(self) -> None:
        """Writes what was noted."""
        if self._rows:
            same = {"transaction": self.first, "at": self.at, "author": self.author}
            text = "UNWIND $rows AS row CREATE (c:_Change) SET c = row, c += $same"
            self.transaction.do(text, {"rows": self._rows, "same": same})
        self._rows, self._size = [], 0


def change_row(record: Record | str, sides: Iterable[Record | None]) -> dict[str, Any]:
    """What a change says of its record, each side as JSON."""
    row: dict[str, Any] = {"kind": "edge" if isinstance(record, Edge) else "node"}
    row["id"] = record if isinstance(record, str) else record.id
    written = {
        name: write_record(side) for name, side in zip(("before", "after"), sides, strict=True) if side
    }
    return row | written


@dataclass
class Unit:
    """One unit of work in progress."""

    engine: Engine
    runner: OpenTransaction
    view: View
    log: Log
    written: int = 0

    @property
    def rules(self) -> Rules:
        """The schema's."""
        return self.engine.rules

    def logs(self, root: str) -> bool:
        """Whether changes of nodes with this root label go to the log."""
        label = self.rules.labels.get(root)
        return label is None or label.logged


@contextmanager
def unit_of_work(engine: Engine, view: View, author: str) -> Iterator[Unit]:
    """A unit of work: kept when the block ends well, undone otherwise. Raises StoreUnavailable."""
    locked = engine.begin()
    # A clock that was set back must not put later changes before earlier ones.
    now = max(datetime.now(UTC), locked.at or datetime.min.replace(tzinfo=UTC))
    unit = Unit(engine, locked.transaction, view, Log(locked.transaction, author, locked.revision, now))
    try:
        yield unit
        unit.log.flush()
        if unit.written:
            engine.commit(locked, {"revision": unit.log.last, "at": now, "settled": True})
    finally:
        locked.transaction.roll_back()


def chunks(records: Iterable[R]) -> Iterator[list[R]]:
    """Records in batches that are not too heavy; one with an id that is in the batch already begins the next."""
    batch: dict[str, R] = {}
    size = 0
    for record in records:
        if len(batch) == CHUNK or size > CHUNK_SIZE or record.id in batch:
            yield list(batch.values())
            batch, size = {}, 0
        batch[record.id] = record
        size += weight(record)
    if batch:
        yield list(batch.values())


def weight(record: Node | Edge) -> int:
    """About how many characters a record has."""
    return sum(
        len(value) if isinstance(value, str) else sum(len(str(item)) for item in value)
        for value in record.properties.values()
        if isinstance(value, (str, list))
    )
