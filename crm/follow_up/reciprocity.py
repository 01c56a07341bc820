"""What was promised and kept between the office and one partner, by us and by them, with the commitments behind.

    ours      the office's promises to the partner or its people          theirs      their promises to anybody

Delays are in days from the last day that was agreed to the day it was done; early ones are below zero. Of a partner
with more than LOOKED_AT promises on one side the newest are looked at, and `cut` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from crm.commitment_lists import CommitmentFilter, list_commitments
from crm.interaction_model import OPEN, Commitment
from crm.office import office_id, today
from crm.people import people_of
from graph.store import Store

LOOKED_AT = 500
_PEOPLE = 40


@dataclass(frozen=True)
class Side:
    """The promises of one side. `late` are open and overdue; `median_delay` is None when no kept one had two days."""

    kept: Sequence[Commitment]
    open: Sequence[Commitment]
    late: Sequence[Commitment]
    to_review: Sequence[Commitment]
    cancelled: Sequence[Commitment]
    unknown: Sequence[Commitment]
    total: int
    cut: bool
    median_delay: float | None
    in_time: int

    @property
    def looked_at(self) -> int:
        """How many the numbers are made of."""
        groups = (self.kept, self.open, self.late, self.to_review, self.cancelled, self.unknown)
        return sum(len(group) for group in groups)


@dataclass(frozen=True)
class Reciprocity:
    """Both sides. The office has none with itself."""

    actor: str
    ours: Side
    theirs: Side

    @property
    def empty(self) -> bool:
        """Whether nobody promised anything."""
        return not (self.ours.total or self.theirs.total)


def reciprocity_of(store: Store, actor: str, day: date | None = None) -> Reciprocity:
    """The ledger of a partner as of a day, today's by default; at most five short reads, however big the partner is."""
    here = day or today()
    if actor == office_id():
        return Reciprocity(actor, _side([], 0, here), _side([], 0, here))
    partner = tuple(dict.fromkeys((actor, *(one.person.id for one in people_of(store, actor)[:_PEOPLE]))))
    ours = CommitmentFilter(direction=("ours",), beneficiary=partner)
    theirs = CommitmentFilter(direction=("theirs",), owner=partner)
    return Reciprocity(actor, _read(store, ours, here), _read(store, theirs, here))


def _read(store: Store, filter: CommitmentFilter, day: date) -> Side:
    page = list_commitments(store, replace(filter, descending=True, limit=LOOKED_AT))
    return _side(page.items, page.total, day)


def _side(found: Sequence[Commitment], total: int, day: date) -> Side:
    late = [one for one in found if one.status in OPEN and one.due is not None and one.due.sort_day < day]
    kept = [one for one in found if one.status == "done"]
    delays = [delay for one in kept if (delay := delay_of(one)) is not None]
    return Side(
        kept=kept,
        open=[one for one in found if one.status in OPEN and one not in late],
        late=late,
        to_review=_of(found, "to_review"),
        cancelled=_of(found, "cancelled"),
        unknown=_of(found, "unknown"),
        total=total,
        cut=total > len(found),
        median_delay=median(delays) if delays else None,
        in_time=sum(delay <= 0 for delay in delays),
    )


def _of(found: Sequence[Commitment], status: str) -> list[Commitment]:
    return [one for one in found if one.status == status]


def delay_of(commitment: Commitment) -> int | None:
    """Days from the last day agreed to the day it was done; None when one of them is not known."""
    if commitment.done_on is None or commitment.due is None or commitment.due.end is None:
        return None
    return (commitment.done_on - commitment.due.end).days
