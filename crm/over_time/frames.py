"""One day of a history: who is there, how often they met by then, when last, and how their ties have aged.

A tie lives as the drawing of the red says it: fresh for a year after the last meeting, cooling until three, then lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    return next(frames_on(history, [day]))


def frames_on(history: History, days: Sequence[date]) -> Iterator[Frame]:
    """The frames of some days, the earliest first; each meeting is looked at once, however many days there are."""
    at = [day.toordinal() for day in days]
    actors = _counted(history, history.took_part, (len(history.actors), at))
    ties = _counted(history, history.met, (len(history.ties), at))
    for day, own, met in zip(days, actors, ties, strict=True):
        shown = history.appears <= day.toordinal()
        drawn = met.only(shown[history.ties[:, 0]] & shown[history.ties[:, 1]])
        yield Frame(day, shown, own, drawn)


def _counted(history: History, lines: Lines, given: tuple[int, Sequence[int]]) -> Iterator[Counted]:
    """For each day how many meetings had begun; the last day is the day itself while one goes on."""
    size, days = given
    started, ended = (
        np.searchsorted(days, when, "left")[lines.meeting] for when in (history.start, history.end)
    )
    begun, over = (_by_day(lines.owner, place, (size, len(days))) for place in (started, ended))
    last = np.zeros((len(days), size), dtype=np.int64)
    inside = ended < len(days)
    np.maximum.at(last, (ended[inside], lines.owner[inside]), history.end[lines.meeting[inside]])
    now = np.asarray(days, dtype=np.int64)[:, None]
    found = np.where(begun > over, now, np.maximum.accumulate(last, axis=0))
    for own, latest, age in zip(begun, found, ages(found, now), strict=True):
        yield Counted(own, latest, age)


def _by_day(owner: Numbers, place: Numbers, shape: tuple[int, int]) -> Numbers:
    """Days by owners: how many of each owner's lines lie at the place of that day or before it."""
    size, days = shape
    inside = place < days
    counted = np.bincount(place[inside] * size + owner[inside], minlength=days * size)
    summed: Numbers = np.cumsum(counted.reshape(days, size), axis=0)
    return summed


def ages(last: Numbers, day: int | Numbers) -> Ages:
    """How long ago the last meeting was: FRESH, COOLING or LOST, NONE without one.

    >>> ages(np.array([0, 900, 600, 10]), 1000).tolist()
    [-1, 0, 1, 0]
    >>> ages(np.array([100]), 2000).tolist()
    [2]
    """
    since = day - last
    found = np.where(since <= FRESH_DAYS, FRESH, np.where(since <= COLD_DAYS, COOLING, LOST))
    return np.where(last > 0, found, NONE).astype(np.int8)
