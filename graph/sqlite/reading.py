"""Reading edges by their ends, and the whole graph in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from graph.records import Edge, Record
from graph.sqlite.connections import Connection
from graph.sqlite.records import (
    EDGE_COLUMNS,
    EDGE_SOURCE,
    NODE_COLUMNS,
    NODE_SOURCE,
    View,
    as_list,
    edge_of,
    node_of,
    sort_column,
)
from graph.sqlite.unit import Engine
from graph.store import EdgeQuery

BATCH: Final = 1_000


def edges(engine: Engine, connection: Connection, view: View, query: EdgeQuery) -> list[Edge]:
    """Edges by their ends, newest first; the query was checked before."""
    arms, values = _touching(engine, query)
    seen, principals = view.sees("e.audience", "s.audience", "t.audience")
    rows = connection.execute(
        f"SELECT {EDGE_COLUMNS} FROM {EDGE_SOURCE} WHERE e.key IN ({arms}){seen} ORDER BY e.sort DESC, e.id LIMIT ?",
        [*values, *principals, query.limit],
    )
    types = engine.rules.edge_types
    return [edge_of(row, types) for row in rows]


def _touching(engine: Engine, query: EdgeQuery) -> tuple[str, list[Any]]:
    more, given = _bounds(query)
    if query.types:
        more += " AND type IN (SELECT value FROM json_each(?))"
        given.append(as_list(engine.type_keys[name] for name in query.types))
    chosen = "SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?))"
    columns = {"out": ("start_",), "in": ("end_",), "any": ("start_", "end_")}[query.direction]
    arms = [f"SELECT key FROM edge WHERE {column} IN ({chosen}){more}" for column in columns]
    return " UNION ".join(arms), [as_list(query.nodes), *given] * len(arms)


def _bounds(query: EdgeQuery) -> tuple[str, list[Any]]:
    """Dates are numbers and come before every text, so a bound of one sort must keep out the other's values."""
    text, values = "", []
    if query.since is not None:
        text += " AND sort >= ?" + (" AND sort < ''" if isinstance(query.since, date) else "")
        values.append(sort_column(query.since))
    if query.until is not None:
        text += " AND sort <= ?" + (" AND sort >= ''" if isinstance(query.until, str) else "")
        values.append(sort_column(query.until))
    return text, values


def scan(engine: Engine, connection: Connection, view: View) -> Iterator[list[Record]]:
    """Nodes, then edges, each ordered by id, as the connection's transaction sees them."""
    types = engine.rules.edge_types
    seen, principals = view.sees("n.audience")
    # CROSS JOIN keeps the loop over the ordered ids outside, so nothing is sorted or held.
    nodes = f"SELECT {NODE_COLUMNS} FROM {NODE_SOURCE} WHERE 1{seen} ORDER BY n.id"
    yield from _batches(connection, nodes, principals, node_of)
    seen, principals = view.sees("e.audience", "s.audience", "t.audience")
    links = f"SELECT {EDGE_COLUMNS} FROM {EDGE_SOURCE} WHERE 1{seen} ORDER BY e.id"
    yield from _batches(connection, links, principals, lambda row: edge_of(row, types))


def _batches(
    connection: Connection, text: str, values: Sequence[Any], record: Callable[[Sequence[Any]], Record]
) -> Iterator[list[Record]]:
    rows = connection.execute(text.replace(" JOIN ", " CROSS JOIN "), values)
    while found := rows.fetchmany(BATCH):
        yield [record(row) for row in found]
