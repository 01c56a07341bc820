"""The programme on paper: day by day, for the guests and for those who receive them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from crm.delegations.paper_parts import VisitPapers
from crm.delegations.programme_model import Session
from crm.papers.paper import Block, Heading, Note, Paper, facts, table

_WIDTHS = (1.5, 4, 3, 3.3, 2.7)


def programme_paper(of: VisitPapers) -> Paper:
    """The programme; notes of the office stay out of it."""
    return of.paper(of.word("programme"), _blocks(of))


def _blocks(of: VisitPapers) -> Iterator[Block]:
    yield facts(
        [
            (of.word("purpose"), of.delegation.purpose),
            (of.word("head"), ", ".join(of.member_name(one) for one in of.members() if one.head)),
            (of.word("languages"), ", ".join(of.delegation.languages)),
            (of.word("lodging"), of.delegation.lodging),
        ]
    )
    if not of.programme:
        yield Note(of.word("no_programme"))
    for day, sessions in groupby(of.programme, lambda one: one.day):
        yield Heading(of.day(day))
        header = [of.word(key) for key in ("hour", "what", "place", "who", "transport")]
        yield table(header, [_row(of, one) for one in sessions], _WIDTHS, summary=of.word("programme"))


def _row(of: VisitPapers, session: Session) -> tuple[str, str, str, str, str]:
    who = [of.names(session.hosts), of.names(session.people)]
    hour = f"{session.begins}–{session.ends}"
    return hour, session.title, session.place or "", "\n".join(filter(None, who)), session.transport or ""
