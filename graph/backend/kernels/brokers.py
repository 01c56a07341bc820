"""The closed ways of two ties that count against a broker, by what its group is to those of the two ends."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import compiled
from graph.backend.kernels.triangles import LEADING

# In the order of `graph.brokerage.ROLES`.
COORDINATOR, CONSULTANT, GATEKEEPER, REPRESENTATIVE, LIAISON = range(5)


@compiled("i8(i8, i8, i8)")
def _role(before: int, own: int, after: int) -> int:
    """The role of a node of group `own` between nodes of two groups."""
    if before == own:
        return COORDINATOR if after == own else REPRESENTATIVE
    if after == own:
        return GATEKEEPER
    return CONSULTANT if before == after else LIAISON


@compiled("void(i8, UniTuple(i8, 3), UniTuple(i8, 6), f8[:, ::1])")
def _count(node: int, groups: Any, ties: Any, total: Any) -> None:
    """Both ways through a node: `groups` are one end's, the node's, the other's; `ties` are flags, see the caller."""
    one, own, other = groups
    in_one, out_one, in_other, out_other, one_other, other_one = ties
    total[node, _role(one, own, other)] += in_one * out_other * one_other
    total[node, _role(other, own, one)] += in_other * out_one * other_one


@compiled(f"void({LEADING}, i1[:, ::1], i8[::1], i8, i8, f8[:, ::1])")
def closed_roles(leading: Any, there: Any, group: Any, first: int, step: int, total: Any) -> None:
    """Adds to `total`, (n, 5), for each node the ordered pairs (i, k) with ties i to it, it to k, and i to k.

    `there`, (ties that lead away, 2), says whether there is a tie in that direction, and in the other; groups and
    `total` go by the numbers of `leading`.
    """
    starts, ends, _ = leading
    mark = np.full(len(starts) - 1, -1, np.int32)
    for a in range(first, len(starts) - 1, step):
        for own in range(starts[a], starts[a + 1]):
            mark[ends[own]] = own
        for own in range(starts[a], starts[a + 1]):
            b = ends[own]
            for other in range(starts[b], starts[b + 1]):
                c = ends[other]
                far = mark[c]
                if far < 0:
                    continue
                ab, ba, bc, cb = there[own, 0], there[own, 1], there[other, 0], there[other, 1]
                ac, ca = there[far, 0], there[far, 1]
                _count(a, (group[b], group[a], group[c]), (ba, ab, ca, ac, bc, cb), total)
                _count(b, (group[a], group[b], group[c]), (ab, ba, cb, bc, ac, ca), total)
                _count(c, (group[a], group[c], group[b]), (ac, ca, bc, cb, ab, ba), total)
        for own in range(starts[a], starts[a + 1]):
            mark[ends[own]] = -1
