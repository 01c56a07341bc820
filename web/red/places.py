"""Places for a part of the network: taken from the whole picture, then brought together so that names have room.

the analyst's positions -> each connected part evened out and free of overlaps -> parts in rows, the lonely in a grid
                        -> somebody's surroundings: the contacts in a ring, in the order in which they lie around it

At most a few hundred actors are drawn at a time, so this costs milliseconds whatever the network's size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from crm.picture import PictureNode
from graph.packing import centred, evened, free_of_overlaps, in_grid_below, in_rows
from graph.two_mode import FloatArray

Pairs = Iterable[tuple[str, str]]
Places = dict[str, tuple[float, float]]
GAP = 28.0
# Room around a node in pixels, for each root of its number of ties.
ROOM = 4.5
# A name needs more room across than down.
WIDER = 2.2
# How much the order of places counts beside the places themselves: crowds thin out, neighbours stay neighbours.
EVENNESS = 0.55
ARC, SMALLEST_RING, ONE_RING = 78.0, 130.0, 18


def tidy_places(nodes: Sequence[PictureNode], ties: Pairs) -> Places:
    """Positions in pixels by id, y downwards, centred; neighbours in the whole picture stay neighbours."""
    if not nodes:
        return {}
    places = np.array([(node.x, node.y) for node in nodes], dtype=np.float64)
    pairs = _numbered(nodes, ties)
    radius = _rooms(nodes, pairs)
    parts = connected_parts(len(nodes), pairs)
    tied = [part for part in parts if len(part) > 1]
    drawn = np.concatenate([*tied, np.zeros(0, dtype=np.int64)])
    places[drawn] = _parts(places, radius, tied)
    lonely = np.array([part[0] for part in parts if len(part) == 1], dtype=np.int64)
    in_rows(places, radius, tied, 1.5 * GAP)
    in_grid_below(places, radius, drawn, lonely, 3.5 * GAP)
    return _by_id(nodes, centred(places))


def _by_id(nodes: Sequence[PictureNode], places: FloatArray) -> Places:
    return {node.id: (x, y) for node, (x, y) in zip(nodes, places.round(1).tolist(), strict=True)}


def _parts(places: FloatArray, radius: FloatArray, parts: Sequence[NDArray[np.int64]]) -> FloatArray:
    """The parts one after another, each evened out on both axes, wide enough for a name beside each node."""
    if not parts:
        return np.zeros((0, 2))
    even = [_evened(places[part], radius[part]) for part in parts]
    sizes = [len(part) for part in parts]
    own = radius[np.concatenate([*parts])]
    apart = _apart(np.concatenate(even).tobytes(), own.tobytes(), tuple(sizes)).copy()
    apart[:, 0] *= WIDER
    return apart


@lru_cache(maxsize=32)
def _apart(places: bytes, radius: bytes, sizes: tuple[int, ...]) -> FloatArray:
    """Free of overlaps: half of the work on a picture, and the same for every face and reader of it. Not to be changed."""
    which = np.repeat(np.arange(len(sizes)), sizes)
    return free_of_overlaps(np.frombuffer(places).reshape(-1, 2), np.frombuffer(radius), GAP, which)


def _evened(places: FloatArray, radius: FloatArray) -> FloatArray:
    even = np.column_stack([evened(places[:, axis], EVENNESS) for axis in (0, 1)])
    spread: FloatArray = even * ((2 * float(radius.mean()) + GAP) * np.sqrt(len(places)))
    return spread


def ring_places(nodes: Sequence[PictureNode], centre: str) -> Places:
    """One actor in the middle, the others around it, in two rings when they are many."""
    middle = next(node for node in nodes if node.id == centre)
    others = [node for node in nodes if node.id != centre]
    angle = np.arctan2([node.y - middle.y for node in others], [node.x - middle.x for node in others])
    order = np.argsort(angle, kind="stable")
    turn = -np.pi + 2 * np.pi * (np.arange(len(others)) + 0.5) / max(len(others), 1)
    rings = 2 if len(others) > ONE_RING else 1
    outer = max(SMALLEST_RING, ARC * len(others) / (2 * np.pi * rings) * (1.0 if rings == 1 else 1.35))
    reach = np.where(np.arange(len(others)) % rings == 0, 1.0, 0.62) * outer
    around = np.column_stack([1.6 * reach * np.cos(turn), reach * np.sin(turn)]).round(1)
    return {centre: (0.0, 0.0)} | {
        others[number].id: (x, y) for number, (x, y) in zip(order.tolist(), around.tolist(), strict=True)
    }


def _numbered(nodes: Sequence[PictureNode], ties: Pairs) -> list[tuple[int, int]]:
    place = {node.id: number for number, node in enumerate(nodes)}
    return [(place[a], place[b]) for a, b in ties]


def _rooms(nodes: Sequence[PictureNode], pairs: Sequence[tuple[int, int]]) -> FloatArray:
    """The radius of each with some room around it, more for those with many ties: their names must not miss."""
    degree = np.bincount(np.array(pairs, dtype=np.int64).ravel(), minlength=len(nodes))
    room: FloatArray = np.array([node.size for node in nodes]) + ROOM * np.sqrt(degree)
    return room


def connected_parts(size: int, pairs: Sequence[tuple[int, int]]) -> list[NDArray[np.int64]]:
    """Which of so many nodes hang together: the numbers in each part, in order."""
    part = list(range(size))

    def root(number: int) -> int:
        while part[number] != number:
            part[number] = part[part[number]]
            number = part[number]
        return number

    for first, second in pairs:
        part[root(second)] = root(first)
    members: dict[int, list[int]] = {}
    for number in range(size):
        members.setdefault(root(number), []).append(number)
    return [np.array(numbers, dtype=np.int64) for numbers in members.values()]
