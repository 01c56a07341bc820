"""Every triangle once: sums over them for nodes and for ties.

A tie leads from its end with fewer ties to the one with more, so that no node has many ties leading away from it
(M. Latapy, "Main-memory triangle computations for very large sparse graphs", Theoretical Computer Science 407 (2008)).
Nodes are numbered anew by how many ties they have: those met most often lie side by side in memory. The arrays are
symmetric. Each kernel does the nodes `first`, ``first + step``, …, so that several can share the work.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled

# By new number, where the ties that lead away begin; where they lead; their places among all arcs.
LEADING = "Tuple((i8[::1], i4[::1], i8[::1]))"


@compiled(f"{LEADING}({ARCS}, i8[::1])")
def lead_away(arcs: Any, order: Any) -> Any:
    """The ties that lead away from each node, numbered anew by its place in `order`; ties to oneself are none."""
    begins, heads, _ = arcs
    size, rank = len(order), np.empty(len(order), np.int32)
    for place in range(size):
        rank[order[place]] = place
    starts = np.zeros(size + 1, np.int64)
    places, ends = np.empty(len(heads) // 2, np.int64), np.empty(len(heads) // 2, np.int32)
    count = 0
    for place in range(size):
        node = order[place]
        for arc in range(begins[node], begins[node + 1]):
            if rank[heads[arc]] > place:
                ends[count], places[count] = rank[heads[arc]], arc
                count += 1
        starts[place + 1] = count
    return starts, ends[:count].copy(), places[:count].copy()


@compiled(f"void({LEADING}, i8, i8, f8[::1])")
def node_counts(leading: Any, first: int, step: int, total: Any) -> None:
    """Adds to each corner of each triangle one."""
    starts, ends, _ = leading
    mark = np.zeros(len(starts) - 1, np.bool_)
    for node in range(first, len(starts) - 1, step):
        if starts[node + 1] - starts[node] < 2:
            continue
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = True
        for own in range(starts[node], starts[node + 1]):
            second, mine = ends[own], 0.0
            for other in range(starts[second], starts[second + 1]):
                if mark[ends[other]]:
                    mine += 1.0
                    total[ends[other]] += 1.0
            total[node] += mine
            total[second] += mine
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = False


@compiled(f"void({LEADING}, f8[::1], i8, i8, f8[::1])")
def node_sums(leading: Any, value: Any, first: int, step: int, total: Any) -> None:
    """Adds to each corner of each triangle the product of the values of its three ties, one value a tie that leads away."""
    starts, ends, _ = leading
    mark = np.full(len(starts) - 1, -1, np.int32)
    for node in range(first, len(starts) - 1, step):
        if starts[node + 1] - starts[node] < 2:
            continue
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = own
        for own in range(starts[node], starts[node + 1]):
            second, mine = ends[own], 0.0
            for other in range(starts[second], starts[second + 1]):
                third = ends[other]
                if mark[third] >= 0:
                    product = value[own] * value[other] * value[mark[third]]
                    mine += product
                    total[third] += product
            total[node] += mine
            total[second] += mine
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = -1


@compiled("void(i8, i8, i8, f8[:, ::1], f8[:, ::1])")
def _six_ways(ab: int, bc: int, ac: int, values: Any, total: Any) -> None:
    """The triangle a, b, c, whose ties lead from a to b, from b to c and from a to c."""
    total[ac, 0] += values[ab, 0] * values[bc, 2]
    total[ac, 1] += values[bc, 1] * values[ab, 3]
    total[ab, 0] += values[ac, 0] * values[bc, 3]
    total[ab, 1] += values[bc, 0] * values[ac, 3]
    total[bc, 0] += values[ab, 1] * values[ac, 2]
    total[bc, 1] += values[ac, 1] * values[ab, 2]


@compiled(f"void({LEADING}, f8[:, ::1], i8, i8, f8[:, ::1])")
def tie_sums(leading: Any, values: Any, first: int, step: int, total: Any) -> None:
    """Adds for each tie from i to j the sum over third nodes q of before(i, q) * after(q, j), and the same from j to i.

    `values`, (ties that lead away, 4), has before(i, j), before(j, i), after(i, j), after(j, i) side by side, since a
    triangle needs them all at once; `total` is (ties that lead away, 2).
    """
    starts, ends, _ = leading
    mark = np.full(len(starts) - 1, -1, np.int32)
    for node in range(first, len(starts) - 1, step):
        if starts[node + 1] - starts[node] < 2:
            continue
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = own
        for own in range(starts[node], starts[node + 1]):
            second = ends[own]
            for other in range(starts[second], starts[second + 1]):
                if mark[ends[other]] >= 0:
                    _six_ways(own, other, mark[ends[other]], values, total)
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = -1


@compiled("Tuple((i4[::1], i8[::1]))(i8[::1], i4[::1])")
def turned(begins: Any, heads: Any) -> Any:
    """The arcs of a symmetric graph turned round, columns sorted: where they lead, and the place each had before."""
    size = len(begins) - 1
    sorted_heads, places = np.empty(len(heads), np.int32), np.empty(len(heads), np.int64)
    free = begins[:-1].copy()
    for node in range(size):
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            sorted_heads[free[head]], places[free[head]] = node, arc
            free[head] += 1
    return sorted_heads, places
