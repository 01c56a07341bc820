"""What happened with an actor, newest first: its own meetings, those of its people and of its parts.

An edge copies the day its interaction sorts by, so the first page costs the same with ten meetings as with 100,000.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crm.interaction_model import Commitment, Interaction
from crm.interaction_records import read_interactions
from crm.listing import Listing
from crm.timeline_reading import Found, read_cursor, read_newest, sources_of, write_cursor
from graph.records import Edge, Node
from graph.store import Store


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


def timeline_of(
    store: Store, actor: str, limit: int = 20, after: str | None = None, kinds: Collection[str] = ()
) -> Listing[TimelineEntry]:
    """One page of the actor's timeline; archived interactions stay out. `total` is not counted (-1).

    Raises InvalidData for an `after` that no page gave.
    """
    sources = sources_of(store, actor)
    place = read_cursor(after)
    found = read_newest(store, sources, place, (limit + 1, tuple(kinds)))
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    cursor = write_cursor((last[0].get("on"), last[0].id)) if last else None
    return Listing(_entries(store, actor, page), -1, cursor is not None, cursor)


def _entries(store: Store, actor: str, page: Sequence[Found]) -> list[TimelineEntry]:
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
