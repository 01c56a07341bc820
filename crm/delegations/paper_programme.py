"""The programme on paper: day by day, for the guests and for those who receive them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from crm.delegations.model import Member
from crm.delegations.paper_parts import VisitPapers
from crm.delegations.programme_model import Session
from crm.papers.paper import Block, Heading, Note, Paper, facts, table

_COLUMNS = ("hour", "what", "place", "who", "transport")
_WIDTHS = (2.0, 4, 3, 3.6, 2.4)


def programme_paper(of: VisitPapers) -> Paper:
    """The programme; notes of the office stay out of it."""
    return of.paper(of.word("programme"), _blocks(of))


def _blocks(of: VisitPapers) -> Iterator[Block]:
    yield facts(
        [
            (of.word("purpose"), of.delegation.purpose),
            (of.word("head"), ", ".join(of.member_name(one) for one in of.members() if one.head)),
            (of.word("visitors"), "\n".join(_traveller(of, one) for one in of.members() if not one.head)),
            (of.word("languages"), ", ".join(of.delegation.languages)),
            (of.word("lodging"), of.delegation.lodging),
        ]
    )
    if not of.programme:
        yield Note(of.word("no_programme"))
    columns = 5 if any(one.transport for one in of.programme) else 4
    header = [of.word(key) for key in _COLUMNS][:columns]
    for day, sessions in groupby(of.programme, lambda one: one.day):
        yield Heading(of.day(day))
        rows = [_row(of, one)[:columns] for one in sessions]
        yield table(header, rows, _WIDTHS[:columns], summary=of.word("programme"))


def _traveller(of: VisitPapers, member: Member) -> str:
    return ", ".join(filter(None, (of.member_name(member), member.post, of.organisation(member))))


def _row(of: VisitPapers, session: Session) -> tuple[str, ...]:
    who = [of.names(session.hosts), of.names(session.people)]
    hour = f"{session.begins}–{session.ends}"
    return hour, session.title, session.place or "", "\n".join(filter(None, who)), session.transport or ""
