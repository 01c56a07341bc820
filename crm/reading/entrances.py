"""Who is the office's only door to a side: the one of it that the office knows, or the one who leads to the rest.

entrances_to(derived, Side("pais", "CH"), today())
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from crm.doors.network import reach_on
from crm.doors.only import only_doors

if TYPE_CHECKING:
    from datetime import date

    from crm.derived.results import Derived
    from crm.reading.sides import Side
    from graph.two_mode import IntArray

SHOWN, BEHIND = 6, 12
_kept: WeakKeyDictionary[Derived, dict[int, IntArray]] = WeakKeyDictionary()


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
    """How the office gets to a side on a day. Which doors there are is worked out once for each state of the results."""
    reach = reach_on(derived, day)
    members = np.flatnonzero(side.members(derived))
    known = (reach.first[members] > 0) | reach.house[members]
    order = np.argsort(-derived.array("size")[members[known]], kind="stable")
    knows = members[known][order]
    door = _doors(derived, day)
    behind: defaultdict[int, list[str]] = defaultdict(list)
    for number in members[~known].tolist():
        if door[number] >= 0:
            behind[int(door[number])].append(derived.ids[number])
    best = sorted(behind.items(), key=lambda one: -len(one[1]))
    doors = [Entrance(derived.ids[number], tuple(ids[:BEHIND])) for number, ids in best[:SHOWN]]
    led = sum(map(len, behind.values()))
    ids = tuple(derived.ids[number] for number in knows.tolist()[:BEHIND])
    return Entrances(ids, len(knows), tuple(doors), len(members) - len(knows) - led, len(members))


def _doors(derived: Derived, day: date) -> IntArray:
    days = _kept.setdefault(derived, {})
    if day.toordinal() not in days:
        days[day.toordinal()] = only_doors(derived, reach_on(derived, day).mask)
    return days[day.toordinal()]
