"""The connected parts of a network."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled


@compiled("i4(i4[::1], i4)")
def _top(above: Any, node: Any) -> Any:
    """The first node of a node's part; the way there gets half as long."""
    while above[node] != node:
        above[node] = above[above[node]]
        node = above[node]
    return node


@compiled(f"i4[::1]({ARCS}, i8[::1])")
def parts(arcs: Any, label: Any) -> Any:
    """The number of the connected part of each node, directions aside, from 0 in the order of the nodes.

    Only arcs between nodes with the same label count.

    R. E. Tarjan and J. van Leeuwen, "Worst-case analysis of set union algorithms", Journal of the ACM 31 (1984).
    """
    begins, heads, _ = arcs
    size = len(begins) - 1
    above, count, apart = np.arange(size).astype(np.int32), 0, size
    for node in range(size):
        if apart == 1:  # a network that hangs together is known to long before its last arc
            break
        own = _top(above, np.int32(node))
        for arc in range(begins[node], begins[node + 1]):
            if label[heads[arc]] != label[node]:
                continue
            other = _top(above, heads[arc])
            if other == own:
                continue
            apart -= 1
            above[max(own, other)] = min(own, other)
            own = min(own, other)
    for node in range(size):
        if above[node] == node:
            above[node] = count
            count += 1
        else:
            above[node] = above[above[node]]
    return above
