"""Who is the office's only door to a side: the one of it that the office knows, or the one who leads to the rest.

entrances_to(derived, Side("pais", "CH"), today())
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm.doors.network import reach_on
from crm.doors.only import doors_on

if TYPE_CHECKING:
    from datetime import date

    from crm.derived.results import Derived
    from crm.reading.sides import Side

SHOWN, BEHIND = 6, 12


@dataclass(frozen=True, slots=True)
class Entrance:
    """A door, and whom of the side nobody else leads to (ids)."""

    door: str
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entrances:
    """A side of `total` actors: whom of it the office knows itself (the best connected first) of `known`, and the only doors
    to others; `open` counts those that several doors lead to, or none.
    """

    knows: tuple[str, ...]
    known: int
    doors: tuple[Entrance, ...]
    open: int
    total: int


def entrances_to(derived: Derived, side: Side, day: date) -> Entrances:
    """How the office gets to a side on a day."""
    reach = reach_on(derived, day)
    members = np.flatnonzero(side.members(derived))
    known = (reach.first[members] > 0) | reach.house[members]
    order = np.argsort(-derived.array("size")[members[known]], kind="stable")
    knows = members[known][order]
    others = members[~known]
    behind: defaultdict[int, list[str]] = defaultdict(list)
    for number, door in zip(others.tolist(), doors_on(derived, day, others).tolist(), strict=True):
        if door >= 0:
            behind[door].append(derived.ids[number])
    best = sorted(behind.items(), key=lambda one: -len(one[1]))
    doors = [Entrance(derived.ids[number], tuple(ids[:BEHIND])) for number, ids in best[:SHOWN]]
    led = sum(map(len, behind.values()))
    ids = tuple(derived.ids[number] for number in knows.tolist()[:BEHIND])
    return Entrances(ids, len(knows), tuple(doors), len(members) - len(knows) - led, len(members))
