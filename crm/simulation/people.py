"""What a person's leaving costs: the partners in whose interactions nobody else was noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.meaning.statements import Fact, Statement

if TYPE_CHECKING:
    from crm.derived.results import Derived

Numbers = NDArray[np.int64]
SHOWN, FACTS = 6, 12


def person_statements(derived: Derived, person: int) -> Iterator[Statement]:
    """One sentence, with the interactions of each such partner as its facts; that there is none is worth saying too."""
    if not derived.array("is_person")[person]:
        return
    found = _only_through(derived, person)
    ids = tuple(derived.ids[one] for one in found)
    facts = tuple(
        Fact((derived.ids[one],), tuple(derived.interaction_ids(events[:SHOWN])), len(events))
        for one, events in list(found.items())[:FACTS]
    )
    form = "none" if not found else "one" if len(found) == 1 else "many"
    yield Statement(
        key=f"person_{form}",
        measure="single_person",
        params={"names": ids, "count": len(ids)} if ids else {},
        advice="person" if ids else "",
        facts=facts,
        weight=4.0,
    )


def _only_through(derived: Derived, person: int) -> dict[int, Numbers]:
    """Each partner whose only noted person it is, with its interactions."""
    begins = np.asarray(derived.array("took_part_begins"))
    event = np.asarray(derived.array("took_part_event"), dtype=np.int64)
    member = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    people, partner = np.asarray(derived.array("is_person")), np.asarray(derived.array("partner"))
    counts = (
        ~np.asarray(derived.array("interaction_reference"))[event] if len(event) else np.zeros(0, np.bool_)
    )
    own = event[begins[person] : begins[person + 1]]
    met = np.unique(member[counts & np.isin(event, own) & partner[member]])
    noted = counts & people[member] & (member != person)
    with_others = np.unique(event[noted])
    found = {}
    for one in met.tolist():
        events = event[begins[one] : begins[one + 1]]
        if not np.isin(events, with_others).any():
            found[one] = events[np.isin(events, own)]
    return found
