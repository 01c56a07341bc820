"""A depth-first walk with what it takes to know which nodes fall away with each node."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled


@compiled("void(i8, i8, UniTuple(i8[::1], 7))")
def _close(node: int, count: int, room: Any) -> None:
    """Leaves a node for good: its stretch of the order ends here."""
    _, _, stop, low, above, _, _ = room
    stop[node] = count
    parent = above[node]
    if parent >= 0:
        low[parent] = min(low[parent], low[node])


@compiled(f"i8({ARCS}, i8, i8, UniTuple(i8[::1], 7))")
def _enter(arcs: Any, node: int, count: int, room: Any) -> int:
    """Comes to a node for the first time."""
    begins, _, _ = arcs
    order, place, _, low, _, _, at = room
    order[count], place[node], low[node] = node, count, count
    at[node] = begins[node]
    return count + 1


@compiled(f"i8({ARCS}, i8, i8, UniTuple(i8[::1], 7))")
def _walk(arcs: Any, root: int, count: int, room: Any) -> int:
    begins, heads, _ = arcs
    _, place, _, low, above, stack, at = room
    stack[0], depth = root, 1
    count = _enter(arcs, root, count, room)
    while depth:
        node = stack[depth - 1]
        if at[node] == begins[node + 1]:
            _close(node, count, room)
            depth -= 1
            continue
        head = heads[at[node]]
        at[node] += 1
        if place[head] < 0:
            above[head] = node
            count = _enter(arcs, head, count, room)
            stack[depth] = head
            depth += 1
        elif head != above[node]:
            low[node] = min(low[node], place[head])
    return count


@compiled(f"UniTuple(i8[::1], 5)({ARCS}, i8[::1])")
def depth_first(arcs: Any, roots: Any) -> Any:
    """Order, place in it, end of the stretch of what was found below, lowest place reached from there, node above (-1).

    The walks begin at `roots`, in their order, wherever none has been yet; the roots must reach every node.
    J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation" (1973).
    """
    size = len(arcs[0]) - 1
    order, stop, low = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    place, above = np.full(size, -1, np.int64), np.full(size, -1, np.int64)
    stack, at = np.zeros(size, np.int64), np.zeros(size, np.int64)
    room = (order, place, stop, low, above, stack, at)
    count = 0
    for root in roots:
        if place[root] < 0:
            count = _walk(arcs, root, count, room)
    return order, place, stop, low, above
