"""What ties mean: people met, one belongs to the other, they agreed on something, one pays the other.

(interactions that two share) -> which of them were agreements or money; (standing ties) -> by their type
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.seen import still
from crm.ragged import ragged

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray

MEANINGS = ("interaction", "membership", "agreement", "funding")
OF_KIND = {
    "agreement": "agreement",
    "agreement_in_progress": "agreement",
    "memorandum": "agreement",
    "twinning": "agreement",
    "donation_or_funding": "funding",
}
OF_TIE = {
    "PART_OF": "membership",
    "MEMBER_OF": "membership",
    "REPRESENTS": "membership",
    "TWINNED_WITH": "agreement",
    "PARTNERS_WITH": "agreement",
    "FUNDS": "funding",
}


@dataclass(frozen=True, slots=True)
class Shared:
    """The interactions of one meaning that two actors share: how many, the newest one's day, whether all are only inferred."""

    meaning: str
    count: int
    last: date
    weak: bool


def shared_by_meaning(
    derived: Derived, pairs: Collection[tuple[str, str]], mask: BoolArray
) -> dict[tuple[str, str], list[Shared]]:
    """For each pair of actors what their interactions of a mask mean, in the order of MEANINGS; [] for who shares none.

    Every interaction counts once, by its kind. The work grows with the pairs asked for and their interactions.
    """
    asked = list(pairs)
    owner, events = _events(derived, asked, mask)
    kinds = list(derived.terms["interaction_kinds"])
    meaning = np.array([MEANINGS.index(OF_KIND.get(kind, "interaction")) for kind in kinds] or [0])
    keys, which = np.unique(
        owner * len(MEANINGS) + meaning[derived.array("interaction_kind")[events]], return_inverse=True
    )
    last, weak = np.zeros(len(keys), dtype=np.int64), np.ones(len(keys), dtype=np.bool_)
    np.maximum.at(last, which, derived.array("interaction_end")[events])
    np.logical_and.at(weak, which, derived.array("interaction_weak")[events])
    counts = np.bincount(which, minlength=len(keys))
    found: dict[tuple[str, str], list[Shared]] = {pair: [] for pair in asked}
    for key, count, day, only in zip(
        keys.tolist(), counts.tolist(), last.tolist(), weak.tolist(), strict=True
    ):
        place, number = divmod(key, len(MEANINGS))
        found[asked[place]].append(Shared(MEANINGS[number], count, date.fromordinal(day), only))
    return found


def _events(
    derived: Derived, pairs: Sequence[tuple[str, str]], mask: BoolArray
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The interactions of the mask that each pair shares, and beside each of them the place of its pair."""
    ends = np.array([[derived.number[id] for id in pair] for pair in pairs], dtype=np.int64).reshape(-1, 2)
    owner, edge = ragged(derived.array("wide_from"), derived.array("wide_edge"), ends[:, 0])
    _owner, to = ragged(derived.array("wide_from"), derived.array("wide_to"), ends[:, 0])
    own = to == ends[owner, 1]
    place, events = ragged(derived.array("wide_begins"), derived.array("wide_event"), edge[own])
    found = owner[own][place]
    kept = mask[events] & still(derived, ends[found, 0], ends[found, 1], events)
    return owner[own][place[kept]], events[kept]
