"""The house that the office itself is a part of: it stands behind nearly everything, and is seldom named beside the office."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.relevance import MEMORY_DAYS
from crm.office import office_id

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.mapping.knowing import Known
    from graph.two_mode import FloatArray


def above_the_office(derived: Derived) -> Iterator[int]:
    """The numbers of what the office is a part of, the nearest first."""
    number, seen = derived.number.get(office_id()), set[int]()
    while number is not None and number not in seen:
        seen.add(number)
        number = derived.number.get(derived.actors["parent"][number] or "")
        if number is not None:
            yield number


def house_share(derived: Derived, known: Known, asked: Collection[str]) -> FloatArray:
    """1 for everybody, and for the house the share of all interactions in which it was named, unless it is asked for.

    What it did is about everything the office does, and says little about any one subject. Each interaction counts half
    as much with every five years since.
    """
    share = np.ones(len(derived.ids))
    left = known.mask * np.exp2(-np.maximum(known.day - derived.array("interaction_end"), 0) / MEMORY_DAYS)
    whole = float(left.sum())
    begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
    for number in above_the_office(derived):
        if derived.ids[number] not in asked:
            own = float(left[event[begins[number] : begins[number + 1]]].sum())
            share[number] = own / whole if whole > 0 else 0.0
    return share
