"""From an e-mail or an invitation to the proposal that the page of recording shows: who took part, when, about what.

"Ana Ruiz <ana@uis.edu.co>"   the person with that address or name, and her organisation
                              else uis by its domain, with Ana Ruiz as the one who came for it
                              else a new person, to be checked
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from crm.actor_model import PERSON
from crm.actors import get_actors
from crm.capture.model import Doubt, Party, Proposal, When
from crm.mail.addresses import AddressBook, Holder
from crm.mail.message import Mail, Person
from crm.office import office_id
from crm.people import get_person
from crm.spans import whole
from crm.vocabulary import vocabulary
from graph.fold import fold
from graph.store import Store

if TYPE_CHECKING:
    from crm.calendar.reading import Invitation

_VIRTUAL = ("zoom.", "meet.google", "teams.", "webex", "meet.jit", "http://", "https://")
_VISITS = ("visita", "visit")
_MOST_PARTIES = 60


@dataclass
class Known:
    """What is needed to recognise people: the viewer's own view, and everybody's addresses."""

    view: Store
    book: AddressBook
    parties: dict[str, Party] = field(default_factory=dict)
    doubts: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)


def propose_mail(view: Store, book: AddressBook, mail: Mail, today: date) -> Proposal:
    """The proposal of an e-mail: a communication in writing on its day. `view` is what the viewer may see."""
    known = Known(view, book)
    everybody = mail.people
    _recognise(known, everybody)
    doubts = list(_worded(known))
    if mail.on is None:
        doubts.append(_doubt("when", "no_day"))
    when = When.from_period(whole(mail.on or today, "day"))
    words = {"kind": "communication", "mode": "written", "status": "done", "when": when}
    return _proposal(known, words, mail.subject or _titled(known, "Correo de"), doubts)


def propose_invitation(view: Store, book: AddressBook, invitation: Invitation, today: date) -> Proposal:
    """The proposal of an invitation: a meeting, planned when its days are not over."""
    known = Known(view, book)
    people: Iterable[Person] = (
        *([invitation.organizer] if invitation.organizer else []),
        *invitation.attendees,
    )
    _recognise(known, people)
    place, when = invitation.place, When.from_period(invitation.when)
    virtual = any(mark in place.lower() for mark in _VIRTUAL)
    doubts = [*_worded(known), *([_doubt("status", "cancelled")] if invitation.cancelled else [])]
    words = {
        "kind": "visit" if fold(invitation.title).startswith(_VISITS) else "meeting",
        "mode": "virtual" if virtual else None,
        "status": "planned" if when.end >= today else "done",
        "when": when,
        "place": None if virtual else place[:300] or None,
    }
    return _proposal(known, words, invitation.title or _titled(known, "Reunión con"), doubts)


def _proposal(known: Known, words: Mapping[str, object], title: str, doubts: list[Doubt]) -> Proposal:
    parties = list(known.parties.values())[:_MOST_PARTIES]
    names = known.view.get([office_id()])
    office = Party(
        text=str(names[office_id()].get("name")) if names else office_id(), actor=office_id(), role="host"
    )
    return Proposal.of(
        {
            **words,
            "title": title[:200],
            "themes": _themes(title),
            "participants": [office, *parties],
            "warnings": doubts,
        }
    )


def _titled(known: Known, head: str) -> str:
    first = next(iter(known.parties.values()), None)
    return f"{head} {first.text}" if first else head.rsplit(" ", 1)[0]


def _themes(title: str) -> list[str]:
    """The office's themes whose words stand in the title."""
    folded = f" {fold(title)} "
    return [term.id for term in vocabulary("themes") if f" {fold(term.es)} " in folded][:5]


def _recognise(known: Known, people: Iterable[Person]) -> None:
    for name, address in people:
        holders = [holder for id in _whom(known, name, address) if (holder := known.book.holder(id))]
        visible = get_actors(known.view, [holder.id for holder in holders])
        own = next((holder for holder in holders if holder.id in visible), None)
        if own is not None:
            _put_known(known, own)
        else:
            _put_by_domain(known, name, address)


def _whom(known: Known, name: str, address: str) -> list[str]:
    found = sorted(known.book.by_email(address)) or sorted(known.book.by_name(name))
    return found if len(found) == 1 else []


def _put_known(known: Known, holder: Holder) -> None:
    """A person is a participant beside the organisation they belong to; the office's own people need not be said."""
    office = office_id()
    if not holder.is_person:
        if holder.id != office:
            _party(known, holder.id, holder.name)
        return
    bodies = _bodies_of(known, holder)
    if office in bodies:
        return
    _party(known, holder.id, holder.name)
    for id in bodies[:1]:
        body = known.book.holder(id)
        if body is not None:
            _party(known, id, body.name)


def _bodies_of(known: Known, holder: Holder) -> list[str]:
    """Where a person is now, of what the viewer sees: the book also knows organisations that are confidential."""
    person = get_person(known.view, holder.id)
    posts = [held.organisation for held in person.posts if held.period is None or held.period.end is None]
    bodies = [*posts, *([holder.parent] if holder.parent else [])]
    visible = known.view.get(bodies)
    return [id for id in bodies if id in visible]


def _put_by_domain(known: Known, name: str, address: str) -> None:
    found = sorted(known.book.by_domain(address))
    visible = get_actors(known.view, found)
    bodies = [id for id in found if id in visible]
    if office_id() in bodies:
        return
    last, _comma, first = name.partition(",")
    said = f"{first} {last}".replace(",", " ").strip()[:200] or address.partition("@")[0][:200]
    if len(bodies) == 1:
        body = visible[bodies[0]]
        _party(known, body.id, body.name, said)
        known.doubts.append((body.id, "by_domain", {"name": said, "organisation": body.name}))
    elif said:
        known.parties.setdefault(f"+{fold(said)}", Party(text=said, type=PERSON, candidates=bodies[:20]))
        known.doubts.append((f"+{fold(said)}", "unknown", {"name": said}))


def _party(known: Known, id: str, name: str, person: str = "") -> None:
    there = known.parties.get(id)
    if there is None:
        known.parties[id] = Party(text=name, actor=id, person=person or None)
    elif person and person not in (there.person or "").split(", "):
        known.parties[id] = there.having(person=", ".join(filter(None, (there.person, person)))[:300])


def _worded(known: Known) -> Iterator[Doubt]:
    places = {key: number + 1 for number, key in enumerate(known.parties)}
    for key, message, params in known.doubts:
        yield _doubt(f"participants[{places[key]}]", message, **params)


def _doubt(about: str, key: str, **params: Any) -> Doubt:
    return Doubt.of_key(about, f"mail_{key}", **params)
