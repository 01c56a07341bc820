"""Which ties a picture of a group shows: those between its members, or between its parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm.derived.arrays import Arrays
from graph.positions.nesting import Nest
from graph.two_mode import FloatArray

Numbers = NDArray[np.int64]
# More in one picture would be a grey cloud, and more than a browser should be sent.
MOST_TIES = 60_000
# Between bubbles fewer: each stands for many.
MOST_BETWEEN = 600
# A tie is fresh for a year and cold after three; one that holds without meetings has no age.
FRESH, COLD, STANDING = 365, 3 * 365, 3
STRONGEST = 63


@dataclass(frozen=True, slots=True)
class Ties:
    """Pairs of partners by their numbers among the partners; `count` and `weight` are 0 for standing ties."""

    first: Numbers
    second: Numbers
    count: Numbers
    weight: FloatArray
    age: Numbers


def standing_and_met(made: Arrays, standing: Numbers, day: int) -> Ties:
    """The ties of partners who met, and those of others between whom something stands, such as a membership."""
    partner = made["partner"]
    number = np.cumsum(partner) - 1
    first, second = (number[made[f"core_{end}"]] for end in ("first", "second"))
    size = len(partner)
    inside = standing[partner[standing].all(axis=1)] if len(standing) else standing
    inside = number[np.sort(inside, axis=1)]
    key = np.unique(inside[:, 0] * size + inside[:, 1])
    key = key[~np.isin(key, first * size + second)] if len(key) else key
    away = day - made["core_last"]
    age = np.where(away <= FRESH, 0, np.where(away <= COLD, 1, 2))
    return Ties(
        np.r_[first, key // size],
        np.r_[second, key % size],
        np.r_[made["core_count"], np.zeros(len(key))].astype(np.int64),
        np.r_[made["core_weight"], np.zeros(len(key))],
        np.r_[age, np.full(len(key), STANDING)].astype(np.int64),
    )


def kept_ties(ties: Ties, found: Nest, spot: Numbers) -> tuple[Arrays, Numbers]:
    """The ties as pictures need them, and for each group where its own begin and end and how many there are, (g, 3)."""
    owner, one, other = _owners(found, spot[ties.first], spot[ties.second])
    wide = max(int(other.max(initial=0)), int(one.max(initial=0))) + 1
    pair, number = np.unique((owner * wide + one) * wide + other, return_inverse=True)
    key = np.column_stack([pair // wide**2, pair // wide % wide, pair % wide])
    count = np.bincount(number, np.maximum(ties.count, 1), len(key))
    weight = np.bincount(number, ties.weight, len(key))
    age = np.full(len(key), STANDING)
    np.minimum.at(age, number, ties.age)
    order = np.lexsort((-weight, -count * (age < STANDING), key[:, 0]))
    begins = np.searchsorted(key[order, 0], np.arange(len(found.begin) + 1))
    most = np.where(found.parts > 0, MOST_BETWEEN, MOST_TIES)[key[order, 0]]
    order = order[np.arange(len(order)) - begins[key[order, 0]] < most]
    ends = np.searchsorted(key[order, 0], np.arange(len(found.begin) + 1))
    strength = np.minimum(8 * np.log2(np.maximum(count[order], 1)), STRONGEST).astype(np.int64)
    arrays: Arrays = {
        "large_ends": key[order, 1:].astype(np.uint16),
        "large_tie": (strength * 4 + age[order]).astype(np.uint8),
    }
    return arrays, np.column_stack([ends[:-1], ends[1:], np.diff(begins)])


def _owners(found: Nest, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The smallest group that holds both ends of each tie, and what the ends are in its picture."""
    leaves = np.flatnonzero(found.parts == 0)
    leaves = leaves[np.argsort(found.begin[leaves], kind="stable")]
    home = leaves[np.searchsorted(found.begin[leaves], np.arange(len(found.order)), side="right") - 1]
    one, other = home[first], home[second]
    inside = one == other
    depth = _depths(found)
    while len(far := np.flatnonzero(found.parent[one] != found.parent[other])):
        a, b = one[far], other[far]
        one[far] = np.where(depth[a] >= depth[b], found.parent[a], a)
        other[far] = np.where(depth[b] >= depth[a], found.parent[b], b)
    owner = np.where(inside, one, found.parent[one])
    base = np.where(inside, found.begin[owner], found.first_part[owner])
    ends = np.where(inside, first, one) - base, np.where(inside, second, other) - base
    return owner, np.minimum(*ends), np.maximum(*ends)


def _depths(found: Nest) -> Numbers:
    """How many groups each is inside of."""
    depth = np.zeros(len(found.parent), dtype=np.int64)
    for group in range(1, len(depth)):  # the parts of a group come after it
        depth[group] = depth[found.parent[group]] + 1
    return depth
