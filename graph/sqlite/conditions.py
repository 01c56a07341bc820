"""A `Query` as the FROM and WHERE of SQL over a root label's own table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.fold import search_words
from graph.query_checks import LINK
from graph.sqlite.connections import Connection
from graph.sqlite.records import View
from graph.sqlite.tables import LABELS, LabelTable, column, item
from graph.sqlite.unit import Engine
from graph.store import EXACT_TOTAL, Linked, Query, Where

_SQL_OPERATORS: Final = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
Condition = tuple[str, list[Any]]


@dataclass(frozen=True)
class Term:
    """One part of an order: the column, whether it falls, and whether it may be NULL."""

    column: str
    falling: bool = False
    nullable: bool = True

    def ordered(self, column: str, first: bool) -> str:
        """As ORDER BY has it. In SQLite NULL is the smallest; the first term is all NULL or never (see `_starts`)."""
        if self.falling:
            return f"{column} DESC"
        return f"{column} NULLS LAST" if self.nullable and not first else column


@dataclass(frozen=True)
class Finder:
    """One query made ready: where rows come from and which of them are meant."""

    engine: Engine
    view: View
    query: Query

    @property
    def table(self) -> LabelTable:
        """The tables of the root label."""
        return self.engine.tables[self.query.root]

    def terms(self) -> list[Term]:
        """The whole order, the ids that break ties included."""
        kinds = self.table.kinds
        terms = [
            Term("e.sort" if name == LINK and LINK not in kinds else f'n."{name}"', falling)
            for name, falling in self.query.order
        ]
        ids = [Term("n._id", nullable=False)]
        return terms + ids + ([Term("e.id", nullable=False)] if self.query.linked else [])

    def sources(self) -> list[Condition]:
        """FROM and WHERE with their values; one for each direction and type of the links, so that each is in order."""
        where, values = self._conditions()
        if self.query.linked is None:
            return [(f"{self.table.name} n WHERE 1{where}", values)]
        return [(f"{source}{where}", [*given, *values]) for source, given in _links(self, self.query.linked)]

    def _conditions(self) -> Condition:
        parts = [condition(self.table, where) for where in self.query.where]
        parts.append(self._words())
        if self.query.label not in {None, self.query.root}:
            parts.append((_listed(self.table), [LABELS, self.query.label]))
        text = "".join(f" AND {part}" for part, _ in parts if part)
        seen, principals = self.view.sees("n._audience")
        return text + seen, [value for _, given in parts for value in given] + principals

    def _words(self) -> Condition:
        words = search_words(self.query.text)
        if not words:
            return "", []
        # Folded words hold only letters and digits, so nothing in them means anything to FTS5.
        match = " ".join(f'"{word}"*' for word in words)
        return f"n._key IN (SELECT rowid FROM {self.table.texts} WHERE {self.table.texts} MATCH ?)", [match]


def _links(finder: Finder, linked: Linked) -> Iterator[Condition]:
    types = [finder.engine.type_keys[name] for name in linked.types or finder.engine.rules.edge_types]
    seen, principals = finder.view.sees("e.audience", "a.audience")
    for near, far in (("start_", "end_"), ("end_", "start_")):
        if linked.direction == ("in" if near == "start_" else "out"):
            continue
        # A link from a node to itself is one link, found in one direction only.
        once = " AND e.start_ <> e.end_" if linked.direction == "any" and near == "end_" else ""
        for kind in types:
            source = (
                f"node a CROSS JOIN edge e ON e.{near} = a.key CROSS JOIN {finder.table.name} n ON n._key = e.{far} "
                f"WHERE a.id = ? AND e.type = ?{once}{seen}"
            )
            yield source, [linked.id, kind, *principals]


def condition(table: LabelTable, where: Where) -> Condition:
    """One condition on an indexed property as SQL on `n`; the query was checked before."""
    kind, name = table.kinds[where.property], f'n."{where.property}"'
    if where.operator == "missing":
        return f"{name} IS NULL", []
    if where.operator == "present":
        return f"{name} IS NOT NULL", []
    if where.operator == "has":
        assert not isinstance(where.value, tuple)
        return _listed(table), [where.property, item(where.value)]
    if kind == "boolean" and where.operator == "=":
        # Written like the condition of the partial index, or it would not be used.
        return f"({name} IS NOT 0 AND {name} = 1)" if where.value else f"{name} = 0", []
    if where.operator == "in":
        given = where.value if isinstance(where.value, tuple) else (where.value,)
        return f"{name} IN ({','.join('?' * len(given))})", [column(kind, value) for value in given]
    return f"{name} {_SQL_OPERATORS[where.operator]} ?", [column(kind, where.value)]


def _listed(table: LabelTable) -> str:
    return f"n._key IN (SELECT _key FROM {table.lists} WHERE property = ? AND value = ?)"


def count_up_to(finder: Finder, connection: Connection) -> int:
    """How many rows the query has, counted to one more than an exact total needs."""
    arms = finder.sources()
    text = " UNION ALL ".join(f"SELECT 1 FROM {source}" for source, _ in arms)
    values = [value for _, given in arms for value in given]
    limited = f"SELECT count(*) FROM (SELECT * FROM ({text}) LIMIT {EXACT_TOTAL + 1})"
    (total,) = connection.execute(limited, values).fetchone()
    return int(total)
