"""Who connects two sides: partners of neither that are tied with some of both.

brokers_between(derived, Side("tipo", "embassy"), Side("tipo", "city_dependency"))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.reading.sides import Side
    from graph.two_mode import BoolArray

SHOWN, EACH_SIDE = 6, 10


@dataclass(frozen=True, slots=True)
class Broker:
    """One who connects: its contacts on each side (ids), the most interactions first."""

    actor: str
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """How two sides hang together: the best brokers of `total`, and how many actors of the sides meet directly."""

    brokers: tuple[Broker, ...]
    total: int
    direct: int


def brokers_between(derived: Derived, one: Side, other: Side, shown: int = SHOWN) -> Between:
    """The brokers, those first whose smaller side is the larger; `direct` counts the ties from side to side."""
    sides = one.members(derived), other.members(derived)
    to_one, to_other = one.contacts(derived), other.contacts(derived)
    least = np.where(sides[0] | sides[1], 0, np.minimum(to_one, to_other))
    total = int(np.count_nonzero(least))
    best = np.lexsort((derived.array("name_rank"), -(to_one + to_other), -least))[: min(shown, total)]
    brokers = [
        Broker(derived.ids[number], *(_tied(derived, number, side) for side in sides))
        for number in best.tolist()
    ]
    return Between(tuple(brokers), total, int(to_other[sides[0]].sum()))


def _tied(derived: Derived, number: int, side: BoolArray) -> tuple[str, ...]:
    begin, end = derived.array("core_from")[number : number + 2].tolist()
    to, edge = derived.array("core_to")[begin:end], derived.array("core_edge")[begin:end]
    inside = side[to]
    counts = derived.array("core_count")[edge[inside]]
    best = np.argsort(-counts, kind="stable")[:EACH_SIDE]
    return tuple(derived.ids[place] for place in to[inside][best].tolist())
