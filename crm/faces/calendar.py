"""Contact of each actor over time, drawn no more precisely than it is known.

column         a month, a quarter or a year
exact mark     interactions that lie wholly in one column
wide mark      interactions of which one only knows "2017" where columns are quarters: over their whole period
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.faces.meetings import Meetings
from crm.faces.units import MONTHS, UNITS, Unit, column_of, column_span, distinct

# What one sees at once, and about how many marks a page carries.
MOST_COLUMNS, MOST_MARKS, FEWEST_ROWS = 48, 700, 10


@dataclass(frozen=True, slots=True)
class Mark:
    """So many interactions in the columns from `first` to `last`, numbers from 0; the same for those known exactly."""

    first: int
    last: int
    count: int

    @property
    def is_wide(self) -> bool:
        """Whether the period is longer than a column."""
        return self.last > self.first


@dataclass(frozen=True, slots=True)
class Row:
    """An actor (its number in the results), in how many interactions it took part, and when; the longest first."""

    actor: int
    total: int
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Calendar:
    """`start` is the first day of the first column; `wide` interactions of `total` are vaguer than a column; `others`
    have contact but no row.
    """

    unit: Unit
    start: date
    columns: int
    rows: Sequence[Row]
    total: int
    wide: int
    others: int

    def span(self, mark: Mark) -> tuple[date, date]:
        """The first and the last day of a mark's columns."""
        return column_span(self.start, self.unit, mark.first)[0], column_span(
            self.start, self.unit, mark.last
        )[1]


def fitting(meetings: Meetings, unit: Unit) -> NDArray[np.bool_]:
    """Which interactions lie wholly in one month, quarter or year."""
    first, last = meetings.columns(unit)
    same: NDArray[np.bool_] = first == last
    return same


def usual_unit(meetings: Meetings) -> Unit:
    """The finest one that at least half of the interactions are known by and that makes few enough columns; else years."""
    known = (unit for unit in UNITS if 2 * fitting(meetings, unit).sum() >= len(meetings.events))
    found: Unit = next((unit for unit in known if _columns(meetings, unit) <= MOST_COLUMNS), "year")
    return found


def _columns(meetings: Meetings, unit: Unit) -> int:
    if not len(meetings.events):
        return 0
    days = np.array([meetings.start.min(), meetings.end.max()])
    first, last = column_of(days, unit).tolist()
    return int(last - first + 1)


def lay_out(meetings: Meetings, unit: Unit, most: int) -> Calendar:
    """The calendar of the `most` actors with the most contact, fewer where theirs would be too many marks."""
    counts = meetings.counts()
    rank = meetings.derived.array("name_rank")[meetings.actors]
    order = np.lexsort((rank, -counts))
    order = order[counts[order] > 0]
    first, last = meetings.columns(unit)
    per_year = 12 // MONTHS[unit]
    base = int(first.min()) // per_year * per_year if len(first) else 0
    marks = _marks(meetings, (first - base, last - base), order[:most])
    shown = _first(order[:most].tolist(), marks)
    rows = [Row(int(meetings.actors[place]), int(counts[place]), marks.get(place, ())) for place in shown]
    begins = date(1970 + base * MONTHS[unit] // 12, base * MONTHS[unit] % 12 + 1, 1)
    columns = int(last.max()) - base + 1 if len(last) else 0
    wide = int((~fitting(meetings, unit)).sum())
    return Calendar(unit, begins, columns, rows, len(meetings.events), wide, len(order) - len(rows))


def _first(order: Sequence[int], marks: Mapping[int, Sequence[Mark]]) -> list[int]:
    """The first places, as many as their marks allow."""
    drawn = 0
    shown: list[int] = []
    for place in order:
        drawn += len(marks.get(place, ()))
        if drawn > MOST_MARKS and len(shown) >= FEWEST_ROWS:
            break
        shown.append(place)
    return shown


def _marks(
    meetings: Meetings, spans: tuple[NDArray[Any], NDArray[Any]], places: NDArray[Any]
) -> dict[int, list[Mark]]:
    """For some actors' places their marks, the longest first, so that what is exact is drawn over what is vague."""
    wanted = np.zeros(len(meetings.actors), dtype=np.bool_)
    wanted[places] = True
    own = wanted[meetings.actor]
    first, last = (side[meetings.event[own]] for side in spans)
    keys, counts = distinct([meetings.actor[own], first, last])
    found: dict[int, list[Mark]] = {}
    for (place, begin, end), count in zip(keys, counts, strict=True):
        found.setdefault(place, []).append(Mark(begin, end, count))
    for marks in found.values():
        marks.sort(key=lambda mark: (mark.first - mark.last, mark.first))
    return found


def busiest(meetings: Meetings, unit: Unit) -> tuple[date, int] | None:
    """The first day of the unit with the most interactions known to lie in it, and how many; None without any."""
    inside = fitting(meetings, unit)
    if not inside.any():
        return None
    columns, counts = np.unique(meetings.columns(unit)[0][inside], return_counts=True)
    best = int(columns[np.argmax(counts)]) * MONTHS[unit]
    return date(1970 + best // 12, best % 12 + 1, 1), int(counts.max())
