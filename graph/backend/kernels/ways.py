"""Shortest ways from one node: by breadth first, and by Dijkstra with a heap that knows where each node lies."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled

# Each node of the heap has this many below it: fewer steps down at the price of a few more comparisons.
BELOW = 4


@compiled(f"i8({ARCS}, i8, i4[::1], i4[::1])")
def breadth_first(arcs: Any, source: int, level: Any, order: Any) -> int:
    """Fills levels (-1 where no way leads) and the nodes from near to far; says how many nodes."""
    begins, heads, _ = arcs
    level[:] = -1
    level[source], order[0] = 0, source
    found, at = 1, 0
    while at < found:
        node = order[at]
        at += 1
        deeper = level[node] + 1
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if level[head] == -1:
                level[head] = deeper
                order[found] = head
                found += 1
    return found


@compiled(f"i8({ARCS}, i8, i4[::1], i4[::1], b1[::1])")
def _spread_from(arcs: Any, source: int, level: Any, order: Any, seen: Any) -> int:
    """As `breadth_first`, but what other parts have in `level` stays; marks what is seen."""
    begins, heads, _ = arcs
    level[source], order[0], seen[source] = 0, source, True
    found, at = 1, 0
    while at < found:
        node = order[at]
        at += 1
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if not seen[head]:
                seen[head], level[head], order[found] = True, level[node] + 1, head
                found += 1
    return found


@compiled(f"i8({ARCS})")
def farthest(arcs: Any) -> int:
    """The most steps of a shortest way out of the node with the most arcs of each part of an undirected graph.

    No two nodes of a graph are more than twice as far apart.
    """
    size = len(arcs[0]) - 1
    level, order = np.empty(size, np.int32), np.empty(size, np.int32)
    seen, longest = np.zeros(size, np.bool_), 0
    ties = arcs[0][1:] - arcs[0][:-1]
    for source in np.argsort(-ties):
        if seen[source]:
            continue
        if ties[source] == 0:
            break
        found = _spread_from(arcs, source, level, order, seen)
        longest = max(longest, level[order[found - 1]])
    return longest


@compiled("void(i4[:, ::1], f8[::1], i8)")
def rise(queue: Any, distance: Any, at: int) -> None:
    """Puts the node at a place of the heap where it belongs above it."""
    node = queue[0, at]
    while at > 0:
        above = (at - 1) // BELOW
        other = queue[0, above]
        if distance[other] <= distance[node]:
            break
        queue[0, at] = other
        queue[1, other] = at
        at = above
    queue[0, at] = node
    queue[1, node] = at


@compiled("i8(i4[:, ::1], f8[::1], i8, i8)")
def _nearest_below(queue: Any, distance: Any, first: int, size: int) -> int:
    best = first
    for place in range(first + 1, min(first + BELOW, size)):
        if distance[queue[0, place]] < distance[queue[0, best]]:
            best = place
    return best


@compiled("void(i4[:, ::1], f8[::1], i8)")
def sink(queue: Any, distance: Any, size: int) -> None:
    """Puts the node at the top where it belongs among `size` nodes."""
    node, at = queue[0, 0], 0
    while BELOW * at + 1 < size:
        below = _nearest_below(queue, distance, BELOW * at + 1, size)
        other = queue[0, below]
        if distance[node] <= distance[other]:
            break
        queue[0, at] = other
        queue[1, other] = at
        at = below
    queue[0, at] = node
    queue[1, node] = at


@compiled(f"i8({ARCS}, i8, f8[::1], i4[::1], i4[:, ::1])")
def dijkstra(arcs: Any, source: int, distance: Any, order: Any, queue: Any) -> int:
    """Fills distances (infinite where no way leads) and the nodes from near to far; says how many nodes.

    `queue` is room to work, (2, n): the heap, and where each node lies in it. Lengths must not be negative.
    """
    begins, heads, length = arcs
    distance[:] = np.inf
    distance[source] = 0.0
    queue[0, 0], queue[1, source] = source, 0
    size, found = 1, 0
    while size > 0:
        node = queue[0, 0]
        size -= 1
        queue[0, 0] = queue[0, size]
        sink(queue, distance, size)
        order[found] = node
        found += 1
        for arc in range(begins[node], begins[node + 1]):
            head, far = heads[arc], distance[node] + length[arc]
            if far < distance[head]:
                if distance[head] == np.inf:
                    queue[0, size], queue[1, head] = head, size
                    size += 1
                distance[head] = far
                rise(queue, distance, queue[1, head])
    return found


@compiled(f"i4[::1]({ARCS}, i8, f8[::1], i4[::1])")
def first_ways(arcs: Any, source: int, distance: Any, before: Any) -> Any:
    """Fills distances and the node before each on its first shortest way; gives the nodes from near to far.

    Of nodes equally far the one comes first whose way was found first, and of ways equally short the first counts.
    """
    begins, heads, length = arcs
    distance[:], before[:] = np.inf, -1
    done, order = np.zeros(len(distance), np.bool_), np.empty(len(distance), np.int32)
    distance[source], count, found = 0.0, 0, 0
    queue: Any = [(0.0, 0, source)]
    while len(queue) > 0:
        near, _, node = heappop(queue)
        if done[node]:
            continue
        done[node], order[found] = True, node
        found += 1
        for arc in range(begins[node], begins[node + 1]):
            head, far = heads[arc], near + length[arc]
            if far < distance[head]:
                distance[head], before[head] = far, node
                count += 1
                heappush(queue, (far, count, np.int64(head)))
    return order[:found].copy()
