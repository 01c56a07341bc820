"""Actors as vCards (version 3.0, which every address book reads): lines of at most 75 bytes, UTF-8, nothing left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crm.actor_model import Actor, Person, PostHeld
from crm.office import today
from crm.tables.marks import without_hidden
from crm.vocabulary import vocabulary

_WIDE = 75


def card_of(actor: Actor, names: Mapping[str, str]) -> str:
    """The card; `names` are those of the organisations where a person holds a post."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(actor, names))


def _lines(actor: Actor, names: Mapping[str, str]) -> Iterator[str]:
    person = actor if isinstance(actor, Person) else None
    held = current_post(person) if person else None
    organisation = names.get(held.organisation, "") if held else ("" if person else actor.name)
    yield from (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_text(actor.name)}",
        f"N:{_name(actor.name) if person else _text(actor.name) + ';;;;'}",
    )
    yield from _one("ORG", organisation or names.get(actor.parent or "", ""))
    yield from _one("TITLE", held.title if held else "")
    if person is None:
        yield "X-ABSHOWAS:COMPANY"
    yield from _one("NICKNAME", actor.aliases[0] if actor.aliases else "")
    yield from _one("EMAIL;TYPE=INTERNET", actor.email)
    yield from _one("TEL;TYPE=WORK,VOICE", actor.phone)
    if actor.website:
        yield f"URL:{_bare(actor.website)}"
    if actor.address or actor.city or actor.country:
        country = vocabulary("countries").label(actor.country, "es") if actor.country else ""
        yield f"ADR;TYPE=WORK:;;{_text(actor.address or '')};{_text(actor.city or '')};;;{_text(country)}"
    yield from (f"UID:aliados-{actor.id}", "END:VCARD")


def current_post(person: Person) -> PostHeld | None:
    """The post somebody holds today; the one whose organisation is known when there are several."""
    held = [post for post in person.posts if post.held_on(today())]
    return held[0] if held else None


def _one(name: str, value: str | None) -> Iterable[str]:
    return [f"{name}:{_text(value)}"] if value else []


def _name(name: str) -> str:
    """Family and given name; the last word is taken for the family's, as nothing says better."""
    given, _, family = _text(name).rpartition(" ")
    return f"{family};{given};;;"


def _text(value: str) -> str:
    clean = without_hidden(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return clean.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _bare(value: str) -> str:
    return without_hidden(value).replace("\r", "").replace("\n", "")


def _folded(line: str) -> str:
    """Broken into lines of at most 75 bytes, between characters; those that follow begin with a space."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > _WIDE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    return "\r\n".join([*pieces, piece])
