"""Interactions on a line of time: all of one period are one block, as high as they are many, and no block over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.faces.meetings import Meetings
from crm.faces.units import UNITS, Unit, column_of, column_span, distinct

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Spell:
    """So many interactions of one period, drawn from `level` upwards in units of one interaction."""

    start: date
    end: date
    count: int
    level: int

    @property
    def top(self) -> int:
        """Where it ends upwards."""
        return self.level + self.count


@dataclass(frozen=True, slots=True)
class Spells:
    """The blocks; `unit` says to what the periods were widened because there were too many, None for as they are."""

    spells: Sequence[Spell]
    unit: Unit | None

    @property
    def height(self) -> int:
        """The height of the highest pile, in interactions."""
        return max((spell.top for spell in self.spells), default=0)


def lay_out(meetings: Meetings, most: int) -> Spells:
    """The blocks of some interactions, at most about `most` of them: widened to months, quarters or years if needed."""
    units: tuple[Unit | None, ...] = (None, *UNITS)
    for unit in units:
        spans, counts = _grouped(meetings, unit)
        if len(counts) <= most or unit == UNITS[-1]:
            break
    return Spells(_piled(spans, counts), unit)


def _grouped(meetings: Meetings, unit: Unit | None) -> tuple[list[tuple[date, date]], list[int]]:
    """The periods there are and how many interactions have each, the longest first."""
    sides = (meetings.start, meetings.end)
    if unit is not None:
        sides = (column_of(meetings.start, unit), column_of(meetings.end, unit))
    found, counts = distinct(sides)
    order = sorted(range(len(found)), key=lambda place: (found[place][0] - found[place][1], found[place][0]))
    return [_days(found[place], unit) for place in order], [counts[place] for place in order]


def _days(span: Sequence[Any], unit: Unit | None) -> tuple[date, date]:
    if unit is None:
        return date.fromordinal(int(span[0])), date.fromordinal(int(span[1]))
    return column_span(_EPOCH, unit, int(span[0]))[0], column_span(_EPOCH, unit, int(span[1]))[1]


def _piled(spans: Sequence[tuple[date, date]], counts: Sequence[int]) -> list[Spell]:
    """Each block on top of those it meets in time; what is vague lies below, what is exact above it."""
    start = np.array([first.toordinal() for first, _last in spans], dtype=np.int64)
    end = np.array([last.toordinal() for _first, last in spans], dtype=np.int64)
    tops: NDArray[np.int64] = np.zeros(len(spans), dtype=np.int64)
    made = []
    for number, ((first, last), count) in enumerate(zip(spans, counts, strict=True)):
        met = (start[:number] <= end[number]) & (end[:number] >= start[number])
        level = int(tops[:number][met].max(initial=0))
        tops[number] = level + count
        made.append(Spell(first, last, count, level))
    return made
