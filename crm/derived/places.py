"""Where actors stand in pictures, how large they are, and who keeps their place from the picture before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.network import STRUCTURE
from crm.network_data import Network
from graph.layout import Drawing, lay_out
from graph.one_mode import OneMode, symmetric
from graph.store import Store
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Places = Mapping[str, tuple[float, float]]
_SMALLEST, _LARGEST = 7.0, 22.0


@dataclass(frozen=True, slots=True)
class Before:
    """Where actors stood in the picture before; those who had no ties then may move."""

    places: Places
    tied: frozenset[str]


def radii(one: OneMode) -> FloatArray:
    """The radius of each actor in pictures: its area grows with its contacts."""
    contacts = np.bincount(np.concatenate([one.first, one.second]), minlength=len(one.members))
    radius: FloatArray = _SMALLEST + (_LARGEST - _SMALLEST) * np.sqrt(
        contacts / max(contacts.max(initial=0), 12)
    )
    return radius


def positions(
    network: Network,
    wide: OneMode,
    standing: NDArray[np.int64],
    drawn: tuple[FloatArray, NDArray[np.int32], Before],
) -> NDArray[np.float32]:
    """Where each actor stands, (n, 2), pixels; `drawn` is the radius and the community of each, and the picture before."""
    radius, community, before = drawn
    matrix = _with_standing_ties(wide, standing)
    tied = np.diff(matrix.indptr) > 0
    known = [
        before.places.get(actor.id) if actor.id in before.tied or not tied[number] else None
        for number, actor in enumerate(network.actors)
    ]
    places = np.array([place or (np.nan, np.nan) for place in known]).reshape(-1, 2)
    drawing = Drawing(radius, _nearest_group(matrix, community), places)
    return _with_office_above(lay_out(matrix, drawing), network.flags("own")).astype(np.float32)


def _with_office_above(places: FloatArray, own: BoolArray) -> FloatArray:
    """The office and its people in a row over the picture: it is tied to all, so that no place inside is its own."""
    others = places[~own]
    top = others[:, 1].min() - 4 * _LARGEST if len(others) else 0.0
    number = np.arange(np.count_nonzero(own))
    places[own] = np.column_stack([(number - len(number) / 2) * 3 * _LARGEST, np.full(len(number), top)])
    return places


def _with_standing_ties(wide: OneMode, ties: NDArray[np.int64]) -> csr_array:
    light = 0.3 * float(np.median(wide.weight)) if len(wide.weight) else 1.0
    first = np.concatenate([wide.first, ties.min(axis=1, initial=2**31 - 1)]).astype(np.int32)
    second = np.concatenate([wide.second, ties.max(axis=1, initial=0)]).astype(np.int32)
    weight = np.concatenate([wide.weight, np.full(len(ties), light)])
    return symmetric(first, second, weight, len(wide.members))


def _nearest_group(matrix: csr_array, community: NDArray[np.int32]) -> NDArray[np.int32]:
    """The community of each actor; for one that has none, that of its strongest contact that has one."""
    group = community.copy()
    for actor in np.flatnonzero(community < 0):
        row = slice(matrix.indptr[actor], matrix.indptr[actor + 1])
        named = community[matrix.indices[row]]
        if (named >= 0).any():
            group[actor] = named[np.argmax(np.where(named >= 0, matrix.data[row], -1.0))]
    return group


def standing_pairs(store: Store, network: Network) -> NDArray[np.int64]:
    """The numbers of the actors, other than the office, whom a tie joins that holds without an interaction, (k, 2)."""
    return np.array(list(_standing_ties(store, network)), dtype=np.int64).reshape(-1, 2)


def _standing_ties(store: Store, network: Network) -> Iterator[tuple[int, int]]:
    """Ties that hold without an interaction, between actors other than the office."""
    place = {actor.id: number for number, actor in enumerate(network.actors) if not actor.own}
    for type in STRUCTURE:
        for start, end in chain.from_iterable(store.table(type, ("start", "end"))):
            if start in place and end in place and start != end:
                yield place[str(start)], place[str(end)]
