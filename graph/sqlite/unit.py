"""What the writers of one unit of work share: the connection, the log it appends to, the audiences it interns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, TypeVar

from graph.records import Record
from graph.sqlite.connections import Connection, Pool
from graph.sqlite.records import View
from graph.sqlite.tables import LabelTable
from graph.validation import Rules
from graph.values import write_json

CHUNK: Final = 2_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
Side = tuple[str, int]  # a record as JSON, and the key of its audience
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Engine:
    """One open file: shared by the store and all its views."""

    pool: Pool
    rules: Rules
    tables: dict[str, LabelTable]
    type_keys: dict[str, int]

    def logs(self, root: str) -> bool:
        """Whether changes of nodes with this root label go to the log."""
        label = self.rules.labels.get(root)
        return label is None or label.logged


def to_microseconds(at: datetime) -> int:
    """A moment as the log keeps it: whole microseconds since 1970 in UTC."""
    return (at - _EPOCH) // _MICROSECOND


def from_microseconds(found: int) -> datetime:
    """The moment `to_microseconds` was given."""
    return _EPOCH + found * _MICROSECOND


class Log:
    """Appends to the change log. The writer's lock is held, so the next revision is the last one plus one."""

    def __init__(self, connection: Connection, author: str) -> None:
        self._connection = connection
        self._author = author
        row = connection.execute("SELECT revision, at FROM change ORDER BY revision DESC LIMIT 1").fetchone()
        last, at = row or (0, 0)
        self.first: int = last + 1
        self.next = self.first
        # A clock that was set back must not put later changes before earlier ones.
        self._at = max(to_microseconds(datetime.now(UTC)), at)
        self._rows: list[tuple[Any, ...]] = []

    def add(
        self, action: Literal["put", "delete", "erase"], record: Record | tuple[str, str], *sides: Side | None
    ) -> None:
        """Notes one change with its sides before and after; kept by `flush`."""
        kind, id = record if isinstance(record, tuple) else (type(record).__name__.lower(), record.id)
        before, after = [side or (None, None) for side in sides]
        head = (self.next, self.first, self._at, self._author, action, kind, id)
        self._rows.append((*head, before[0], after[0], before[1], after[1]))
        self.next += 1

    def flush(self) -> None:
        """Writes what was noted."""
        self._connection.executemany("INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?,?)", self._rows)
        self._rows.clear()


class Audiences:
    """Gives each different audience its number. Numbers made here are not known elsewhere before the commit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, ...], int] = {}

    def key(self, names: tuple[str, ...]) -> int:
        """The number of an audience, which is sorted and without doubles."""
        if names not in self._known:
            self._known[names] = self._find(write_json(names)) or self._make(names)
        return self._known[names]

    def _find(self, written: str) -> int | None:
        row = self._connection.execute("SELECT key FROM audience WHERE names = ?", (written,)).fetchone()
        return row[0] if row else None

    def _make(self, names: tuple[str, ...]) -> int:
        key = self._connection.execute(
            "INSERT INTO audience (names) VALUES (?)", (write_json(names),)
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO audience_principal VALUES (?,?)", [(name, key) for name in names]
        )
        return key or 0


@dataclass
class Unit:
    """One unit of work in progress."""

    engine: Engine
    connection: Connection
    view: View
    log: Log
    audiences: Audiences
    written: int = field(default=0)

    def next_key(self, table: Literal["node", "edge"]) -> int:
        """The first free internal number of a table."""
        (last,) = self.connection.execute(f"SELECT max(key) FROM {table}").fetchone()
        return (last or 0) + 1


def begin(engine: Engine, connection: Connection, view: View, author: str) -> Unit:
    """A unit of work on a connection that may write."""
    return Unit(engine, connection, view, Log(connection, author), Audiences(connection))


def chunks(records: Iterable[R]) -> Iterator[list[R]]:
    """Records in batches; one with an id that is in the batch already begins the next."""
    batch: dict[str, R] = {}
    for record in records:
        if len(batch) == CHUNK or record.id in batch:
            yield list(batch.values())
            batch = {}
        batch[record.id] = record
    if batch:
        yield list(batch.values())
