"""A projected network that follows single events as they are saved, without being projected anew.

base (arrays, maybe mapped from a file)      what was projected once; never changed
  + put(events)                              the links of these events now; what they were before counts no more
  = degree, strength and ties of any member  from the base's row and the few pairs that were touched

A pair that was touched is summed anew from its links, so what it weighs is what a projection of everything would say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.links import find_links
from graph.one_mode import OneMode, symmetric
from graph.projection import PAIRS_UP_TO, fading
from graph.two_mode import FloatArray, IntArray, TwoMode

Pair = tuple[int, int]


class Tie(NamedTuple):
    """What a pair has in common: weight, number of events, ordinal of the newest one's day."""

    weight: float
    events: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """What was projected: a network, how much was left of each of its events on the day `as_of`, and their last days.

    `rows` are where each member's neighbours begin, who they are (ascending), and the number of the edge to each.
    """

    one: OneMode
    left: FloatArray
    end: IntArray
    as_of: int
    rows: tuple[NDArray[np.int64], IntArray, IntArray]

    @classmethod
    def of(cls, data: TwoMode, one: OneMode, as_of: int) -> Base:
        """From the two modes that the network was projected from."""
        numbers = np.arange(1, len(one.first) + 1, dtype=np.int32)
        matrix = symmetric(one.first, one.second, numbers, len(one.members))
        rows = (matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data - 1)
        return cls(one, fading(data, as_of), np.minimum(data.end, as_of).astype(np.int32), as_of, rows)

    def edge(self, pair: Pair) -> int | None:
        """The number of the edge of a pair; None where there is none."""
        begins, to, edges = self.rows
        if pair[0] >= len(begins) - 1:
            return None
        begin, end = begins[pair[0] : pair[0] + 2].tolist()
        place = begin + int(np.searchsorted(to[begin:end], pair[1]))
        return int(edges[place]) if place < end and to[place] == pair[1] else None

    def ties(self, member: int) -> Iterator[tuple[int, Tie]]:
        """The neighbours of a member and what it shares with each."""
        begins, to, edges = self.rows
        if member < len(begins) - 1:
            row = slice(*begins[member : member + 2].tolist())
            one, numbers = self.one, edges[row]
            columns = (one.weight[numbers], one.count[numbers], one.last[numbers])
            told = zip(*(column.tolist() for column in columns), strict=True)
            yield from zip(to[row].tolist(), map(Tie._make, told), strict=True)

    def pairs_of(self, events: NDArray[np.int64]) -> set[Pair]:
        """The pairs that some events link."""
        links = np.flatnonzero(np.isin(self.one.event, events))
        edges = np.unique(np.searchsorted(self.one.begins, links, side="right") - 1)
        return set(zip(self.one.first[edges].tolist(), self.one.second[edges].tolist(), strict=True))


class Snapshot:
    """The base with some events put anew. Members and events go by id; both may be new ones."""

    def __init__(self, base: Base, members: Sequence[str], events: Sequence[str]) -> None:
        self.base = base
        self._number = {id: number for number, id in enumerate(members)}
        self._event = {id: number for number, id in enumerate(events)}
        self.members = list(members)
        self._stale: set[int] = set()  # events of the base that were put anew
        self._links: dict[str, dict[Pair, tuple[float, int]]] = {}
        self._of_pair: dict[Pair, set[str]] = defaultdict(set)
        self._changed: dict[int, dict[int, Tie | None]] = defaultdict(dict)

    def put(self, data: TwoMode, pairs_up_to: int = PAIRS_UP_TO) -> None:
        """These events are now as `data` says, with these members that count; one without members links nobody.

        Events that begin after the base's day, and members that do not count, must be left out by the caller.
        """
        touched = self._forget(data.events)
        number = np.array([self._place(id) for id in data.members], dtype=np.int64)
        everybody, every = np.ones(len(data.members), np.bool_), np.ones(len(data.events), np.bool_)
        links = find_links(data, everybody, every, pairs_up_to)
        weight = links.share * fading(data, self.base.as_of)[links.event]
        day = np.minimum(data.end, self.base.as_of)[links.event]
        ends = np.sort(np.stack([number[links.first], number[links.second]], axis=1), axis=1)
        for place, (a, b) in enumerate(ends.tolist()):
            event = data.events[links.event[place]]
            self._links[event][a, b] = (float(weight[place]), int(day[place]))
            self._of_pair[a, b].add(event)
            touched.add((a, b))
        self._settle(touched)

    def _place(self, id: str) -> int:
        if id not in self._number:
            self._number[id] = len(self.members)
            self.members.append(id)
        return self._number[id]

    def _forget(self, events: Iterable[str]) -> set[Pair]:
        """Takes away what these events linked until now; gives those pairs."""
        touched: set[Pair] = set()
        fresh = []
        for id in events:
            if id in self._links:
                for pair in self._links[id]:
                    self._of_pair[pair].discard(id)
                    touched.add(pair)
            elif id in self._event:
                fresh.append(self._event[id])
            self._links[id] = {}
        self._stale.update(fresh)
        return touched | (self.base.pairs_of(np.array(fresh)) if fresh else set())

    def _settle(self, pairs: Iterable[Pair]) -> None:
        for pair in pairs:
            tie = self._summed(pair)
            self._changed[pair[0]][pair[1]] = self._changed[pair[1]][pair[0]] = tie

    def _summed(self, pair: Pair) -> Tie | None:
        """The pair's tie, from its links in the base that still count and those put since."""
        parts = [self._links[event][pair] for event in self._of_pair[pair]]
        edge, one = self.base.edge(pair), self.base.one
        if edge is not None:
            links = range(int(one.begins[edge]), int(one.begins[edge + 1]))
            kept = [link for link in links if int(one.event[link]) not in self._stale]
            event = one.event[kept]
            weights = one.share[kept] * self.base.left[event]
            parts += zip(weights.tolist(), self.base.end[event].tolist(), strict=True)
        if not parts:
            return None
        return Tie(sum(part[0] for part in parts), len(parts), max(part[1] for part in parts))

    def ties(self, member: str) -> dict[str, Tie]:
        """With whom a member is tied, and how; empty for one who is unknown."""
        number = self._number.get(member)
        if number is None:
            return {}
        changed = self._changed.get(number, {})
        found: dict[int, Tie | None] = {**dict(self.base.ties(number)), **changed}
        return {self.members[other]: tie for other, tie in found.items() if tie is not None}

    def degree(self, member: str) -> int:
        """With how many others a member is tied."""
        return len(self.ties(member))

    def strength(self, member: str) -> float:
        """The sum of the weights of a member's ties."""
        return sum(tie.weight for tie in self.ties(member).values())

    def changed(self) -> set[str]:
        """The members some of whose ties were summed anew."""
        return {self.members[number] for number in self._changed}
