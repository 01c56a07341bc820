"""How the office itself is tied to each actor, from the arrays that the analyst made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.doors.house import STRENGTH, house_of, speaking_for_us
from crm.mapping.relevance import MEMORY_DAYS
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from crm.derived.arrays import Readable


def office_events(derived: Readable, mask: BoolArray) -> BoolArray:
    """The interactions of a mask in which the office, one of its people or the house it is a part of took part."""
    begins, events = derived.array("took_part_begins"), derived.array("took_part_event")
    with_us = np.zeros(len(mask), dtype=np.bool_)
    for own in np.flatnonzero(speaking_for_us(derived)).tolist():
        with_us[events[begins[own] : begins[own + 1]]] = True
    return with_us & mask


def office_strength(derived: Readable, mask: BoolArray, day: int) -> FloatArray:
    """The strength of the office's tie with each actor, 0 (never met) to below 1; its own people have 0, its house `STRENGTH`.

    ``w / (1 + w)``, with w the sum over shared interactions of the kind's weight, halved with every five years since,
    divided by the number of other parties: who once worked with us can be asked for an introduction long after the
    tie went cold, so ties fade here as slowly as in `crm.mapping.nearness`.
    """
    events = derived.array("took_part_event")
    parties = np.bincount(events, minlength=len(mask))
    age = np.maximum(day - derived.array("interaction_end"), 0)
    worth = derived.array("interaction_weight") * np.exp2(-age / MEMORY_DAYS) / np.maximum(parties - 1, 1)
    worth = np.where(office_events(derived, mask), worth, 0.0)
    running = np.r_[0.0, np.cumsum(worth[events])]
    begins = derived.array("took_part_begins")
    total = np.maximum(running[begins[1:]] - running[begins[:-1]], 0.0)
    total = np.where((total > 1e-12) & ~derived.array("is_own"), total, 0.0)
    strength: FloatArray = np.where(house_of(derived), STRENGTH, total / (1 + total))
    return strength


def shared_with_office(derived: Readable, with_us: BoolArray, actor: int) -> NDArray[Any]:
    """The numbers of the interactions of an actor that the office shares, the newest first."""
    begin, end = derived.array("took_part_begins")[actor : actor + 2].tolist()
    events = derived.array("took_part_event")[begin:end]
    ours: NDArray[Any] = events[with_us[events]]
    newest = np.argsort(-derived.array("interaction_end")[ours], kind="stable")
    return ours[newest]
