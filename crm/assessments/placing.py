"""Where the labels of a picture go: none over another, none over a mark, near its own, with a line to it when not.

Greedy, the most crowded first: each label takes the nearest of some hundred places that is free, rings around its mark.
J. Christensen, J. Marks and S. Shieber, "An empirical study of algorithms for point-feature label placement", ACM
Transactions on Graphics 14 (1995), compares it with dearer ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]
_RINGS = (3.0, 12.0, 22.0, 34.0, 48.0, 64.0, 82.0, 102.0, 124.0, 150.0, 180.0, 215.0, 255.0, 300.0, 350.0)
_ANGLES = 24
_TRIED = 40
GAP = 2.0


@dataclass(frozen=True, slots=True)
class Label:
    """A label to place: the middle of its mark, the mark's radius, its own width and height."""

    at: Point
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label went: its box, and the two ends of the line to its mark (None when it stands beside it)."""

    box: Box
    leader: tuple[Point, Point] | None = None


def place(labels: Sequence[Label], inside: Box, taken: Sequence[Box]) -> list[Spot | None]:
    """A spot for each label within `inside`, clear of `taken` and of each other; None when there is no room left."""
    marks = [around(label.at, label.radius) for label in labels]
    boxes = _Boxes([*taken, *marks])
    spots: list[Spot | None] = [None] * len(labels)
    placed: list[Box] = []
    for number in _most_crowded(labels):
        spot = _free(labels[number], inside, boxes, placed)
        spots[number] = spot
        if spot is not None:
            boxes.add(spot.box)
            placed.append(spot.box)
    return spots


def around(at: Point, radius: float) -> Box:
    """The box around a mark."""
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _most_crowded(labels: Sequence[Label]) -> list[int]:
    near = [
        sum(1 for two in labels if hypot(one.at[0] - two.at[0], one.at[1] - two.at[1]) < 80) for one in labels
    ]
    return sorted(range(len(labels)), key=lambda number: (-near[number], number))


class _Boxes:
    """Boxes to keep clear of, as an array that grows."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.array: NDArray[np.float64] = np.array(boxes, dtype=np.float64).reshape(-1, 4)

    def add(self, box: Box) -> None:
        self.array = np.vstack([self.array, np.array([box])])

    def hit(self, candidates: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which candidates touch a box."""
        one, two = candidates[:, None, :], self.array[None, :, :]
        apart = (one[..., 2] + GAP <= two[..., 0]) | (two[..., 2] + GAP <= one[..., 0])
        apart |= (one[..., 3] + GAP <= two[..., 1]) | (two[..., 3] + GAP <= one[..., 1])
        return np.logical_not(apart.all(axis=1))


def _free(label: Label, inside: Box, boxes: _Boxes, placed: Sequence[Box]) -> Spot | None:
    """The nearest free spot, rather one whose line crosses no other label."""
    candidates = list(_candidates(label))
    array = np.array([box for box, _ring in candidates])
    fits = (array[:, 0] >= inside[0]) & (array[:, 1] >= inside[1])
    fits &= (array[:, 2] <= inside[2]) & (array[:, 3] <= inside[3])
    free = np.flatnonzero(fits & ~boxes.hit(array)).tolist()
    spots = [Spot(candidates[n][0], _leader(label, *candidates[n])) for n in free[:_TRIED]]
    clear = (spot for spot in spots if not _crosses(spot, placed))
    return next(clear, spots[0] if spots else None)


def _candidates(label: Label) -> Iterator[tuple[Box, int]]:
    """Boxes around the mark, the nearest first; beside it first right, left, above, below."""
    for number, ring in enumerate(_RINGS):
        for step in range(_ANGLES):
            # 0, 12, 18, 6: right, left, above, below; then what lies between.
            turn = ((0, 12, 18, 6)[step] if step < 4 else step) * 2 * pi / _ANGLES
            yield _box_at(label, label.radius + ring, turn), number


def _box_at(label: Label, far: float, turn: float) -> Box:
    """The box whose side faces the mark from a distance, in a direction."""
    across, down = cos(turn), sin(turn)
    x = label.at[0] + across * (far + label.width / 2)
    y = label.at[1] + down * (far + label.height / 2)
    return x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2


def _leader(label: Label, box: Box, ring: int) -> tuple[Point, Point] | None:
    if ring == 0:
        return None
    end = min(max(label.at[0], box[0]), box[2]), min(max(label.at[1], box[1]), box[3])
    far = hypot(end[0] - label.at[0], end[1] - label.at[1]) or 1.0
    part = label.radius / far
    begin = label.at[0] + (end[0] - label.at[0]) * part, label.at[1] + (end[1] - label.at[1]) * part
    return begin, end


def _crosses(spot: Spot, placed: Sequence[Box]) -> bool:
    return spot.leader is not None and any(_through(*spot.leader, box) for box in placed)


def _through(begin: Point, end: Point, box: Box) -> bool:
    """Whether a line goes through a box (Liang and Barsky, 1984)."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        way = end[axis] - begin[axis]
        for side, sign in ((box[axis], -1.0), (box[axis + 2], 1.0)):
            room, speed = sign * (side - begin[axis]), sign * way
            if speed == 0:
                if room < 0:
                    return False
            elif speed > 0:
                high = min(high, room / speed)
            else:
                low = max(low, room / speed)
    return low <= high


def spread_out(
    points: Sequence[Point], apart: float, inside: Box, middle: Point, taken: Sequence[Box] = ()
) -> list[Point]:
    """The points moved as little as needed so that no two are nearer than `apart` and none stands over what is `taken`,
    each on its own side of the middle.

    Values of 1 to 5 coincide all the time. A point on the middle line counts as right of it and above it.
    """
    made: list[Point] = []
    for point in points:
        side = point[0] >= middle[0] - 1e-6, point[1] <= middle[1] + 1e-6
        free = (
            place
            for place in _spiral(point, apart)
            if inside[0] <= place[0] <= inside[2] and inside[1] <= place[1] <= inside[3]
            if (place[0] >= middle[0] - 1e-6, place[1] <= middle[1] + 1e-6) == side
            if not any(_over(place, apart / 2, box) for box in taken)
            if all(hypot(place[0] - other[0], place[1] - other[1]) >= apart - 1e-6 for other in made)
        )
        made.append(next(free, point))
    return made


def _over(point: Point, reach: float, box: Box) -> bool:
    """Whether a mark of this reach around the point touches the box."""
    left, top, right, bottom = box
    return left - reach < point[0] < right + reach and top - reach < point[1] < bottom + reach


def _spiral(point: Point, apart: float) -> Iterator[Point]:
    """The point, then places on rings around it: six, twelve, eighteen and so on."""
    yield point
    for ring in range(1, 14):
        for step in range(6 * ring):
            turn = 2 * pi * step / (6 * ring)
            yield point[0] + cos(turn) * ring * apart, point[1] + sin(turn) * ring * apart
