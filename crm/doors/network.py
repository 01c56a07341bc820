"""The ties that doors lead along: what people and institutions did together, and what holds between them anyway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from crm.doors.house import HOUSE
from crm.doors.known import office_events, office_strength
from crm.doors.standing import TYPES, strengths
from crm.mapping.knowing import known_on
from crm.mapping.relevance import MEMORY_DAYS
from graph.paths import Search, Ties
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from datetime import date

    from crm.derived.results import Derived

_kept: WeakKeyDictionary[Derived, dict[int, Reach]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Reach:
    """What the office can reach on a day: `with_us` are the interactions that count and that it took part in,
    `first` the strength of its own tie with each actor, `house` who is of its own house, `search` looks for the strongest ways.
    """

    derived: Derived
    day: int
    with_us: BoolArray
    first: FloatArray
    house: BoolArray
    search: Search

    def events_between(self, one: int, other: int) -> NDArray[Any]:
        """The numbers of the interactions that tie two actors, the newest first."""
        edges = _edges_between(self.derived, one, other)
        if not len(edges):
            return np.zeros(0, dtype=np.int32)
        low, high = self.derived.array("wide_begins")[int(edges[0]) : int(edges[0]) + 2].tolist()
        events = self.derived.array("wide_event")[low:high]
        begun: NDArray[Any] = events[self.derived.array("interaction_start")[events] <= self.day]
        return begun[np.argsort(-self.derived.array("interaction_end")[begun], kind="stable")]

    def standing_between(self, one: int, other: int) -> tuple[str, bool] | None:
        """The type of the strongest standing tie of two actors, and whether it goes out from the first (-1: the office)."""
        if one < 0:
            return (HOUSE, True) if self.house[other] else None
        begin, end = self.derived.array("standing_from")[one : one + 2].tolist()
        places = begin + np.flatnonzero(self.derived.array("standing_to")[begin:end] == other)
        if not len(places):
            return None
        types = self.derived.array("standing_type")[places]
        best = int(strengths()[types].argmax())
        return TYPES[int(types[best])], bool(self.derived.array("standing_out")[places[best]])


def _edges_between(derived: Derived, one: int, other: int) -> NDArray[Any]:
    begin, end = derived.array("wide_from")[one : one + 2].tolist()
    same = derived.array("wide_to")[begin:end] == other
    edges: NDArray[Any] = derived.array("wide_edge")[begin:end][same]
    return edges


def reach_on(derived: Derived, as_of: date) -> Reach:
    """What the office can reach on a day; worked out once for each state of the results."""
    days = _kept.setdefault(derived, {})
    day = as_of.toordinal()
    if day not in days:
        days[day] = _reach(derived, as_of)
    return days[day]


def _reach(derived: Derived, as_of: date) -> Reach:
    """For the day of the results all is there; another day is worked out."""
    day, now = as_of.toordinal(), as_of == derived.day
    first, with_us = derived.array("office_tie"), derived.array("with_office")
    if not now:
        mask = known_on(derived, as_of).mask
        first, with_us = office_strength(derived, mask, day), office_events(derived, mask)
    search = Search(_Both.of(derived, day), first, derived.array("door_favour"))
    return Reach(derived, day, with_us, first, derived.array("of_house"), search)


@dataclass(frozen=True)
class _Both(Ties):
    """Ties by interactions and standing ones together."""

    standing: Ties

    @classmethod
    def of(cls, derived: Derived, day: int) -> _Both:
        held = derived.array("standing_type")
        standing = Ties(
            derived.array("standing_from"),
            derived.array("standing_to"),
            lambda places: strengths()[held[places]],
        )
        met = _met(derived, day)
        return cls(derived.array("wide_from"), derived.array("wide_to"), met, standing)

    def rows(self, nodes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], FloatArray]:
        """All ties of some nodes: the place of the node among them, the other end, the strength."""
        met, held = Ties.rows(self, nodes), self.standing.rows(nodes)
        owner, to, strength = (np.concatenate(pair) for pair in zip(met, held, strict=True))
        return owner, to, strength


def _met(derived: Derived, day: int) -> Any:
    """How strong ties by interactions are, by their places in the rows: w / (1 + w), halved every five years."""
    begins, event, share = (derived.array(f"wide_{name}") for name in ("begins", "event", "share"))
    start, end = derived.array("interaction_start"), derived.array("interaction_end")
    edge_of = derived.array("wide_edge")

    def strength_of(places: NDArray[np.int64]) -> FloatArray:
        edges = edge_of[places].astype(np.int64)
        low = begins[edges].astype(np.int64)
        sizes = begins[edges + 1] - low
        owner = np.repeat(np.arange(len(edges)), sizes)
        links = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + low[owner]
        events = event[links]
        left = np.exp2(-np.maximum(day - end[events], 0) / MEMORY_DAYS) * (start[events] <= day)
        worth = np.bincount(owner, share[links] * left, len(edges))
        strong: FloatArray = worth / (1 + worth)
        return strong

    return strength_of
