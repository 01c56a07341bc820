"""Finding the dates of a line and reading them: which one is meant is decided by the part of the line it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crm.capture import date_readers as read
from crm.capture.date_patterns import WAYS, YEARLESS, Reader
from crm.capture.date_pieces import Match
from crm.capture.line import Line, Span
from crm.capture.numbers import WEEKDAYS
from crm.periods import Period

_JOINT = re.compile(r"[ ,(]*(?:el |dia |este )?")
_ONE_DAY = frozenset({read.full_date, read.named_day, read.day_number})
_DAY_WORD = frozenset({read.near_day, read.weekday})
# Which of two that stand together counts: in "mañana martes 24" it is "mañana", as no other says the month.
_RANK: dict[Reader, int] = {read.full_date: 0, read.named_day: 0, read.near_day: 1, read.day_number: 2}
LONG_AGO = 270


@dataclass(frozen=True)
class SaidDate:
    """A date where it is written. `weekday` is one that stands beside another date, which must agree with it."""

    span: Span
    found: Match
    reader: Reader
    weekday: int | None = None

    def days(self, today: date, ahead: bool) -> Period | None:
        """What it means: the latest (or, `ahead`, the next) such days; None when the calendar lacks them."""
        try:
            return self.reader(self.found, today, ahead)
        except (ValueError, OverflowError):
            return None

    @property
    def yearless(self) -> bool:
        """Whether it says day and month but no year."""
        groups = self.found.groupdict()
        said = any(groups.get(name) for name in ("y", "rel", "ay", "dir"))
        return self.reader in YEARLESS and not said

    def clashes(self, days: Period | None) -> bool:
        """Whether the weekday written beside it is not that of the day."""
        return (
            self.weekday is not None
            and days is not None
            and days.start is not None
            and (days.start.weekday() != self.weekday)
        )

    def that_agrees(self, today: date, ahead: bool) -> Period | None:
        """The nearest such day on the other side of today, when the weekday written beside it is its own."""
        other = self.days(today, not ahead)
        return None if self.clashes(other) else other

    def next_instead(self, days: Period, today: date) -> Period | None:
        """The next occurrence, when the latest is so long ago that the next is less than a season away."""
        if not self.yearless or days.end is None or (today - days.end).days <= LONG_AGO:
            return None
        return self.days(today, True)


def find_dates(line: Line) -> list[SaidDate]:
    """The dates in the plain letters, in order; of two that overlap the first, of two that begin together the longer."""
    found = [SaidDate(hit.span(), hit, reader) for way, reader in WAYS for hit in way.finditer(line.plain)]
    kept: list[SaidDate] = []
    for said in sorted(found, key=lambda one: (one.span[0], -one.span[1])):
        if (not kept or said.span[0] >= kept[-1].span[1]) and said.span[0] < said.span[1]:
            kept.append(said)
    return list(_joined(kept, line.plain))


def _joined(dates: Sequence[SaidDate], plain: str) -> Iterator[SaidDate]:
    """A weekday or "ayer" beside a date becomes one with it; the date's rule counts."""
    waiting: SaidDate | None = None
    for said in dates:
        if waiting is not None and _belong(waiting, said, plain):
            waiting = _one(waiting, said)
            continue
        if waiting is not None:
            yield waiting
        waiting = said
    if waiting is not None:
        yield waiting


def _belong(first: SaidDate, second: SaidDate, plain: str) -> bool:
    between = plain[first.span[1] : second.span[0]]
    readers = {first.reader, second.reader}
    if not _JOINT.fullmatch(between) or not readers & _DAY_WORD:
        return False
    return bool(readers & _ONE_DAY) or readers == set(_DAY_WORD)


def _one(first: SaidDate, second: SaidDate) -> SaidDate:
    both = (first, second)
    main = min(both, key=lambda one: _RANK.get(one.reader, len(_RANK)))
    beside = next((one for one in both if one.reader is read.weekday), None)
    number = WEEKDAYS[beside.found["w"]] if beside else main.weekday
    return replace(main, span=(first.span[0], second.span[1]), weekday=number)
