"""Flows on the map: a bow from one place to another, broad where it begins and pointed where it ends."""

from __future__ import annotations

from math import hypot

from web.world.polygons import Point

BEND, STEPS = 0.18, 30


def bow(start: Point, end: Point, width: float) -> str:
    """The SVG path of a flow `width` broad at its beginning; it bends to its left, so that there and back lie apart."""
    middle = _lifted(start, end)
    line = [_on_curve(start, middle, end, step / STEPS) for step in range(STEPS + 1)]
    left, right = [], []
    for number, (x, y) in enumerate(line):
        before, after = line[max(number - 1, 0)], line[min(number + 1, STEPS)]
        across, down = after[0] - before[0], after[1] - before[1]
        long = hypot(across, down) or 1.0
        half = width / 2 * (1 - number / STEPS)
        left.append((x - down / long * half, y + across / long * half))
        right.append((x + down / long * half, y - across / long * half))
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (*left, *reversed(right))) + "Z"


def point_of(start: Point, end: Point, share: float) -> Point:
    """A point of the bow, `share` of the way along it: its number is written there."""
    return _on_curve(start, _lifted(start, end), end, share)


def _lifted(start: Point, end: Point) -> Point:
    """The point that pulls the line aside: off its middle by a part of its length."""
    across, down = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 + down * 2 * BEND, (start[1] + end[1]) / 2 - across * 2 * BEND


def _on_curve(start: Point, middle: Point, end: Point, share: float) -> Point:
    """A point of the quadratic Bézier curve."""
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * start[0] + b * middle[0] + c * end[0], a * start[1] + b * middle[1] + c * end[1]
