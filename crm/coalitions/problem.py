"""A coalition as numbers: who covers what, at what cost, from which sector, through which door. No ids, no words.

    minimise    sum_a (1 + 1 - s_a) x_a                each actor costs 1, a weak one up to 1 more
                + 2.5 sum_k g_k                        a sector that the project asks for, without anyone (1.5 in a core)
                + 0.5 sum_k e_k + 0.5 sum_b d_b        leaning on one sector, on one door
                + sum_w p_w u_w                        what is only valued (1.5 each), and each that is missing of
                                                       several, or has only somebody to be confirmed (3 each)
    subject to  sum_{a covers r} x_a >= 1              each requirement that anybody covers, unless it is only valued
                sum_{a of w} x_a + u_w >= c_w          each of the last line, c_w of them
                sum_{a of k} x_a + g_k >= 1            each sector k that the project asks for and anybody is of
                sum_{a of k} x_a - n / 2 <= e_k        each sector: beyond half of the set
                sum_{a only through b} x_a - n / 3 <= d_b      each broker b: beyond a third of the set
                n = sum_a x_a,  least <= n <= most,  x_a = 1 for who must be in,  x_a in {0, 1},  the rest >= 0

s_a is the strength of actor a, 0 to 1. Any actor more costs at least 1 and the last two lines can give back less than
that, so the set is never larger than its requirements and sectors make it: of two actors that cover the same,
of one sector and one door, the weaker is never needed, and is left out before anything is solved.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import BoolArray, FloatArray, IntArray

WEAK, SECTORLESS, LOPSIDED, ONE_DOOR = 1.0, 2.5, 0.5, 0.5
SECTORLESS_CORE = 1.5
UNCOVERED = 10.0
# What is valued brings in somebody of more than half the best one's strength; what is missing or to be confirmed anybody.
WISHED, MISSING = 1.5, 3.0
SECTOR_SHARE, DOOR_SHARE = 1 / 2, 1 / 3


@dataclass(frozen=True)
class Shares:
    """The sectors and the doors whose share of the set is looked at."""

    sectors: frozenset[int] = frozenset()
    brokers: frozenset[int] = frozenset()

    def __or__(self, other: Shares) -> Shares:
        return Shares(self.sectors | other.sectors, self.brokers | other.brokers)


@dataclass(frozen=True)
class Soft:
    """`count` of some candidates (`who`, one a candidate) are wanted, each that is missing at a `price`."""

    who: BoolArray
    count: int
    price: float

    @property
    def least(self) -> int:
        """How many can be had at most of those wanted."""
        return min(self.count, int(np.count_nonzero(self.who)))

    def missing(self, chosen: NDArray[np.int64]) -> int:
        """How many a set lacks."""
        return max(0, self.least - int(np.count_nonzero(self.who[chosen])))


@dataclass(frozen=True)
class Problem:
    """n candidates and R requirements: `strength` (n,), `covers` (n, R), `sector` and `broker` (n,) as numbers, -1 for none. `wanted` are the sectors asked for, `must` the candidates that
    have to be in. At least `least`, at most `most` (None: any number). With `open`, a requirement may stay
    without anyone, at a price above everything else;
    `sectorless` is the price of a wanted sector without anyone. `hard` says of each requirement whether it has to be
    covered (None: all have), `soft` is what has a price and forces nothing.
    """

    strength: FloatArray
    covers: BoolArray
    sector: IntArray
    broker: IntArray
    wanted: tuple[int, ...] = ()
    must: tuple[int, ...] = ()
    least: int = 0
    most: int | None = None
    open: bool = False
    sectorless: float = SECTORLESS
    hard: BoolArray | None = None
    soft: tuple[Soft, ...] = ()

    @property
    def size(self) -> int:
        """How many candidates."""
        return len(self.strength)

    @cached_property
    def able(self) -> BoolArray:
        """For each requirement whether it has to be covered and anybody covers it."""
        able = np.asarray(np.any(self.covers, axis=0))
        return able if self.hard is None else able & self.hard

    @property
    def most_alike(self) -> int:
        """How many of those who cover the same a set may need."""
        return max([self.least, 1, *(one.count for one in self.soft)])

    @cached_property
    def wishes(self) -> BoolArray:
        """Who is wanted for what has a price, (candidates, `soft`)."""
        nothing = np.zeros((self.size, 0), dtype=np.bool_)
        return np.stack([one.who for one in self.soft], axis=1) if self.soft else nothing

    @cached_property
    def there(self) -> tuple[int, ...]:
        """The wanted sectors that anybody is of."""
        return tuple(one for one in self.wanted if (self.sector == one).any())

    def coverable(self) -> NDArray[np.int64]:
        """The requirements that have to be covered and that at least one candidate covers."""
        return np.flatnonzero(self.able)

    def among(self, kept: NDArray[np.int64]) -> Problem:
        """The same with only some candidates, in the given order; who must be in has to be among them."""
        place = {number: index for index, number in enumerate(kept.tolist())}
        return replace(
            self,
            strength=self.strength[kept],
            covers=self.covers[kept],
            sector=self.sector[kept],
            broker=self.broker[kept],
            must=tuple(place[number] for number in self.must),
            soft=tuple(replace(one, who=one.who[kept]) for one in self.soft),
        )

    def watching(self, shares: Shares) -> Problem:
        """The same in which sectors and doors count only where they are asked for or their share does."""
        sectors = sorted({*self.wanted, *shares.sectors})
        return replace(
            self,
            sector=np.where(np.isin(self.sector, sectors), self.sector, -1),
            broker=np.where(np.isin(self.broker, sorted(shares.brokers)), self.broker, -1),
        )

    def requiring(self, places: NDArray[np.int64]) -> Problem:
        """The same with only some requirements."""
        hard = None if self.hard is None else self.hard[places]
        return replace(self, covers=self.covers[:, places], hard=hard)


@dataclass(frozen=True)
class Solution:
    """The chosen candidates (ascending), what the set costs, and by how much a better one could at most be cheaper
    (`gap`, relative). `parts` splits the cost by its terms. `exact` when no better one exists.
    """

    chosen: tuple[int, ...]
    cost: float
    gap: float
    exact: bool
    parts: dict[str, float] = field(default_factory=dict)


def parts_of(problem: Problem, chosen: NDArray[np.int64]) -> dict[str, float]:
    """What a set costs, term by term; the requirements that nobody covers at all do not count."""
    count = len(chosen)
    absent = [one for one in problem.there if one not in problem.sector[chosen]]
    sector, door = _excess(problem.sector[chosen], SECTOR_SHARE), _excess(problem.broker[chosen], DOOR_SHARE)
    return {
        "uncovered": UNCOVERED * float((problem.able & ~problem.covers[chosen].any(axis=0)).sum()),
        "size": float(count),
        "weakness": WEAK * float((1 - problem.strength[chosen]).sum()),
        "sectors": problem.sectorless * len(absent),
        "balance": LOPSIDED * sum(sector.values()),
        "doors": ONE_DOOR * sum(door.values()),
        "wishes": sum(one.price * one.missing(chosen) for one in problem.soft),
    }


def beyond(problem: Problem, chosen: NDArray[np.int64]) -> Shares:
    """The sectors and the doors that have more than their share of a set."""
    sectors = _excess(problem.sector[chosen], SECTOR_SHARE)
    return Shares(frozenset(sectors), frozenset(_excess(problem.broker[chosen], DOOR_SHARE)))


def _excess(groups: IntArray, share: float) -> dict[int, float]:
    """By how much each group is above a share of all; -1 is no group."""
    names, sizes = np.unique(groups[groups >= 0], return_counts=True)
    excess = sizes - share * len(groups)
    return {int(name): float(by) for name, by in zip(names, excess, strict=True) if by > 1e-9}


def cost_of(problem: Problem, chosen: NDArray[np.int64]) -> float:
    """The objective for a set."""
    return sum(parts_of(problem, chosen).values())
