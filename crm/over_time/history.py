"""A selection with the days of everything in it: what any frame is counted from, without asking the network again.

actor  0 ──┐ took part          tie 0 = (actor 0, actor 1)
actor  1 ──┴─ meeting 0 [first day, last day]  ── counts for tie 0
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.seen import still
from crm.over_time.arriving import arrivals
from crm.picture import PictureFilter, choose
from crm.ragged import ragged

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray

Numbers = NDArray[np.int64]
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Who has which meeting: `owner` (an actor's or a tie's place) and `meeting`, one pair a line."""

    owner: Numbers
    meeting: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Actors by place, ties as pairs of places, meetings with their first and last day (ordinals).

    `appears` is the day from which each actor is in the picture, 0 for always. A meeting of which only the year is known
    lasts the year: it counts from its first day on, and `number` is its place in what the analyst kept.
    """

    actors: tuple[str, ...]
    appears: Numbers
    start: Numbers
    end: Numbers
    number: Numbers
    took_part: Lines
    ties: Numbers
    met: Lines


@dataclass(frozen=True)
class Selection:
    """Who is in the picture of the whole span, which ties, and how they were chosen (`filter`, its `until` the last day).

    With `seeds`, all others are there only for their ties to these, who are there `always` or from their first day on.
    """

    filter: PictureFilter
    actors: Sequence[str]
    ties: Pairs
    seeds: Collection[str] = ()
    always: bool = True


def read_history(derived: Derived, selection: Selection) -> History:
    """The history of a selection whose actors and ties were drawn with its filter."""
    chosen = choose(derived, selection.filter)
    numbers = np.array([derived.number[id] for id in selection.actors], dtype=np.int64)
    own = _of_actors(derived, numbers, chosen.mask)
    ties = _places(selection.actors, selection.ties)
    met = _of_ties(derived, (numbers, ties, own), (chosen.table, chosen.mask))
    there = np.zeros(len(chosen.mask), dtype=np.bool_)
    there[own.meeting] = there[met.meeting] = True
    meetings = np.flatnonzero(there)
    start = derived.array("interaction_start")[meetings].astype(np.int64)
    place = np.cumsum(there) - 1
    took_part, shared = (Lines(lines.owner, place[lines.meeting]) for lines in (own, met))
    history = History(
        actors=tuple(selection.actors),
        appears=np.zeros(len(numbers), dtype=np.int64),
        start=start,
        end=derived.array("interaction_end")[meetings].astype(np.int64),
        number=meetings,
        took_part=took_part,
        ties=ties,
        met=shared,
    )
    history.appears[:] = arrivals(derived, history, selection)
    return history


def _places(actors: Sequence[str], ties: Pairs) -> Numbers:
    place = {id: number for number, id in enumerate(actors)}
    pairs = [(place[a], place[b]) for a, b in ties if a in place and b in place]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _of_actors(derived: Derived, numbers: Numbers, mask: BoolArray) -> Lines:
    """The chosen interactions of each actor."""
    begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
    owner, meeting = ragged(begins, event, numbers)
    kept = mask[meeting]
    return Lines(owner[kept], meeting[kept])


def _of_ties(derived: Derived, known: tuple[Numbers, Numbers, Lines], given: tuple[str, BoolArray]) -> Lines:
    """The chosen interactions behind each tie: from the network's own table, those of the office from who took part."""
    numbers, ties, own = known
    table, mask = given
    edge = _edges(derived, table, (numbers, ties))
    told = np.flatnonzero(edge >= 0)
    row, meeting = ragged(derived.array(f"{table}_begins"), derived.array(f"{table}_event"), edge[told])
    ends = numbers[ties[told[row]]]
    there = still(derived, ends[:, 0], ends[:, 1], meeting)
    row, meeting = row[there], meeting[there]
    rest = [_together(own, ties, tie) for tie in np.flatnonzero(edge < 0).tolist()]
    owner = np.concatenate([told[row], *(np.full(len(shared), tie) for tie, shared in rest)])
    meeting = np.concatenate([meeting, *(shared for _tie, shared in rest)])
    kept = mask[meeting]
    return Lines(owner[kept].astype(np.int64), meeting[kept].astype(np.int64))


def _edges(derived: Derived, table: str, given: tuple[Numbers, Numbers]) -> Numbers:
    """The number of each tie in the network's table, -1 for one that is not in it."""
    numbers, ties = given
    first, second = derived.array(f"{table}_first"), derived.array(f"{table}_second")
    size = len(derived.ids)
    inside = np.zeros(size, dtype=np.bool_)
    inside[numbers] = True
    edges = np.flatnonzero(inside[first] & inside[second])
    if not len(edges):
        return np.full(len(ties), -1, dtype=np.int64)
    key = _key(np.column_stack([first[edges], second[edges]]), size)
    order = np.argsort(key)
    wanted = _key(numbers[ties], size)
    at = order[np.minimum(np.searchsorted(key[order], wanted), len(key) - 1)]
    return np.where(key[at] == wanted, edges[at], -1)


def _key(pairs: NDArray[Any], size: int) -> Numbers:
    """One number for a pair, whichever comes first."""
    low, high = pairs.min(axis=1), pairs.max(axis=1)
    key: Numbers = low.astype(np.int64) * size + high
    return key


def _together(own: Lines, ties: Numbers, tie: int) -> tuple[int, Numbers]:
    """The interactions that both ends of a tie took part in."""
    first, second = (own.meeting[own.owner == end] for end in ties[tie].tolist())
    return tie, np.intersect1d(first, second)
