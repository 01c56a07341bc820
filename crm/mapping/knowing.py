"""What was known on a day: which interactions count, and to which day fading is measured."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray


@dataclass(frozen=True, slots=True)
class Known:
    """The interactions that count (`mask`, one a interaction) on a day (ordinal). `now` when that is all the results know:
    only then the notes of cards and the measures of the network say nothing of a later day.
    """

    mask: BoolArray
    day: int
    now: bool


def known_on(derived: Derived, day: date) -> Known:
    """What had begun by the day; what is of reference never counts."""
    mask = derived.array("interaction_start") <= day.toordinal()
    mask = mask & ~derived.array("interaction_reference")
    return Known(mask, day.toordinal(), day >= derived.day)


def had_begun(derived: Derived, events: NDArray[Any], day: date) -> BoolArray:
    """Which of some interactions (numbers) had begun by the day and count, without a look at all the others."""
    begun = derived.array("interaction_start")[events] <= day.toordinal()
    counted: BoolArray = begun & ~derived.array("interaction_reference")[events]
    return counted


def known_before(derived: Derived, day: date | None, without: Collection[str] = ()) -> Known:
    """What was over before the day, without some interactions: for a test that looks back.

    What a source dates "2017" is known when the year is over, so that nothing of a later day slips in.
    """
    mask = np.array(known_on(derived, day or derived.day).mask)
    if day is not None:
        mask &= derived.array("interaction_end") < day.toordinal()
    ids = np.array(sorted(id.encode() for id in without), dtype=np.bytes_)
    if len(ids):
        mask &= ~np.isin(derived.array("interaction_id"), ids)
    return Known(mask, (day or derived.day).toordinal(), day is None and not len(ids))
