r"""Who falls away with whom: the pieces that come off a network when one node leaves.

a -- b -- c -- d      without c, d is cut off from a and b (the larger rest)
     |               without b, a and e each are, and c with d
     e
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """The pieces, ordered by `door`, the node whose leaving cuts them off from a rest that is at least as large.

    Piece i is `order[start[i]:stop[i]]`; those of node v are the pieces `begins[v]:begins[v + 1]`. `part` is the number of
    the connected part of each node; a part is a stretch of the order as well: `part_start`, `part_stop` by its number.
    """

    order: Numbers
    door: Numbers
    start: Numbers
    stop: Numbers
    begins: Numbers
    part: Numbers
    part_start: Numbers
    part_stop: Numbers

    def pieces(self, node: int) -> list[Numbers]:
        """The nodes of each piece that comes off with `node`, the largest piece first."""
        some = range(int(self.begins[node]), int(self.begins[node + 1]))
        found = [self.order[self.start[one] : self.stop[one]] for one in some]
        return sorted(found, key=len, reverse=True)


def find_cuts(matrix: csr_array) -> Cuts:
    """The pieces of every node of a symmetric matrix of ties, (n, n), in time proportional to nodes and ties.

    All pieces but the largest count as cut off; of equals one does not. In the order of a depth-first walk each piece is
    one stretch: the walk begins at the node whose leaving leaves the smallest largest piece, so that what lies above
    a node is never smaller than a piece below it.

    Reference: J. Hopcroft and R. Tarjan, "Algorithm 447", Communications of the ACM 16 (1973), 372-378.

    Examples:
        >>> from scipy.sparse import csr_array
        >>> star = csr_array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
        >>> sorted(piece.tolist() for piece in find_cuts(star).pieces(0))
        [[2], [3]]
    """
    size = matrix.shape[0]
    if size == 0:
        nothing = np.zeros(0, np.int64)
        return Cuts(nothing, nothing, nothing, nothing, np.zeros(1, np.int64), nothing, nothing, nothing)
    arcs = _arcs(matrix)
    first = _walked(arcs, np.arange(size))
    part = _parts(first)
    largest = _largest_piece(first, part)
    roots = np.lexsort((np.arange(size), largest))
    return _cuts(_walked(arcs, roots))


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    order: Numbers
    place: Numbers
    stop: Numbers
    low: Numbers
    above: Numbers

    def falling(self) -> Numbers:
        """The nodes at the top of a stretch that hangs on the node above them alone."""
        below = np.flatnonzero(self.above >= 0)
        return below[self.low[below] >= self.place[self.above[below]]]

    def sizes(self) -> Numbers:
        return self.stop - self.place


def _arcs(matrix: csr_array) -> Any:
    begins = np.ascontiguousarray(matrix.indptr, dtype=np.int64)
    heads = np.ascontiguousarray(matrix.indices, dtype=np.int32)
    return begins, heads, np.zeros(0)


def _walked(arcs: Any, roots: Numbers) -> _Walk:
    from graph.backend.kernels.cutting import depth_first

    return _Walk(*depth_first(arcs, np.ascontiguousarray(roots, dtype=np.int64)))


def _parts(walk: _Walk) -> Numbers:
    """The number of each node's part, in the order of the walk."""
    part: Numbers = np.cumsum(walk.above[walk.order] < 0) - 1
    found = np.empty_like(part)
    found[walk.order] = part
    return found


def _largest_piece(walk: _Walk, part: Numbers) -> Numbers:
    """For each node the size of the largest piece that is left without it."""
    falling, sizes = walk.falling(), walk.sizes()
    below, largest = np.zeros(len(part), np.int64), np.zeros(len(part), np.int64)
    np.add.at(below, walk.above[falling], sizes[falling])
    np.maximum.at(largest, walk.above[falling], sizes[falling])
    rest = np.bincount(part)[part] - 1 - below
    found: Numbers = np.maximum(largest, rest)
    return found


def _cuts(walk: _Walk) -> Cuts:
    falling = walk.falling()
    doors = walk.above[falling]
    # Without the root of a walk nothing is above: the largest of its pieces is the rest, unless it is the only one.
    by_size = falling[np.lexsort((walk.place[falling], -walk.sizes()[falling], doors))]
    doors = walk.above[by_size]
    first = np.r_[True, doors[1:] != doors[:-1]] if len(doors) else np.zeros(0, np.bool_)
    kept = by_size[~(first & (walk.above[doors] < 0))]
    doors = walk.above[kept]
    part_start = np.flatnonzero(walk.above[walk.order] < 0)
    return Cuts(
        order=walk.order,
        door=doors,
        start=walk.place[kept],
        stop=walk.stop[kept],
        begins=np.searchsorted(doors, np.arange(len(walk.order) + 1)),
        part=_parts(walk),
        part_start=part_start,
        part_stop=walk.stop[walk.order[part_start]],
    )
