"""Finding nodes, page by page, by key.

A page begins where the one before ended (`WHERE order > …`), so the thousandth costs what the first does. Nodes
without the leading property come last, whichever the direction, so they are asked for separately, when the others do
not fill the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.errors import BadQuery
from graph.query_checks import read_cursor, write_cursor
from graph.records import Edge, Node
from graph.sqlite.conditions import Condition, Finder, Term, count_up_to
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
)
from graph.sqlite.unit import Engine
from graph.store import EXACT_TOTAL, Page, Query


def find(engine: Engine, connection: Connection, view: View, query: Query) -> Page:
    """One page; the query was checked before. Raises BadQuery for a cursor of another query."""
    finder = Finder(engine, view, query)
    terms = finder.terms()
    after = _after(query, terms) if query.after is not None else None
    rows = _rows(finder, connection, terms, after)
    page = rows[: query.limit]
    more = len(rows) > query.limit > 0
    nodes = _nodes(connection, [row[0] for row in page])
    edges = _edges(engine, connection, [row[1] for row in page]) if query.linked else ()
    total = count_up_to(finder, connection) if query.total else -1
    following = write_cursor(query, page[-1][2:]) if more else None
    return Page(nodes, edges, min(total, EXACT_TOTAL), total > EXACT_TOTAL, following)


def _after(query: Query, terms: Sequence[Term]) -> list[Any]:
    values = read_cursor(query, [(int, float, str) if term.nullable else (str,) for term in terms])
    if any(value is None and not term.nullable for value, term in zip(values, terms, strict=True)):
        raise BadQuery("after", "cursor")
    return values


def _rows(
    finder: Finder, connection: Connection, terms: Sequence[Term], after: list[Any] | None
) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for start in _starts(terms, after):
        wanted = finder.query.limit + 1 - len(rows)
        if wanted > 0:
            rows += _some_rows(finder, connection, (terms, start), wanted)
    return rows


def _starts(terms: Sequence[Term], after: list[Any] | None) -> Iterator[Condition]:
    """Conditions on where to begin, each keeping the leading column's index in use."""
    first = terms[0]
    if not first.nullable:
        yield ("", []) if after is None else _beyond(terms, after)
    elif after is None:
        yield f" AND {first.column} IS NOT NULL", []
        yield f" AND {first.column} IS NULL", []
    elif after[0] is not None:
        beyond, values = _beyond(terms, after)
        bound = f" AND {first.column} {'<=' if first.falling else '>='} ?"
        yield bound + beyond, [after[0], *values]
        yield f" AND {first.column} IS NULL", []
    else:
        beyond, values = _beyond(terms[1:], after[1:])
        yield f" AND {first.column} IS NULL{beyond}", values


def _beyond(terms: Sequence[Term], after: Sequence[Any]) -> Condition:
    """Rows after these values: later in the first term, or equal there and later in the rest."""
    term, value = terms[0], after[0]
    later: list[str] = []
    values: list[Any] = []
    if value is not None:
        missing = f" OR {term.column} IS NULL" if term.nullable else ""
        later.append(f"{term.column} {'<' if term.falling else '>'} ?{missing}")
        values.append(value)
    if len(terms) > 1:
        rest, given = _beyond(terms[1:], after[1:])
        later.append(f"{term.column} IS ?{rest}")
        values += [value, *given]
    return f" AND ({' OR '.join(f'({part})' for part in later)})", values


def _some_rows(
    finder: Finder, connection: Connection, begin: tuple[Sequence[Term], Condition], wanted: int
) -> list[tuple[Any, ...]]:
    terms, (start, begun) = begin
    order = ", ".join(term.ordered(term.column, term is terms[0]) for term in terms)
    columns = ", ".join(term.column for term in terms)
    keys = "n._key, e.key" if finder.query.linked else "n._key, NULL"
    arms: list[str] = []
    values: list[Any] = []
    for source, given in finder.sources():
        arms.append(f"SELECT * FROM (SELECT {keys}, {columns} FROM {source}{start} ORDER BY {order} LIMIT ?)")
        values += [*given, *begun, wanted]
    numbers = ", ".join(term.ordered(str(place), place == 3) for place, term in enumerate(terms, 3))
    whole = f" ORDER BY {numbers} LIMIT {wanted}" if len(arms) > 1 else ""
    return connection.execute(" UNION ALL ".join(arms) + whole, values).fetchall()


def _nodes(connection: Connection, keys: Sequence[int]) -> tuple[Node, ...]:
    rows = connection.execute(
        f"SELECT n.key, {NODE_COLUMNS} FROM {NODE_SOURCE} WHERE n.key IN (SELECT value FROM json_each(?))",
        (as_list(keys),),
    )
    found = {row[0]: node_of(row[1:]) for row in rows}
    return tuple(found[key] for key in keys)


def _edges(engine: Engine, connection: Connection, keys: Sequence[int]) -> tuple[Edge, ...]:
    types = engine.rules.edge_types
    rows = connection.execute(
        f"SELECT e.key, {EDGE_COLUMNS} FROM {EDGE_SOURCE} WHERE e.key IN (SELECT value FROM json_each(?))",
        (as_list(keys),),
    )
    found = {row[0]: edge_of(row[1:], types) for row in rows}
    return tuple(found[key] for key in keys)
