"""Makes the constraints and indexes of a new database, and brings those of an older one up to its schema.

Their names begin with "aliados_" and say all that they are: what is missing is made, what is no longer meant goes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from graph.cypher import labels, quoted, stored
from graph.errors import StoreUnavailable
from graph.neo4j.conditions import TEXTS
from graph.neo4j.connections import Runner
from graph.neo4j.engine import Engine
from graph.neo4j.records import EDGE_COLUMNS, NODE, NODE_COLUMNS, edge_of, node_of, stored_edge, stored_node
from graph.store import EdgeType, Label
from graph.validation import Rules
from graph.values import write_json

FORMAT: Final = 1
_BATCH: Final = 1_000
_WAIT: Final = 300
_KNOWN: Final = "MATCH (l:_Log) RETURN l.schema, l.format"
_LOG: Final = "CREATE CONSTRAINT aliados_log IF NOT EXISTS FOR (n:_Log) REQUIRE n.key IS UNIQUE"
_COUNTER: Final = "MERGE (l:_Log {key: 'log'}) ON CREATE SET l.revision = 0, l.recent = [], l.settled = false, l.schema = '{}'"


def prepare(engine: Engine) -> None:
    """Makes or alters what is needed, and takes away what an interrupted load left. Raises StoreUnavailable."""
    wanted = _wanted(engine.rules)
    if _known(engine.server.rows(_KNOWN)) != wanted:
        engine.server.do(_LOG)
        engine.server.do(_COUNTER)
        _alter(engine, wanted)
    if engine.is_loading():
        engine.clean()


def _known(rows: list[list[Any]]) -> dict[str, Any]:
    if not rows:
        return {}
    written, found = rows[0]
    if (found or 0) > FORMAT:
        raise StoreUnavailable(f"the database has format {found}, this program knows {FORMAT}")
    known: dict[str, Any] = json.loads(written)
    return known


def _wanted(rules: Rules) -> dict[str, Any]:
    facts: dict[str, Any] = {f"text {name}": list(label.text) for name, label in rules.labels.items()}
    facts |= {f"sort {name}": kind.sort for name, kind in rules.edge_types.items()}
    return {**facts, "names": sorted(dict(_definitions(rules)))}


def _alter(engine: Engine, wanted: Mapping[str, Any]) -> None:
    """Holds the writers' lock meanwhile; the work is done beside it, as schema and data do not mix."""
    locked = engine.lock()
    try:
        known = _known(locked.transaction.rows(_KNOWN))
        if known == wanted:
            return
        _alter_indexes(engine)
        for fact, value in wanted.items():
            if known.get(fact) != value:
                _fill_anew(engine, *fact.partition(" ")[::2])
        changes = {"schema": write_json(wanted), "format": FORMAT}
        engine.commit(locked, changes)
    finally:
        locked.transaction.roll_back()


def _alter_indexes(engine: Engine) -> None:
    definitions = dict(_definitions(engine.rules))
    constraints = _existing(engine, "CONSTRAINTS")
    indexes = _existing(engine, "INDEXES") - constraints
    old = [f"DROP CONSTRAINT {quoted(name)} IF EXISTS" for name in sorted(constraints - definitions.keys())]
    old += [f"DROP INDEX {quoted(name)} IF EXISTS" for name in sorted(indexes - definitions.keys())]
    new = [text for name, text in definitions.items() if name not in constraints | indexes]
    for statements in (old, new):
        engine.server.write(partial(_do_all, statements))
    engine.server.rows(f"CALL db.awaitIndexes({_WAIT})")


def _do_all(statements: Sequence[str], runner: Runner) -> None:
    for statement in statements:
        runner.do(statement)


def _existing(engine: Engine, what: str) -> set[str]:
    text = f"SHOW {what} YIELD name WHERE name STARTS WITH 'aliados_' RETURN name"
    return {row[0] for row in engine.server.rows(text)}


def _definitions(rules: Rules) -> Iterator[tuple[str, str]]:
    """Each name with the statement that makes it."""
    yield "aliados_log", _LOG
    yield _unique("aliados_change", "(n:_Change)", "n.revision")
    yield _index("aliados_change_of", "(n:_Change)", "n.id")
    yield _unique("aliados_record", f"(n{NODE})", "n.id")
    options = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    yield TEXTS, f"CREATE FULLTEXT INDEX {TEXTS} IF NOT EXISTS FOR (n{NODE}) ON EACH [n._text] {options}"
    for kind in rules.edge_types.values():
        yield from _of_type(kind)
    for label in rules.labels.values():
        yield from _of_label(rules, label)


def _of_type(kind: EdgeType) -> Iterator[tuple[str, str]]:
    pattern = f"()-[n{labels(kind.name)}]-()"
    yield _unique(f"aliados_edge_{kind.name}", pattern, "n.id")
    if kind.sort is not None:
        yield _index(f"aliados_out_{kind.name}", pattern, "n._out")
        yield _index(f"aliados_in_{kind.name}", pattern, "n._in")


def _of_label(rules: Rules, label: Label) -> Iterator[tuple[str, str]]:
    pattern = f"(n{labels(label.name)})"
    yield _unique(f"aliados_node_{label.name}", pattern, "n.id")
    for name, kind in rules.kinds[label.name].items():
        if name in label.unique:
            yield _unique(f"aliados_only_{label.name}_{name}", pattern, stored("n", name))
        elif kind != "list":
            yield _index(f"aliados_by_{label.name}_{name}", pattern, stored("n", name))


def _unique(name: str, pattern: str, expression: str) -> tuple[str, str]:
    return (
        name,
        f"CREATE CONSTRAINT {quoted(name)} IF NOT EXISTS FOR {pattern} REQUIRE {expression} IS UNIQUE",
    )


def _index(name: str, pattern: str, expression: str) -> tuple[str, str]:
    return name, f"CREATE INDEX {quoted(name)} IF NOT EXISTS FOR {pattern} ON ({expression})"


def _fill_anew(engine: Engine, fact: str, name: str) -> None:
    """Makes search texts or sort values of what is there already."""
    if fact == "text":
        _refill(engine, f"MATCH (n{labels(name)}{NODE}) WHERE n.id > $after", ("n", NODE_COLUMNS, _text))
    elif fact == "sort":
        _refill(engine, f"MATCH (s)-[e{labels(name)}]->(t) WHERE e.id > $after", ("e", EDGE_COLUMNS, _sort))


def _refill(engine: Engine, source: str, what: tuple[str, str, Callable[[Rules, list[Any]], Any]]) -> None:
    variable, columns, derive = what
    text = f"{source} WITH * ORDER BY {variable}.id LIMIT {_BATCH} RETURN {variable}.id, {columns}"
    change = f"{source} AND {variable}.id IN $ids SET {variable} += $values[{variable}.id]"
    after = ""
    while rows := engine.server.rows(text, {"after": after}):
        values = {row[0]: derive(engine.rules, row[1:]) for row in rows}
        engine.server.do(change, {"after": after, "ids": list(values), "values": values})
        after = rows[-1][0]


def _text(rules: Rules, row: list[Any]) -> dict[str, Any]:
    stored = stored_node(node_of(row[0], row[1], rules), rules)
    return {"_text": stored.get("_text")}


def _sort(rules: Rules, row: list[Any]) -> dict[str, Any]:
    stored = stored_edge(edge_of(row[0], row[1], row[2], row[3]), rules)
    return {name: stored.get(name) for name in ("_sort", "_out", "_in")}
