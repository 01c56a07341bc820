"""The periods that are compared: whole years, semesters or quarters, up to the one that is going on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crm.periods import Period, span_of

Unit = Literal["year", "semester", "quarter"]
UNITS: tuple[Unit, ...] = ("year", "semester", "quarter")
MOST: dict[Unit, int] = {"year": 12, "semester": 12, "quarter": 16}


@dataclass(frozen=True, slots=True)
class Span:
    """One period, its first and last day in it; `running` while it has not ended."""

    unit: Unit
    start: date
    end: date
    running: bool

    @property
    def period(self) -> Period:
        """The same as the periods that records have."""
        return Period(self.start, self.end, self.unit)


def spans_until(day: date, first: date, unit: Unit) -> list[Span]:
    """The periods from the one of `first` to the one of `day`, in order, the last MOST of them.

    Examples:
        >>> [span.period.edtf for span in spans_until(date(2024, 5, 1), date(2023, 11, 1), "quarter")]
        ['2023-36', '2024-33', '2024-34']
    """
    found: list[Span] = []
    at = day
    while len(found) < MOST[unit]:
        start, end = span_of(at, unit)
        found.append(Span(unit, start, end, end >= day))
        if start <= first or start == date.min:
            break
        at = start - timedelta(days=1)
    return found[::-1]
