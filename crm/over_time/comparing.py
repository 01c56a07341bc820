"""Two days of a history side by side: how large and how dense the red is, who holds it together, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crm.over_time.bridging import cut_off
from crm.over_time.changes import Changes, changes_between
from crm.over_time.frames import LOST, NONE, Frame, Mask
from crm.over_time.history import History


@dataclass(frozen=True, slots=True)
class Size:
    """A day in numbers. Who and what is `living` had a contact in the last three years; `actors` and `ties` count all."""

    actors: int
    living: int
    ties: int
    living_ties: int

    @property
    def density(self) -> float | None:
        """Which share of the pairs of living actors have a living tie; None for less than two actors."""
        pairs = self.living * (self.living - 1) / 2
        return self.living_ties / pairs if pairs else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The earlier and the later day, and what changed in between.

    Bridges are actors (places) without whom at least two others would be cut off from the rest, with how many.
    """

    before: Size
    after: Size
    changes: Changes
    bridges_before: Mapping[int, int]
    bridges_after: Mapping[int, int]

    @property
    def new_bridges(self) -> list[int]:
        """Who holds others to the rest on the later day and did not on the earlier one, the most important first."""
        return [place for place in self.bridges_after if place not in self.bridges_before]

    @property
    def former_bridges(self) -> list[int]:
        """Who did and does no more."""
        return [place for place in self.bridges_before if place not in self.bridges_after]


def compare(history: History, before: Frame, after: Frame) -> Comparison:
    """The comparison of a day with a later one."""
    changes = changes_between(before, after)
    bridges = [_bridges(history, frame) for frame in (before, after)]
    return Comparison(size_of(before), size_of(after), changes, *bridges)


def size_of(frame: Frame) -> Size:
    """A frame in numbers."""
    living = (frame.actors.age != NONE) & (frame.actors.age < LOST) & frame.shown
    return Size(
        actors=int(np.count_nonzero(frame.shown)),
        living=int(np.count_nonzero(living)),
        ties=int(np.count_nonzero(frame.ties.count)),
        living_ties=int(np.count_nonzero(_living_ties(frame))),
    )


def _living_ties(frame: Frame) -> Mask:
    found: Mask = (frame.ties.age != NONE) & (frame.ties.age < LOST)
    return found


def _bridges(history: History, frame: Frame) -> dict[int, int]:
    """Without whom how many others are cut off, the most important first."""
    ties = history.ties[_living_ties(frame)]
    found = cut_off(len(history.actors), map(tuple, ties.tolist()))
    order = sorted(found, key=lambda place: (-found[place], place))
    return {place: found[place] for place in order if found[place] > 1}
