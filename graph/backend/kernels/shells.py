"""Core numbers, and the nodes and ties whose loss takes a network apart."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled


@compiled("void(i8, i4[::1], i4[::1], i4[::1], i4[::1])")
def _move_down(node: int, core: Any, order: Any, place: Any, first: Any) -> None:
    """The node changes places with the first of as many ties and then has one tie less."""
    begin = first[core[node]]
    other = order[begin]
    order[place[node]], order[begin] = other, node
    place[other], place[node] = place[node], begin
    first[core[node]] += 1
    core[node] -= 1


@compiled(f"i4[::1]({ARCS}, i4[::1], i4[::1])")
def core_numbers(arcs: Any, order: Any, first: Any) -> Any:
    """The core number of each node, by taking away the node with the fewest ties again and again.

    `order` has the nodes by their number of ties, `first` the first place in it for each number; both are used up.
    V. Batagelj and M. Zaversnik, "An O(m) algorithm for cores decomposition of networks" (2003).
    """
    begins, heads, _ = arcs
    core, place = (begins[1:] - begins[:-1]).astype(np.int32), np.empty(len(order), np.int32)
    for at, node in enumerate(order):
        place[node] = at
    for at in range(len(order)):
        node = order[at]
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if core[head] > core[node]:
                _move_down(head, core, order, place, first)
    return core


@compiled(f"b1({ARCS}, i8, i8[::1])")
def _branches(arcs: Any, root: int, above: Any) -> bool:
    """Whether more than one search went out from the root."""
    begins, heads, _ = arcs
    branches = 0
    for arc in range(begins[root], begins[root + 1]):
        if above[heads[arc]] == root:
            branches += 1
    return branches > 1


@compiled("void(i8, i8, UniTuple(i8[::1], 5), Tuple((b1[::1], i4[::1])))")
def _leave(node: int, parent: int, room: Any, found: Any) -> None:
    seen, low, _, _, _ = room
    if parent == -1:
        return
    low[parent] = min(low[parent], low[node])
    if low[node] >= seen[parent]:
        found[0][parent] = True
    if low[node] > seen[parent]:
        found[1][node] = parent


@compiled(f"i8({ARCS}, i8, i8, UniTuple(i8[::1], 5), Tuple((b1[::1], i4[::1])))")
def _explore(arcs: Any, root: int, count: int, room: Any, found: Any) -> int:
    begins, heads, _ = arcs
    seen, low, stack, above, at = room
    stack[0], depth = root, 1
    seen[root] = low[root] = count
    count += 1
    while depth > 0:
        node = stack[depth - 1]
        if at[node] == begins[node + 1]:
            depth -= 1
            _leave(node, above[node], room, found)
            continue
        head = heads[at[node]]
        at[node] += 1
        if seen[head] == -1:
            above[head] = node
            seen[head] = low[head] = count
            count += 1
            stack[depth] = head
            depth += 1
        elif head != above[node]:
            low[node] = min(low[node], seen[head])
    found[0][root] = _branches(arcs, root, above)
    return count


@compiled(f"Tuple((b1[::1], i4[::1]))({ARCS})")
def weak_points(arcs: Any) -> Any:
    """Whether each node is a cut point; and for each node the other end of the bridge that first led to it, or -1.

    J. Hopcroft and R. Tarjan, "Efficient algorithms for graph manipulation", Communications of the ACM 16 (1973).
    No arc stands twice; one from a node to itself does no harm.
    """
    size = len(arcs[0]) - 1
    cut, bridge = np.zeros(size, np.bool_), np.full(size, -1, np.int32)
    seen, low = np.full(size, -1, np.int64), np.empty(size, np.int64)
    stack, above, at = np.empty(size, np.int64), np.full(size, -1, np.int64), arcs[0][:-1].copy()
    count = 0
    for root in range(size):
        if seen[root] == -1:
            count = _explore(arcs, root, count, (seen, low, stack, above, at), (cut, bridge))
    return cut, bridge
