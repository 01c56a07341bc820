"""What ties mean: people met, one belongs to the other, they agreed on something, one pays the other.

(interactions that two share) -> which of them were agreements or money; (standing ties) -> by their type
"""

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
    kinds = list(derived.terms["interaction_kinds"])
    meaning = np.array([MEANINGS.index(OF_KIND.get(kind, "interaction")) for kind in kinds] or [0])
    return {pair: _shared(derived, _events(derived, pair, mask), meaning) for pair in pairs}


def _events(derived: Derived, pair: tuple[str, str], mask: BoolArray) -> NDArray[Any]:
    one, other = (derived.number[id] for id in pair)
    begin, end = derived.array("wide_from")[one : one + 2].tolist()
    found = np.flatnonzero(derived.array("wide_to")[begin:end] == other)
    if not len(found):
        return np.zeros(0, dtype=np.int64)
    edge = int(derived.array("wide_edge")[begin + int(found[0])])
    low, high = derived.array("wide_begins")[edge : edge + 2].tolist()
    events: NDArray[Any] = derived.array("wide_event")[low:high]
    kept: NDArray[Any] = events[mask[events]]
    return kept


def _shared(derived: Derived, events: NDArray[Any], meaning: NDArray[Any]) -> list[Shared]:
    own = meaning[derived.array("interaction_kind")[events]]
    ends, weak = derived.array("interaction_end")[events], derived.array("interaction_weak")[events]
    return [
        Shared(
            MEANINGS[place], int(same.sum()), date.fromordinal(int(ends[same].max())), bool(weak[same].all())
        )
        for place in range(len(MEANINGS))
        if (same := own == place).any()
    ]
