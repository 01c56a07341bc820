"""How much hangs on single people: partners whom the office met through one person alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from crm.health.taking_part import TakingPart
from graph.two_mode import BoolArray

MOST = 5


def single_people(table: TakingPart, events: BoolArray) -> dict[str, Any]:
    """Of the partners in these interactions: `named` with any person noted beside them, `single` with always the same one.

    `top` has [person, partners who had only that one], the most first. People of the office count like others.
    """
    counted = events[table.event]
    member, event = table.member[counted], table.event[counted]
    person = table.network.flags("person")
    pairs = _beside(member, event, table.partners, person)
    partner, people = np.unique(pairs[:, 0], return_counts=True)
    single = partner[people == 1]
    only = pairs[np.isin(pairs[:, 0], single), 1]
    who, times = np.unique(only, return_counts=True)
    order = np.lexsort((who, -times))[:MOST]
    top = [[int(who[place]), int(times[place])] for place in order]
    return {"named": len(partner), "single": len(single), "top": top}


def _beside(member: Any, event: Any, partners: BoolArray, person: BoolArray) -> Any:
    """Each partner with each person in an interaction of both, once: (pairs, 2)."""
    ours = partners[member] & ~person[member]
    people = person[member]
    order = np.argsort(event[people], kind="stable")
    of_event, who = event[people][order], member[people][order]
    begins = np.searchsorted(of_event, event[ours], "left")
    sizes = np.searchsorted(of_event, event[ours], "right") - begins
    first = np.repeat(member[ours], sizes)
    at = np.arange(len(first)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(begins, sizes)
    return np.unique(np.column_stack([first, who[at]]), axis=0)
