"""Makes the tables of a new file, and brings those of an older one up to the schema it is opened with.

node ──< edge >── node        whole records; `edge.sort` holds the sort property instead of its JSON
change                        the log, one row a revision
audience ──< audience_principal   each different audience once, so that "who may see it" is one small number
node_X, list_X, text_X        what finds the nodes of root label X (see sqlite_tables)
"""

from __future__ import annotations

import json
from typing import Final

from graph.errors import StoreUnavailable
from graph.records import Node
from graph.sqlite.connections import Connection, Pool
from graph.sqlite.records import edge_properties, edge_row_parts
from graph.sqlite.tables import Entry, LabelTable
from graph.store import EdgeType, Label
from graph.validation import Rules
from graph.values import read_properties, write_json

FORMAT: Final = 1
LAYOUT: Final = 2  # of the tables that find nodes: they are made anew when it changes
_CHUNK: Final = 2_000
_BASE: Final = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE audience (key INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE);
CREATE TABLE audience_principal (
    principal TEXT NOT NULL, audience INTEGER NOT NULL REFERENCES audience, PRIMARY KEY (principal, audience)
) WITHOUT ROWID;
CREATE TABLE edge_type (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE node (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, labels TEXT NOT NULL,
    audience INTEGER NOT NULL, version INTEGER NOT NULL, properties TEXT NOT NULL
);
CREATE TABLE edge (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type INTEGER NOT NULL,
    start_ INTEGER NOT NULL REFERENCES node, end_ INTEGER NOT NULL REFERENCES node, sort,
    audience INTEGER NOT NULL, version INTEGER NOT NULL, properties TEXT NOT NULL
);
CREATE INDEX edge_by_start ON edge (start_, type, sort DESC, end_, audience);
CREATE INDEX edge_by_end ON edge (end_, type, sort DESC, start_, audience);
CREATE INDEX edge_by_type ON edge (type);
CREATE TABLE change (
    revision INTEGER PRIMARY KEY, unit INTEGER NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL,
    action TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, before TEXT, after TEXT,
    before_audience INTEGER, after_audience INTEGER
);
CREATE INDEX change_by_id ON change (id);
"""


def prepare(pool: Pool, rules: Rules, tables: dict[str, LabelTable]) -> dict[str, int]:
    """Makes or alters the tables when needed; gives the number each edge type is stored as.

    Raises StoreUnavailable (also for a file of a later format), sqlite3.IntegrityError when a property that is
    unique from now on is not.
    """
    wanted = _wanted(rules)
    with pool.reading() as connection:
        current = _facts(connection)
    if any(current.get(name) != value for name, value in wanted.items()):
        with pool.writing() as connection:
            current = _facts(connection)
            if not current:
                for statement in _BASE.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={FORMAT}")
            _alter(connection, rules, tables, current)
            connection.executemany("INSERT OR REPLACE INTO fact VALUES (?,?)", wanted.items())
    with pool.reading() as connection:
        return {name: key for key, name in connection.execute("SELECT key, name FROM edge_type")}


def _wanted(rules: Rules) -> dict[str, str]:
    facts = {"format": str(FORMAT)}
    for label in rules.labels.values():
        facts[f"label:{label.name}"] = _definition(rules, label)
    for kind in rules.edge_types.values():
        facts[f"type:{kind.name}"] = write_json(kind.sort)
    return facts


def _definition(rules: Rules, label: Label) -> str:
    return write_json([LAYOUT, sorted(rules.kinds[label.name].items()), sorted(label.unique), label.text])


def _facts(connection: Connection) -> dict[str, str]:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > FORMAT:
        raise StoreUnavailable(f"the file has format {found}, this program knows {FORMAT}")
    return dict(connection.execute("SELECT name, value FROM fact")) if found else {}


def _alter(
    connection: Connection, rules: Rules, tables: dict[str, LabelTable], current: dict[str, str]
) -> None:
    for name, label in rules.labels.items():
        if current.get(f"label:{name}") != _definition(rules, label):
            tables[name].drop(connection)
            tables[name].create(connection)
            _fill(connection, tables[name])
    for name, kind in rules.edge_types.items():
        known = current.get(f"type:{name}")
        if known is None:
            connection.execute("INSERT INTO edge_type (name) VALUES (?)", (name,))
        elif json.loads(known) != kind.sort:
            _sort_anew(connection, kind, json.loads(known))


def _fill(connection: Connection, table: LabelTable) -> None:
    rows = connection.execute(
        "SELECT key, id, labels, audience, properties FROM node WHERE labels = ?1 OR labels LIKE ?1 || ' %'",
        (table.label.name,),
    )
    while chunk := rows.fetchmany(_CHUNK):
        entries: list[Entry] = [
            (key, Node(id, tuple(labels.split()), read_properties(properties)), audience)
            for key, id, labels, audience, properties in chunk
        ]
        table.add(connection, entries)


def _sort_anew(connection: Connection, kind: EdgeType, before: str | None) -> None:
    rows = connection.execute(
        "SELECT key, sort, properties FROM edge WHERE type = (SELECT key FROM edge_type WHERE name = ?)",
        (kind.name,),
    ).fetchall()
    changed = [
        (*edge_row_parts(edge_properties(properties, sort, before), kind.sort), key)
        for key, sort, properties in rows
    ]
    connection.executemany("UPDATE edge SET sort=?, properties=? WHERE key=?", changed)
