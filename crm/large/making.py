"""The arrays from which pictures of the whole red are cut; made once by the analyst, a request only slices them.

partners + ties -> groups inside groups (graph.positions.nesting) -> actors in their order, each group one slice
                                                                  -> ties in theirs: each stands at the smallest group
                                                                     that holds both ends, the strongest first

large_order (m)         actor numbers       large_place (m, 2), large_radius (m), large_look (m): the number of the family
large_group (g, 9)      columns in GROUP    large_first (g, 2): the two most important actors of each, -1 for none
large_bubble (g, 3)     x, y and radius of each group as it stands in the picture of the one it is a part of
large_ends (t, 2)       places in the group's slice, or numbers of its parts; large_tie (t): strength * 4 + age
large_home, large_spot  for each actor its group and its place in large_order, -1 for who is no partner
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.arrays import Arrays
from crm.large.ties import Ties, kept_ties, standing_and_met
from graph.layout import GAP
from graph.one_mode import symmetric
from graph.packing import evened, in_grid_below, in_rows, spacious
from graph.positions.nesting import Limits, Nest, nest
from graph.positions.parts import parts_of
from graph.positions.rooms import apart
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

GROUP = ("parent", "begin", "end", "first_part", "parts", "kind", "ties_begin", "ties_end", "ties")
LIMITS = Limits()
# A part of the light of the typical tie: enough that one who is only a member of something stands beside it.
LIGHT = 0.3
BUBBLE, BETWEEN, PARTS_APART = 10.0, 6.0, 20.0
EVENNESS = 0.7
# How many times as large as its actors an opened group's picture is.
ROOM = 15.0


def large_arrays(
    made: Arrays,
    standing: NDArray[np.int64],
    family: NDArray[np.uint8],
    day: int,
    limits: Limits = LIMITS,
) -> Arrays:
    """The arrays above, from the partners' ties, positions and sizes among those `made` and the pairs of standing ties."""
    partners = np.flatnonzero(made["partner"])
    ties = standing_and_met(made, standing, day)
    matrix = _matrix(ties, len(partners))
    radius = made["size"][partners].astype(np.float64)
    places = _together(matrix, made["position"][partners].astype(np.float64), radius)
    worth = radius + matrix.sum(axis=1) / (matrix.sum() + 1.0)
    found = nest(matrix, made["community"][partners], (places, worth), limits)
    order, actors = found.order, partners[found.order]
    spot = np.empty(len(order), dtype=np.int64)
    spot[order] = np.arange(len(order))
    kept, counts = kept_ties(ties, found, spot)
    own: Arrays = {
        "large_order": actors.astype(np.int32),
        "large_place": _spread(found, places, radius)[order].astype(np.float32),
        "large_radius": radius[order].astype(np.float32),
        "large_look": family[actors],
        "large_group": _table(found, counts),
        "large_first": _first(found, partners, worth),
        "large_bubble": _bubbles(found, places),
    }
    return own | kept | _homes(found, actors, len(made["partner"]))


def _matrix(ties: Ties, size: int) -> csr_array:
    """The symmetric weights, (n, n); ties without meetings are light."""
    met = ties.weight[ties.weight > 0]
    light = LIGHT * (float(np.median(met)) if len(met) else 1.0)
    weight = np.where(ties.weight > 0, ties.weight, light)
    return symmetric(ties.first.astype(np.int32), ties.second.astype(np.int32), weight, size)


def _together(matrix: csr_array, places: FloatArray, radius: FloatArray) -> FloatArray:
    """The connected parts of the partners' network side by side, the lonely below: people and events, who stand between
    them in other pictures, are not in this one.
    """
    moved = places.copy()
    tied = [nodes for nodes, _ in parts_of(matrix) if len(nodes) > 1]
    has_ties = np.diff(matrix.indptr) > 0
    in_rows(moved, radius, tied, PARTS_APART)
    in_grid_below(moved, radius, np.flatnonzero(has_ties), np.flatnonzero(~has_ties), PARTS_APART)
    return moved


def _spread(found: Nest, places: FloatArray, radius: FloatArray) -> FloatArray:
    """Where actors stand in the picture of their group, with the room of that picture.

    In the whole they stand in crowds far apart: here the order from left to right and from top to bottom counts beside
    the places themselves, so that neighbours stay neighbours and nobody is left at the edge alone.
    """
    spread = places.copy()
    for group in np.flatnonzero((found.parts == 0) & (found.parent >= 0)).tolist():
        own = found.order[found.begin[group] : found.end[group]]
        even = np.column_stack([evened(places[own, axis], EVENNESS) for axis in (0, 1)])
        spread[own] = apart(spacious(even, radius[own], GAP, ROOM), radius[own], GAP)
    return spread


def _table(found: Nest, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    columns = (found.parent, found.begin, found.end, found.first_part, found.parts, found.kind)
    return np.column_stack([*(column.astype(np.int64) for column in columns), counts])


def _first(found: Nest, partners: NDArray[np.int64], worth: FloatArray) -> NDArray[np.int32]:
    first = np.full((len(found.begin), 2), -1, dtype=np.int32)
    for group, (begin, end) in enumerate(zip(found.begin.tolist(), found.end.tolist(), strict=True)):
        members = found.order[begin:end]
        best = members[np.argsort(-worth[members], kind="stable")[:2]]
        first[group, : len(best)] = partners[best]
    return first


def _bubbles(found: Nest, places: FloatArray) -> NDArray[np.float32]:
    """A disc for each part of each group, as large as it has members, in the middle of where they stand."""
    bubble = np.zeros((len(found.begin), 3), dtype=np.float32)
    for group in np.flatnonzero(found.parts).tolist():
        first = int(found.first_part[group])
        parts = range(first, first + int(found.parts[group]))
        own = [found.order[found.begin[part] : found.end[part]] for part in parts]
        radius = BUBBLE * np.sqrt([len(members) for members in own])
        middles = np.array([np.median(places[members], axis=0) for members in own])
        bubble[first : parts.stop, :2] = apart(spacious(middles, radius, BETWEEN), radius, BETWEEN)
        bubble[first : parts.stop, 2] = radius
    return bubble


def _homes(found: Nest, actors: NDArray[Any], everybody: int) -> Arrays:
    home, spot = np.full(everybody, -1, dtype=np.int32), np.full(everybody, -1, dtype=np.int32)
    for group in np.flatnonzero(found.parts == 0).tolist():
        home[actors[found.begin[group] : found.end[group]]] = group
    spot[actors] = np.arange(len(actors))
    return {"large_home": home, "large_spot": spot}
