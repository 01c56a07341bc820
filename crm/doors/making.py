"""What doors and coalitions read of the office's own ties, made by the analyst for the day of its results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.arrays import Arrays
from crm.doors.house import house_of, speaking_for_us
from crm.doors.known import office_events, office_strength
from crm.doors.only import only_doors
from graph.two_mode import FloatArray

# Through a person one is introduced; through a house one is passed on.
INSTITUTION = 0.75


@dataclass(frozen=True)
class _InTheMaking:
    """The arrays as far as they are made, read as the kept ones are."""

    arrays: Arrays
    actors: Mapping[str, Sequence[Any]]

    @property
    def ids(self) -> Sequence[str]:
        return self.actors["id"]

    @cached_property
    def number(self) -> Mapping[str, int]:
        return {id: number for number, id in enumerate(self.ids)}

    def array(self, name: str) -> NDArray[Any]:
        return self.arrays[name]


def door_arrays(arrays: Arrays, actors: Mapping[str, Sequence[Any]], day: date) -> Arrays:
    """`with_office` (one an interaction), and one value an actor: `office_tie`, `of_house`, `only_door` (a number, -1 for none)
    and `door_favour`, how gladly a way passes it, 0 to 1.
    """
    known = _InTheMaking(arrays, actors)
    mask = (arrays["interaction_start"] <= day.toordinal()) & ~arrays["interaction_reference"]
    return {
        "with_office": office_events(known, mask),
        "office_tie": office_strength(known, mask, day.toordinal()).astype(np.float64),
        "of_house": house_of(known),
        "only_door": only_doors(known, mask),
        "door_favour": _favour(known),
    }


def _favour(known: _InTheMaking) -> FloatArray:
    favour = np.where(known.array("is_person"), 1.0, INSTITUTION)
    favour[known.array("is_event") | known.array("is_group") | speaking_for_us(known)] = 0.0
    return favour
