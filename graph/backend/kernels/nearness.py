"""How far each node is from many others: sums of distances, of their inverses, and how many reach it."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import ARCS, compiled
from graph.backend.kernels.ways import dijkstra

TOGETHER = 64


@compiled("i8(u8)")
def _ones(word: Any) -> Any:
    """How many of the 64 bits are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled(f"i8({ARCS}, i8, u8[:, ::1], i4[:, ::1])")
def _spread(arcs: Any, active: int, words: Any, nodes: Any) -> int:
    """From the active nodes to those after them; says how many were touched."""
    begins, heads, _ = arcs
    touched = 0
    for node in nodes[0, :active]:
        here = words[1, node]
        for arc in range(begins[node], begins[node + 1]):
            head = heads[arc]
            if words[2, head] == 0:
                nodes[1, touched] = head
                touched += 1
            words[2, head] |= here
    for node in nodes[0, :active]:
        words[1, node] = np.uint64(0)
    return touched


@compiled("i8(i8, f8, u8[:, ::1], i4[:, ::1], f8[:, ::1])")
def _settle(touched: int, level: float, words: Any, nodes: Any, sums: Any) -> int:
    """Adds what is new at this distance and makes it active; says how many nodes are."""
    active = 0
    for node in nodes[1, :touched]:
        fresh = words[2, node] & ~words[0, node]
        words[2, node] = np.uint64(0)
        if fresh != 0:
            words[0, node] |= fresh
            words[1, node] = fresh
            nodes[0, active] = node
            active += 1
            count = _ones(fresh)
            sums[0, node] += count
            sums[1, node] += count * level
            sums[2, node] += count / level
    return active


@compiled(f"void({ARCS}, i8[::1], f8[:, ::1])")
def unweighted(arcs: Any, sources: Any, sums: Any) -> None:
    """Adds to the rows of `sums`, (3, n): how many sources reach a node, their distances, the inverses of those.

    Sixty-four searches go side by side, each one bit of a word (M. Then et al., "The more the merrier: efficient
    multi-source graph traversal", VLDB 8 (2014)).
    """
    size = len(arcs[0]) - 1
    words = np.zeros((3, size), np.uint64)
    nodes = np.empty((2, size), np.int32)
    for begin in range(0, len(sources), TOGETHER):
        words[0] = np.uint64(0)
        batch = sources[begin : begin + TOGETHER]
        for bit, source in enumerate(batch):
            words[0, source] |= np.uint64(1) << np.uint64(bit)
            words[1, source] = words[0, source]
            nodes[0, bit] = source
        active, level = len(batch), 1.0
        while active > 0:
            touched = _spread(arcs, active, words, nodes)
            active = _settle(touched, level, words, nodes, sums)
            level += 1.0


@compiled(f"void({ARCS}, i8[::1], f8[:, ::1])")
def weighted(arcs: Any, sources: Any, sums: Any) -> None:
    """The same along arcs with lengths of 0 or more; a distance of 0 has no inverse and adds none."""
    size = len(arcs[0]) - 1
    distance = np.empty(size)
    order, queue = np.empty(size, np.int32), np.empty((2, size), np.int32)
    for source in sources:
        found = dijkstra(arcs, source, distance, order, queue)
        for node in order[1:found]:
            sums[0, node] += 1.0
            sums[1, node] += distance[node]
            if distance[node] > 0:
                sums[2, node] += 1.0 / distance[node]
