"""How near actors are, through their ties, to those who matter for a project: one after another's doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.relevance import MEMORY_DAYS
from graph.centrality import pagerank
from graph.one_mode import symmetric

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from crm.derived.results import Derived
    from crm.mapping.knowing import Known
    from graph.two_mode import BoolArray, FloatArray, IntArray

DAMPING = 0.85
_NOTHING = 1e-6
_NOW: dict[tuple[int, int], tuple[Derived, csr_array]] = {}


@dataclass(frozen=True, slots=True)
class Nearness:
    """`score` (0 to 1, one an actor) and the weights of the ties it was found by, (actors, actors)."""

    score: FloatArray
    matrix: csr_array
    _rows: dict[int, FloatArray] = field(default_factory=dict)

    def weights(self, actor: int) -> FloatArray:
        """The weight of the actor's tie with each other."""
        if actor not in self._rows:
            row = np.zeros(self.matrix.shape[0])
            part = slice(self.matrix.indptr[actor], self.matrix.indptr[actor + 1])
            row[self.matrix.indices[part]] = self.matrix.data[part]
            self._rows[actor] = row
        return self._rows[actor]


def nearness(derived: Derived, start: FloatArray, known: Known, most: FloatArray) -> Nearness:
    """Personalised PageRank from `start` (a weight an actor) over the ties of what was known, and standing ties; from 0 to
    `most` (one an actor).

    A node's own restart is taken off, so that the score speaks of ties alone; it is the square root of the share of the
    best, since after one hub all others would count as nothing. Ties halve with every
    five years here: who once worked together can be asked about each other long after the tie itself went cold. A
    standing tie (part of, member of, twinned with) weighs ``1 / ties of the one that has more``.
    """
    matrix = ties(derived, known)
    return Nearness(most * _score(matrix, start), matrix)


def ties(derived: Derived, known: Known) -> csr_array:
    """The weights of ties, (actors, actors); for what is known now they are worked out once for these results."""
    if not known.now:
        return _ties(derived, known)
    key = (id(derived), known.day)
    if key not in _NOW:
        _NOW.clear()
        _NOW[key] = (derived, _ties(derived, known))
    return _NOW[key][1]


def _ties(derived: Derived, known: Known) -> csr_array:
    age = np.maximum(known.day - derived.array("interaction_end"), 0)
    left = known.mask * np.exp2(-age / MEMORY_DAYS)
    links = derived.array("core_share") * left[derived.array("core_event")]
    running = np.concatenate([[0.0], np.cumsum(links, dtype=np.float64)])
    begins = derived.array("core_begins")
    weight = running[begins[1:]] - running[begins[:-1]]
    kept = weight > _NOTHING
    first, second = derived.array("core_first")[kept], derived.array("core_second")[kept]
    own_first, own_second, own_weight = _standing(derived)
    return symmetric(
        np.concatenate([first, own_first]),
        np.concatenate([second, own_second]),
        np.concatenate([weight[kept], own_weight]),
        len(derived.ids),
    )


def _standing(derived: Derived) -> tuple[IntArray, IntArray, FloatArray]:
    first, second = derived.array("standing_first"), derived.array("standing_second")
    partner = derived.array("partner")
    inside = partner[first] & partner[second]
    first, second = first[inside], second[inside]
    many = np.bincount(np.concatenate([first, second]), minlength=len(partner))
    return first, second, 1.0 / np.maximum(many[first], many[second])


def _score(matrix: csr_array, start: FloatArray) -> FloatArray:
    total = float(start.sum())
    if total <= 0:
        return np.zeros(len(start))
    tied = np.diff(matrix.indptr) > 0
    own = (1 - DAMPING) * start / total
    rank = pagerank(matrix, start, DAMPING) - own
    rank = np.where(tied & (rank > 1e-9), rank, 0.0)
    best = float(rank.max(initial=0.0))
    return np.sqrt(rank / best) if best > 0 else rank


def shared(derived: Derived, mask: BoolArray, one: int, other: int) -> NDArray[Any]:
    """The numbers of the interactions of a mask that tie two partners, the newest first."""
    begin, end = derived.array("core_from")[one : one + 2].tolist()
    place = np.flatnonzero(derived.array("core_to")[begin:end] == other)
    if not len(place):
        return np.zeros(0, dtype=np.int32)
    edge = int(derived.array("core_edge")[begin + int(place[0])])
    low, high = derived.array("core_begins")[edge : edge + 2].tolist()
    events = derived.array("core_event")[low:high]
    counting: NDArray[Any] = events[mask[events]]
    newest = np.argsort(-derived.array("interaction_end")[counting], kind="stable")
    return counting[newest]


def doors(found: Nearness, actor: int, start: Sequence[int]) -> list[tuple[int, ...]]:
    """How the actor is tied to those of `start`: (one of them,) for a tie, or (between, one of them); at most three.

    Ties of its own come first, the strongest first; only without any is there somebody in between.
    """
    others = [number for number in start if number != actor]
    own = found.weights(actor)
    direct = sorted((number for number in others if own[number] > 0), key=lambda number: -own[number])
    if direct:
        return [(number,) for number in direct[:3]]
    ways = [(*_between(own, found.weights(number)), number) for number in others]
    strength, between, number = max(ways, default=(0.0, 0, 0))
    return [(between, number)] if strength > 0 else []


def _between(own: FloatArray, other: FloatArray) -> tuple[float, int]:
    """The actor both are tied to whose weaker tie is the strongest, with that tie's weight."""
    weaker = np.minimum(own, other)
    best = int(weaker.argmax())
    return float(weaker[best]), best
