"""Who holds others to the rest in a small network, in plain Python: what a page may ask of a few hundred actors.

The analyst's `graph.cuts` does the same with compiled code, whose loading no page should wait for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def cut_off(size: int, ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each node whose leaving splits its part: how many others are cut off from the largest piece left.

    Reference: J. Hopcroft and R. Tarjan, "Algorithm 447", Communications of the ACM 16 (1973), 372-378.

    >>> cut_off(6, [(0, 1), (1, 2), (2, 3), (2, 4), (4, 5)])
    {1: 1, 2: 3, 4: 1}
    """
    near: list[list[int]] = [[] for _ in range(size)]
    for one, other in ties:
        near[one].append(other)
        near[other].append(one)
    seen = [-1] * size
    found: dict[int, int] = {}
    for root in range(size):
        if seen[root] < 0 and near[root]:
            found |= dict(_doors(_Walk(near, seen, root)))
    return {node: found[node] for node in sorted(found)}


class _Walk:
    """A depth-first walk of one part: the order of nodes, who is above each, how far up each one's stretch reaches."""

    def __init__(self, near: Sequence[Sequence[int]], seen: list[int], root: int) -> None:
        self.order: list[int] = []
        self.above: dict[int, int] = {root: -1}
        self.low: dict[int, int] = {}
        begin = [(root, iter(near[root]))]
        self._enter(root, seen)
        while begin:
            node, rest = begin[-1]
            other = next(rest, None)
            if other is None:
                begin.pop()
                self._leave(node)
            elif seen[other] < 0:
                self.above[other] = node
                self._enter(other, seen)
                begin.append((other, iter(near[other])))
            elif other != self.above[node]:
                self.low[node] = min(self.low[node], seen[other])

    def _enter(self, node: int, seen: list[int]) -> None:
        seen[node] = self.low[node] = len(self.order)
        self.order.append(node)

    def _leave(self, node: int) -> None:
        above = self.above[node]
        if above >= 0:
            self.low[above] = min(self.low[above], self.low[node])


def _doors(walk: _Walk) -> Iterator[tuple[int, int]]:
    place = {node: number for number, node in enumerate(walk.order)}
    sizes = dict.fromkeys(walk.order, 1)
    pieces: dict[int, list[int]] = {node: [] for node in walk.order}
    for node in reversed(walk.order):
        above = walk.above[node]
        if above >= 0:
            sizes[above] += sizes[node]
            if walk.low[node] >= place[above]:
                pieces[above].append(sizes[node])
    for node, found in pieces.items():
        rest = len(walk.order) - 1 - sum(found)
        whole = [*found, rest] if rest else found
        if len(whole) > 1:
            yield node, sum(whole) - max(whole)
