"""The parts of a score, summed from the reasons behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crm.mapping.ranking import WEIGHTS

if TYPE_CHECKING:
    from crm.mapping.reasons import Reason


def points_by_part(reasons: Iterable[Reason]) -> dict[str, float]:
    """The points of reasons by part (the names of WEIGHTS); each part is there."""
    found = dict.fromkeys(WEIGHTS, 0.0)
    for reason in reasons:
        found[reason.part] += reason.points
    return found
