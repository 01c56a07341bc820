"""The strongest ways to a node: the product of the strengths of at most three ties, found around that node alone.

source --first[a]--> a --w--> b --w--> target            first: the source's own tie with each node
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import BoolArray, FloatArray

Numbers = NDArray[np.int64]
_AT_ONCE = 64


class Way(NamedTuple):
    """The nodes of a way, the target last, and the product of the strengths of its ties."""

    nodes: tuple[int, ...]
    strength: float


@dataclass(frozen=True)
class Ties:
    """Ties as compressed rows: those of node i are at `begins[i]:begins[i + 1]`, with the other end in `to`.

    `strength_of` gives the strengths (0 to 1) of ties by their places, so that only those that are met are worked out.
    """

    begins: NDArray[Any]
    to: NDArray[Any]
    strength_of: Callable[[Numbers], FloatArray]

    def rows(self, nodes: Numbers) -> tuple[Numbers, Numbers, FloatArray]:
        """All ties of some nodes: the place of the node among them, the other end, the strength."""
        begin = self.begins[nodes].astype(np.int64)
        sizes = self.begins[nodes + 1].astype(np.int64) - begin
        owner = np.repeat(np.arange(len(nodes)), sizes)
        places = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + begin[owner]
        return owner, self.to[places].astype(np.int64), self.strength_of(places)


@dataclass(frozen=True)
class Search:
    """Where ways begin and what they may pass: `first` is the strength of the source's tie with each node (0: none);
    `favour` (0 to 1) counts against passing a node when ways are compared, 0 forbids it. It is no part of a strength.
    """

    ties: Ties
    first: FloatArray
    favour: FloatArray

    @cached_property
    def most(self) -> float:
        """What the best first node is worth."""
        return float((self.first * self.favour).max(initial=0.0))

    def ways(self, target: int, limit: int = 3) -> list[Way]:
        """The best ways of at most three ties to the target, the best first, no two through the same node.

        Each is the best of those that remain when the nodes of the ways before are taken away (successive, not the
        largest number of disjoint ways). Of equally good ones the shorter, then the one of the lower numbers. Work
        grows with the ties of the target and of its neighbours only.
        """
        around = _around(self, target)
        found: list[Way] = []
        closed: set[int] = set()
        direct = True
        while len(found) < limit:
            way = _best(around, closed, direct)
            if way is None:
                break
            found.append(way)
            closed.update(way.nodes[:-1])
            direct = direct and len(way.nodes) > 1
        return found


@dataclass(frozen=True)
class _Around:
    """The target's neighbours with what a way through them is worth from there on, the most promising first."""

    search: Search
    target: int
    near: Numbers
    worth: FloatArray
    most: float


def _around(search: Search, target: int) -> _Around:
    _, near, strength = search.ties.rows(np.array([target], dtype=np.int64))
    worth = strength * search.favour[near]
    kept = np.flatnonzero((worth > 0) & (near != target))
    order = kept[np.lexsort((near[kept], -worth[kept]))]
    return _Around(search, target, near[order], worth[order], search.most)


class _Option(NamedTuple):
    """Ordered so that the smallest is the best."""

    minus: float
    steps: int
    nodes: tuple[int, ...]


def _best(around: _Around, closed: Collection[int], direct: bool) -> Way | None:
    shut = np.isin(around.near, list(closed))
    best: _Option | None = None
    for option in _options(around, shut, closed, direct):
        if best is None or option < best:
            best = option
    if best is None:
        return None
    return Way(best.nodes, _strength(around.search, best.nodes))


def _options(around: _Around, shut: BoolArray, closed: Collection[int], direct: bool) -> Iterator[_Option]:
    """The best way of each length, as far as one may still win."""
    search, best = around.search, 0.0
    own = float(search.first[around.target])
    if direct and own > 0:
        best = own
        yield _Option(-own, 1, (around.target,))
    near, worth = around.near[~shut], around.worth[~shut]
    if not len(near):
        return
    two = search.first[near] * worth
    if two.max() > 0:
        best = max(best, float(two.max()))
        node = int(near[two == two.max()].min())
        yield _Option(-float(two.max()), 2, (node, around.target))
    for begin in range(0, len(near), _AT_ONCE):
        if worth[begin] * around.most <= best:
            return
        part = slice(begin, begin + _AT_ONCE)
        option = _through_two(around, near[part], worth[part], closed)
        if option is not None:
            best = max(best, -option.minus)
            yield option


def _through_two(
    around: _Around, near: Numbers, worth: FloatArray, closed: Collection[int]
) -> _Option | None:
    search = around.search
    owner, far, strength = search.ties.rows(near)
    value = search.first[far] * search.favour[far] * strength * worth[owner]
    value[(far == around.target) | np.isin(far, list(closed))] = 0.0
    most = float(value.max(initial=0.0))
    if most <= 0:
        return None
    pairs = [(int(far[place]), int(near[owner[place]])) for place in np.flatnonzero(value == most).tolist()]
    return _Option(-most, 3, (*min(pairs), around.target))


def _strength(search: Search, nodes: tuple[int, ...]) -> float:
    product = float(search.first[nodes[0]])
    for one, other in pairwise(nodes):
        product *= tie_strength(search.ties, one, other)
    return product


def tie_strength(ties: Ties, one: int, other: int) -> float:
    """The strength of the tie of two nodes, the strongest where there are several; 0 for none."""
    _, to, strength = ties.rows(np.array([one], dtype=np.int64))
    return float(strength[to == other].max(initial=0.0))
