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
    name = fold(mention.name or mention.person)
    if mention.alone or not name:
        word = expanded(name.split() or [""])[0]
        return _of_head(POST_OF.get(word, word), gathering)
    party = _present(mention, name, gathering)
    if party is not None:
        return Owner(party.actor or party.text)
    return _they(gathering) if is_head(name) else _absent(mention, name, gathering)


def _of_head(word: str, gathering: Gathering) -> Owner:
    """So "la embajada": the one that is there; of several nobody is taken."""
    there = [one.actor or one.text for one in gathering.of_head(word)]
    if len(there) > 1:
        return Owner(None, "which_owner", tuple(there))
    return Owner(there[0]) if there else _they(gathering)


def _present(mention: Mention, name: str, gathering: Gathering) -> Present | None:
    """The participant that is meant: by its person, by its actor, by its whole text or by how it begins."""
    if mention.person and not mention.name and (party := _with_person(mention.person, gathering.parties)):
        return party
    ids = mention.ids or gathering.index.meant(name).ids
    same = (one for one in gathering.parties if (one.actor and one.actor in ids) or fold(one.text) == name)
    alike = (one for one in gathering.parties if _begins(one, name, gathering))
    return next(same, None) or next(alike, None)


def _absent(mention: Mention, name: str, gathering: Gathering) -> Owner:
    """Somebody who is no participant."""
    meant = gathering.index.meant(name)
    ids = mention.ids or (meant.ids if meant.how in ("exact", "slip") else ())
    if len(ids) == 1:
        return Owner(ids[0])
    return Owner(mention.name or mention.person, "unknown_owner", ids or meant.ids)


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
