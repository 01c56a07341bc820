"""Chosen columns of every node of a label or edge of a type: the quick road into projections.

Indexed properties and sort values are real columns. What else is asked for is read from the JSON, each different
text of which is parsed once when it is short, as the same few roles and notes come again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from graph.errors import BadQuery
from graph.records import Row, Value
from graph.sqlite.connections import Connection
from graph.sqlite.records import View, as_list
from graph.sqlite.tables import LabelTable, from_column
from graph.sqlite.unit import Engine
from graph.store import Kind
from graph.validation import PROPERTY
from graph.values import read_properties, read_value

_OWN: Final = frozenset({"id", "labels"})
BATCH: Final = 10_000
_SHORT: Final = 200
_REMEMBERED: Final = 10_000
Reader = Callable[[Any], Value | None]


def check_columns(engine: Engine, name: str, columns: Sequence[str]) -> None:
    """Raises BadQuery for an unknown label or type, or a column that no property can be."""
    for column in columns:
        if not PROPERTY.fullmatch(column):
            raise BadQuery(column, "name")
    if name not in engine.tables and name not in engine.rules.edge_types:
        raise BadQuery(name, "unknown_label")


def table(
    engine: Engine, connection: Connection, view: View, wanted: tuple[str, Sequence[str]]
) -> Iterator[list[Row]]:
    """Rows in batches; label or type and columns were checked before."""
    name, columns = wanted
    if name in engine.tables:
        return _nodes(engine.tables[name], connection, view, columns)
    return _edges(engine, connection, view, wanted)


def _nodes(
    table: LabelTable, connection: Connection, view: View, columns: Sequence[str]
) -> Iterator[list[Row]]:
    written = [name for name in columns if table.kinds.get(name, "list") == "list" and name not in _OWN]
    # Two paths at least make SQLite give a JSON array, in which every value keeps its type.
    paths = ", ".join(f"'$.{name}'" for name in [*written, "-"])
    texts = {"id": "n._id", "labels": "d.labels"} | dict.fromkeys(
        written, f"json_extract(d.properties, {paths})"
    )
    readers: dict[str, Reader] = {"id": _same, "labels": str.split}
    readers |= {name: _place_reader(place) for place, name in enumerate(written)}
    chosen = ", ".join(texts.get(name, f'n."{name}"') for name in columns) or "1"
    join = " CROSS JOIN node d ON d.key = n._key" if written or "labels" in columns else ""
    seen, principals = view.sees("n._audience")
    rows = connection.execute(f"SELECT {chosen} FROM {table.name} n{join} WHERE 1{seen}", principals)
    used = [readers.get(name) or _column_reader(table.kinds[name]) for name in columns]
    while found := rows.fetchmany(BATCH):
        yield _read(found, used)


def _edges(
    engine: Engine, connection: Connection, view: View, wanted: tuple[str, Sequence[str]]
) -> Iterator[list[Row]]:
    name, columns = wanted
    sort = engine.rules.edge_types[name].sort
    # The ends come last in the dictionary: a sort property may have the name of one, the column means the node.
    texts = {sort: "e.sort", "id": "e.id", "start": "e.start_", "end": "e.end_"}
    readers = {sort: _sort_reader(), "id": _same}
    chosen = ", ".join(texts.get(column, "e.properties") for column in columns) or "1"
    seen, principals = _edges_seen(view)
    rows = connection.execute(
        f"SELECT {chosen} FROM edge e WHERE e.type = ?{seen}", [engine.type_keys[name], *principals]
    )
    ids = _Ids(connection)
    used = [ids.get if c in {"start", "end"} else readers.get(c) or _property_reader(c) for c in columns]
    places = [place for place, column in enumerate(columns) if column in {"start", "end"}]
    while found := rows.fetchmany(BATCH):
        ids.learn({row[place] for row in found for place in places})
        yield _read(found, used)


def _edges_seen(view: View) -> tuple[str, list[Any]]:
    edge, principals = view.sees("e.audience")
    node, more = view.sees("audience")
    if not edge:
        return "", []
    # A subquery for each end, read once, is quicker than joining every edge with both its nodes.
    ends = "".join(f" AND e.{end} IN (SELECT key FROM node WHERE 1{node})" for end in ("start_", "end_"))
    return edge + ends, [*principals, *more, *more]


def _read(rows: list[Row], readers: Sequence[Reader]) -> list[Row]:
    if not readers:
        return [()] * len(rows)
    columns = [
        column if reader is _same else map(reader, column)
        for reader, column in zip(readers, zip(*rows, strict=True), strict=True)
    ]
    return list(zip(*columns, strict=True))


class _Ids:
    """The ids of internal node numbers, looked up a batch at a time and remembered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, str] = {}
        self.get: Reader = self._known.__getitem__

    def learn(self, keys: set[int]) -> None:
        """Looks up those not known yet."""
        new = keys - self._known.keys()
        rows = self._connection.execute(
            "SELECT key, id FROM node WHERE key IN (SELECT value FROM json_each(?))", (as_list(new),)
        )
        self._known.update(rows.fetchall())


def _same(found: Any) -> Any:
    return found


def _column_reader(kind: Kind) -> Reader:
    if kind in {"text", "integer", "number"}:
        return _same
    return _remembering(lambda found: from_column(kind, found))


def _sort_reader() -> Reader:
    return _remembering(lambda found: date.fromordinal(found) if isinstance(found, int) else found)


def _property_reader(name: str) -> Reader:
    short = _remembering(lambda text: read_properties(text).get(name))
    return lambda text: short(text) if len(text) < _SHORT else read_properties(text).get(name)


def _place_reader(place: int) -> Reader:
    short = _remembering(lambda text: read_value(text)[place])
    return lambda text: short(text) if len(text) < _SHORT else read_value(text)[place]


def _remembering(read: Reader) -> Reader:
    known: dict[Any, Value | None] = {}

    def look(found: Any) -> Value | None:
        if found not in known:
            if len(known) > _REMEMBERED:
                known.clear()
            known[found] = read(found)
        return known[found]

    return look
