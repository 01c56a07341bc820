"""Positions of a large connected network: the smallest level first, each finer one inside the places of its groups.

levels (graph.positions.coarsening) -> forces among all pairs of the smallest -> room for what each node stands for
    -> its members around its middle -> ties draw near, others part -> and so on to the network itself

The time grows with the ties. The same network and seed give the same positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.forces import GOLDEN, settle, starting_places
from graph.positions.coarsening import Arcs, Level, levels_of
from graph.positions.rooms import apart
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Ties between groups that were given count so much less.
ACROSS = 0.35
# The distance of two nodes beside each other at the beginning, in the units of the law that moves them.
GRAIN = 0.35
RATE, PUSH = 0.3, 1.0
# How many times a tie has its turn: more in small networks, where it costs nothing.
MOST_ROUNDS, LEAST_ROUNDS, TURNS = 200, 40, 12_000_000
NEAR = 100


def place_by_levels(matrix: csr_array, group: NDArray[np.int32], seed: int = 0) -> FloatArray:
    """Positions, (n, 2), without unit; two nodes beside each other are about 1 apart.

    `matrix` holds the symmetric weights of one connected network; nodes of a `group` stay together.
    """
    arcs = relative(matrix, group)
    levels = levels_of(arcs, seed)
    places = _coarsest(levels[-1], seed)
    for finer in reversed(levels[:-1]):
        places = _refined(_inside(places, finer), finer, seed)
        if finer is not levels[0]:
            places = apart(places, np.sqrt(finer.mass / np.pi), 0.0)
    return places


def relative(matrix: csr_array, group: NDArray[np.int32]) -> Arcs:
    """The arcs with their weight as a part of the strongest tie of either end: each node has one of 1 inside its group.

    So a faint actor is drawn to its own as strongly as a famous one.
    """
    begins = matrix.indptr.astype(np.int64)
    heads, weight = matrix.indices.astype(np.int32), matrix.data.astype(np.float64)
    tails = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    strongest = np.zeros(len(begins) - 1)
    np.maximum.at(strongest, tails, weight)
    part = weight / np.minimum(strongest[tails], strongest[heads])
    across = (group[tails] != group[heads]) | (group[tails] < 0)
    return begins, heads, np.sqrt(np.minimum(part, 1.0)) * np.where(across, ACROSS, 1.0)


def _coarsest(level: Level, seed: int) -> FloatArray:
    """The smallest network, each node with the room that its members need."""
    from scipy.sparse import csr_array

    begins, heads, weight = level.arcs
    matrix = csr_array((weight, heads, begins), shape=(level.size, level.size))
    alone = np.zeros(level.size, dtype=np.int32)
    start = starting_places(matrix, np.arange(level.size, dtype=np.int32), seed)
    places = settle(matrix, alone, start, steps=200) if level.size > 1 else start
    return _with_room(places, level.mass)


def _with_room(places: FloatArray, mass: FloatArray) -> FloatArray:
    """The picture at such a scale that the discs of all nodes fill half of it, and parted where they overlap."""
    radius = np.sqrt(mass / np.pi)
    reach = np.quantile(np.hypot(*(places - places.mean(axis=0)).T), 0.9)
    scaled = (places - places.mean(axis=0)) * (np.sqrt(2 * mass.sum() / np.pi) / max(float(reach), 1e-9))
    return apart(scaled, radius, 0.0)


def _inside(places: FloatArray, finer: Level) -> FloatArray:
    """The nodes of the finer level in a sunflower around the place of their group, the largest in the middle."""
    order = np.lexsort((-finer.mass, finer.group))
    group, mass = finer.group[order], finer.mass[order]
    upto = np.cumsum(mass)
    begins = np.searchsorted(group, np.arange(len(places)))
    before = np.r_[0.0, upto][begins][group]
    away = np.sqrt((upto - mass / 2 - before) / np.pi)
    turn = GOLDEN * (np.arange(len(group)) - begins[group])
    found = np.empty((len(group), 2))
    found[order] = places[group] + (away * np.array([np.cos(turn), np.sin(turn)])).T
    return found


def _refined(places: FloatArray, level: Level, seed: int) -> FloatArray:
    """The picture after its ties drew near, at the scale it had before."""
    from graph.backend.kernels.placing import draw_near

    order = np.argsort(level.group, kind="stable")
    ties, weight = _ties(level, order)
    rounds = int(np.clip(TURNS / max(weight.sum(), 1.0), LEAST_ROUNDS, MOST_ROUNDS))
    spacing = np.sqrt(float(level.mass.mean()))
    moved = np.ascontiguousarray(places[order]) * (GRAIN / spacing)
    state = np.array([seed * 2 + 88172645463325253], dtype=np.uint64)
    draw_near(moved, ties, weight, (rounds, RATE, PUSH, NEAR), state)
    found = np.empty_like(places)
    found[order] = moved * (spacing / GRAIN)
    return found


def _ties(level: Level, order: NDArray[np.int64]) -> tuple[NDArray[np.int32], FloatArray]:
    """Each tie once, (m, 2), by the nodes' numbers in the order, and the chance of its turn."""
    begins, heads, weight = level.arcs
    number = np.empty(level.size, dtype=np.int32)
    number[order] = np.arange(level.size, dtype=np.int32)
    tails = np.repeat(np.arange(level.size), np.diff(begins))
    once = tails < heads
    ends = np.column_stack([number[tails[once]], number[heads[once]]])
    first = np.lexsort((ends.max(axis=1), ends.min(axis=1)))
    return np.ascontiguousarray(ends[first]), weight[once][first] / float(weight.max(initial=1e-9))
