"""The report afterwards: what was done, who came, what was agreed, what it cost, who must do what now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crm.delegations.invitations import count_invitations
from crm.delegations.model import BudgetLine, Reference
from crm.delegations.paper_briefing import promise_row
from crm.delegations.paper_parts import VisitPapers
from crm.papers.paper import Block, Heading, Note, Paper, Signatures, bullets, facts, paragraph, table


def report_paper(of: VisitPapers) -> Paper:
    """Filled from what was recorded; what nobody wrote is not made up."""
    return of.paper(of.word("report"), _blocks(of))


def _blocks(of: VisitPapers) -> Iterator[Block]:
    yield facts(
        [
            (of.word("purpose"), of.delegation.purpose),
            (of.word("state"), of.term(of.visit.status, "statuses")),
            (of.word("places"), "; ".join(of.delegation.places) or of.visit.place),
            (of.word("visitors"), ", ".join(map(of.member_name, of.members())) or of.names(of.visitors())),
            (of.word("strategic_line"), of.term(of.visit.strategic_line, "strategic_lines")),
        ]
    )
    yield from _told(of)
    yield from _done(of)
    yield from _came(of)
    yield from _promises(of)
    yield from _money(of)
    yield from _references(of, "press", of.delegation.press)
    yield from _references(of, "documents", of.delegation.documents)
    yield from of.sources(of.visit.sources)
    yield Signatures(((of.word("prepared_by"), ""), (of.word("approved_by"), "")))


def _told(of: VisitPapers) -> Iterator[Block]:
    for key in ("summary", "agreed", "results", "next_step"):
        if text := getattr(of.visit, key):
            yield Heading(of.word(key))
            yield paragraph(text)


def _done(of: VisitPapers) -> Iterator[Block]:
    if of.programme:
        yield Heading(of.word("programme"))
        header = [of.word(key) for key in ("day", "hour", "what", "place", "hosts")]
        rows = [
            (of.day(one.day, "medium"), f"{one.begins}–{one.ends}", one.title, one.place, of.names(one.hosts))
            for one in of.programme
        ]
        yield table(header, rows, (2, 1.8, 3.6, 2.6, 3), summary=of.word("programme"))


def _came(of: VisitPapers) -> Iterator[Block]:
    yield Heading(of.word("who_came"))
    if of.guests:
        counts = count_invitations(of.guests)
        told = ", ".join(
            f"{of.word(f'status_{status}').lower()}: {count}" for status, count in counts.items()
        )
        yield paragraph(of.word("counts", total=len(of.guests), told=told))
    header = [of.word(key) for key in ("body", "name", "role")]
    rows = [(of.name(p.actor), of.name(p.person), of.term(p.role, "roles")) for p in of.visit.participants]
    yield table(header, rows, (4.5, 3.5, 2), summary=of.word("who_came"))


def _promises(of: VisitPapers) -> Iterator[Block]:
    yield Heading(of.word("commitments"))
    if not of.visit.commitments:
        yield Note(of.word("no_commitments"))
        return
    header = [of.word(key) for key in ("what", "owes", "due", "state")]
    yield table(header, [promise_row(of, one) for one in of.visit.commitments], (5, 3, 2, 1.8))


def _money(of: VisitPapers) -> Iterator[Block]:
    lines = of.delegation.budget
    if not lines:
        return
    yield Heading(of.word("budget"))
    header = [of.word(key) for key in ("concept", "amount", "payer")]
    totals: defaultdict[str, float] = defaultdict(float)
    for line in lines:
        totals[line.currency] += line.amount
    rows = [(line.concept, _amount(of, line.currency, line.amount), _payer(of, line)) for line in lines]
    rows += [
        (of.word("total"), _amount(of, currency, total), "") for currency, total in sorted(totals.items())
    ]
    yield table(header, rows, (4.5, 2.5, 3), summary=of.word("budget"))


def _amount(of: VisitPapers, currency: str, value: float) -> str:
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    return f"{currency} {text if of.language == 'en' else text.translate(str.maketrans(',.', '.,'))}"


def _payer(of: VisitPapers, line: BudgetLine) -> str:
    return of.name(line.payer, line.payer_name) or line.payer_name or ""


def _references(of: VisitPapers, key: str, items: list[Reference]) -> Iterator[Block]:
    if items:
        yield Heading(of.word(key))
        yield bullets(
            ", ".join(filter(None, (one.title, of.day(one.on, "long"), one.url or ""))) for one in items
        )
