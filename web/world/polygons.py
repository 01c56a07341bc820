"""Rings of points on the map: their area and middle, fewer points, an SVG path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

Point = tuple[float, float]
Ring = list[Point]


def _signed_area(ring: Sequence[Point]) -> float:
    """The shoelace formula; positive when the ring turns clockwise on a page, whose y goes down."""
    following = [*ring[1:], ring[0]]
    return sum(x * b - a * y for (x, y), (a, b) in zip(ring, following, strict=True)) / 2


def area(ring: Sequence[Point]) -> float:
    """How large it is.

    >>> area([(0, 0), (4, 0), (4, 2), (0, 2)])
    8.0
    """
    return abs(_signed_area(ring))


def centre(ring: Sequence[Point]) -> Point:
    """Its centre of gravity; of a ring without an area the mean of its points.

    >>> centre([(0, 0), (4, 0), (4, 2), (0, 2)])
    (2.0, 1.0)
    """
    whole = _signed_area(ring)
    if abs(whole) < 1e-9:
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    across = down = 0.0
    for (x, y), (a, b) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = x * b - a * y
        across, down = across + (x + a) * part, down + (y + b) * part
    return across / (6 * whole), down / (6 * whole)


def simplified(line: Sequence[Point], tolerance: float) -> list[int]:
    """Which points of a line say its course when those nearer than the tolerance to it are left out; both ends stay.

    Reference: D. Douglas and T. Peucker, Cartographica 10 (1973), 112-122.

    >>> simplified([(0, 0), (1, 0.1), (2, 0), (2, 5)], 0.5)
    [0, 2, 3]
    """
    kept = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        far, at = max((_distance(line[n], line[first], line[last]), n) for n in range(first + 1, last))
        if far > tolerance:
            kept.add(at)
            open_parts += [(first, at), (at, last)]
    return sorted(kept)


def halves(ring: Sequence[Point], edge: float) -> list[Ring]:
    """A ring of (longitude, latitude) cut where it crosses the edge of the map, at +`edge` or -`edge` degrees east.

    >>> [sorted(half) for half in halves([(170, 0), (-170, 0), (-170, 10), (170, 10)], 180)]
    [[(170, 0), (170, 10), (180, 0.0), (180, 10.0)], [(-180, 0.0), (-180, 10.0), (-170.0, 0), (-170.0, 10)]]
    """
    straight = _unwrapped(ring, 2 * edge)
    parts = [_beyond(straight, side * edge, side) for side in (1, -1)]
    inside = _beyond(_beyond(straight, edge, -1), -edge, 1)
    moved = [[(x - side * 2 * edge, y) for x, y in part] for part, side in zip(parts, (1, -1), strict=True)]
    return [part for part in (inside, *moved) if len(part) > 2]


def _unwrapped(ring: Sequence[Point], turn: float) -> Ring:
    """The ring without jumps from one side of the globe to the other: its longitudes may go beyond the edge."""
    found, before = [ring[0]], ring[0][0]
    shift = 0.0
    for x, y in ring[1:]:
        shift += turn if x - before < -turn / 2 else -turn if x - before > turn / 2 else 0.0
        found.append((x + shift if shift else x, y))
        before = x
    return found


def _beyond(ring: Sequence[Point], edge: float, side: int) -> Ring:
    """What of a ring lies east (side 1) or west (-1) of a meridian (Sutherland and Hodgman, 1974)."""
    found: Ring = []
    for (x, y), (a, b) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (x - edge) * side >= 0:
            found.append((x, y))
        if (x - edge) * (a - edge) < 0:
            found.append((edge, y + (b - y) * (edge - x) / (a - x)))
    return found


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the stretch between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    square = across * across + down * down
    along = 0.0
    if square:
        along = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / square
        along = min(max(along, 0.0), 1.0)
    return hypot(point[0] - start[0] - along * across, point[1] - start[1] - along * down)


def path_of(rings: Iterable[Sequence[Point]]) -> str:
    """Closed rings as one SVG path of whole numbers, each point told from the one before."""
    return "".join(_closed(ring) for ring in rings)


def _closed(ring: Sequence[Point]) -> str:
    points = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
    x, y = points[0]
    steps = []
    for a, b in points[1:]:
        steps.append(f"{a - x} {b - y}")
        x, y = a, b
    return f"M{points[0][0]} {points[0][1]}" + (f"l{' '.join(steps)}" if steps else "") + "z"
