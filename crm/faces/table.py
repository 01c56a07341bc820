"""A selection as rows: each actor with its contacts and interactions there, and what the whole network says of it.

Sorted and cut in memory: a selection has a few hundred actors at most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.faces.meetings import Meetings
from crm.picture import PictureNode
from graph.fold import fold

if TYPE_CHECKING:
    from crm.derived.results import Derived

# What the analyst keeps as a share of the other partners with less: 0.9 is more than nine in ten.
SHARES = ("betweenness", "pagerank", "strength")
ORDERS = ("name", "type", "place", "contacts", "interactions", "last", *SHARES)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor of a selection. `contacts` and `interactions` count within it, `last` is the period
    of the last of them, `strongest` are (id, meetings together);
    `shares` are of all partners, None for who is none.
    """

    actor: PictureNode
    country: str | None
    contacts: int
    interactions: int
    last: tuple[date, date] | None
    strongest: Sequence[tuple[str, int]]
    shares: Mapping[str, float | None]


def rows_of(
    meetings: Meetings, nodes: Sequence[PictureNode], contacts: Mapping[str, Sequence[tuple[str, int]]]
) -> list[ActorRow]:
    """A row for each node, in their order; `meetings` are those of the nodes, `contacts` whom each meets, strongest first."""
    derived, counts, last = meetings.derived, meetings.counts(), _last_periods(meetings)
    return [
        ActorRow(
            actor=node,
            country=derived.actors["country"][derived.number[node.id]],
            contacts=len(contacts.get(node.id, ())),
            interactions=int(counts[place]),
            last=last.get(place),
            strongest=contacts.get(node.id, ())[:3],
            shares=_shares(derived, derived.number[node.id]),
        )
        for place, node in enumerate(nodes)
    ]


def _last_periods(meetings: Meetings) -> dict[int, tuple[date, date]]:
    """For each actor's place the period of the interaction that ended last; of several the one known best."""
    order = np.lexsort((meetings.start[meetings.event], meetings.end[meetings.event]))
    last = dict(zip(meetings.actor[order].tolist(), meetings.event[order].tolist(), strict=True))
    return {
        place: (date.fromordinal(int(meetings.start[event])), date.fromordinal(int(meetings.end[event])))
        for place, event in last.items()
    }


def _shares(derived: Derived, number: int) -> dict[str, float | None]:
    shares = {name: float(derived.array(f"rank_{name}")[number]) for name in SHARES}
    return {name: None if isnan(share) else share for name, share in shares.items()}


def ordered(
    rows: Sequence[ActorRow], order: str, descending: bool, words: Callable[[ActorRow], str]
) -> list[ActorRow]:
    """The rows by one of ORDERS; `words` are what the columns of words order by. Who has no value comes last either way."""
    known = [row for row in rows if _value(row, order, words) is not None]
    unknown = [row for row in rows if _value(row, order, words) is None]
    by_name = sorted(known, key=lambda row: fold(row.actor.name))
    return sorted(by_name, key=lambda row: _value(row, order, words), reverse=descending) + unknown


def _value(row: ActorRow, order: str, words: Callable[[ActorRow], str]) -> Any:
    if order == "name":
        return fold(row.actor.name)
    if order in {"type", "place"}:
        return fold(words(row)) or None
    if order in SHARES:
        return row.shares[order]
    if order == "last":
        return row.last and row.last[::-1]
    return getattr(row, order)
