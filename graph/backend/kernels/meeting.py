"""Shortest ways by length drawn by lot: two searches, from both ends at once, until no shorter way can be left.

Of each side (a row each): `far` is how long the way from its end is, `paths` the number of such ways, both right for the
nodes that are `done`; `heaps` has the heap and each node's place in it, `found` the nodes it has reached. Lengths are
whole numbers of at least 1, so that ways are equally long exactly when their sums are equal.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled
from graph.backend.kernels.chance import chance
from graph.backend.kernels.ways import rise, sink

ROOM = "Tuple((f8[:, ::1], f8[:, ::1], b1[:, ::1], i4[:, :, ::1], i4[:, ::1]))"


@compiled(f"void({ARCS}, i8, {ROOM}, i8[:, ::1], f8[::1])")
def _settle(arcs: Any, side: int, room: Any, reach: Any, best: Any) -> None:
    """The next node of a side is done: reaches those after it, and maybe a shorter way to the other side.

    `reach[side]` is how many nodes are in the heap, how many were reached at all, and how many arcs were looked at.
    """
    begins, heads, length = arcs
    far, paths, done, heaps, found = room
    node = heaps[side, 0, 0]
    reach[side, 0] -= 1
    heaps[side, 0, 0] = heaps[side, 0, reach[side, 0]]
    sink(heaps[side], far[side], reach[side, 0])
    done[side, node] = True
    for arc in range(begins[node], begins[node + 1]):
        head, there = heads[arc], far[side, node] + length[arc]
        if there < far[side, head]:
            if far[side, head] == np.inf:
                heaps[side, 0, reach[side, 0]], heaps[side, 1, head] = head, reach[side, 0]
                found[side, reach[side, 1]] = head
                reach[side, 0] += 1
                reach[side, 1] += 1
            far[side, head], paths[side, head] = there, paths[side, node]
            rise(heaps[side], far[side], heaps[side, 1, head])
        elif there == far[side, head]:
            paths[side, head] += paths[side, node]
        if done[1 - side, head]:
            best[0] = min(best[0], there + far[1 - side, head])
    reach[side, 2] += begins[node + 1] - begins[node]


@compiled(f"f8({ARCS}, i8, i8, {ROOM}, i8[:, ::1])")
def _search(arcs: Any, source: int, target: int, room: Any, reach: Any) -> float:
    """Searches from both ends until every node of a shortest way is done on one side; says how long such a way is."""
    far, paths, _, heaps, found = room
    best = np.full(1, np.inf)
    for side in range(2):
        end = target if side else source
        far[side, end], paths[side, end] = 0.0, 1.0
        heaps[side, 0, 0], heaps[side, 1, end], found[side, 0] = end, 0, end
        reach[side, 0], reach[side, 1], reach[side, 2] = 1, 1, 0
    _settle(arcs, 1, room, reach, best)
    while reach[0, 0] > 0 and reach[1, 0] > 0:
        if far[0, heaps[0, 0, 0]] + far[1, heaps[1, 0, 0]] > best[0]:
            break
        _settle(arcs, 0 if reach[0, 2] <= reach[1, 2] else 1, room, reach, best)
    return float(best[0])


@compiled(f"void({ARCS}, f8, {ROOM}, i8[:, ::1], u8[::1], i8[::1])")
def _draw_middle(arcs: Any, best: float, room: Any, reach: Any, state: Any, met: Any) -> None:
    """Draws the tie at which a shortest way leaves what is done on the first side, each way as likely as another."""
    begins, heads, length = arcs
    far, paths, done, _, found = room
    side = 0 if reach[0, 2] <= reach[1, 2] else 1
    weight = 0.0
    for node in found[side, : reach[side, 1]]:
        if not done[side, node] or (side == 1 and done[0, node]):
            continue
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if not done[1 - side, head] or (side == 0 and done[0, head]):
                continue
            if far[side, node] + length[arc] + far[1 - side, head] == best:
                both = paths[side, node] * paths[1 - side, head]
                weight += both
                if chance(state) * weight < both:
                    met[side], met[1 - side] = node, head


@compiled(f"void({ARCS}, i8, i8, {ROOM}, u8[::1], f8[::1])")
def _count_back(arcs: Any, side: int, node: int, room: Any, state: Any, total: Any) -> None:
    """Adds one to every node of a way drawn by lot from a node back to the end of its side, which does not count."""
    begins, heads, length = arcs
    far, paths, done, _, _ = room
    while far[side, node] > 0:
        total[node] += 1.0
        left, chosen = chance(state) * paths[side, node], node
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if left >= 0.0 and done[side, head] and far[side, head] + length[arc] == far[side, node]:
                left -= paths[side, head]
                chosen = head
        node = chosen


@compiled(f"void({ARCS}, i8, u8, f8[::1])")
def draw_long_ways(arcs: Any, how_many: int, seed: Any, total: Any) -> None:
    """Adds to `total`, (n), how many of so many ways, shortest by length between two nodes drawn by lot, lead through a node.

    As `drawing.draw_ways`, by two searches after E. W. Dijkstra. The graph is undirected and has two nodes or more.
    """
    size = len(arcs[0]) - 1
    state = np.array([seed | np.uint64(1)])
    far, paths = np.full((2, size), np.inf), np.empty((2, size))
    room = (
        far,
        paths,
        np.zeros((2, size), np.bool_),
        np.empty((2, 2, size), np.int32),
        np.empty((2, size), np.int32),
    )
    reach, met = np.empty((2, 3), np.int64), np.empty(2, np.int64)
    for _ in range(20):
        chance(state)
    for _ in range(how_many):
        source = int(chance(state) * size)
        target = int(chance(state) * (size - 1))
        best = _search(arcs, source, target + (target >= source), room, reach)
        if best < np.inf:
            _draw_middle(arcs, best, room, reach, state, met)
            for side in range(2):
                _count_back(arcs, side, met[side], room, state, total)
        for side in range(2):
            for node in room[4][side, : reach[side, 1]]:
                far[side, node], room[2][side, node] = np.inf, False
