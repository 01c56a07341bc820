"""Two days of a history side by side: how large and how dense the red is, who holds it together, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crm.over_time.bridging import cut_off
from crm.over_time.changes import Changes, changes_between
from crm.over_time.frames import LOST, Frame
from crm.over_time.history import History, Numbers


@dataclass(frozen=True, slots=True)
class Size:
    """A day in numbers. Who and what is `living` had a contact in the last three years; `actors` and `ties` count all.

    `bridges` are actors (places) without whom others would be cut off from the rest, with how many.
    """

    actors: int
    living: int
    ties: int
    living_ties: int
    bridges: Mapping[int, int]

    @property
    def density(self) -> float | None:
        """Which share of the pairs of living actors have a living tie; None for less than two actors."""
        pairs = self.living * (self.living - 1) / 2
        return self.living_ties / pairs if pairs else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The earlier and the later day, and what changed in between."""

    before: Size
    after: Size
    changes: Changes

    @property
    def new_bridges(self) -> list[int]:
        """Who holds others to the rest on the later day and did not on the earlier one, the most important first."""
        return [place for place in self.after.bridges if place not in self.before.bridges]

    @property
    def former_bridges(self) -> list[int]:
        """Who did and does no more."""
        return [place for place in self.before.bridges if place not in self.after.bridges]


def compare(history: History, before: Frame, after: Frame) -> Comparison:
    """The comparison of a day with a later one."""
    return Comparison(size_of(history, before), size_of(history, after), changes_between(before, after))


def size_of(history: History, frame: Frame) -> Size:
    """A frame in numbers."""
    living = (frame.actors.age >= 0) & (frame.actors.age < LOST) & frame.shown
    lines = np.flatnonzero((frame.ties.age >= 0) & (frame.ties.age < LOST))
    return Size(
        actors=int(np.count_nonzero(frame.shown)),
        living=int(np.count_nonzero(living)),
        ties=int(np.count_nonzero(frame.ties.count)),
        living_ties=len(lines),
        bridges=_bridges(history, history.ties[lines]),
    )


def _bridges(history: History, ties: Numbers) -> dict[int, int]:
    """Without whom at least two others are cut off, the most important first."""
    found = cut_off(len(history.actors), map(tuple, ties.tolist()))
    order = sorted(found, key=lambda place: (-found[place], place))
    return {place: found[place] for place in order if found[place] > 1}
