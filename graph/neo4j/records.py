"""From what the database holds to records and back, and who may see them.

(:_Record:Actor:Embassy {id, name, …, _version, _audience, _text})-[:TOOK_PART {id, role, on, …, _version, _audience, _sort, _out, _in}]->(…)

What begins with "_" is the store's own: the version, who may see it, the folded text that the full-text index holds,
the value that the type's timelines are ordered by, and the same after the id of either end, which is indexed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from graph.cypher import GIVEN_ID, ID, labels, stored_name
from graph.fold import search_text
from graph.neo4j.connections import Runner
from graph.records import Edge, Node, Value
from graph.validation import EDGE_ID, NODE_ID, PRINCIPAL, Rules

RECORD: Final = "_Record"
NODE: Final = labels(RECORD)
NODE_COLUMNS: Final = "labels(n), n{.*, _text: null}"
EDGE_COLUMNS: Final = "type(e), s.id, t.id, e{.*, _sort: null, _out: null, _in: null}"
_NAMED_COLUMNS: Final = (
    "type(e) AS type, s.id AS s, t.id AS t, e{.*, _sort: null, _out: null, _in: null} AS properties"
)
_MANY: Final = 200
_PLAIN: Final = frozenset({str, int, float, bool})


@dataclass(frozen=True)
class View:
    """Whose eyes a statement reads with; principals None sees everything."""

    principals: tuple[str, ...] | None = None

    def sees(self, *variables: str) -> str:
        """A condition (" AND …", empty for the full store) that each of the nodes or edges is seen.

        The statement needs the parameter `principals`.
        """
        if self.principals is None:
            return ""
        return "".join(f" AND any(p IN {name}._audience WHERE p IN $principals)" for name in variables)

    def shows(self, audience: Iterable[str]) -> bool:
        """Whether a record of this audience is seen."""
        return self.principals is None or not set(audience).isdisjoint(self.principals)

    @property
    def values(self) -> dict[str, Any]:
        """The parameter that `sees` speaks of."""
        return {"principals": list(self.principals or ())}


def view_of(principals: Collection[str] | None) -> View:
    """The view of some principals; names that no audience can hold are left out."""
    if principals is None:
        return View()
    return View(tuple(sorted({name for name in principals if PRINCIPAL.fullmatch(name)})))


def node_ids(given: Iterable[object]) -> list[str]:
    """Those that can be ids of nodes, once each, in their order."""
    return [id for id in dict.fromkeys(given) if isinstance(id, str) and NODE_ID.fullmatch(id)]


def edge_ids(given: Iterable[object]) -> list[str]:
    """Those that can be ids of edges, once each, in their order."""
    return [id for id in dict.fromkeys(given) if isinstance(id, str) and EDGE_ID.fullmatch(id)]


def from_database(value: Any) -> Any:
    """A value as the records have it: the driver's dates and times as Python's, moments in UTC."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [from_database(item) for item in value] if value and type(value[0]) not in _PLAIN else value
    native: date | datetime = value.to_native()
    return native.astimezone(UTC) if isinstance(native, datetime) else native


def ordered_labels(found: Iterable[str], rules: Rules) -> tuple[str, ...]:
    """A node's labels as the record has them: the root label first, then by name."""
    names = sorted(name for name in found if name != RECORD)
    root = next((name for name in names if name in rules.labels), names[0] if names else "")
    return (root, *(name for name in names if name != root))


def _properties(found: Mapping[str, Any]) -> dict[str, Value]:
    properties = {
        name: from_database(value) for name, value in found.items() if name[0] != "_" and name != ID
    }
    if GIVEN_ID in found:
        properties[ID] = from_database(found[GIVEN_ID])
    return properties


def node_of(found: Iterable[str], stored: Mapping[str, Any], rules: Rules) -> Node:
    """A node from NODE_COLUMNS."""
    audience = tuple(stored["_audience"])
    return Node(stored[ID], ordered_labels(found, rules), _properties(stored), audience, stored["_version"])


def edge_of(kind: str, start: str, end: str, stored: Mapping[str, Any]) -> Edge:
    """An edge from EDGE_COLUMNS."""
    audience = tuple(stored["_audience"])
    return Edge(stored[ID], kind, start, end, _properties(stored), audience, stored["_version"])


def _stored(record: Node | Edge) -> dict[str, Any]:
    stored: dict[str, Any] = {stored_name(name): value for name, value in record.properties.items()}
    stored |= {ID: record.id, "_version": record.version, "_audience": list(record.audience)}
    return stored


def stored_node(node: Node, rules: Rules) -> dict[str, Any]:
    """A checked node's properties as the database holds them."""
    stored = _stored(node)
    if text := search_text(node.properties, rules.labels[node.root].text):
        stored["_text"] = f" {text}"  # each word begins after a space, so that a prefix is found by CONTAINS
    return stored


def stored_edge(edge: Edge, rules: Rules) -> dict[str, Any]:
    """A checked edge's properties as the database holds them."""
    stored = _stored(edge)
    sort = rules.edge_types[edge.type].sort
    if sort is not None and sort in edge.properties:
        text = sort_text(edge.properties[sort])
        stored |= {"_sort": text, "_out": after_id(edge.start, text), "_in": after_id(edge.end, text)}
    return stored


def sort_text(value: Any) -> str:
    """A sort value as text in the same order: every date before every text."""
    return f"d{value.isoformat()}" if isinstance(value, date) else f"t{value}"


def after_id(end: str, sort: str) -> str:
    """Where an edge stands among those of its type at one of its ends."""
    return f"{end}|{sort}"


def sorted_links(rules: Rules, kinds: Sequence[str], direction: str) -> str | None:
    """The indexed property that has the edges of these types in their order, if there is one."""
    if len(kinds) != 1 or rules.edge_types[kinds[0]].sort is None:
        return None
    return {"out": "_out", "in": "_in"}.get(direction)


def read_nodes(runner: Runner, rules: Rules, view: View, ids: Collection[str]) -> dict[str, Node]:
    """Nodes by id, in the order asked for."""
    wanted = node_ids(ids)
    text = f"MATCH (n{NODE}) WHERE n.id IN $ids{view.sees('n')} RETURN {NODE_COLUMNS}"
    rows = runner.rows(text, {"ids": wanted, **view.values}) if wanted else []
    found = {stored[ID]: node_of(names, stored, rules) for names, stored in rows}
    return {id: found[id] for id in wanted if id in found}


def read_edges(runner: Runner, rules: Rules, view: View, ids: Collection[str]) -> dict[str, Edge]:
    """Edges by id, in the order asked for.

    Each type has an index of ids of its own. Few are looked for in all of them at once; of many, which mostly are of one
    type, each type is asked only for those that no type before it had.
    """
    wanted = edge_ids(ids)
    found: dict[str, Edge] = {}
    names = list(rules.edge_types)
    for some in [names] if len(wanted) < _MANY else [[name] for name in names]:
        left = [id for id in wanted if id not in found]
        if left and some:
            text = " UNION ALL ".join(_by_id(name, view) for name in some)
            rows = runner.rows(text, {"ids": left, **view.values})
            found |= {properties[ID]: edge_of(kind, s, t, properties) for kind, s, t, properties in rows}
    return {id: found[id] for id in wanted if id in found}


def _by_id(name: str, view: View) -> str:
    return (
        f"MATCH (s)-[e{labels(name)}]->(t) USING INDEX SEEK e{labels(name)}(id) "
        f"WHERE e.id IN $ids{view.sees('e', 's', 't')} RETURN {_NAMED_COLUMNS}"
    )
