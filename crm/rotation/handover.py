"""What whoever comes must know: whom the post knows, what is open, what to know, what comes next, where it is written.

Made of the meetings in which holders of the post took part; where too few are recorded so, of those of its organisation
while the post was held, too (`basis`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crm.actor_model import Actor, Person, PostHeld
from crm.actors import get_actor, get_actors, names_of
from crm.evidence import list_sources
from crm.interaction_model import Commitment, Interaction
from crm.interactions import get_interactions
from crm.office import office_id, today
from crm.people import Holder, get_person, held_of, people_of
from crm.rotation.losing import STILL, promises_of
from crm.ties import Tie, ties_of
from graph.store import EdgeQuery, Store

MOST = 300
KNOWN = 40
ENOUGH = 5
TOLD = 12
_LEFT_OUT = frozenset({"cancelled", "rejected"})


@dataclass(frozen=True)
class Known:
    """Somebody the post knows: how often they met, when last, and the people who came for them."""

    actor: Actor
    meetings: int
    last: Interaction
    people: Sequence[str]


@dataclass(frozen=True)
class Handover:
    """Everything for the paper. `told` are the latest meetings, `next` the planned ones, `names` of all ids in it."""

    person: Person
    held: PostHeld
    organisation: Actor
    holders: Sequence[Holder]
    basis: Literal["people", "organisation"]
    read: int
    known: Sequence[Known]
    commitments: Sequence[Commitment]
    told: Sequence[Interaction]
    next: Sequence[Interaction]
    ties: Sequence[Tie]
    names: Mapping[str, str]
    sources: Mapping[str, str]
    cut: bool
    made_on: date


def handover_of(store: Store, person: str, holding: str) -> Handover:
    """The handover of a post by who holds it. `store` is the viewer's view. Raises NotFound."""
    leaver = get_person(store, person)
    held = held_of(leaver, holding)
    organisation = get_actor(store, held.organisation)
    holders = [one for one in people_of(store, held.organisation) if one.held.post == held.post]
    people = {one.person.id for one in holders} | {person}
    meetings, basis = _meetings(store, people, held)
    past = [one for one in meetings if one.status != "planned" and one.when.sort_day <= today()]
    coming = [one for one in meetings if one not in past]
    ties = [tie for tie in ties_of(store, organisation.id) if tie.type != "PART_OF"]
    promises = _promises(
        store,
        people,
        "" if basis == "people" and organisation.id == office_id() else organisation.id,
        meetings,
    )
    own = people | {held.organisation, office_id()}
    return Handover(
        leaver, held, organisation, holders, basis, len(past), _known(store, past, own), promises, past[:TOLD],
        sorted(coming, key=lambda one: one.when.sort_day), ties, _names(store, (meetings, promises, ties)),
        _sources(store, past), len(meetings) >= MOST, today(),
    )  # fmt: skip


def _meetings(
    store: Store, people: Iterable[str], held: PostHeld
) -> tuple[list[Interaction], Literal["people", "organisation"]]:
    own = _read(store, people)
    if len(own) >= ENOUGH:
        return own, "people"
    theirs = [one for one in _read(store, {held.organisation}) if _within(one, held)]
    together = {one.id: one for one in (*own, *theirs)}.values()
    return sorted(together, key=lambda one: (one.when.sort_day, one.id), reverse=True), "organisation"


def _read(store: Store, parties: Iterable[str]) -> list[Interaction]:
    """Their meetings, the latest first."""
    edges = store.edges(EdgeQuery(tuple(sorted(parties)), ("TOOK_PART",), "out", limit=MOST))
    found = get_interactions(store, {edge.end for edge in edges}).values()
    shown = [one for one in found if not (one.archived or one.reference or one.status in _LEFT_OUT)]
    return sorted(shown, key=lambda one: (one.when.sort_day, one.id), reverse=True)


def _within(meeting: Interaction, held: PostHeld) -> bool:
    return held.held_on(meeting.when.sort_day) or meeting.when.sort_day > today()


def _known(store: Store, past: Sequence[Interaction], own: set[str]) -> list[Known]:
    met: dict[str, list[Interaction]] = {}
    came: dict[str, list[str]] = {}
    for meeting in past:
        for party in meeting.participants:
            if party.actor not in own:
                met.setdefault(party.actor, []).append(meeting)
                came.setdefault(party.actor, []).extend([party.person] if party.person else [])
    often = sorted(met, key=lambda id: (-len(met[id]), id))[:KNOWN]
    actors = get_actors(store, often)
    named = names_of(store, {person for people in came.values() for person in people})
    return [
        Known(
            actors[id],
            len(met[id]),
            met[id][0],
            list(dict.fromkeys(named[p] for p in came[id] if p in named)),
        )
        for id in often
        if id in actors
    ]


def _promises(
    store: Store, people: Iterable[str], organisation: str, meetings: Sequence[Interaction]
) -> list[Commitment]:
    """What the holders and the organisation, if any is named, owe and are owed, and what the office owes of meetings."""
    owners = [*sorted(people), *([organisation] if organisation else [])]
    found = {one.id: one for owner in owners for one in promises_of(store, owner)}
    found |= {one.id: one for meeting in meetings for one in meeting.commitments if _owed_to_all(one)}
    return sorted(found.values(), key=lambda one: (one.due.sort_day if one.due else date.max, one.id))


def _owed_to_all(one: Commitment) -> bool:
    """Open, of the office, and nobody is named whom it is owed to: it is owed to who was there."""
    return one.status in STILL and not one.archived and one.owner == office_id() and one.beneficiary is None


_Named = tuple[Sequence[Interaction], Sequence[Commitment], Sequence[Tie]]


def _names(store: Store, named: _Named) -> dict[str, str]:
    meetings, promises, ties = named
    ids = {party.actor for meeting in meetings for party in meeting.participants}
    ids |= {id for one in promises for id in (one.owner, one.beneficiary) if id}
    ids |= {end for tie in ties for end in (tie.start_actor, tie.end_actor)}
    return names_of(store, ids)


def _sources(store: Store, past: Sequence[Interaction]) -> dict[str, str]:
    """The titles of the documents that these meetings come from, by id."""
    named = {evidence.document for meeting in past for evidence in meeting.sources}
    return {source.id: source.title for source in list_sources(store) if source.id in named} if named else {}
