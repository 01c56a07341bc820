"""Shortest ways drawn by lot: two searches, from both ends at once, meet in the middle.

`mark` is how far a node is from the first end plus one, or minus that for the second end; 0 where neither search has
been. `paths` has the number of shortest ways from that end. `queues` has the nodes found, a row an end.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled
from graph.backend.kernels.chance import chance

ROOM = "Tuple((i4[::1], f8[::1], i4[:, ::1], u8[::1]))"


@compiled(f"void({ARCS}, i8, i8[:, ::1], {ROOM}, i8[::1], f8[::1])")
def _grow(arcs: Any, side: int, reach: Any, room: Any, met: Any, weight: Any) -> None:
    """One step outward from an end; where it meets the other search an arc between them is drawn into `met`.

    `reach[side]` is where the outermost nodes begin and end in the queue, and the number of their arcs.
    """
    begins, heads, _ = arcs
    mark, paths, queues, state = room
    sign = 1 - 2 * side
    first, last = reach[side, 0], reach[side, 1]
    found, ties = last, 0
    for at in range(first, last):
        node = queues[side, at]
        following = mark[node] + sign
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if mark[head] == 0:
                mark[head], paths[head], queues[side, found] = following, 0.0, head
                found += 1
                ties += begins[head + 1] - begins[head]
            if mark[head] == following:
                paths[head] += paths[node]
            elif mark[head] * sign < 0:
                both = paths[node] * paths[head]
                weight[0] += both
                if chance(state) * weight[0] < both:
                    met[side], met[1 - side] = node, head
    reach[side, 0], reach[side, 1], reach[side, 2] = last, found, ties


@compiled(f"void({ARCS}, i8, i8, {ROOM}, f8[::1])")
def _count_back(arcs: Any, node: int, end: int, room: Any, total: Any) -> None:
    """Adds one to every node of a way drawn by lot from a node back to its end, which does not count itself."""
    begins, heads, _ = arcs
    mark, paths, _, state = room
    while node != end:
        total[node] += 1.0
        before = mark[node] - (1 if mark[node] > 0 else -1)
        left, chosen = chance(state) * paths[node], node
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if mark[head] == before and left >= 0.0:
                left -= paths[head]
                chosen = head
        node = chosen


@compiled(f"void({ARCS}, i8, i8, {ROOM}, f8[::1])")
def _draw(arcs: Any, source: int, target: int, room: Any, total: Any) -> None:
    """Counts the nodes between two ends on one of the shortest ways, each as likely; none if no way leads there."""
    begins = arcs[0]
    mark, paths, queues, _ = room
    reach, met, weight = np.empty((2, 3), np.int64), np.full(2, -1, np.int64), np.zeros(1)
    ends = (source, target)
    for side in range(2):
        end = ends[side]
        mark[end], paths[end], queues[side, 0] = 1 - 2 * side, 1.0, end
        reach[side, 0], reach[side, 1], reach[side, 2] = 0, 1, begins[end + 1] - begins[end]
    while met[0] < 0 and reach[0, 1] > reach[0, 0] and reach[1, 1] > reach[1, 0]:
        _grow(arcs, 0 if reach[0, 2] <= reach[1, 2] else 1, reach, room, met, weight)
    if met[0] >= 0:
        _count_back(arcs, met[0], source, room, total)
        _count_back(arcs, met[1], target, room, total)
    for side in range(2):
        for node in queues[side, : reach[side, 1]]:
            mark[node] = 0


@compiled(f"void({ARCS}, i8, u8, f8[::1])")
def draw_ways(arcs: Any, how_many: int, seed: Any, total: Any) -> None:
    """Adds to `total`, (n), how many of so many ways, each between two nodes drawn by lot, lead through a node.

    M. Borassi and E. Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016.
    The graph is undirected and has two nodes or more.
    """
    size = len(arcs[0]) - 1
    state = np.array([seed | np.uint64(1)])
    room = (np.zeros(size, np.int32), np.empty(size), np.empty((2, size), np.int32), state)
    for _ in range(20):
        chance(state)
    for _ in range(how_many):
        source = int(chance(state) * size)
        target = int(chance(state) * (size - 1))
        _draw(arcs, source, target + (target >= source), room, total)
