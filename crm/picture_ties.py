"""The ties of a picture: those among the actors drawn, counted over the interactions that the filter takes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.seen import reweighed, still
from crm.picture_model import PictureEdge

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray, FloatArray


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which interactions count (`mask`), the day fading is measured to, and which ties: "core" are those of partners
    only, "wide" those of everybody but the office. `everything` spares the counting: all up to that day count.
    """

    mask: BoolArray
    day: int
    table: str
    everything: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties as arrays: the numbers of two actors, interactions together, the ordinal of the last day, faded weight."""

    first: NDArray[Any]
    second: NDArray[Any]
    count: NDArray[Any]
    last: NDArray[Any]
    weight: NDArray[Any]

    def only(self, which: NDArray[Any]) -> Ties:
        """Those that a mask or a list of places names."""
        return Ties(
            self.first[which], self.second[which], self.count[which], self.last[which], self.weight[which]
        )

    def at_least(self, count: int) -> Ties:
        """Those with so many interactions."""
        return self.only(self.count >= max(count, 1))

    def first_by_count(self, limit: int) -> Ties:
        """Those with the most interactions, then the most weight."""
        if len(self.count) <= limit:
            return self
        return self.only(np.sort(np.lexsort((-self.weight, -self.count))[:limit]))

    def joined(self, other: Ties) -> Ties:
        """Both together."""
        return Ties(
            np.concatenate([self.first, other.first]),
            np.concatenate([self.second, other.second]),
            np.concatenate([self.count, other.count]),
            np.concatenate([self.last, other.last]),
            np.concatenate([self.weight, other.weight]),
        )

    def edges(self, ids: Sequence[str]) -> list[PictureEdge]:
        """As values to draw."""
        columns = (self.first, self.second, self.count, self.last, self.weight)
        return [
            PictureEdge(ids[a], ids[b], count, date.fromordinal(last), round(weight, 6))
            for a, b, count, last, weight in zip(*(column.tolist() for column in columns), strict=True)
        ]


def ties_among(derived: Derived, chosen: Chosen, shown: BoolArray) -> Ties:
    """The ties among the actors of a mask that have at least one chosen interaction."""
    first, second = derived.array(f"{chosen.table}_first"), derived.array(f"{chosen.table}_second")
    edges = np.flatnonzero(shown[first] & shown[second])
    return counted(derived, chosen, edges)


def counted(derived: Derived, chosen: Chosen, edges: NDArray[Any]) -> Ties:
    """Some ties (by number), counted over the chosen interactions; those without any stay out."""
    table = chosen.table
    first, second = derived.array(f"{table}_first")[edges], derived.array(f"{table}_second")[edges]
    if chosen.everything:
        kept = (derived.array(f"{table}_{name}")[edges] for name in ("count", "last", "weight"))
        return Ties(first, second, *kept)
    begins = derived.array(f"{table}_begins")
    sizes = (begins[edges + 1] - begins[edges]).astype(np.int64)
    own = np.cumsum(sizes) - sizes
    link = np.repeat(begins[edges] - own, sizes) + np.arange(int(sizes.sum()))
    event = derived.array(f"{table}_event")[link]
    edge = np.repeat(np.arange(len(edges)), sizes)
    mask = chosen.mask[event] & still(derived, first[edge], second[edge], event)
    end = np.minimum(derived.array("interaction_end")[event], chosen.day)
    share = reweighed(derived, event, derived.array(f"{table}_share")[link])
    left = share * fading(derived, event, chosen.day) * mask
    last = np.zeros(len(edges), dtype=np.int64)
    np.maximum.at(last, edge[mask], end[mask])
    count = np.bincount(edge[mask], minlength=len(edges))
    weight = np.bincount(edge, left, minlength=len(edges))
    return Ties(first, second, count, last, weight).only(count > 0)


def fading(derived: Derived, event: NDArray[Any], day: int) -> FloatArray:
    """What is left of each of these interactions on that day (`graph.projection.fading`)."""
    age = np.maximum(day - derived.array("interaction_end")[event], 0)
    left: FloatArray = np.exp2(-age / derived.array("interaction_half_life")[event])
    return left


def surroundings(
    derived: Derived, chosen: Chosen, start: tuple[Sequence[int], int], allowed: BoolArray
) -> BoolArray:
    """The allowed actors within some ties of the first ones (numbers, and how many ties)."""
    reached = np.zeros_like(allowed)
    frontier = np.array(start[0], dtype=np.int64)
    reached[frontier] = True
    for _ in range(start[1]):
        ties = counted(derived, chosen, _edges_of(derived, chosen.table, frontier))
        near = np.unique(np.concatenate([ties.first, ties.second]))
        frontier = near[allowed[near] & ~reached[near]]
        reached[frontier] = True
    return reached


def _edges_of(derived: Derived, table: str, actors: NDArray[Any]) -> NDArray[Any]:
    begins, edge = derived.array(f"{table}_from"), derived.array(f"{table}_edge")
    parts = [
        edge[begin:end]
        for begin, end in zip(begins[actors].tolist(), begins[actors + 1].tolist(), strict=True)
    ]
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)


def office_ties(derived: Derived, chosen: Chosen, shown: BoolArray) -> Ties:
    """The ties of the office and its people with the actors shown, counted from who took part in what."""
    begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
    actor = np.repeat(np.arange(len(shown)), np.diff(begins))
    own = derived.array("is_own")
    found = [
        _with_one(derived, chosen, number, (actor, event, shown & ~(own & (np.arange(len(own)) <= number))))
        for number in np.flatnonzero(own & shown).tolist()
    ]
    nothing = np.zeros(0, dtype=np.int64)
    all_ties = Ties(nothing, nothing, nothing, nothing, np.zeros(0))
    for ties in found:
        all_ties = all_ties.joined(ties)
    return all_ties


def _with_one(
    derived: Derived, chosen: Chosen, number: int, took_part: tuple[NDArray[Any], NDArray[Any], BoolArray]
) -> Ties:
    actor, event, shown = took_part
    together = np.zeros(len(chosen.mask), dtype=np.bool_)
    together[event[actor == number]] = True
    line = np.flatnonzero((together & chosen.mask)[event] & shown[actor] & (actor != number))
    who, what = actor[line], event[line]
    weight = derived.array("interaction_weight")[what] * fading(derived, what, chosen.day)
    last = np.zeros(len(shown), dtype=np.int64)
    np.maximum.at(last, who, np.minimum(derived.array("interaction_end")[what], chosen.day))
    count = np.bincount(who, minlength=len(shown))
    met = np.flatnonzero(count)
    total = np.bincount(who, weight, minlength=len(shown))
    return Ties(np.full(len(met), number), met, count[met], last[met], total[met])
