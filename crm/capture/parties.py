"""From mentions to participants: who is known, who is new and of what type, who is the same, and what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crm.actor_model import PERSON
from crm.capture.heads import TYPES, expanded, has_two_meanings, is_bare, type_of
from crm.capture.line import Span
from crm.capture.mentions import Mention
from crm.capture.names import NOBODY, Meant, NameIndex
from crm.office import office_id
from graph.fold import fold

_ROLE_RANK = {"counterpart": 0, "invited": 1, "beneficiary": 2, "intermediary": 3, "funder": 4, "host": 5}


@dataclass
class Present:
    """A participant in the making; `doubt` is a key of the catalogue, `options` its values."""

    text: str
    role: str
    span: Span
    actor: str | None = None
    type: str | None = None
    persons: list[str] = field(default_factory=list)
    candidates: tuple[str, ...] = ()
    doubt: str = ""
    of: str = ""


class Gathering:
    """The participants of one line, in order, the office apart."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self.parties: list[Present] = []
        self.office_role = ""
        self._bare: list[tuple[Mention, str]] = []

    def add(self, mention: Mention, role: str) -> None:
        """Takes a mention in with its role."""
        name = fold(mention.name)
        if mention.alone or is_bare(name) or (not name and not mention.person):
            self._bare.append((mention, role))
            return
        if not name:
            self._person(mention, role)
            return
        meant = self._meaning(mention, name)
        if meant.ids and meant.ids[0] == office_id():
            self.office_role = role if role != "counterpart" else self.office_role
            return
        self._join(self._party(mention, role, meant))

    def _meaning(self, mention: Mention, name: str) -> Meant:
        if mention.ids:
            return Meant("exact", mention.ids)
        return self.index.meant(" ".join(expanded(name.split())))

    def _party(self, mention: Mention, role: str, meant: Meant) -> Present:
        persons = [mention.person] if mention.person else []
        party = Present(mention.name[:200], role, mention.span, persons=persons)
        if meant.how in ("exact", "slip") and len(meant.ids) == 1:
            party.actor = meant.ids[0]
            if has_two_meanings(fold(mention.name)):
                party.candidates, party.doubt = meant.ids, "two_meanings"
            return party
        party.type = type_of(fold(mention.name))
        party.candidates = meant.ids
        if meant.how in ("exact", "slip"):
            party.doubt = "several"
        elif meant.how == "near":
            party.doubt = "near"
            party.actor = meant.ids[0] if meant.likely else None
        elif party.type is None:
            party.doubt = "no_type"
        if party.actor:
            party.type = None
        return party

    def _person(self, mention: Mention, role: str) -> None:
        meant = self.index.meant(fold(mention.person)) if "," not in mention.person else NOBODY
        if meant.how in ("exact", "slip") and len(meant.ids) == 1:
            self._join(Present(mention.person, role, mention.span, meant.ids[0]))
            return
        for name in mention.person.split(", "):
            self._join(Present(name, role, mention.span, type=PERSON, doubt="person"))

    def _join(self, party: Present) -> None:
        """Takes the party in, or adds what it says to the one that is there."""
        party = self._known_persons(party)
        same = next((one for one in self.parties if _same(one, party)), None)
        if same is None:
            self.parties.append(party)
        else:
            if _ROLE_RANK[party.role] > _ROLE_RANK[same.role]:
                same.role = party.role
            if same.of and party.actor == same.actor and fold(party.text):
                same.text = party.text
            same.persons += [person for person in party.persons if person not in same.persons]
        if party.actor:
            self._house_of(party.actor, party)

    def _known_persons(self, party: Present) -> Present:
        """People told with their house who are known stand for themselves, the house beside them."""
        unknown: list[str] = []
        for person in (name for told in party.persons for name in told.split(", ")):
            meant = self.index.meant(fold(person))
            known = (
                self.index.get(meant.ids[0])
                if meant.how in ("exact", "slip") and len(meant.ids) == 1
                else None
            )
            if known is not None and known.is_person:
                self._join_known(Present(person, party.role, party.span, known.id))
            else:
                unknown.append(person)
        return replace(party, persons=unknown)

    def _join_known(self, party: Present) -> None:
        if not any(_same(one, party) for one in self.parties):
            self.parties.append(party)
        assert party.actor is not None
        self._house_of(party.actor, party)

    def _house_of(self, id: str, party: Present) -> None:
        """The organisation a known person belongs to takes part in the same role; not for the office's own people."""
        known = self.index.get(id)
        if known is None or not known.is_person or not known.parent or known.parent == office_id():
            return
        house = self.index.get(known.parent)
        if house is not None and not any(one.actor == house.id for one in self.parties):
            self.parties.append(Present(house.name, party.role, party.span, house.id, of=id))

    def settle(self) -> None:
        """Finds for "la embajada" alone the one embassy of the line, or asks."""
        for mention, role in self._bare:
            word = expanded(fold(mention.name).split() or [""])[0]
            there = self.of_head(word)
            if len(there) == 1:
                if mention.person:
                    there[0].persons.append(mention.person)
                continue
            self._ask(mention, role, word)
        self.parties.sort(key=lambda one: one.span[0])

    def _ask(self, mention: Mention, role: str, word: str) -> None:
        meant = self.index.meant(fold(mention.name))
        if meant.how == "exact":
            self._join(self._party(mention, role, meant))
            return
        type = TYPES.get(word)
        options = self.index.of_type(type, word) if type else ()
        persons = [mention.person] if mention.person else []
        self._join(Present(mention.name or word, role, mention.span, None, type, persons, options, "which"))

    def _has_head(self, party: Present, word: str) -> bool:
        if party.doubt == "which":
            return False
        known = self.index.get(party.actor) if party.actor else None
        if known is not None and (known.type == TYPES.get(word) or fold(known.name).startswith(word + " ")):
            return not known.is_person
        return party.type == TYPES.get(word) or fold(party.text).startswith(word + " ")

    def is_stranger(self, mention: Mention) -> bool:
        """Whether nobody known or gathered goes by the name or begins with it."""
        name = fold(mention.name)
        if self.index.meant(name).ids:
            return False
        people = (fold(person) for one in self.parties for person in one.persons)
        texts = (fold(one.text) for one in self.parties)
        return not any(text == name or text.startswith(name + " ") for text in (*people, *texts))

    def of_head(self, word: str) -> list[Present]:
        """The parties of this head word: whom "la embajada" alone may mean."""
        return [one for one in self.parties if self._has_head(one, word)]


def _same(one: Present, other: Present) -> bool:
    if one.actor or other.actor:
        return one.actor == other.actor
    return fold(one.text) == fold(other.text)


def others(parties: Sequence[Present]) -> list[Present]:
    """The counterparts, or all when there is none: whom "ellos" means. A person's house speaks for both."""
    mine = [one for one in parties if one.role == "counterpart"] or list(parties)
    people = {one.of for one in mine if one.of}
    return [one for one in mine if one.actor not in people or one.actor is None]
