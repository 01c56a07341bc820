"""Every triangle once: sums over them for nodes and for ties.

A tie leads from its end with fewer ties to the one with more, so that no node has many ties leading away from it
(M. Latapy, "Main-memory triangle computations for very large sparse graphs", Theoretical Computer Science 407 (2008)).
The arrays are symmetric and hold no tie of a node to itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled


@compiled(f"Tuple((i8[::1], i4[::1], i8[::1]))({ARCS})")
def lead_away(arcs: Any) -> Any:
    """The ties that lead away from each node, and the place of each among all arcs."""
    begins, heads, _ = arcs
    size = len(begins) - 1
    starts = np.zeros(size + 1, np.int64)
    places = np.empty(len(heads) // 2, np.int64)
    ends = np.empty(len(heads) // 2, np.int32)
    count = 0
    for node in range(size):
        ties = begins[node + 1] - begins[node]
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            others = begins[head + 1] - begins[head]
            if ties < others or (ties == others and node < head):
                ends[count], places[count] = head, arc
                count += 1
        starts[node + 1] = count
    return starts, ends, places


@compiled(f"void({ARCS}, f8[::1])")
def node_sums(arcs: Any, total: Any) -> None:
    """Adds to each corner of each triangle the product of the values of its three ties."""
    value = arcs[2]
    starts, ends, places = lead_away(arcs)
    mark = np.full(len(starts) - 1, -1, np.int64)
    for node in range(len(starts) - 1):
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = places[own]
        for own in range(starts[node], starts[node + 1]):
            second, mine = ends[own], 0.0
            for other in range(starts[second], starts[second + 1]):
                third = ends[other]
                if mark[third] >= 0:
                    product = value[places[own]] * value[places[other]] * value[mark[third]]
                    mine += product
                    total[third] += product
            total[node] += mine
            total[second] += mine
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = -1


@compiled("void(UniTuple(i8, 3), i8[::1], f8[::1], f8[::1], f8[::1])")
def _six_ways(sides: Any, mate: Any, before: Any, after: Any, total: Any) -> None:
    """The triangle a, b, c by its arcs a to b, b to c, a to c."""
    ab, bc, ac = sides
    ba, cb, ca = mate[ab], mate[bc], mate[ac]
    total[ac] += before[ab] * after[bc]
    total[ca] += before[cb] * after[ba]
    total[ab] += before[ac] * after[cb]
    total[ba] += before[bc] * after[ca]
    total[bc] += before[ba] * after[ac]
    total[cb] += before[ca] * after[ab]


@compiled(f"void({ARCS}, f8[::1], i8[::1], f8[::1])")
def tie_sums(arcs: Any, after: Any, mate: Any, total: Any) -> None:
    """Adds to the arc i to j the sum over third nodes q of value(i, q) * after(q, j).

    `mate` is the place of the arc from j to i for that from i to j.
    """
    starts, ends, places = lead_away(arcs)
    mark = np.full(len(starts) - 1, -1, np.int64)
    for node in range(len(starts) - 1):
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = places[own]
        for own in range(starts[node], starts[node + 1]):
            second = ends[own]
            for other in range(starts[second], starts[second + 1]):
                if mark[ends[other]] >= 0:
                    sides = (places[own], places[other], mark[ends[other]])
                    _six_ways(sides, mate, arcs[2], after, total)
        for own in range(starts[node], starts[node + 1]):
            mark[ends[own]] = -1
