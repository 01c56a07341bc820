"""Which actors the office can reach through one other alone: the only door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.doors.known import office_events
from crm.mapping.knowing import known_on
from graph.two_mode import BoolArray, IntArray

if TYPE_CHECKING:
    from datetime import date

    from crm.derived.arrays import Readable
    from crm.derived.results import Derived

_NOBODY = -1
_Numbers = NDArray[np.int64]


def doors_on(derived: Derived, day: date, numbers: NDArray[np.int64]) -> IntArray:
    """The number of the only door of some actors on a day, as the analyst keeps it for the day of its results."""
    if day == derived.day:
        return np.array(derived.array("only_door")[numbers], dtype=np.int32)
    return only_doors(derived, known_on(derived, day).mask)[numbers]


def only_doors(derived: Readable, mask: BoolArray) -> IntArray:
    """The number of each actor's only door, -1 for who is known to the office, has several doors or none.

    Who shares an interaction with the office needs no door. For the others, the shortest ways of at most three steps
    count: if all of them go through one actor, that one is the only door. Vectorised, in the time of one look at
    every tie.
    """
    begins, to = derived.array("wide_from"), derived.array("wide_to")
    known = _known(derived, mask)
    door = np.full(len(known), _NOBODY, dtype=np.int64)
    near = np.where(known[to], to, _NOBODY)
    count, alone = _alone(begins, near, len(known))
    first = ~known & (count > 0)
    door[first] = alone[first]
    # one step on: through whom of those is reached; who has several doors of its own stands for itself
    behind = np.where(door >= 0, door, np.arange(len(known)))
    count, alone = _alone(begins, np.where(first[to], behind[to], _NOBODY), len(known))
    second = ~known & ~first & (count > 0)
    door[second] = alone[second]
    return door.astype(np.int32)


def _known(derived: Readable, mask: BoolArray) -> BoolArray:
    with_us = office_events(derived, mask)
    running = np.r_[0, np.cumsum(with_us[derived.array("took_part_event")])]
    begins = derived.array("took_part_begins")
    met: BoolArray = running[begins[1:]] > running[begins[:-1]]
    known: BoolArray = met | derived.array("is_own")
    return known


def _alone(begins: _Numbers, values: _Numbers, size: int) -> tuple[_Numbers, _Numbers]:
    """For each row how many values are not -1, and the value that all of those are (-1 when they differ)."""
    row = np.repeat(np.arange(size), np.diff(begins))
    kept = values >= 0
    row, values = row[kept], values[kept]
    count = np.bincount(row, minlength=size)
    least, most = np.full(size, np.iinfo(np.int64).max), np.full(size, _NOBODY, dtype=np.int64)
    np.minimum.at(least, row, values)
    np.maximum.at(most, row, values)
    return count, np.where(least == most, most, _NOBODY)
