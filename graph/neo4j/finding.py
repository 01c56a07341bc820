"""Finding nodes, page by page, by key: a page begins where the one before ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.cypher import Values
from graph.errors import BadQuery
from graph.neo4j.conditions import Finder, Term, count_up_to, starts, types_of
from graph.neo4j.connections import Runner
from graph.neo4j.records import NODE_COLUMNS, edge_of, from_database, node_of
from graph.query_checks import read_cursor, write_cursor
from graph.records import Scalar
from graph.store import EXACT_TOTAL, Page

_EDGE = "type(e), startNode(e).id, endNode(e).id, e{.*, _sort: null, _out: null, _in: null}"


def find(finder: Finder, runner: Runner) -> Page:
    """One page; the query was checked before. Raises BadQuery for a cursor of another query."""
    query, terms = finder.query, finder.terms()
    after = _after(finder, terms) if query.after is not None else None
    rows = _rows(finder, runner, terms, after)
    page = rows[: query.limit]
    nodes = tuple(node_of(row[1], row[2], finder.rules) for row in page)
    edges = tuple(edge_of(*row[3:]) for row in page) if query.linked else ()
    total = count_up_to(finder, runner) if query.total else -1
    following = None
    if len(rows) > query.limit > 0:
        following = write_cursor(query, [_scalar(value) for value in page[-1][0]])
    return Page(nodes, edges, min(total, EXACT_TOTAL), total > EXACT_TOTAL, following)


def _after(finder: Finder, terms: Sequence[Term]) -> list[Scalar | None]:
    values = read_cursor(finder.query, types_of(finder))
    if any(value is None and not term.nullable for value, term in zip(values, terms, strict=True)):
        raise BadQuery("after", "cursor")
    return values


def _scalar(value: Any) -> Scalar | None:
    return None if value is None else from_database(value)


def _rows(
    finder: Finder, runner: Runner, terms: Sequence[Term], after: list[Scalar | None] | None
) -> list[list[Any]]:
    values = Values()
    rows: list[list[Any]] = []
    for leading, start in starts(terms, after, values):
        wanted = finder.query.limit + 1 - len(rows)
        if wanted > 0:
            source = finder.source(values, in_order=leading)
            rows += runner.rows(_statement(finder, terms, source + start), {**values.all, "wanted": wanted})
    return rows


def _statement(finder: Finder, terms: Sequence[Term], source: str) -> str:
    order = ", ".join(term.ordered(first=place == 0) for place, term in enumerate(terms))
    keys = ", ".join(term.expression for term in terms)
    edge = f", {_EDGE}" if finder.query.linked else ""
    return (
        f"{source} WITH {finder.variables} ORDER BY {order} LIMIT $wanted "
        f"RETURN [{keys}], {NODE_COLUMNS}{edge}"
    )
