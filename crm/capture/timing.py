"""When it was or will be: the clause's own date, read back or ahead, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.capture.dates import SaidDate
from crm.capture.model import Status, When
from crm.periods import Period, whole


@dataclass(frozen=True)
class Timing:
    """`doubt` is a key of the catalogue, `options` are EDTF texts of other readings."""

    when: When
    status: Status
    doubt: str = ""
    options: tuple[str, ...] = ()


def timing_of(dates: Sequence[SaidDate], planned: bool, today: date) -> Timing:
    """The first date that the calendar has; today without any."""
    read = [(said, days) for said in dates if (days := said.days(today, planned)) is not None]
    closed = [(said, days) for said, days in read if days.start is not None and days.end is not None]
    if not closed:
        doubt = "unreadable_date" if dates else "planned_without_date" if planned else ""
        return Timing(When.from_period(whole(today, "day")), "planned" if planned else "done", doubt)
    said, days = closed[0]
    assert days.start is not None
    ahead = planned or days.start > today
    when = When.from_period(days, said.span)
    doubt, options = _doubt(said, days, ahead, today)
    return Timing(when, "planned" if ahead else "done", doubt, options)


def _doubt(said: SaidDate, days: Period, ahead: bool, today: date) -> tuple[str, tuple[str, ...]]:
    if said.clashes(days):
        return "weekday_differs", tuple(one.edtf for one in [said.that_agrees(today, ahead)] if one)
    if ahead and days.end is not None and days.end < today:
        return "planned_past", ()
    later = None if ahead else said.next_instead(days, today)
    return ("long_ago", (later.edtf,)) if later is not None else ("", ())
