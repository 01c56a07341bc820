"""Where to draw each node: positions that stay the same for the same network and move little when it grows.

parts of the network -> forces in each (graph.forces; a large one by levels: graph.positions) -> turned wide -> no overlaps -> packed in rows, the lonely
in a grid below (graph.packing)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.forces import settle, starting_places
from graph.packing import centred, free_of_overlaps, in_grid_below, in_rows, spacious, turned_wide
from graph.positions.multilevel import place_by_levels
from graph.positions.parts import parts_of
from graph.positions.rooms import apart, nudged, with_new
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

GAP = 14.0
# A part of up to so many nodes is drawn with every pair pushing, a larger one by levels.
FEW = 600
# A picture by levels is this many times as large as its nodes: in less, crowds that are pushed apart lose their order.
WIDE = 40.0
# Below this part of known positions a picture is drawn afresh.
KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Drawing:
    """How to lay out: each node's `radius` (pixels), its `group` (-1: none; groups are kept apart), where it was
    `before` ((n, 2), NaN where it is new; None: a fresh drawing) and the `seed`.
    """

    radius: FloatArray
    group: NDArray[np.int32]
    before: FloatArray | None = None
    seed: int = 0
    gap: float = GAP


def lay_out(matrix: csr_array, drawing: Drawing) -> FloatArray:
    """Positions in pixels, (n, 2), y downwards, centred on (0, 0); no two nodes are nearer than their radii and a gap.

    `matrix` holds the symmetric weights, (n, n). The same input gives the same positions. When at least half of the
    nodes have a position `before`, those stay about where they were and new nodes come beside their contacts.

    Reference: M. Jacomy et al., "ForceAtlas2", PLoS ONE 9 (2014), for the forces; A. Noack, "Modularity clustering is
    force-directed layout", Physical Review E 79 (2009), for why they show communities.

    Examples:
        >>> from scipy.sparse import csr_array
        >>> pair = csr_array([[0, 1.0], [1.0, 0]])
        >>> places = lay_out(pair, Drawing(np.full(2, 10.0), np.zeros(2, dtype=np.int32)))
        >>> bool(np.hypot(*(places[0] - places[1])) >= 34)
        True
    """
    size = matrix.shape[0]
    if size == 0:
        return np.zeros((0, 2))
    known = _known(drawing, size)
    if drawing.before is not None and known.mean() >= KNOWN:
        return _moved_on(matrix, drawing, known)
    return _fresh(matrix, drawing)


def _fresh(matrix: csr_array, drawing: Drawing) -> FloatArray:
    places = np.zeros((matrix.shape[0], 2))
    tied, lonely = [], []
    for nodes, part in parts_of(matrix):
        if len(nodes) == 1:
            lonely.append(int(nodes[0]))
            continue
        places[nodes] = _component(part, drawing, nodes)
        tied.append(nodes)
    drawn = np.concatenate([*tied, np.zeros(0, dtype=np.int64)])
    in_rows(places, drawing.radius, tied, drawing.gap)
    in_grid_below(places, drawing.radius, drawn, np.array(lonely, dtype=np.int64), 3 * drawing.gap)
    return centred(places)


def _component(matrix: csr_array, drawing: Drawing, nodes: NDArray[np.int64]) -> FloatArray:
    radius, group = drawing.radius[nodes], drawing.group[nodes]
    if len(nodes) > FEW:
        places = turned_wide(place_by_levels(matrix, group, drawing.seed))
        return apart(spacious(places, radius, drawing.gap, WIDE), radius, drawing.gap)
    start = starting_places(matrix, group, drawing.seed)
    places = turned_wide(settle(matrix, group, start))
    return free_of_overlaps(spacious(places, radius, drawing.gap), radius, drawing.gap)


def _moved_on(matrix: csr_array, drawing: Drawing, known: BoolArray) -> FloatArray:
    """The picture before with new nodes beside their contacts (those without any in a grid below).

    Those who were there stay on their spots, but for some that grew and now need more room.
    """
    assert drawing.before is not None
    places = np.where(known[:, None], drawing.before, 0.0)
    places[known] = nudged(places[known], drawing.radius[known], drawing.gap)
    drawn = known.copy()
    while True:
        near = matrix[:, np.flatnonzero(drawn)]
        total = np.asarray(near.sum(axis=1)).ravel()
        new = np.flatnonzero(~drawn & (total > 0))
        if not len(new):
            break
        places[new] = (near @ places[drawn])[new] / total[new, None]
        drawn[new] = True
    inside, outside = np.flatnonzero(drawn), np.flatnonzero(~drawn)
    places[inside] = with_new(places[inside], drawing.radius[inside], drawing.gap, ~known[inside])
    in_grid_below(places, drawing.radius, inside, outside, 3 * drawing.gap)
    return places


def _known(drawing: Drawing, size: int) -> BoolArray:
    if drawing.before is None:
        return np.zeros(size, dtype=np.bool_)
    known: BoolArray = np.isfinite(drawing.before[:, 0]) & np.isfinite(drawing.before[:, 1])
    return known
