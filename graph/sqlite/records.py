"""From rows to records, and who may see a row.

A view's condition is part of the statement: `audience IN (those the principals are named in)`, for an edge also at
both its ends.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

from graph.records import Edge, Node, Properties, Value
from graph.sqlite.connections import Connection
from graph.store import EdgeType
from graph.values import read_properties, write_properties

NODE_COLUMNS: Final = "n.id, n.labels, n.properties, na.names, n.version"
NODE_SOURCE: Final = "node n JOIN audience na ON na.key = n.audience"
EDGE_COLUMNS: Final = "e.id, et.name, s.id, t.id, e.properties, e.sort, ea.names, e.version"
EDGE_SOURCE: Final = (
    "edge e JOIN edge_type et ON et.key = e.type JOIN audience ea ON ea.key = e.audience "
    "JOIN node s ON s.key = e.start_ JOIN node t ON t.key = e.end_"
)


@dataclass(frozen=True)
class View:
    """Whose eyes a statement reads with; principals None sees everything."""

    principals: tuple[str, ...] | None = None

    @cached_property
    def _condition(self) -> str:
        marks = ",".join("?" * len(self.principals or ()))
        return f"IN (SELECT audience FROM audience_principal WHERE principal IN ({marks}))"

    def sees(self, *columns: str) -> tuple[str, list[Any]]:
        """A condition (" AND …", empty for the full store) that each of the audience columns is seen, and its values."""
        if self.principals is None:
            return "", []
        return (
            "".join(f" AND {column} {self._condition}" for column in columns),
            list(self.principals) * len(columns),
        )

    def shows(self, audience: Iterable[str]) -> bool:
        """Whether a record of this audience is seen."""
        return self.principals is None or not set(audience).isdisjoint(self.principals)


def edge_properties(written: str, sort: Any, name: str | None) -> dict[str, Value]:
    """An edge's properties from its row; the sort value has a column of its own, a date there is its ordinal."""
    properties = read_properties(written)
    if sort is not None and name is not None:
        properties[name] = date.fromordinal(sort) if isinstance(sort, int) else sort
    return properties


def edge_row_parts(properties: Properties, name: str | None) -> tuple[int | str | None, str]:
    """The sort column and the JSON of an edge's row."""
    if name is None or name not in properties:
        return None, write_properties(properties)
    rest = {key: value for key, value in properties.items() if key != name}
    return sort_column(properties[name]), write_properties(rest)


def sort_column(value: Any) -> int | str:
    """A sort value as its column holds it: in SQLite every number comes before every text."""
    return date.toordinal(value) if isinstance(value, date) else value


@lru_cache(maxsize=1024)
def audience_of(names: str) -> tuple[str, ...]:
    """The audience from its row in table `audience`."""
    return tuple(json.loads(names))


def node_of(row: Sequence[Any]) -> Node:
    """A node from NODE_COLUMNS."""
    id, labels, properties, names, version = row
    return Node(id, tuple(labels.split()), read_properties(properties), audience_of(names), version)


def edge_of(row: Sequence[Any], types: Mapping[str, EdgeType]) -> Edge:
    """An edge from EDGE_COLUMNS."""
    id, kind, start, end, written, sort, names, version = row
    known = types.get(kind)
    properties = edge_properties(written, sort, known.sort if known else None)
    return Edge(id, kind, start, end, properties, audience_of(names), version)


def read_nodes(connection: Connection, view: View, ids: Collection[str]) -> dict[str, Node]:
    """Nodes by id, in the order asked for."""
    seen, values = view.sees("n.audience")
    rows = connection.execute(
        f"SELECT {NODE_COLUMNS} FROM {NODE_SOURCE} WHERE n.id IN (SELECT value FROM json_each(?)){seen}",
        (as_list(ids), *values),
    )
    found = {row[0]: node_of(row) for row in rows}
    return {id: found[id] for id in ids if id in found}


def read_edges(
    connection: Connection, view: View, ids: Collection[str], types: Mapping[str, EdgeType]
) -> dict[str, Edge]:
    """Edges by id, in the order asked for."""
    seen, values = view.sees("e.audience", "s.audience", "t.audience")
    rows = connection.execute(
        f"SELECT {EDGE_COLUMNS} FROM {EDGE_SOURCE} WHERE e.id IN (SELECT value FROM json_each(?)){seen}",
        (as_list(ids), *values),
    )
    found = {row[0]: edge_of(row, types) for row in rows}
    return {id: found[id] for id in ids if id in found}


def as_list(values: Iterable[Any]) -> str:
    """Ids or keys as one JSON parameter for json_each; surrogates, which no id has, do not disturb."""
    return json.dumps(list(values))
