"""What happened with an actor, newest first: its own meetings, those of its people and of its parts.

An edge copies the day its interaction sorts by, so the first page costs the same with ten meetings as with 100,000.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.errors import InvalidData
from crm.interaction_model import Commitment, Interaction
from crm.interaction_records import read_interactions
from crm.listing import Listing
from crm.office import office_id
from crm.periods import period_from
from crm.saving import edges_of
from graph.records import Edge, Node
from graph.store import EdgeQuery, Store

_MANY = 300


@dataclass(frozen=True)
class Party:
    """One participant as it is shown."""

    actor: str
    name: str
    type: str
    role: str
    person: str | None = None
    person_name: str | None = None


@dataclass(frozen=True)
class TimelineEntry:
    """One interaction on an actor's timeline; `via` is the person or the part of the actor that took part."""

    interaction: Interaction
    role: str
    via: str | None
    via_name: str | None
    participants: list[Party] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)


Spans = Mapping[str, Sequence[tuple[date, date]]]
_Cursor = tuple[date, str]


def timeline_of(
    store: Store, actor: str, limit: int = 20, after: str | None = None, kinds: Collection[str] = ()
) -> Listing[TimelineEntry]:
    """One page of the actor's timeline; archived interactions stay out. `total` is not counted (-1).

    Raises InvalidData for an `after` that no page gave.
    """
    sources = _sources(store, actor)
    found = _newest(store, sources, _read_cursor(after), limit + 1, frozenset(kinds))
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    cursor = _write_cursor((last[0].get("on"), last[0].id)) if last else None
    return Listing(_entries(store, actor, page), -1, cursor is not None, cursor)


def _sources(store: Store, actor: str) -> Spans:
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


def _newest(
    store: Store, sources: Spans, cursor: _Cursor | None, wanted: int, kinds: Collection[str]
) -> list[tuple[Node, Edge]]:
    """The first interactions after the cursor; more edges are read until there are enough or none are left."""
    reach = wanted * 4
    while True:
        until = cursor[0] if cursor else None
        query = EdgeQuery(tuple(sources), ("TOOK_PART",), "out", until=until, limit=reach)
        edges = store.edges(query)
        complete = len(edges) < reach
        found = _shown(store, _distinct(_whole_days(edges, complete), sources, cursor), kinds)
        if complete or len(found) >= wanted:
            return found[:wanted]
        reach *= 4


def _whole_days(edges: Sequence[Edge], complete: bool) -> Sequence[Edge]:
    """Where the reading was cut, the last day may lack some of its interactions: it is left for the next reading."""
    if complete or not edges:
        return edges
    last = edges[-1].get("on")
    return [edge for edge in edges if edge.get("on") != last]


def _distinct(edges: Sequence[Edge], sources: Spans, cursor: _Cursor | None) -> dict[str, Edge]:
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


def _shown(store: Store, edges: Mapping[str, Edge], kinds: Collection[str]) -> list[tuple[Node, Edge]]:
    nodes = store.get(edges.keys())
    present = ((nodes[id], edge) for id, edge in edges.items() if id in nodes)
    return [
        (node, edge)
        for node, edge in present
        if not node.get("archived") and (not kinds or node.get("kind") in kinds)
    ]


def _entries(store: Store, actor: str, page: Sequence[tuple[Node, Edge]]) -> list[TimelineEntry]:
    interactions = read_interactions(store, [node for node, _ in page])
    named = set(_named(interactions)) | {edge.start for _, edge in page}
    actors = store.get(named)
    return [
        _entry(interaction, edge, actors, via=None if edge.start == actor else edge.start)
        for interaction, (_, edge) in zip(interactions, page, strict=True)
    ]


def _entry(
    interaction: Interaction, edge: Edge, actors: Mapping[str, Node], via: str | None
) -> TimelineEntry:
    shown = parties(interaction, actors)
    return TimelineEntry(
        interaction, edge.get("role"), via, _name(actors, via), shown, interaction.commitments
    )


def _name(actors: Mapping[str, Node], id: str | None) -> str | None:
    return actors[id].get("name") if id is not None and id in actors else None


def parties(interaction: Interaction, actors: Mapping[str, Node]) -> list[Party]:
    """The participants with their names; those the viewer may not see are left out."""
    return [
        Party(
            one.actor,
            actors[one.actor].get("name"),
            actors[one.actor].get("type"),
            one.role,
            one.person,
            _name(actors, one.person),
        )
        for one in interaction.participants
        if one.actor in actors
    ]


def _named(interactions: Sequence[Interaction]) -> Iterator[str]:
    for interaction in interactions:
        for participant in interaction.participants:
            yield participant.actor
            if participant.person is not None:
                yield participant.person


def _write_cursor(place: _Cursor) -> str:
    text = json.dumps([place[0].isoformat(), place[1]])
    return base64.urlsafe_b64encode(text.encode()).decode()


def _read_cursor(after: str | None) -> _Cursor | None:
    if after is None:
        return None
    try:
        day, id = json.loads(base64.urlsafe_b64decode(after.encode()))
        return date.fromisoformat(day), str(id)
    except (ValueError, TypeError, binascii.Error) as error:
        raise InvalidData.of("after", "bad_query") from error
