"""Which names a frame writes, and where: below their actors, the largest first, none over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm.over_time.frames import Frame

if TYPE_CHECKING:
    from web.over_time.picture import Node

# The height of letters in pixels, and how wide one is beside its height.
TEXT, LETTER = 12.0, 0.58
Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A name below its node, in the drawing's units."""

    place: int
    text: str
    x: float
    y: float
    there: bool


def labels_of(nodes: Sequence[Node], frame: Frame, given: tuple[float, Area]) -> Iterator[Label]:
    """Names of the largest first; those that would touch another name stay out, whoever is there on that day."""
    unit, (left, _top, width, _height) = given
    taken: list[Area] = []
    for node in sorted(nodes, key=lambda node: (-node.size, node.place)):
        half = len(node.short) * TEXT * LETTER / 2 * unit
        x = min(max(node.x, left + half), left + width - half)
        top = node.y + node.size + 2 * unit
        area = (x - half, top, x + half, top + TEXT * 1.2 * unit)
        if any(_touch(area, other) for other in taken):
            continue
        taken.append(area)
        yield Label(
            node.place, node.short, round(x, 1), round(top + TEXT * unit, 1), bool(frame.shown[node.place])
        )


def _touch(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
