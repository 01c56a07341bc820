"""Chosen columns of every node of a label or edge of a type: the quick road into projections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from graph.cypher import labels, stored
from graph.errors import BadQuery
from graph.neo4j.connections import Runner
from graph.neo4j.engine import Engine
from graph.neo4j.records import View, from_database, ordered_labels
from graph.neo4j.scanning import standing_still
from graph.records import Row, Value
from graph.validation import PROPERTY, Rules

BATCH: Final = 10_000
Reader = Callable[[Any], Value | None]


def check_columns(rules: Rules, name: str, columns: Sequence[str]) -> None:
    """Raises BadQuery for an unknown label or type, or a column that is not well formed."""
    if name not in rules.labels and name not in rules.edge_types:
        raise BadQuery(name, "unknown_label")
    for column in columns:
        if not PROPERTY.fullmatch(column):
            raise BadQuery(column, "name")


def table(engine: Engine, view: View, name: str, columns: Sequence[str]) -> Iterator[list[Row]]:
    """Rows in batches, ordered by id; the columns were checked before."""
    engine.ready()
    if not engine.is_loading():
        # What was committed before now is then seen whole.
        standing_still(engine, lambda _: None)
    text = (_nodes if name in engine.rules.labels else _edges)(view, name, columns)
    readers = [_reader(engine.rules, column, name in engine.rules.labels) for column in columns]
    return _batches(engine, view, text, readers)


def _nodes(view: View, name: str, columns: Sequence[str]) -> str:
    special = {"id": "n.id", "labels": "labels(n)"}
    chosen = [special.get(column) or stored("n", column) for column in columns]
    return (
        f"MATCH (n{labels(name)}) WHERE n.id > $after{view.sees('n')} WITH n ORDER BY n.id LIMIT {BATCH} "
        f"RETURN n.id, [{', '.join(chosen)}]"
    )


def _edges(view: View, name: str, columns: Sequence[str]) -> str:
    special = {"id": "e.id", "start": "s.id", "end": "t.id"}
    chosen = [special.get(column) or stored("e", column) for column in columns]
    return (
        f"MATCH (s)-[e{labels(name)}]->(t) WHERE e.id > $after{view.sees('e', 's', 't')} "
        f"WITH s, e, t ORDER BY e.id LIMIT {BATCH} RETURN e.id, [{', '.join(chosen)}]"
    )


def _reader(rules: Rules, column: str, of_nodes: bool) -> Reader:
    if of_nodes and column == "labels":
        return lambda found: list(ordered_labels(found, rules))
    return lambda found: None if found is None else from_database(found)


def _batches(engine: Engine, view: View, text: str, readers: Sequence[Reader]) -> Iterator[list[Row]]:
    after, more = "", True
    while more:
        rows = engine.read(partial(_page, text, {"after": after, **view.values}))
        if rows:
            yield [tuple(read(value) for read, value in zip(readers, row[1], strict=True)) for row in rows]
            after = rows[-1][0]
        more = len(rows) == BATCH


def _page(text: str, values: dict[str, Any], runner: Runner) -> list[list[Any]]:
    return runner.rows(text, values)
