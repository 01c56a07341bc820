"""One day of a history: who is there, how often they met by then, when last, and how their ties have aged.

A tie lives as the drawing of the red says it: fresh for a year after the last meeting, cooling until three, then lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crm.over_time.history import History, Lines, Numbers

FRESH_DAYS, COLD_DAYS = 365, 3 * 365
# Ages: not there, met within a year, within three, before.
NONE, FRESH, COOLING, LOST = -1, 0, 1, 2
Ages = NDArray[np.int8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Of each actor or tie: how many meetings had begun by the day, and the last day of them that was not to come."""

    count: Numbers
    last: Numbers
    age: Ages

    def only(self, there: Mask) -> Counted:
        """The same, with nothing counted of the others."""
        return Counted(
            np.where(there, self.count, 0), np.where(there, self.last, 0), np.where(there, self.age, NONE)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A day: which actors are in the picture, and what is counted of them and of the ties."""

    day: date
    shown: Mask
    actors: Counted
    ties: Counted


def frame_on(history: History, day: date) -> Frame:
    """The frame of a day: what a picture drawn as of that day has, of this selection."""
    at = day.toordinal()
    shown = history.appears <= at
    ties = _counted(history, history.met, (len(history.ties), at))
    drawn = ties.only(shown[history.ties[:, 0]] & shown[history.ties[:, 1]])
    return Frame(day, shown, _counted(history, history.took_part, (len(history.actors), at)), drawn)


def _counted(history: History, lines: Lines, given: tuple[int, int]) -> Counted:
    size, day = given
    begun = history.start[lines.meeting] <= day
    owner, meeting = lines.owner[begun], lines.meeting[begun]
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, owner, np.minimum(history.end[meeting], day))
    return Counted(np.bincount(owner, minlength=size), last, ages(last, day))


def ages(last: Numbers, day: int) -> Ages:
    """How long ago the last meeting was: FRESH, COOLING or LOST, NONE without one.

    >>> ages(np.array([0, 900, 600, 10]), 1000).tolist()
    [-1, 0, 1, 0]
    >>> ages(np.array([100]), 2000).tolist()
    [2]
    """
    since = day - last
    found = np.where(since <= FRESH_DAYS, FRESH, np.where(since <= COLD_DAYS, COOLING, LOST))
    return np.where(last > 0, found, NONE).astype(np.int8)
