"""Moving nodes between groups while that makes modularity larger, and parting groups that hold together badly.

Arcs are without ties of a node to itself; `strength` has those twice. `rate` is the resolution over the sum of all
strengths, so that the gain of a node in a group is ``ties to it - rate * own strength * strength of the group``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled

# Gains below this part of a node's strength are rounding.
ROUNDING = 1e-12


@compiled(f"i8({ARCS}, i8, i8[::1], f8[::1], i8[::1])")
def _weigh(arcs: Any, node: int, group: Any, toward: Any, near: Any) -> int:
    """Fills `toward` with the node's ties to each group near it and `near` with those groups; says how many."""
    begins, heads, weight = arcs
    count = 0
    for arc in range(begins[node], begins[node + 1]):
        other = group[heads[arc]]
        if toward[other] == 0.0:
            near[count] = other
            count += 1
        toward[other] += weight[arc]
    return count


@compiled("i8(i8, i8[::1], f8[::1], f8[::1], f8)")
def _best(own: int, near: Any, toward: Any, total: Any, cost: float) -> int:
    """The group with the largest gain, the own one unless another is really better; empties `toward`."""
    best, gain = own, toward[own] - cost * total[own]
    for group in near:
        here = toward[group] - cost * total[group]
        if here > gain + ROUNDING * abs(gain):
            best, gain = group, here
    for group in near:
        toward[group] = 0.0
    return best


@compiled("f8[::1](f8[::1], i8[::1])")
def _totals(strength: Any, group: Any) -> Any:
    total = np.zeros(len(group))
    for node in range(len(group)):
        total[group[node]] += strength[node]
    return total


@compiled(f"i8({ARCS}, f8[::1], i8[::1], i8[::1], f8)")
def move(arcs: Any, strength: Any, group: Any, queue: Any, rate: float) -> int:
    """Moves nodes to the best group near them until none gains; says how often one moved.

    `queue` has all nodes in the order to look at them and is used up; who has a neighbour that moved is looked at again.
    """
    begins, heads, _ = arcs
    total, size = _totals(strength, group), len(group)
    toward, near, waiting = np.zeros(size), np.empty(size, np.int64), np.ones(size, np.bool_)
    at, count, moves = 0, size, 0
    while count > 0:
        node = queue[at]
        at, count, waiting[node] = (at + 1) % size, count - 1, False
        own = group[node]
        total[own] -= strength[node]
        found = _weigh(arcs, node, group, toward, near)
        best = _best(own, near[:found], toward, total, rate * strength[node])
        total[best] += strength[node]
        if best == own:
            continue
        group[node] = best
        moves += 1
        for arc in range(begins[node], begins[node + 1]):
            other = heads[arc]
            if not waiting[other] and group[other] != best:
                waiting[other] = True
                queue[(at + count) % size] = other
                count += 1
    return moves


@compiled(f"{ARCS}({ARCS}, i8[::1], i8[::1], i8[::1])")
def gather(arcs: Any, group: Any, members: Any, upto: Any) -> Any:
    """The arcs between groups; those of group g are ``members[upto[g]:upto[g + 1]]``."""
    begins, heads, weight = arcs
    size = len(upto) - 1
    starts, ends, values = np.zeros(size + 1, np.int64), np.empty(len(heads), np.int32), np.empty(len(heads))
    toward, count = np.zeros(size), 0
    for own in range(size):
        for node in members[upto[own] : upto[own + 1]]:
            for arc in range(begins[node], begins[node + 1]):
                other = group[heads[arc]]
                if other != own and toward[other] == 0.0:
                    ends[count] = other
                    count += 1
                toward[other] += weight[arc]
        for place in range(starts[own], count):
            values[place] = toward[ends[place]]
            toward[ends[place]] = 0.0
        toward[own] = 0.0
        starts[own + 1] = count
    return starts, ends[:count].copy(), values[:count].copy()


@compiled(f"f8[::1]({ARCS}, i8[::1])")
def _inside(arcs: Any, group: Any) -> Any:
    """Each node's ties within its group."""
    begins, heads, weight = arcs
    inside = np.zeros(len(group))
    for node in range(len(group)):
        for arc in range(begins[node], begins[node + 1]):
            if group[heads[arc]] == group[node]:
                inside[node] += weight[arc]
    return inside


@compiled(f"i8[::1]({ARCS}, f8[::1], i8[::1], i8[::1], f8)")
def refine(arcs: Any, strength: Any, group: Any, order: Any, rate: float) -> Any:
    """Parts within each group that hang together: lone nodes join a part near them if both are well tied to the group.

    V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
    Scientific Reports 9 (2019), with the best part in place of one by lot.
    """
    size = len(group)
    whole, inside = _totals(strength, group), _inside(arcs, group)
    part, total, out = np.arange(size), strength.copy(), inside.copy()
    alone, toward, near = np.ones(size, np.bool_), np.zeros(size), np.empty(size, np.int64)
    for node in order:
        rest = whole[group[node]] - strength[node]
        if not alone[node] or inside[node] < rate * strength[node] * rest:
            continue
        found = _weigh(arcs, node, part, toward, near)
        best, gain, tied = part[node], 0.0, 0.0
        for other in near[:found]:
            here = toward[other] - rate * strength[node] * total[other]
            room = whole[group[node]] - total[other]
            if group[other] == group[node] and here > gain and out[other] >= rate * total[other] * room:
                best, gain, tied = other, here, toward[other]
        for other in near[:found]:
            toward[other] = 0.0
        if best != part[node]:
            part[node], alone[node], alone[best] = best, False, False
            total[best] += strength[node]
            out[best] += inside[node] - 2.0 * tied
    return part
