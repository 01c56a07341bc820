"""The tables one root label has in SQLite, and the statements that keep them.

    node_Thing  one row a node: _key, _id, _audience and a column for each indexed property
    list_Thing  one row for each different item of an indexed list, and for each label beside the root (":label");
                the audience stands here too, so that items are counted without a look at the nodes
    text_Thing  the folded text, in FTS5

The whole node is in table `node`; these three only find it, so they can be filled anew whenever the schema changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from graph.fold import search_text
from graph.records import Node, Scalar
from graph.sqlite.connections import Connection
from graph.store import Kind, Label
from graph.validation import Rules
from graph.values import read_value, write_value

LABELS: Final = ":label"
Column = str | int | float | None
# Dates and numbers are mostly read from the newest or largest down, texts from A to Z.
_FALLING: Final = frozenset({"date", "number", "integer"})
_TYPES: Final[dict[Kind, str]] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "date": "INTEGER",
}
# A flag that is mostly false is looked for when it is not, and a list when there is none.
_INDEXES: Final = {
    "boolean": ("_audience", 'WHERE "{}" IS NOT 0'),
    "list": ("_audience", 'WHERE "{}" IS NULL'),
}
Entry = tuple[int, Node, int]


def column(kind: Kind, value: Any) -> Column:
    """An indexed value as its column holds it: a date as its ordinal, a list as its length, none and empty as NULL."""
    if value is None:
        return None
    if kind == "date":
        return date.toordinal(value)
    if kind == "list":
        return len(value) or None
    return int(value) if kind == "boolean" else value


def from_column(kind: Kind, found: Any) -> Scalar | None:
    """The value `column` was given; not for lists."""
    if found is None or kind in {"text", "integer", "number"}:
        return found  # type: ignore[no-any-return]
    return date.fromordinal(found) if kind == "date" else bool(found)


def item(value: Scalar) -> str | int | float | bytes:
    """An item of an indexed list. Those SQLite has no type for are their JSON, as bytes, so that no text equals them."""
    if isinstance(value, (bool, date, datetime)):
        return write_value(value).encode()
    return value


def from_item(found: Any) -> Scalar:
    """The value `item` was given."""
    return read_value(found.decode()) if isinstance(found, bytes) else found  # type: ignore[no-any-return]


@dataclass(frozen=True)
class LabelTable:
    """One root label's tables. Names come from the schema, which `Rules` has checked, never from a user."""

    label: Label
    kinds: dict[str, Kind]

    @cached_property
    def name(self) -> str:
        """The table of the indexed columns."""
        return f"node_{self.label.name}"

    @cached_property
    def lists(self) -> str:
        """The table of list items and labels."""
        return f"list_{self.label.name}"

    @cached_property
    def texts(self) -> str:
        """The full-text table; only labels with text have it."""
        return f"text_{self.label.name}"

    @cached_property
    def list_names(self) -> tuple[str, ...]:
        """The indexed properties that are lists."""
        return tuple(name for name, kind in self.kinds.items() if kind == "list")

    def drop(self, connection: Connection) -> None:
        """Takes the tables away; the nodes stay."""
        for table in (self.name, self.lists, self.texts):
            connection.execute(f"DROP TABLE IF EXISTS {table}")

    def create(self, connection: Connection) -> None:
        """Makes the empty tables with their indexes."""
        for statement in self._definitions():
            connection.execute(statement)

    def _definitions(self) -> Iterable[str]:
        columns = "".join(f', "{name}" {_TYPES.get(kind, "")}' for name, kind in self.kinds.items())
        yield f"CREATE TABLE {self.name} (_key INTEGER PRIMARY KEY, _id TEXT NOT NULL, _audience INTEGER NOT NULL{columns})"
        yield f"CREATE INDEX {self.name}_by_id ON {self.name} (_id, _audience)"
        for name, kind in self.kinds.items():
            order = " DESC" if kind in _FALLING else ""
            on, which = _INDEXES.get(kind, (f'"{name}"{order}, _audience', ""))
            yield f'CREATE INDEX "{self.name}_by_{name}" ON {self.name} ({on}) {which.format(name)}'
        for name in self.label.unique:
            yield f'CREATE UNIQUE INDEX "{self.name}_unique_{name}" ON {self.name} ("{name}")'
        yield (
            f"CREATE TABLE {self.lists} (property TEXT NOT NULL, value NOT NULL, _key INTEGER NOT NULL, "
            "_audience INTEGER NOT NULL, PRIMARY KEY (property, value, _key)) WITHOUT ROWID"
        )
        yield f"CREATE INDEX {self.lists}_by_key ON {self.lists} (_key)"
        if self.label.text:
            # The folded text has only letters, digits and spaces; "ascii" takes every other character as a letter.
            yield f"CREATE VIRTUAL TABLE {self.texts} USING fts5(body, tokenize='ascii', detail=none)"

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Finds these new nodes from now on. Raises sqlite3.IntegrityError when a unique value is taken."""
        marks = ",".join("?" * (3 + len(self.kinds)))
        connection.executemany(
            f"INSERT INTO {self.name} VALUES ({marks})",
            [(key, node.id, audience, *self._columns(node)) for key, node, audience in entries],
        )
        self._add_items(connection, entries)
        self._add_texts(connection, entries)

    def change(self, connection: Connection, entries: Sequence[Entry], before: Sequence[Node]) -> None:
        """Finds these nodes by what they are now. Raises sqlite3.IntegrityError when a unique value is taken."""
        columns = ",".join(f'"{name}"=?' for name in ("_audience", *self.kinds))
        connection.executemany(
            f"UPDATE {self.name} SET {columns} WHERE _key=?",
            [(audience, *self._columns(node), key) for key, node, audience in entries],
        )
        pairs = list(zip(entries, before, strict=True))
        listed = [entry for entry, old in pairs if self._listed(entry[1]) != self._listed(old)]
        self._remove_from(connection, self.lists, "_key", [key for key, _, _ in listed])
        self._add_items(connection, listed)
        worded = [entry for entry, old in pairs if self._text(entry[1]) != self._text(old)]
        if self.label.text:
            self._remove_from(connection, self.texts, "rowid", [key for key, _, _ in worded])
        self._add_texts(connection, worded)

    def remove(self, connection: Connection, keys: Sequence[int]) -> None:
        """Finds these nodes no more."""
        self._remove_from(connection, self.name, "_key", keys)
        self._remove_from(connection, self.lists, "_key", keys)
        if self.label.text:
            self._remove_from(connection, self.texts, "rowid", keys)

    def _remove_from(self, connection: Connection, table: str, column: str, keys: Sequence[int]) -> None:
        connection.executemany(f"DELETE FROM {table} WHERE {column}=?", [(key,) for key in keys])

    def _columns(self, node: Node) -> list[Column]:
        given = node.properties.get
        return [column(kind, given(name)) for name, kind in self.kinds.items()]

    def _items(self, node: Node) -> set[tuple[str, Any]]:
        items: set[tuple[str, Any]] = {(LABELS, label) for label in node.labels[1:]}
        for name in self.list_names:
            values: Any = node.properties.get(name, ())
            items.update((name, item(value)) for value in values)
        return items

    def _listed(self, node: Node) -> tuple[set[tuple[str, Any]], tuple[str, ...]]:
        return self._items(node), node.audience

    def _add_items(self, connection: Connection, entries: Sequence[Entry]) -> None:
        rows = [(*item, key, audience) for key, node, audience in entries for item in self._items(node)]
        connection.executemany(f"INSERT INTO {self.lists} VALUES (?,?,?,?)", rows)

    def _text(self, node: Node) -> str:
        return search_text(node.properties, self.label.text)

    def _add_texts(self, connection: Connection, entries: Sequence[Entry]) -> None:
        rows = [(key, text) for key, node, _ in entries if (text := self._text(node))]
        if self.label.text:
            connection.executemany(f"INSERT INTO {self.texts} (rowid, body) VALUES (?,?)", rows)


def label_tables(rules: Rules) -> dict[str, LabelTable]:
    """The tables of each root label."""
    return {name: LabelTable(label, dict(rules.kinds[name])) for name, label in rules.labels.items()}
