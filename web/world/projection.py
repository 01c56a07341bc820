"""Where a place of the globe lies on the map: the Equal Earth projection, on which areas compare truly.

Reference: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical
Information Science 33 (2019), 454-465.
"""

from __future__ import annotations

from math import asin, cos, pi, radians, sin, sqrt

# The map is so wide that whole numbers are exact enough for a part of it alone: ten units are a pixel of the whole.
WIDTH = 10_000
NORTH, SOUTH = 84.0, -57.0
_ROOT = sqrt(3)
_A = (1.340264, -0.081106, 0.000893, 0.003796)


def _unit(longitude: float, latitude: float) -> tuple[float, float]:
    """The formula: both in units of the globe's radius, y upwards."""
    angle = asin(_ROOT / 2 * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = 2 * _ROOT * radians(longitude) * cos(angle) / (3 * slope)
    return x, angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))


_SCALE = WIDTH / (2 * _unit(180.0, 0.0)[0])
_TOP = _unit(0.0, NORTH)[1]
HEIGHT = round((_TOP - _unit(0.0, SOUTH)[1]) * _SCALE)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees east and north as (x, y) on the map, y downwards; what lies beyond SOUTH falls below its edge.

    Examples:
        >>> project(0, 0)[0], round(project(-180, 0)[0]), round(project(0, NORTH)[1])
        (5000.0, 0, 0)
    """
    x, y = _unit(longitude, latitude)
    return WIDTH / 2 + x * _SCALE, (_TOP - y) * _SCALE


def globe_outline(step: int = 5) -> str:
    """The edge of the map as an SVG path: the globe between NORTH and SOUTH."""
    down = range(round(NORTH), round(SOUTH), -step)
    east = [project(180.0, latitude) for latitude in (*down, SOUTH)]
    west = [(WIDTH - x, y) for x, y in reversed(east)]
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (*east, *west)) + "Z"


AREA_OF_GLOBE = 4 * pi * _SCALE * _SCALE
