"""Months, quarters and years as columns, counted from 1970, and stretches of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from crm.periods import span_of

Unit = Literal["month", "quarter", "year"]
UNITS: tuple[Unit, ...] = ("month", "quarter", "year")
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
_EPOCH = date(1970, 1, 1).toordinal()


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
    months = (np.asarray(days, dtype=np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]")
    found: NDArray[np.int64] = months.astype(np.int64) // MONTHS[unit]
    return found


def column_span(start: date, unit: Unit, column: int) -> tuple[date, date]:
    """The days of a column, counted from the one that begins with `start`."""
    months = start.year * 12 + start.month - 1 + column * MONTHS[unit]
    return span_of(date(months // 12, months % 12 + 1, 1), unit)
