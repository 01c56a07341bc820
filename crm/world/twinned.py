"""Cities abroad that are twinned with somebody at home, from the standing ties that the analyst kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.doors.standing import TYPES
from crm.world.model import Twinning

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray

Numbers = NDArray[np.int64]


def twinnings(
    derived: Derived, among: BoolArray, given: tuple[list[str], Numbers, str]
) -> Mapping[str, list[Twinning]]:
    """By country abroad: the cities among some actors that are twinned with somebody at home.

    Given are the codes in use, the place in them of each actor's country (-1 for none), and home.
    """
    codes, number, home = given
    if home not in codes:
        return {}
    begins, other = derived.array("standing_from"), derived.array("standing_to")
    start = np.repeat(np.arange(len(number)), np.diff(begins))
    here = codes.index(home)
    ours, theirs = number[start] == here, (number[other] != here) & (number[other] >= 0)
    is_twinned = derived.array("standing_type") == TYPES.index("TWINNED_WITH")
    lines = np.flatnonzero(is_twinned & ours & theirs & among[other])
    reference = derived.array("is_reference")
    found: defaultdict[str, list[Twinning]] = defaultdict(list)
    for line in lines.tolist():
        one, city = int(start[line]), int(other[line])
        guide = bool(reference[one] or reference[city])
        found[codes[number[city]]].append(Twinning(derived.ids[city], derived.ids[one], guide))
    return found
