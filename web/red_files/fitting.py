"""Where things stand on paper: the picture's places brought into a box, as the page fits them into its canvas.

The page gives a wide or narrow canvas some of the room across (red-frame.js); paper gets the same treatment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.red_files.scene import Mark

SPACE_X, SPACE_Y = 70.0, 34.0
NARROWEST, WIDEST, CLOSEST = 0.5, 1.4, 1.5
LEAST_RADIUS, LEAST_WIDTH, NAME = 4.5, 0.9, 90.0


@dataclass(frozen=True)
class Box:
    """A part of a sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Fit:
    """How places become points of the sheet."""

    box: Box
    scale: float
    squeeze: float
    middle: tuple[float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point for a place in the picture's pixels."""
        across = (self.box.left + self.box.right) / 2 + (x * self.squeeze - self.middle[0]) * self.scale
        return across, (self.box.top + self.box.bottom) / 2 + (y - self.middle[1]) * self.scale

    def radius(self, node: Mark) -> float:
        """How large a mark is on the sheet."""
        return max(float(node["size"]) * self.scale, LEAST_RADIUS)

    def width(self, edge: Mark) -> float:
        """How thick a line is on the sheet."""
        return max(float(edge["width"]) * self.scale, LEAST_WIDTH)


def fit_into(box: Box, nodes: Sequence[Mark]) -> Fit:
    """Everything in the box, with room for the names around."""
    if not nodes:
        return Fit(box, 1.0, 1.0, (0.0, 0.0))
    left, right, top, bottom = _frame(nodes, 1.0)
    room_x, room_y = box.width - 2 * SPACE_X, box.height - 2 * SPACE_Y
    wanted = room_x / room_y * (bottom - top) / max(right - left, 1.0)
    squeeze = min(max(wanted, NARROWEST), WIDEST)
    left, right, top, bottom = _frame(nodes, squeeze)
    scale = min(room_x / max(right - left, 1.0), room_y / max(bottom - top, 1.0), CLOSEST)
    return Fit(box, scale, squeeze, ((left + right) / 2, (top + bottom) / 2))


def _frame(nodes: Sequence[Mark], squeeze: float) -> tuple[float, float, float, float]:
    edges = [_reach(node, squeeze) for node in nodes]
    lefts, rights, tops, bottoms = zip(*edges, strict=True)
    return min(lefts), max(rights), min(tops), max(bottoms)


def _reach(node: Mark, squeeze: float) -> tuple[float, float, float, float]:
    if region := node.get("region"):
        x, y, across, down = region
        return (x - across) * squeeze, (x + across) * squeeze, y - down, y + down
    size = float(node["size"])
    wide = max(size, NAME) if node.get("bubble") else size
    return node["x"] * squeeze - wide, node["x"] * squeeze + wide, node["y"] - size, node["y"] + size
