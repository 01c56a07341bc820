"""Somebody's surroundings as rings: who is one tie away and who is two, each in the wedge of its sector.

a wedge's angle grows with the room that its names need, so that none is over another
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import pi

from crm.picture import PictureNode
from crm.vocabulary import vocabulary
from graph.fold import fold

TURN = 2 * pi
# The emptiness between two wedges, and the least a wedge takes, in radians.
GAP, LEAST = 0.05, 0.12


@dataclass(frozen=True, slots=True)
class Spot:
    """An actor, how many ties away (1 or 2), and its angle: radians clockwise from above."""

    actor: PictureNode
    ring: int
    angle: float


@dataclass(frozen=True, slots=True)
class Wedge:
    """A sector ("" for none) from one angle to another, with how many actors one and two ties away."""

    sector: str
    begin: float
    end: float
    near: int
    far: int

    @property
    def middle(self) -> float:
        """The angle in its middle."""
        return (self.begin + self.end) / 2


@dataclass(frozen=True, slots=True)
class Rings:
    """One actor, those around it, the wedges they stand in."""

    centre: PictureNode
    spots: Sequence[Spot]
    wedges: Sequence[Wedge]

    def ring(self, number: int) -> list[PictureNode]:
        """Who is so many ties away."""
        return [spot.actor for spot in self.spots if spot.ring == number]


def lay_out(
    nodes: Sequence[PictureNode], ties: Iterable[tuple[str, str]], centre: str, rooms: tuple[int, int]
) -> Rings | None:
    """The rings around an actor; None when it is not among the nodes. `rooms` are how many names fit around each ring."""
    by_id = {node.id: node for node in nodes}
    if centre not in by_id:
        return None
    away = steps_from(centre, ties)
    sectors: defaultdict[str, list[tuple[PictureNode, int]]] = defaultdict(list)
    for node in nodes:
        if 0 < (ring := away.get(node.id, 0)) <= 2:
            sectors[node.sector or ""].append((node, ring))
    order = [id for id in (*vocabulary("sectors").ids, "") if id in sectors]
    wedges = _wedges([(id, sectors[id]) for id in order], rooms)
    spots = [spot for wedge in wedges for spot in _spots(wedge, sectors[wedge.sector])]
    return Rings(by_id[centre], spots, wedges)


def steps_from(centre: str, ties: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """How many ties away everybody is that can be reached in two."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for first, second in ties:
        near[first].add(second)
        near[second].add(first)
    away = {centre: 0}
    for ring in (1, 2):
        edge = [id for id, step in away.items() if step == ring - 1]
        for id in edge:
            for other in near[id]:
                away.setdefault(other, ring)
    return away


Members = Sequence[tuple[PictureNode, int]]


def _wedges(sectors: Sequence[tuple[str, Members]], rooms: tuple[int, int]) -> list[Wedge]:
    """The sectors around the centre, each as wide as its fuller ring needs."""
    needs = [max(_count(own, ring) / rooms[ring - 1] for ring in (1, 2)) for _sector, own in sectors]
    free = TURN - len(sectors) * (GAP + LEAST)
    made, at = [], 0.0
    for (sector, own), need in zip(sectors, needs, strict=True):
        end = at + LEAST + free * need / (sum(needs) or 1.0)
        made.append(Wedge(sector, at, end, _count(own, 1), _count(own, 2)))
        at = end + GAP
    return made


def _count(members: Members, ring: int) -> int:
    return sum(1 for _node, step in members if step == ring)


def _spots(wedge: Wedge, members: Members) -> Iterable[Spot]:
    """The members of a wedge at even distances in each ring, those of a kind side by side."""
    for ring in (1, 2):
        own = sorted(
            (node for node, step in members if step == ring), key=lambda node: (node.family, fold(node.name))
        )
        for number, node in enumerate(own):
            yield Spot(node, ring, wedge.begin + (wedge.end - wedge.begin) * (number + 0.5) / len(own))
