"""The office's own house: the organisation it is a part of, and the other parts of that.

    office (parent: town hall)      town hall -> town hall, its secretariats and what is below them

Nobody has to be introduced to their own house, and what the town hall did the office can speak of as its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm.office import office_id
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.derived.arrays import Readable

HOUSE = "HOUSE"
# How strong the tie with a colleague is taken to be, 0 to 1: one has only to call.
STRENGTH = 0.9


def head_of(derived: Readable) -> int | None:
    """The number of the organisation that the office is a part of; None for an office that stands alone."""
    number = derived.number.get(office_id())
    parent = derived.actors["parent"][number] if number is not None else None
    return derived.number.get(parent) if parent else None


def house_of(derived: Readable) -> BoolArray:
    """Which actors are of the house: the organisation of the office and all below it, but neither the office nor its own."""
    inside = np.zeros(len(derived.ids), dtype=np.bool_)
    head = head_of(derived)
    if head is None:
        return inside
    below: dict[str, list[int]] = {}
    for number, parent in enumerate(derived.actors["parent"]):
        if parent:
            below.setdefault(parent, []).append(number)
    waiting = [head]
    while waiting:
        number = waiting.pop()
        if not inside[number]:
            inside[number] = True
            waiting += below.get(derived.ids[number], ())
    house: BoolArray = inside & ~np.asarray(derived.array("is_own"), dtype=np.bool_)
    return house


def speaking_for_us(derived: Readable) -> BoolArray:
    """Whose meetings count as the office's own: itself, its parts and people, and the organisation it is a part of."""
    ours: BoolArray = np.array(derived.array("is_own"), dtype=np.bool_)
    head = head_of(derived)
    if head is not None:
        ours[head] = True
    return ours
