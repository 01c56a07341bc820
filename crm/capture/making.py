"""The actors and people that saving a proposal needs: found again when they were made a moment ago, else made."""

from __future__ import annotations

from collections.abc import Mapping

from crm.access import Viewer
from crm.actor_model import Actor, Person, PostHeld
from crm.actors import create_actor
from crm.capture.model import Party, Proposal
from crm.capture.names import NameIndex
from crm.interactions import Participant
from graph.fold import fold
from graph.store import Store


class Maker:
    """Makes what the proposals of one unit of work need, each actor once."""

    def __init__(self, store: Store, viewer: Viewer, names: NameIndex) -> None:
        self._store, self._viewer, self._names = store, viewer, names
        self._made: dict[tuple[str, str], str] = {}
        self._people: dict[tuple[str, str], str] = {}
        self._created: list[str] = []

    def taken(self) -> tuple[str, ...]:
        """The ids made since this was asked last."""
        created, self._created = tuple(self._created), []
        return created

    def actors_of(self, proposal: Proposal) -> list[str]:
        """The id of each participant, new ones made. Raises InvalidData."""
        doubtful = {doubt.about for doubt in proposal.warnings}
        return [
            party.actor or self._new(party, f"participants[{index}]" in doubtful)
            for index, party in enumerate(proposal.participants)
        ]

    def _new(self, party: Party, unsure: bool) -> str:
        key = (fold(party.text), str(party.type))
        if key not in self._made:
            values = {"name": party.text, "type": party.type, "to_review": unsure}
            actor = Person.of(values) if party.is_new_person else Actor.of(values)
            self._made[key] = self._create(actor)
        return self._made[key]

    def _create(self, actor: Actor) -> str:
        id = create_actor(self._store, self._viewer, actor).id
        self._created.append(id)
        return id

    def participants_of(self, proposal: Proposal, ids: list[str]) -> list[Participant]:
        """One for each organisation, its first person with it; whoever has no place beside one takes part alone."""
        persons = self._known_people(ids)
        there = {house for house in ids if house not in persons}
        with_house = {id: house for id, house in persons.items() if house in there}
        first: dict[str, str] = {}
        for id, house in with_house.items():
            first.setdefault(house, id)
        found: dict[str, Participant] = {}
        for party, id in zip(proposal.participants, ids, strict=True):
            if first.get(with_house.get(id, "")) == id:
                continue
            told = [self._person(name, id) for name in (party.person or "").split(", ") if name.strip()]
            named = [*([first[id]] if id in first else []), *told]
            found.setdefault(id, Participant(actor=id, role=party.role, person=named[0] if named else None))
            for further in named[1:]:
                found.setdefault(further, Participant(actor=further, role=party.role))
        taken = {one.person for one in found.values()}
        return [one for one in found.values() if one.actor not in taken]

    def _known_people(self, ids: list[str]) -> dict[str, str]:
        """The people among the actors who belong to some organisation, with it."""
        known = {id: self._names.get(id) for id in ids}
        return {
            id: one.parent for id, one in known.items() if one is not None and one.is_person and one.parent
        }

    def _person(self, name: str, house: str) -> str:
        """The person of that name at the organisation: known, made a moment ago, or new."""
        key = (fold(name), house)
        if key not in self._people:
            known = [self._names.get(id) for id in self._names.exactly(fold(name))]
            there = [one.id for one in known if one is not None and one.is_person and one.parent == house]
            post = PostHeld(organisation=house)
            new = Person.of({"name": name.strip()[:200], "parent": house, "posts": [post.model_dump()]})
            self._people[key] = there[0] if there else self._create(new)
        return self._people[key]

    def owner_of(self, owner: str | None, proposal: Proposal, ids: list[str]) -> str | None:
        """The id of who owes: an actor's own, or that of the participant or person so called; None for nobody known."""
        if not owner:
            return None
        by_text: Mapping[str, str] = {
            fold(party.text): id for party, id in zip(proposal.participants, ids, strict=True)
        }
        if fold(owner) in by_text and owner not in ids:
            return by_text[fold(owner)]
        if owner in ids or self._names.get(owner) is not None:
            return owner
        exact = self._names.exactly(fold(owner))
        return exact[0] if len(exact) == 1 else None
