"""A `Query` as the MATCH and WHERE of Cypher, and where in its order a page begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.cypher import Values, labels, stored, types
from graph.fold import search_words
from graph.neo4j.connections import Runner
from graph.neo4j.records import NODE, View, after_id, node_ids, sorted_links
from graph.query_checks import LINK
from graph.records import Scalar
from graph.store import EXACT_TOTAL, Kind, Linked, Query, Where
from graph.validation import Rules

TEXTS: Final = "aliados_texts"
_DATES: Final = (date,)
_OPERATORS: Final = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "in": "IN"}
_ARROWS: Final = {"out": ("-", "->"), "in": ("<-", "-"), "any": ("-", "-")}


@dataclass(frozen=True)
class Term:
    """One part of an order: the expression, whether it falls, and whether it may be null."""

    expression: str
    falling: bool = False
    nullable: bool = True

    def ordered(self, first: bool) -> str:
        """As ORDER BY has it, null last; the first term is always null or never (see `starts`)."""
        direction = " DESC" if self.falling else ""
        last = f"{self.expression} IS NULL, " if self.nullable and not first else ""
        return f"{last}{self.expression}{direction}"


@dataclass(frozen=True)
class Finder:
    """One query made ready; `n` is the node found, `e` the edge that leads to it."""

    rules: Rules
    view: View
    query: Query

    @property
    def variables(self) -> str:
        """What a row is made of."""
        return "n, e" if self.query.linked else "n"

    def terms(self) -> list[Term]:
        """The whole order, the ids that break ties included."""
        kinds = self.rules.kinds[self.query.root]
        link = f"e.{self.link_order or '_sort'}"
        terms = [
            Term(link if name == LINK and LINK not in kinds else stored("n", name), falling)
            for name, falling in self.query.order
        ]
        terms.append(Term("n.id", nullable=False))
        return terms + ([Term("e.id", nullable=False)] if self.query.linked else [])

    @property
    def link_order(self) -> str | None:
        """The indexed property of the edges, when the links are to come in its order."""
        query = self.query
        if query.linked is None or LINK in self.rules.kinds[query.root] or not query.order:
            return None
        wanted = sorted_links(self.rules, query.linked.types, query.linked.direction)
        return wanted if query.order[0][0] == LINK else None

    def source(self, values: Values, *, in_order: bool = False) -> str:
        """Everything up to where more conditions may follow; adds its parameters to `values`.

        `in_order`: rows without the leading property of the order may be left out.
        """
        values.all |= self.view.values
        words = search_words(self.query.text)
        conditions = "".join(f" AND {self._condition(where, values)}" for where in self.query.where)
        conditions += self.view.sees("n")
        if words:
            starts = values.add([f" {word}" for word in words])
            conditions += f" AND all(word IN {starts} WHERE n._text CONTAINS word)"
        names = labels(*dict.fromkeys((self.query.root, self.query.label or self.query.root)))
        if self.query.linked is not None:
            return self._linked(self.query.linked, names, values, in_order=in_order) + conditions
        return self._match(words, names, values) + conditions

    def _match(self, words: Sequence[str], names: str, values: Values) -> str:
        if words:
            # Folded words hold only letters and digits in lower case: nothing in them means anything to Lucene.
            asked = values.add(" AND ".join(f"{word}*" for word in words))
            call = f"CALL db.index.fulltext.queryNodes('{TEXTS}', {asked}) YIELD node AS n"
            return f"{call} WITH n WHERE n{names}"
        return f"MATCH (n{names}) WHERE true"

    def _linked(self, linked: Linked, names: str, values: Values, *, in_order: bool) -> str:
        left, right = _ARROWS[linked.direction]
        id = (node_ids([linked.id]) or [""])[0]
        edge = f"[e{types(linked.types or self.rules.edge_types)}]"
        if in_order and self.link_order:
            # A node may have 100,000 links: their index gives the first ones without looking at the others.
            at, low, high = (
                f"e.{self.link_order}",
                values.add(after_id(id, "")),
                values.add(after_id(id, "~")),
            )
            hint = f"USING INDEX SEEK e{types(linked.types)}({self.link_order})"
            where = f"{hint} WHERE {at} > {low} AND {at} < {high}"
            return f"MATCH (a){left}{edge}{right}(n{names}) {where}{self.view.sees('e', 'a')}"
        pattern = f"(a{NODE} {{id: {values.add(id)}}}){left}{edge}{right}(n{names})"
        return f"MATCH {pattern} WHERE true{self.view.sees('e', 'a')}"

    def _condition(self, where: Where, values: Values) -> str:
        name = stored("n", where.property)
        listed = self.rules.kinds[self.query.root][where.property] == "list"
        if where.operator == "missing":
            return f"({name} IS NULL OR size({name}) = 0)" if listed else f"{name} IS NULL"
        if where.operator == "present":
            return f"size({name}) > 0" if listed else f"{name} IS NOT NULL"
        value = list(where.value) if isinstance(where.value, tuple) else where.value
        if where.operator == "has":
            return f"{values.add(value)} IN {name}"
        return f"{name} {_OPERATORS[where.operator]} {values.add(value)}"

    @property
    def is_bare(self) -> bool:
        """Whether every node of the root label is meant."""
        query = self.query
        chosen = (
            query.where or search_words(query.text) or query.linked or query.label not in {None, query.root}
        )
        return not chosen and self.view.principals is None


def types_of(finder: Finder) -> list[tuple[type, ...]]:
    """Which types the values of the terms have, for reading a cursor."""
    allowed: dict[Kind, tuple[type, ...]] = {"number": (int, float), "integer": (int,), "boolean": (bool,)}
    kinds = finder.rules.kinds[finder.query.root]
    known: list[tuple[type, ...]] = []
    for name, _ in finder.query.order:
        kind = kinds.get(name, "text")
        known.append(_DATES if kind == "date" else allowed.get(kind, (str,)))
    return known + [(str,)] * (2 if finder.query.linked else 1)


def starts(
    terms: Sequence[Term], after: Sequence[Scalar | None] | None, values: Values
) -> Iterator[tuple[bool, str]]:
    """Conditions on where to begin: the rows that have the leading property (True), in its index's order, then the others."""
    first = terms[0]
    if not first.nullable:
        yield True, "" if after is None else f" AND {_beyond(terms, after, values)}"
    elif after is None:
        yield True, f" AND {first.expression} IS NOT NULL"
        yield False, f" AND {first.expression} IS NULL"
    elif after[0] is not None:
        bound = f"{first.expression} {'<=' if first.falling else '>='} {values.add(after[0])}"
        yield True, f" AND {bound} AND {_beyond(terms, after, values)}"
        yield False, f" AND {first.expression} IS NULL"
    else:
        yield False, f" AND {first.expression} IS NULL AND {_beyond(terms[1:], after[1:], values)}"


def _beyond(terms: Sequence[Term], after: Sequence[Any], values: Values) -> str:
    """Rows after these values: later in the first term, or equal there and later in the rest."""
    term, value = terms[0], after[0]
    later: list[str] = []
    same = f"{term.expression} IS NULL"
    if value is not None:
        known = values.add(value)
        same = f"{term.expression} = {known}"
        later.append(f"{term.expression} {'<' if term.falling else '>'} {known}")
        later += [f"{term.expression} IS NULL"] if term.nullable else []
    if len(terms) > 1:
        later.append(f"({same} AND {_beyond(terms[1:], after[1:], values)})")
    return f"({' OR '.join(later)})"


def count_up_to(finder: Finder, runner: Runner) -> int:
    """How many rows the query has, counted to one more than an exact total needs."""
    values = Values()
    source = finder.source(values)
    if finder.is_bare:
        # The database knows how many nodes a label has.
        rows = runner.rows(f"MATCH (n{labels(finder.query.root)}) RETURN count(n)")
    else:
        rows = runner.rows(
            f"{source} WITH {finder.variables} LIMIT {EXACT_TOTAL + 1} RETURN count(*)", values.all
        )
    return int(rows[0][0]) if rows else 0
