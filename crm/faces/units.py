"""Months, quarters and years as columns, counted from 1970, and stretches of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from crm.months import months_of
from crm.periods import span_of

Unit = Literal["month", "quarter", "year"]
UNITS: tuple[Unit, ...] = ("month", "quarter", "year")
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}


def distinct(columns: Sequence[NDArray[Any]]) -> tuple[list[list[int]], list[int]]:
    """The different rows of some columns of whole numbers, in order, and how often each is there.

    Each row becomes one number, which sorts many times faster than rows do.
    """
    lows = [int(column.min(initial=0)) for column in columns]
    widths = [int(column.max(initial=0)) - low + 1 for column, low in zip(columns, lows, strict=True)]
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column, low, width in zip(columns, lows, widths, strict=True):
        key = key * width + (column - low)
    keys, counts = np.unique(key, return_counts=True)
    rows = []
    for low, width in zip(reversed(lows), reversed(widths), strict=True):
        rows.append((keys % width + low).tolist())
        keys = keys // width
    return [list(row) for row in zip(*reversed(rows), strict=True)], counts.tolist()


@dataclass(frozen=True, slots=True)
class Lapse:
    """Whatever is known to lie in the columns from that of `first` to that of `last`, and in no fewer of them; without a
    unit, what lasts exactly from the one day to the other.
    """

    unit: Unit | None
    first: date
    last: date

    def columns(self, days: NDArray[Any] | date) -> NDArray[np.int64]:
        """The columns of some days (ordinals), or of one."""
        ordinals = np.asarray(days.toordinal() if isinstance(days, date) else days, dtype=np.int64)
        return ordinals if self.unit is None else column_of(ordinals, self.unit)


def column_of(days: NDArray[Any], unit: Unit) -> NDArray[np.int64]:
    """Which month, quarter or year since 1970 each ordinal lies in."""
    found: NDArray[np.int64] = months_of(days) // MONTHS[unit]
    return found


def column_span(start: date, unit: Unit, column: int) -> tuple[date, date]:
    """The days of a column, counted from the one that begins with `start`."""
    months = start.year * 12 + start.month - 1 + column * MONTHS[unit]
    return span_of(date(months // 12, months % 12 + 1, 1), unit)
