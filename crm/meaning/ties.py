"""Who is tied to whom in the partners' network, read from the kept arrays: costs what one actor's ties cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.derived.seen import still
from crm.meaning.statements import Fact

if TYPE_CHECKING:
    from crm.derived.results import Derived

Numbers = NDArray[np.int64]
SHOWN = 6


def neighbours(derived: Derived, actor: int) -> Numbers:
    """The numbers of the partners it is tied to, ascending."""
    begins = derived.array("core_from")
    found: Numbers = np.asarray(derived.array("core_to")[begins[actor] : begins[actor + 1]], dtype=np.int64)
    return found


def by_strength(derived: Derived, actor: int) -> Numbers:
    """The same, the strongest ties first."""
    begins = derived.array("core_from")
    edges = derived.array("core_edge")[begins[actor] : begins[actor + 1]]
    weight = np.asarray(derived.array("core_weight")[edges])
    return neighbours(derived, actor)[np.argsort(-weight, kind="stable")]


def shared(derived: Derived, first: int, second: int) -> Numbers:
    """The numbers of the interactions behind the tie of two actors, the latest first; none without a tie."""
    begins = derived.array("core_from")
    start, stop = int(begins[first]), int(begins[first + 1])
    row = derived.array("core_to")[start:stop]
    at = int(np.searchsorted(row, second))
    if at == len(row) or int(row[at]) != second:
        return np.zeros(0, dtype=np.int64)
    edge = int(derived.array("core_edge")[start + at])
    behind = derived.array("core_begins")
    events = np.asarray(derived.array("core_event")[behind[edge] : behind[edge + 1]], dtype=np.int64)
    events = events[still(derived, np.full(len(events), first), np.full(len(events), second), events)]
    return events[np.argsort(-derived.array("interaction_end")[events], kind="stable")]


def tie_fact(derived: Derived, first: int, second: int) -> Fact:
    """The tie as a fact: both actors and the latest interactions they share."""
    events = shared(derived, first, second)
    ids = derived.interaction_ids(events[:SHOWN])
    return Fact((derived.ids[first], derived.ids[second]), tuple(ids), len(events))
