"""Lists on paper: who signs in, and who stands where."""

from __future__ import annotations

from collections.abc import Iterator

from crm.delegations.invitation_records import Invitation
from crm.delegations.paper_parts import VisitPapers
from crm.papers.paper import Block, Heading, Note, Paper, table

_ROOM = 11.0
_SPARE = 6


def attendance_paper(of: VisitPapers) -> Paper:
    """Whoever is expected, with room to sign, and lines for those who were not."""
    return of.paper(of.word("attendance"), _attendance(of))


def _attendance(of: VisitPapers) -> Iterator[Block]:
    expected = [(of.member_name(one), _joined(one.post, of.organisation(one))) for one in of.members()]
    guests = [one for one in of.ordered_guests() if one.status != "declined"]
    expected += [_name_and_body(of, one) for one in guests]
    if not expected:
        expected += [
            (of.name(one.person) or of.name(one.actor), of.name(one.actor)) for one in of.visit.participants
        ]
    expected += [("", "")] * _SPARE
    header = [of.word(key) for key in ("number", "name", "body", "contact", "signature")]
    rows = [(at, name, body, "", "") for at, (name, body) in enumerate(expected, 1)]
    yield table(header, rows, (0.7, 3, 3, 2.4, 2.6), summary=of.word("attendance"), row_height=_ROOM)
    yield Note(of.word("data_notice"))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _name_and_body(of: VisitPapers, guest: Invitation) -> tuple[str, str]:
    """Who comes and on whose behalf; an organisation's person when one was named."""
    person = of.name(guest.person)
    card = of.actors.get(guest.actor)
    own = card is not None and card.type == "person_role"
    return (person or of.name(guest.actor) if person or own else "", "" if own else of.name(guest.actor))


def protocol_paper(of: VisitPapers) -> Paper:
    """The order of protocol: the guests from abroad, then who receives them."""
    return of.paper(of.word("protocol"), _protocol(of))


def _protocol(of: VisitPapers) -> Iterator[Block]:
    yield Heading(of.word("visitors"))
    members = [
        (at, of.member_name(one), one.post, of.organisation(one)) for at, one in enumerate(of.members(), 1)
    ]
    header = [of.word(key) for key in ("number", "name", "post", "organisation")]
    if members:
        yield table(header, members, (0.6, 3.4, 3, 3.4), summary=of.word("visitors"))
    else:
        yield Note(of.names(of.visitors()) or of.word("nobody"))
    yield Heading(of.word("hosts_and_guests"))
    guests = [one for one in of.ordered_guests() if one.status != "declined"]
    if guests:
        header = [of.word(key) for key in ("number", "body", "name", "type", "state")]
        yield table(header, [_place(of, at, one) for at, one in enumerate(guests, 1)], (0.6, 4, 3, 2.4, 1.6))
    else:
        yield Note(of.word("nobody_invited"))
    yield Note(of.word("order_note"))


def _place(of: VisitPapers, at: int, guest: Invitation) -> tuple[int, str, str, str, str]:
    card = of.actors.get(guest.actor)
    status = of.word(f"status_{guest.status}")
    kind = of.term(card.type, "actor_types") if card else ""
    return at, of.name(guest.actor), of.name(guest.person), kind, status
