"""Which interactions come next on an actor's timeline, read newest first by the edges' own index."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import date

from crm.errors import InvalidData
from crm.listing import linked_nodes
from crm.office import office_id
from crm.periods import period_from
from crm.saving import edges_of
from graph.records import Edge, Node
from graph.store import EdgeQuery, Linked, Query, Store, Where

_MANY = 300
_FEW = 6
Spans = Mapping[str, Sequence[tuple[date, date]]]
Cursor = tuple[date, str]
Found = tuple[Node, Edge]
Wanted = tuple[int, tuple[str, ...]]  # how many, of which kinds


def sources_of(store: Store, actor: str) -> Spans:
    """The actor itself, its parts, and its people, each with the days on which they count as its own."""
    always = ((date.min, date.max),)
    sources: dict[str, list[tuple[date, date]]] = {actor: list(always)}
    if actor == office_id():
        return sources  # it is a party to nearly everything itself
    for edge in edges_of(store, [actor], ("PART_OF",), "in")[:_MANY]:
        sources.setdefault(edge.start, list(always))
    posts = [edge.start for edge in edges_of(store, [actor], ("AT",), "in")]
    for edge in edges_of(store, posts, ("HOLDS",), "in")[:_MANY]:
        if edge.start not in sources or len(sources) < 2 * _MANY:
            sources.setdefault(edge.start, []).append(_span(edge))
    return sources


def _span(holding: Edge) -> tuple[date, date]:
    period = period_from(holding.properties)
    start, end = (period.start, period.end) if period else (None, None)
    return (start or date.min, end or date.max)


def read_newest(store: Store, sources: Spans, cursor: Cursor | None, want: Wanted) -> list[Found]:
    """The first interactions after the cursor, each with the edge of the first source that took part.

    Few sources are asked one by one, which finds a hub's newest and a rare kind by index; many are read together.
    """
    by_source = want[1] or len(sources) <= _FEW
    return (_of_each if by_source else _of_all)(store, sources, cursor, want)


def _of_all(store: Store, sources: Spans, cursor: Cursor | None, want: Wanted) -> list[Found]:
    """More edges are read until there are enough or none are left."""
    wanted = want[0]
    reach = wanted * 4
    while True:
        until = cursor[0] if cursor else None
        query = EdgeQuery(tuple(sources), ("TOOK_PART",), "out", until=until, limit=reach)
        edges = store.edges(query)
        complete = len(edges) < reach
        found = _shown(store, _distinct(_whole_days(edges, complete), sources, cursor))
        if complete or len(found) >= wanted:
            return found[:wanted]
        reach *= 4


def _of_each(store: Store, sources: Spans, cursor: Cursor | None, want: Wanted) -> list[Found]:
    wanted, kinds = want
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for source in sources:
        query = _query(source, cursor, kinds, wanted)
        mine: list[Edge] = []
        for node, edge in linked_nodes(store, query):
            nodes[node.id] = node
            mine.append(edge)
            if len(mine) % wanted == 0 and len(_distinct(mine, sources, cursor)) >= wanted:
                break
        edges += mine
    found = _distinct(edges, sources, cursor)
    return [(nodes[id], edge) for id, edge in found.items()][:wanted]


def _query(source: str, cursor: Cursor | None, kinds: tuple[str, ...], limit: int) -> Query:
    chosen = (Where("kind", "in", kinds),) if kinds else ()
    until = (Where("on", "<=", cursor[0]),) if cursor else ()
    where = (*chosen, Where("archived", "=", False), *until)
    linked = Linked(source, ("TOOK_PART",), "out")
    return Query("Interaction", where=where, linked=linked, order=(("link", True),), limit=limit)


def _whole_days(edges: Sequence[Edge], complete: bool) -> Sequence[Edge]:
    """Where the reading was cut, the last day may lack some of its interactions: it is left for the next reading."""
    if complete or not edges:
        return edges
    last = edges[-1].get("on")
    return [edge for edge in edges if edge.get("on") != last]


def _distinct(edges: Sequence[Edge], sources: Spans, cursor: Cursor | None) -> dict[str, Edge]:
    """Each interaction once, by the first of the sources that took part, newest first and then by id."""
    order = {id: place for place, id in enumerate(sources)}
    found: dict[str, Edge] = {}
    for edge in sorted(edges, key=lambda edge: (-edge.get("on").toordinal(), edge.end, order[edge.start])):
        day = edge.get("on")
        passed = cursor is not None and (day > cursor[0] or (day == cursor[0] and edge.end <= cursor[1]))
        held = any(start <= day <= end for start, end in sources[edge.start])
        if held and not passed:
            found.setdefault(edge.end, edge)
    return found


def _shown(store: Store, edges: Mapping[str, Edge]) -> list[Found]:
    nodes = store.get(edges.keys())
    present = ((nodes[id], edge) for id, edge in edges.items() if id in nodes)
    return [(node, edge) for node, edge in present if not node.get("archived")]


def write_cursor(place: Cursor) -> str:
    """Where a page ended, for `read_cursor`."""
    text = json.dumps([place[0].isoformat(), place[1]])
    return base64.urlsafe_b64encode(text.encode()).decode()


def read_cursor(after: str | None) -> Cursor | None:
    """Where the page before ended. Raises InvalidData for what no page gave."""
    if after is None:
        return None
    try:
        day, id = json.loads(base64.urlsafe_b64decode(after.encode()))
        return date.fromisoformat(day), str(id)
    except (ValueError, TypeError, binascii.Error) as error:
        raise InvalidData.of("after", "bad_query") from error
