"""Who meets whom as a square of cells: actors in the order of their groups, so that a group shows as a block.

order "group"    the largest group first, in it whoever matters most first; those without a group last
order "family"   by the kind of actor, in it by importance
order "name"     by name
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from crm.picture import PictureEdge, PictureNode
from crm.standing_ties import StandingTie
from crm.vocabulary import vocabulary
from graph.fold import fold

Order = Literal["group", "family", "name"]
ORDERS: tuple[Order, ...] = ("group", "family", "name")
_NO_GROUP = -1
# Interactions together from which each step of the ramp begins.
STEPS = (1, 2, 3, 5, 8)


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of actors by their places (`row` > `column`): interactions together, the last day; no day for a tie that
    holds without meeting.
    """

    row: int
    column: int
    count: int
    last: date | None

    @property
    def step(self) -> int:
        """Which step of the ramp its count takes, from 0."""
        return sum(1 for begin in STEPS[1:] if self.count >= begin)


@dataclass(frozen=True, slots=True)
class Block:
    """Actors of one group side by side: the places from `begin` up to `end`, and the group's number or family."""

    begin: int
    end: int
    group: int | str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The actors in their order, the pairs that have a tie, the blocks of the order; `left_out` actors are not shown."""

    actors: Sequence[PictureNode]
    cells: Sequence[Cell]
    blocks: Sequence[Block]
    order: Order
    left_out: int

    @property
    def density(self) -> float:
        """The share of all pairs that have a tie, 0 to 1."""
        size = len(self.actors)
        return 2 * len(self.cells) / (size * (size - 1)) if size > 1 else 0.0

    def inside(self, block: Block) -> int:
        """How many ties hold within a block."""
        span = range(block.begin, block.end)
        return sum(1 for cell in self.cells if cell.row in span and cell.column in span)


def lay_out(
    nodes: Sequence[PictureNode], ties: Sequence[PictureEdge | StandingTie], order: Order, most: int
) -> Matrix:
    """The matrix of the `most` important actors among the nodes; one tie for each pair."""
    shown = sorted(nodes, key=lambda node: (-node.size, fold(node.name), node.id))[:most]
    groups = Counter(node.community for node in shown)
    actors = sorted(shown, key=lambda node: _place(node, order, groups))
    place = {node.id: number for number, node in enumerate(actors)}
    cells = [_cell(tie, place) for tie in ties if tie.source in place and tie.target in place]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    blocks = [] if order == "name" else _blocks([_group(node, order) for node in actors])
    return Matrix(actors, cells, blocks, order, len(nodes) - len(shown))


def _place(node: PictureNode, order: Order, groups: Counter[int]) -> tuple[object, ...]:
    """Where an actor comes; the largest group first, those in none last."""
    tail = (-node.size, fold(node.name), node.id)
    if order == "name":
        return fold(node.name), node.id
    if order == "family":
        return (vocabulary("families").ids.index(node.family), *tail)
    alone = node.community == _NO_GROUP
    return (alone, -groups[node.community], node.community, *tail)


def _group(node: PictureNode, order: Order) -> int | str:
    return node.family if order == "family" else node.community


def _cell(tie: PictureEdge | StandingTie, place: dict[str, int]) -> Cell:
    column, row = sorted((place[tie.source], place[tie.target]))
    if isinstance(tie, PictureEdge):
        return Cell(row, column, tie.count, tie.last)
    return Cell(row, column, 0, None)


def _blocks(groups: Sequence[int | str]) -> list[Block]:
    """Runs of the same group; those in no group make none."""
    begins = [place for place, group in enumerate(groups) if place == 0 or group != groups[place - 1]]
    return [
        Block(begin, end, groups[begin])
        for begin, end in pairwise([*begins, len(groups)])
        if groups[begin] != _NO_GROUP
    ]
