"""A store that keeps everything in dictionaries: slow, short, and what the real ones are compared with.

It follows the promises of `graph.store` as literally as it can. What it refuses it refuses with the same exception.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graph.errors import Conflict, DuplicateKey, MissingRecord, StillLinked
from graph.fold import fold
from graph.records import Edge, Node, Record, Value
from graph.store import Around, EdgeQuery, Linked, Query, Where
from graph.validation import Rules
from tests.graph.things import SCHEMA

Entry = tuple[str, str, str, Record | None, Record | None]  # action, kind, id, before, after


class Model:
    def __init__(self) -> None:
        self.rules = Rules(SCHEMA)
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}
        self.log: list[Entry] = []

    def copy(self) -> Model:
        other = Model()
        other.nodes, other.edges, other.log = dict(self.nodes), dict(self.edges), list(self.log)
        return other

    def put_node(self, node: Node) -> None:
        before = self.nodes.get(node.id)
        self._check_version(node, before)
        for name in self.rules.labels[node.root].unique:
            for other in self.nodes.values():
                same = other.id != node.id and other.root == node.root and name in node.properties
                if same and other.get(name) == node.get(name):
                    raise DuplicateKey(node.id, name, str(node.get(name)))
        after = replace(self.rules.check_node(node), version=node.version + 1)
        self.nodes[node.id] = after
        self._note("put", before, after)

    def put_edge(self, edge: Edge) -> None:
        before = self.edges.get(edge.id)
        self._check_version(edge, before)
        for id in (edge.start, edge.end):
            if id not in self.nodes:
                raise MissingRecord(id)
        after = replace(self.rules.check_edge(edge), version=edge.version + 1)
        self.edges[edge.id] = after
        self._note("put", before, after)

    def delete_node(self, id: str) -> None:
        if id not in self.nodes:
            raise MissingRecord(id)
        if links := self._at(id):
            raise StillLinked(id, [edge.id for edge in links])
        self._note("delete", self.nodes.pop(id), None)

    def delete_edge(self, id: str) -> None:
        if id not in self.edges:
            raise MissingRecord(id)
        self._note("delete", self.edges.pop(id), None)

    def erase(self, id: str) -> None:
        if id not in self.nodes and not any(entry[1:3] == ("node", id) for entry in self.log):
            raise MissingRecord(id)
        touching = [edge for edge in self._at(id) if self._logged(edge)]
        shown = id not in self.nodes or self._logged(self.nodes[id])
        self.edges = {key: edge for key, edge in self.edges.items() if id not in {edge.start, edge.end}}
        self.nodes.pop(id, None)
        self.log = [
            (action, kind, other, None, None)
            if names(id, kind, other, (before, after))
            else (action, kind, other, before, after)
            for action, kind, other, before, after in self.log
        ]
        self.log += [
            ("erase", "edge", edge.id, None, None) for edge in sorted(touching, key=lambda edge: edge.id)
        ]
        self.log += [("erase", "node", id, None, None)] if shown else []

    def _check_version(self, record: Record, before: Record | None) -> None:
        actual = before.version if before else 0
        if record.version != actual:
            raise Conflict(record.id, record.version, actual)

    def _at(self, id: str) -> list[Edge]:
        return [edge for edge in self.edges.values() if id in {edge.start, edge.end}]

    def _logged(self, record: Record) -> bool:
        nodes = [record] if isinstance(record, Node) else [self.nodes[record.start], self.nodes[record.end]]
        return all(self.rules.labels[node.root].logged for node in nodes)

    def _note(self, action: str, before: Record | None, after: Record | None) -> None:
        record = after or before
        assert record is not None
        if self._logged(record):
            self.log.append((action, type(record).__name__.lower(), record.id, before, after))

    def seen_by(self, principals: Collection[str] | None) -> Model:
        """What a view shows, as a model of its own."""
        if principals is None:
            return self
        view = Model()
        view.nodes = {id: node for id, node in self.nodes.items() if set(node.audience) & set(principals)}
        view.edges = {
            id: edge
            for id, edge in self.edges.items()
            if set(edge.audience) & set(principals) and {edge.start, edge.end} <= view.nodes.keys()
        }
        return view

    def find(self, query: Query) -> list[tuple[Node, Edge | None]]:
        """All items, in order."""
        items = self._items(query)
        items.sort(key=lambda item: (item[0].id, item[1].id if item[1] else ""))
        for name, falling in reversed(query.order):
            value = self._order_value(name)
            missing = [item for item in items if value(item) is None]
            rest = [item for item in items if value(item) is not None]
            items = sorted(rest, key=value, reverse=falling) + missing  # equals stay as they were
        return items

    def _order_value(self, name: str) -> Callable[[tuple[Node, Edge | None]], Any]:
        if name == "link":
            return lambda item: self.sort_value(item[1]) if item[1] else None
        return lambda item: item[0].get(name)

    def sort_value(self, edge: Edge) -> Value | None:
        sort = self.rules.edge_types[edge.type].sort
        return edge.properties.get(sort) if sort else None

    def _items(self, query: Query) -> list[tuple[Node, Edge | None]]:
        linked = (
            self._linked(query.linked) if query.linked else [(node, None) for node in self.nodes.values()]
        )
        return [(node, edge) for node, edge in linked if self._matches(node, query)]

    def _linked(self, linked: Linked) -> list[tuple[Node, Edge | None]]:
        found: list[tuple[Node, Edge | None]] = []
        for edge in self.edges.values():
            if linked.id not in self.nodes or (linked.types and edge.type not in linked.types):
                continue
            if edge.start == linked.id and linked.direction != "in":
                found.append((self.nodes[edge.end], edge))
            elif edge.end == linked.id and linked.direction != "out":
                found.append((self.nodes[edge.start], edge))
        return found

    def _matches(self, node: Node, query: Query) -> bool:
        label = self.rules.labels[query.root]
        words = fold(" ".join(as_text(node.get(name)) for name in label.text)).split()
        return (
            node.root == query.root
            and (query.label or query.root) in node.labels
            and all(holds(where, node.get(where.property)) for where in query.where)
            and all(any(word.startswith(wanted) for word in words) for wanted in fold(query.text).split())
        )

    def count(self, query: Query, by: Sequence[str]) -> dict[str, dict[Any, int]]:
        nodes = {node.id: node for node, _ in self._items(query)}.values()
        facets: dict[str, dict[Any, int]] = {}
        for name in by:
            values = [node.get(name) for node in nodes]
            lists = [set(value) or {None} if isinstance(value, list) else {value} for value in values]
            facets[name] = dict(Counter(value for items in lists for value in items))
        return facets

    def find_edges(self, query: EdgeQuery) -> list[str]:
        chosen = [edge for edge in self.edges.values() if touches(edge, query)]
        chosen = [edge for edge in chosen if within(self.sort_value(edge), query.since, query.until)]
        chosen.sort(key=lambda edge: edge.id)
        dated = [edge for edge in chosen if self.sort_value(edge) is not None]
        dated.sort(key=lambda edge: newest_key(self.sort_value(edge)), reverse=True)
        return [edge.id for edge in dated + [edge for edge in chosen if self.sort_value(edge) is None]]

    def neighbourhood(self, around: Around) -> tuple[set[str], set[str]]:
        """Ids of nodes and edges, the limit left aside."""
        edges = [edge for edge in self.edges.values() if not around.types or edge.type in around.types]
        reached = set(around.ids) & self.nodes.keys()
        border = reached - around.stop_at
        for _ in range(around.depth):
            step = {edge.end for edge in edges if edge.start in border} | {
                edge.start for edge in edges if edge.end in border
            }
            border = step - reached - around.stop_at
            reached |= step
        return reached, {edge.id for edge in edges if edge.start in reached and edge.end in reached}


def names(node: str, kind: str, id: str, sides: Sequence[Record | None]) -> bool:
    """Whether a change tells of a node."""
    if kind == "node":
        return id == node
    return any(isinstance(side, Edge) and node in {side.start, side.end} for side in sides)


def as_text(value: Any) -> str:
    items: Iterable[Any] = value if isinstance(value, list) else [value]
    return " ".join(item for item in items if isinstance(item, str))


def holds(where: Where, value: Any) -> bool:
    if where.operator in {"missing", "present"}:
        return (value in (None, [])) == (where.operator == "missing")
    if value is None:
        return False
    wanted: Any = where.value
    return {
        "=": lambda: value == wanted, "!=": lambda: value != wanted, "in": lambda: value in wanted, "has": lambda: wanted in value,
        "<": lambda: value < wanted, "<=": lambda: value <= wanted, ">": lambda: value > wanted, ">=": lambda: value >= wanted,
    }[where.operator]()  # fmt: skip


def touches(edge: Edge, query: EdgeQuery) -> bool:
    if query.types and edge.type not in query.types:
        return False
    out = edge.start in query.nodes and query.direction != "in"
    return out or (edge.end in query.nodes and query.direction != "out")


def within(value: Any, since: Any, until: Any) -> bool:
    for bound, good in ((since, lambda: value >= since), (until, lambda: value <= until)):
        if bound is not None and (type(value) is not type(bound) or not good()):
            return False
    return True


def newest_key(value: Any) -> tuple[bool, Any]:
    return (isinstance(value, str), value.toordinal() if isinstance(value, date) else value)
