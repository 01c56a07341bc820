"""The steps of a slider over time: whole years, semesters, quarters or months, and what is dated no more exactly than them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from crm.months import months_of
from crm.over_time.history import History
from crm.periods import Period, span_of

Unit = Literal["year", "semester", "quarter", "month"]
UNITS: tuple[Unit, ...] = ("year", "semester", "quarter", "month")
MOST = 120
_MONTHS: dict[Unit, int] = {"year": 12, "semester": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Step:
    """One period. `end` is its last day, or the last day of the span while it has not ended; `whole` what it is called.

    `sure` meetings lie wholly in it; `vague` ones only touch it, as their own date is less exact.
    """

    start: date
    end: date
    whole: Period
    sure: int = 0
    vague: int = 0


def steps_of(history: History, span: tuple[date, date], unit: Unit) -> list[Step]:
    """The periods of a span in order, the last MOST of them; what came before is in the first."""
    first, last = span
    start, end = history.start, history.end
    steps: list[Step] = []
    at = last
    while len(steps) < MOST:
        begin, stop = span_of(at, unit)
        low, high = begin.toordinal(), stop.toordinal()
        inside = (start >= low) & (end <= high)
        touching = (start <= min(high, last.toordinal())) & (end >= low)
        steps.append(
            Step(
                begin,
                min(stop, last),
                Period(begin, stop, unit),
                int(np.count_nonzero(inside)),
                int(np.count_nonzero(touching & ~inside)),
            )
        )
        if begin <= first or begin == date.min:
            break
        at = begin - timedelta(days=1)
    return steps[::-1]


def span_of_history(history: History, last: date) -> tuple[date, date]:
    """From the first day of the first meeting to `last`."""
    if not len(history.start):
        return last, last
    return min(date.fromordinal(int(history.start.min())), last), last


def usual_unit(history: History) -> Unit:
    """The finest unit that at least half of the meetings are dated to."""
    first, last = months_of(history.start), months_of(history.end)
    for unit in UNITS[::-1]:
        if 2 * np.count_nonzero(first // _MONTHS[unit] == last // _MONTHS[unit]) >= len(first) > 0:
            return unit
    return "year"
