"""Who owes each promise: the office, the party that is its subject, or the only other one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.heads import expanded, is_head
from crm.capture.mentions import Mention
from crm.capture.parties import Gathering, Present, others
from crm.capture.people_words import POST_OF
from crm.capture.promises import Pledge
from crm.office import office_id
from graph.fold import fold


@dataclass(frozen=True)
class Owner:
    """An actor's id or the text of a new participant; `doubt` with its `options` when it was guessed."""

    who: str | None
    doubt: str = ""
    options: tuple[str, ...] = ()


def owners_of(pledges: Sequence[Pledge], gathering: Gathering) -> list[Owner]:
    """One owner for each promise."""
    return [_owner(pledge, gathering) for pledge in pledges]


def _owner(pledge: Pledge, gathering: Gathering) -> Owner:
    owners = [_named(mention, gathering) for mention in pledge.mentions]
    if len(owners) > 1:
        return Owner(owners[0].who, "several_owners", tuple(one.who for one in owners if one.who))
    if owners:
        return owners[0]
    return _they(gathering) if pledge.subject.who == "they" else Owner(office_id())


def _they(gathering: Gathering) -> Owner:
    there = others(gathering.parties)
    if not there:
        return Owner(None, "no_owner")
    first = there[0].actor or there[0].text
    if len(there) == 1:
        return Owner(first)
    return Owner(first, "several_owners", tuple(one.actor or one.text for one in there))


def _named(mention: Mention, gathering: Gathering) -> Owner:
    if mention.person and not mention.name:
        party = _with_person(mention.person, gathering.parties)
        if party is not None:
            return Owner(party.actor or party.text)
    name = fold(mention.name or mention.person)
    word = expanded(name.split() or [""])[0]
    if mention.alone or not name:
        party = gathering.head_in(POST_OF.get(word, word))
        return Owner(party.actor or party.text) if party else _they(gathering)
    ids = mention.ids or gathering.index.meant(name).ids
    for party in gathering.parties:
        if (party.actor and party.actor in ids) or fold(party.text) == name:
            return Owner(party.actor or party.text)
    alike = [party for party in gathering.parties if _begins(party, name, gathering)]
    if alike:
        return Owner(alike[0].actor or alike[0].text)
    known = [id for id in ids if gathering.index.get(id) is not None]
    exact = mention.ids or gathering.index.meant(name).how in ("exact", "slip")
    if exact and len(known) == 1:
        return Owner(known[0])
    if is_head(name):
        return _they(gathering)
    return Owner(mention.name or mention.person, "unknown_owner", tuple(known))


def _begins(party: Present, name: str, gathering: Gathering) -> bool:
    """Whether the party's name begins with the words."""
    known = gathering.index.get(party.actor) if party.actor else None
    names = [fold(party.text), *([fold(known.name)] if known else [])]
    return any(one.startswith(name + " ") for one in names)


def _with_person(person: str, parties: Sequence[Present]) -> Present | None:
    words = set(fold(person).split())
    for party in parties:
        told = [fold(one) for one in (*party.persons, party.text)]
        if any(words <= set(one.split()) for one in told):
            return party
    return None
