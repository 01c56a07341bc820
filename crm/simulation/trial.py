"""The network before and after the change, as matrices over the same actors in the same places.

Who left, or was merged away, keeps a place without ties: so samples fall on the same actors before and after, and a
difference comes from the change alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.simulation.changes import Change
from graph.one_mode import OneMode, symmetric
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from crm.derived.results import Derived

Numbers = NDArray[np.int64]
FRESH = 1.0  # the weight of a meeting of two, held today


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """`numbers` are the actors' numbers by place; `actor` and `other` are places, `other` -1 for nobody.

    `wide` says that the network of everybody but the office was taken, as one of the two is no partner.
    """

    change: Change
    numbers: Numbers
    before: csr_array
    after: csr_array
    actor: int
    other: int
    wide: bool

    @property
    def gone(self) -> int:
        """The place of who is not there any more, -1 for nobody."""
        return {"leaves": self.actor, "merge": self.other}.get(self.change.kind, -1)


def read_trial(derived: Derived, change: Change) -> Trial:
    """Both networks, from the kept arrays."""
    ends = [derived.number[id] for id in (change.actor, change.other) if id]
    partner = np.asarray(derived.array("partner"))
    wide = not all(partner[end] for end in ends)
    inside = _everybody(derived, ends) if wide else partner
    numbers = np.flatnonzero(inside).astype(np.int64)
    place = np.cumsum(inside) - 1
    first, second, weight = _edges(derived, "wide" if wide else "core", inside)
    edges = (place[first], place[second], weight)
    actor, other = int(place[ends[0]]), int(place[ends[1]]) if len(ends) > 1 else -1
    return Trial(
        change=change,
        numbers=numbers,
        before=_matrix(edges, len(numbers)),
        after=_matrix(_changed(edges, change, (actor, other)), len(numbers)),
        actor=actor,
        other=other,
        wide=wide,
    )


def _everybody(derived: Derived, ends: list[int]) -> BoolArray:
    """Partners, whoever is tied to somebody, and those the change is about."""
    tied = np.diff(derived.array("wide_from")) > 0
    inside: BoolArray = (tied & ~np.asarray(derived.array("is_own"))) | np.asarray(derived.array("partner"))
    inside[ends] = True
    return inside


def _edges(derived: Derived, name: str, inside: BoolArray) -> tuple[Numbers, Numbers, FloatArray]:
    first, second = (
        np.asarray(derived.array(f"{name}_{end}"), dtype=np.int64) for end in ("first", "second")
    )
    kept = inside[first] & inside[second]
    return first[kept], second[kept], np.asarray(derived.array(f"{name}_weight"), dtype=np.float64)[kept]


def _changed(
    edges: tuple[Numbers, Numbers, FloatArray], change: Change, ends: tuple[int, int]
) -> tuple[Numbers, Numbers, FloatArray]:
    first, second, weight = edges
    actor, other = ends
    if change.kind == "leaves":
        stays = (first != actor) & (second != actor)
        return first[stays], second[stays], weight[stays]
    if change.kind == "tie":
        return np.r_[first, actor], np.r_[second, other], np.r_[weight, FRESH]
    first, second = np.where(first == other, actor, first), np.where(second == other, actor, second)
    two = first != second
    return first[two], second[two], weight[two]


def _matrix(edges: tuple[Numbers, Numbers, FloatArray], size: int) -> csr_array:
    """Symmetric; parallel edges are summed."""
    first, second, weight = edges
    low, high = np.minimum(first, second), np.maximum(first, second)
    matrix = symmetric(low.astype(np.int32), high.astype(np.int32), weight, size)
    matrix.sum_duplicates()
    return matrix


def as_one_mode(matrix: csr_array) -> OneMode:
    """The network as the measures take it, without the events behind its edges."""
    from scipy.sparse import triu

    upper = triu(matrix, 1).tocoo()
    order = np.lexsort((upper.coords[1], upper.coords[0]))
    first, second = (upper.coords[end][order].astype(np.int32) for end in (0, 1))
    size, nothing = len(order), np.zeros(0, dtype=np.int32)
    return OneMode(
        members=tuple(map(str, range(matrix.shape[0]))),
        first=first,
        second=second,
        weight=upper.data[order],
        count=np.ones(size, dtype=np.int32),
        last=np.zeros(size, dtype=np.int32),
        begins=np.zeros(size + 1, dtype=np.int64),
        event=nothing,
        share=np.zeros(0),
    )
