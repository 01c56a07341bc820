"""The briefing: who comes, our history with them, what is open between us, what to raise and what to avoid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from crm.actor_model import Actor
from crm.commitments import CommitmentFilter, list_commitments
from crm.delegations.model import Member
from crm.delegations.paper_parts import VisitPapers
from crm.interaction_model import OPEN, Commitment
from crm.papers.paper import (
    Block,
    Bullets,
    Heading,
    Note,
    Paper,
    Paragraph,
    Run,
    Table,
    bullets,
    facts,
    table,
)
from crm.timeline import TimelineEntry, timeline_of

_MEETINGS = 12
_OPEN = (*sorted(OPEN), "to_review")


def briefing_paper(of: VisitPapers) -> Paper:
    """For the office and the hosts, not for the guests."""
    return of.paper(of.word("briefing"), _blocks(of), internal=True)


def _blocks(of: VisitPapers) -> Iterator[Block]:
    said = of.delegation
    yield facts(
        [
            (of.word("purpose"), said.purpose or of.visit.summary),
            (of.word("places"), "; ".join(said.places) or of.visit.place),
            (of.word("languages"), ", ".join(said.languages)),
            (of.word("lodging"), said.lodging),
        ]
    )
    yield from _who(of)
    yield from _topics(of, "raise", said.raise_topics)
    yield from _topics(of, "avoid", said.avoid_topics)
    yield from _open_promises(of)
    yield from _history(of)
    yield from of.sources(of.visit.sources)


def _who(of: VisitPapers) -> Iterator[Block]:
    yield Heading(of.word("visitors"))
    known = [of.actors[id] for id in of.visitors() if id in of.actors]
    if of.delegation.members:
        yield _members(of)
    if known:
        yield _known(of, known)
    if not of.delegation.members and not known:
        yield Note(of.word("nobody"))


def _members(of: VisitPapers) -> Table:
    rows = [(_with_mark(of, one), one.post, of.organisation(one), one.languages) for one in of.members()]
    header = [of.word(key) for key in ("name", "post", "organisation", "languages")]
    return table(header, rows, (3, 3, 3, 1.6), summary=of.word("visitors"))


def _with_mark(of: VisitPapers, member: Member) -> str:
    return of.member_name(member) + (f" ({of.word('heads')})" if member.head else "")


def _known(of: VisitPapers, actors: list[Actor]) -> Table:
    header = [of.word(key) for key in ("known_as", "type", "country", "meetings", "last_contact")]
    rows = [
        (
            one.name,
            of.term(one.type, "actor_types"),
            of.term(one.country, "countries"),
            one.interactions,
            of.day(one.last_contact, "medium"),
        )
        for one in actors
    ]
    return table(header, rows, (4, 2.4, 1.8, 1.4, 2), summary=of.word("known_as"))


def _topics(of: VisitPapers, kind: str, text: str | None) -> Iterator[Block]:
    lines = [line.strip(" -•") for line in (text or "").splitlines() if line.strip(" -•")]
    if lines:
        yield Heading(of.word(kind))
        yield bullets(lines)


def _open_promises(of: VisitPapers) -> Iterator[Block]:
    found: dict[str, Commitment] = {}
    visitors = of.visitors()
    for role in ("owner", "beneficiary") if visitors else ():
        filter = CommitmentFilter(**{role: visitors}, status=_OPEN, limit=100)  # type: ignore[arg-type]  # a field's name
        found |= {one.id: one for one in list_commitments(of.store, filter).items}
    yield Heading(of.word("open"))
    if not found:
        yield Note(of.word("nothing_open"))
        return
    header = [of.word(key) for key in ("what", "owes", "due", "state")]
    yield table(
        header, [promise_row(of, one) for one in found.values()], (5, 3, 2, 1.8), summary=of.word("open")
    )


def promise_row(of: VisitPapers, one: Commitment) -> tuple[str, str, str, str]:
    """A commitment as a row: what, who owes it, for when, how it stands."""
    from crm.actors import names_of

    owner = of.name(one.owner) or (names_of(of.store, [one.owner]).get(one.owner, "") if one.owner else "")
    return one.text, owner, of.when(one.due), of.term(one.status, "commitment_statuses")


def _history(of: VisitPapers) -> Iterator[Block]:
    yield Heading(of.word("history"))
    met: dict[str, TimelineEntry] = {}
    for id in of.visitors():
        for entry in timeline_of(of.store, id, _MEETINGS, None).items:
            met.setdefault(entry.interaction.id, entry)
    met.pop(of.visit.id, None)
    newest = sorted(met.values(), key=lambda one: one.interaction.when.sort_day, reverse=True)
    if not newest:
        yield Note(of.word("first_time"))
    for entry in islice(newest, _MEETINGS):
        yield from _meeting(of, entry)


def _meeting(of: VisitPapers, entry: TimelineEntry) -> Iterator[Block]:
    one = entry.interaction
    kind = of.term(one.kind, "interaction_kinds")
    head = Paragraph((Run(one.title, bold=True), Run(f"  {kind}, {of.when(one.when)}", quiet=True)))
    came_of_it = [text for text in (one.results or one.summary,) if text]
    yield head
    if came_of_it:
        yield Note(came_of_it[0], of.source(one.sources[0]) if one.sources else "")
    if one.commitments:
        yield Bullets(
            tuple(Paragraph((Run(" — ".join(filter(None, promise_row(of, c)))),)) for c in one.commitments)
        )
