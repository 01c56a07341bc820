"""Groups inside groups, until each is small enough to be looked at in one picture.

everybody -> communities -> their communities -> … -> groups of at most so many
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graph.positions.coarsening import groups_of
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Nodes = NDArray[np.int64]
# What a group holds together: a community, many small ones, nodes that stand near each other, nodes without ties.
COMMUNITY, SMALL_ONES, BESIDE, LONELY = range(4)


@dataclass(frozen=True, slots=True)
class Limits:
    """At most how many nodes a group has that is not parted any more, and into how many one is parted."""

    nodes: int = 12_000
    parts: int = 250


@dataclass(frozen=True, slots=True)
class Nest:
    """The groups, the whole first, the parts of one beside each other: ``first_part[g]`` and ``parts[g]`` of them
    (0: it is not parted). Group g has the nodes ``order[begin[g]:end[g]]``; `parent` is -1 for the whole.
    """

    order: Nodes
    begin: Nodes
    end: Nodes
    parent: Nodes
    first_part: Nodes
    parts: Nodes
    kind: NDArray[np.int8]


def nest(
    matrix: csr_array, community: NDArray[Any], picture: tuple[FloatArray, FloatArray], limits: Limits
) -> Nest:
    """Parts the nodes of a network; `community` (-1: none) is how the whole is parted.

    `picture` are positions, (n, 2), by which a group is cut in half when no community shows in it, and how important
    each node is, (n): the nodes of a group that is not parted stand in that order, the most important first.
    """
    places, worth = picture
    size = len(worth)
    rows = [[0, size, -1, 0, 0, COMMUNITY]]
    order = np.arange(size)
    at = 0
    while at < len(rows):
        begin, end = rows[at][:2]
        nodes = order[begin:end]
        if end - begin > limits.nodes:
            label = community[nodes] if at == 0 else None
            parts = _parted(matrix, nodes, label, places, limits)
            order[begin:end] = np.concatenate([part for part, _ in parts])
            rows[at][3:5] = len(rows), len(parts)
            for part, kind in parts:
                rows.append([begin, begin + len(part), at, 0, 0, kind])
                begin += len(part)
        else:
            order[begin:end] = nodes[np.argsort(-worth[nodes], kind="stable")]
        at += 1
    table = np.array(rows, dtype=np.int64)
    begins, ends, parents, firsts, counts, kinds = table.T
    return Nest(order, begins, ends, parents, firsts, counts, kinds.astype(np.int8))


def _parted(
    matrix: csr_array, nodes: Nodes, label: NDArray[Any] | None, places: FloatArray, limits: Limits
) -> list[tuple[Nodes, int]]:
    """The parts of a group, the largest first, with their kinds."""
    if label is None:
        inside = matrix[nodes][:, nodes]
        tied = np.diff(inside.indptr) > 0
        label = np.where(tied, groups_of(inside), -1)
    parts = [(nodes[label == -1], LONELY)] if (label == -1).any() else []
    sizes = np.bincount(label[label >= 0])
    names = np.argsort(-sizes, kind="stable")[: np.count_nonzero(sizes)]
    named = names[: limits.parts - 2]
    found = [(part, COMMUNITY) for part in _each(nodes, label, named)]
    rest = nodes[(label >= 0) & ~np.isin(label, named)]
    parts = found + ([(rest, SMALL_ONES)] if len(rest) else []) + parts
    return parts if len(parts) > 1 else _halves(nodes, places)


def _each(nodes: Nodes, label: NDArray[Any], names: Nodes) -> list[Nodes]:
    order = np.argsort(label, kind="stable")
    begins, ends = (np.searchsorted(label[order], names, side=side) for side in ("left", "right"))
    return [nodes[order[begin:end]] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]


def _halves(nodes: Nodes, places: FloatArray) -> list[tuple[Nodes, int]]:
    """Two halves, cut across the longer side of where the nodes stand."""
    own = places[nodes]
    order = np.argsort(own[:, np.argmax(np.ptp(own, axis=0))], kind="stable")
    return [(nodes[half], BESIDE) for half in np.array_split(order, 2)]
