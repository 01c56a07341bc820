"""How much the shortest ways from some nodes depend on each node: Brandes' accumulation.

U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001). The sums are
pulled from the far end of each arc, so that the arcs into a node are never needed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled
from graph.backend.kernels.ways import dijkstra

# The rank of each node from near to far, or its distance in steps; by rank, where its arcs on shortest ways begin; where those lead.
ONWARD = "Tuple((i4[::1], i8[::1], i4[::1]))"


@compiled("void(i4[::1], b1, f8[::1])")
def _count_ends(order: Any, endpoints: bool, total: Any) -> None:
    """Each way counts at both its ends too, if asked for."""
    if endpoints:
        total[order[0]] += len(order) - 1
        for node in order[1:]:
            total[node] += 1.0


@compiled(f"i8({ARCS}, i8, i4[::1], f8[::1], {ONWARD})")
def _search(arcs: Any, source: int, order: Any, paths: Any, onward: Any) -> int:
    """Fills the nodes from near to far, the numbers of shortest ways to each, and the arcs on some of those ways."""
    begins, heads, _ = arcs
    level, starts, ends = onward
    level[:] = -1
    level[source], order[0], paths[source], starts[0] = 0, source, 1.0, 0
    found, at, count = 1, 0, 0
    while at < found:
        node = order[at]
        deeper = level[node] + 1
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if level[head] == -1:
                level[head], order[found], paths[head] = deeper, head, 0.0
                found += 1
            if level[head] == deeper:
                paths[head] += paths[node]
                ends[count] = head
                count += 1
        at += 1
        starts[at] = count
    return found


@compiled(f"void(i4[::1], UniTuple(f8[::1], 3), {ONWARD})")
def _pull(order: Any, ways: Any, onward: Any) -> None:
    """Adds the dependency on each node but the source; `share` is one plus that, over the number of ways to it."""
    paths, share, total = ways
    _, starts, ends = onward
    for at in range(len(order) - 1, 0, -1):
        node, below = order[at], 0.0
        for place in range(starts[at], starts[at + 1]):
            below += share[ends[place]]
        depends = paths[node] * below
        share[node] = (1.0 + depends) / paths[node]
        total[node] += depends


@compiled(f"void({ARCS}, i8[::1], b1, f8[::1])")
def unweighted(arcs: Any, sources: Any, endpoints: bool, total: Any) -> None:
    """Adds to `total`, (n), each node's dependency over ways from the sources where every arc is one long."""
    size = len(arcs[0]) - 1
    level, order = np.empty(size, np.int32), np.empty(size, np.int32)
    paths, share = np.empty(size), np.empty(size)
    onward = (level, np.empty(size + 1, np.int64), np.empty(len(arcs[1]), np.int32))
    for source in sources:
        found = _search(arcs, source, order, paths, onward)
        _pull(order[:found], (paths, share, total), onward)
        _count_ends(order[:found], endpoints, total)


@compiled(f"void({ARCS}, i4[::1], UniTuple(f8[::1], 2), f8, {ONWARD})")
def _count_paths(arcs: Any, order: Any, ways: Any, slack: float, onward: Any) -> None:
    """Fills the numbers of shortest ways to each node, and the arcs that lie on some of them, from near to far."""
    begins, heads, length = arcs
    distance, paths = ways
    rank, starts, ends = onward
    for at, node in enumerate(order):
        paths[node], rank[node] = 0.0, at
    paths[order[0]], starts[0] = 1.0, 0
    count = 0
    for at, node in enumerate(order):
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if distance[node] + length[arc] <= distance[head] * (1.0 + slack) and rank[head] > at:
                paths[head] += paths[node]
                ends[count] = head
                count += 1
        starts[at + 1] = count


@compiled(f"void({ARCS}, i8[::1], f8, b1, f8[::1])")
def weighted(arcs: Any, sources: Any, slack: float, endpoints: bool, total: Any) -> None:
    """The same for arcs with lengths above 0. Ways whose lengths differ by less than a part `slack` are equally short."""
    size = len(arcs[0]) - 1
    distance, paths, share = np.empty(size), np.empty(size), np.empty(size)
    order, queue = np.empty(size, np.int32), np.empty((2, size), np.int32)
    onward = (queue[1], np.empty(size + 1, np.int64), np.empty(len(arcs[1]), np.int32))
    for source in sources:
        found = dijkstra(arcs, source, distance, order, queue)
        near = order[:found]
        _count_paths(arcs, near, (distance, paths), slack, onward)
        _pull(near, (paths, share, total), onward)
        _count_ends(near, endpoints, total)


@compiled(f"void(i4[::1], UniTuple(f8[::1], 3), {ONWARD}, f8[:, ::1])")
def _pull_scaled(order: Any, ways: Any, onward: Any, sums: Any) -> None:
    distance, paths, share = ways
    _, starts, ends = onward
    for at in range(len(order) - 1, 0, -1):
        node, below = order[at], 0.0
        for place in range(starts[at], starts[at + 1]):
            below += share[ends[place]]
        weighed = distance[node] * paths[node]
        share[node] = below + 1.0 / weighed
        sums[0, node] += 2.0 * weighed * below
        sums[1, node] += (2.0 * weighed * below) ** 2


@compiled(f"void({ARCS}, i8[::1], f8[:, ::1])")
def pivot_sums(arcs: Any, pivots: Any, sums: Any) -> None:
    """Adds to the rows of `sums`, (5, n): dependency and its square, nodes reached, their distance and its square.

    A way from s to t counts at v with 2 d(s, v) / d(s, t): with the same way back that makes the two that Brandes
    counts, and a node near a pivot is not overrated (R. Geisberger, P. Sanders and D. Schultes, "Better approximation
    of betweenness centrality", ALENEX 2008). Lengths are whole numbers of at least 1.
    """
    size = len(arcs[0]) - 1
    distance, paths, share = np.empty(size), np.empty(size), np.empty(size)
    order, queue = np.empty(size, np.int32), np.empty((2, size), np.int32)
    onward = (queue[1], np.empty(size + 1, np.int64), np.empty(len(arcs[1]), np.int32))
    for pivot in pivots:
        found = dijkstra(arcs, pivot, distance, order, queue)
        near = order[:found]
        _count_paths(arcs, near, (distance, paths), 0.0, onward)
        _pull_scaled(near, (distance, paths, share), onward, sums)
        for node in near[1:]:
            sums[2, node] += 1.0
            sums[3, node] += distance[node]
            sums[4, node] += distance[node] ** 2
