"""Whom the office has not seen since a day: partners whose last contact is older."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Unseen:
    """Partners not seen since a day: the best connected of `total` (ids), and how many were never met at all.

    `newest` is the last contact among them: when it is long ago, nobody was seen.
    """

    actors: tuple[str, ...]
    total: int
    never: int
    partners: int
    newest: date | None


def unseen_since(derived: Derived, day: date, shown: int = SHOWN, among: BoolArray | None = None) -> Unseen:
    """Who was last seen before `day`, of all partners or `among` some; those of no known contact are only counted."""
    partner, last = derived.array("partner"), derived.array("last_contact")
    if among is not None:
        partner = partner & among
    gone = np.flatnonzero(partner & (last > 0) & (last < day.toordinal()))
    best = gone[np.lexsort((last[gone], -derived.array("size")[gone]))][:shown]
    return Unseen(
        actors=tuple(derived.ids[number] for number in best.tolist()),
        total=len(gone),
        never=int(np.count_nonzero(partner & (last == 0))),
        partners=int(np.count_nonzero(partner)),
        newest=date.fromordinal(int(last[gone].max())) if len(gone) else None,
    )
