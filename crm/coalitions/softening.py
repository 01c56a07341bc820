"""What a coalition is better with and can do without: what a call only values, the second and third of several that it asks
for, and those of whom it is to be confirmed that they cover something which nobody is known to cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from crm.coalitions.problem import MISSING, WISHED, Soft
from crm.requirements.ours import is_ours
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.project_model import Requirement


def soft_of(requirements: Sequence[Requirement], covers: BoolArray, maybe: BoolArray) -> tuple[Soft, ...]:
    """What has a price and forces nothing, from who covers what and who may (candidates x requirements)."""
    return tuple(
        soft
        for place, one in enumerate(requirements)
        for soft in _soft(one, covers[:, place], maybe[:, place])
    )


def is_needed(one: Requirement) -> bool:
    """Whether somebody has to be found for it: it is not only valued, and the city itself is not what is asked for."""
    return not one.optional and not is_ours(one)


def _soft(one: Requirement, covers: BoolArray, maybe: BoolArray) -> Iterator[Soft]:
    if is_ours(one):
        return
    known = int(np.count_nonzero(covers))
    if one.optional:
        # Nobody is taken in for a mere wish whom nothing shows to fulfil it.
        if known:
            yield Soft(covers, one.count, WISHED)
    elif known < one.count:
        yield Soft(covers | maybe, one.count, MISSING)
    elif one.count > 1:
        yield Soft(covers, one.count, MISSING)
