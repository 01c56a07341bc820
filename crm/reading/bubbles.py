"""Actors that have something in common as one bubble each: how many they are, who stands for them, what ties them.

bubbles_of(inside, ["diplomatic", "social", …])  ->  {"groups": […], "links": […], "total": 8}    the analyst
read_bubbles(derived, "grupo")                   ->  Bubbles                                       pages
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.one_mode import OneMode

# More bubbles than these nobody reads; the small ones stay out and are counted.
MOST = 40
NAMED = 8


@dataclass(frozen=True, slots=True)
class Bubble:
    """Actors of one `value` (a family, a country, a community's number): how many, the best connected first.

    `inside` counts the ties among themselves.
    """

    value: str
    size: int
    first: tuple[str, ...]
    inside: int


@dataclass(frozen=True, slots=True)
class Link:
    """What ties two bubbles (places in `Bubbles.groups`): how many ties, their faded weight, the newest one's day."""

    first: int
    second: int
    ties: int
    weight: float
    last: int


@dataclass(frozen=True, slots=True)
class Bubbles:
    """All bubbles of an attribute, the largest first; `total` counts those too that were too small to keep."""

    groups: tuple[Bubble, ...]
    links: tuple[Link, ...]
    total: int

    @property
    def actors(self) -> int:
        """How many actors are in the bubbles that were kept."""
        return sum(group.size for group in self.groups)


def bubbles_of(inside: OneMode, values: Sequence[str]) -> dict[str, Any]:
    """The bubbles of a network as a JSON document; `values` has one for each member, "" for those in none."""
    counted = Counter(value for value in values if value)
    order = sorted(counted, key=lambda value: (-counted[value], value))
    place = {value: number for number, value in enumerate(order[:MOST])}
    group = np.array([place.get(value, -1) for value in values], dtype=np.int64)
    inner, links = _links(inside, group)
    first = _first_of(inside, group)
    groups = [[value, counted[value], first[number], inner[number]] for value, number in place.items()]
    return {"groups": groups, "links": links, "total": len(order)}


def _first_of(inside: OneMode, group: np.ndarray[Any, Any]) -> dict[int, list[str]]:
    """The best connected members of each group."""
    contacts = np.bincount(np.concatenate([inside.first, inside.second]), minlength=len(group))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for member in np.argsort(-contacts, kind="stable").tolist():
        own = found[int(group[member])]
        if len(own) < NAMED:
            own.append(inside.members[member])
    return found


def _links(inside: OneMode, group: np.ndarray[Any, Any]) -> tuple[Counter[int], list[list[Any]]]:
    """How many ties each group has inside, and the ties between two: [one, other, ties, weight, last]."""
    one, other = group[inside.first], group[inside.second]
    known = (one >= 0) & (other >= 0)
    low, high = np.minimum(one, other)[known], np.maximum(one, other)[known]
    inner = Counter(low[low == high].tolist())
    between = low < high
    pair = low[between] * MOST + high[between]
    keys, which = np.unique(pair, return_inverse=True)
    ties = np.bincount(which, minlength=len(keys))
    weight = np.bincount(which, inside.weight[known][between], minlength=len(keys))
    last = np.zeros(len(keys), dtype=np.int64)
    np.maximum.at(last, which, inside.last[known][between])
    return inner, [
        [key // MOST, key % MOST, count, round(heavy, 4), day]
        for key, count, heavy, day in zip(
            keys.tolist(), ties.tolist(), weight.tolist(), last.tolist(), strict=True
        )
    ]


def read_bubbles(derived: Derived, attribute: str) -> Bubbles:
    """The bubbles of all partners by "grupo", "familia", "tipo", "sector" or "pais". Raises KeyError for another word."""
    said = derived.folder.document("bubbles")[attribute]
    groups = tuple(
        Bubble(value, size, tuple(id for id in first if id in derived.number), inner)
        for value, size, first, inner in said["groups"]
    )
    return Bubbles(groups, tuple(Link(*link) for link in said["links"]), said["total"])
