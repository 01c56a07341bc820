"""Column charts as numbers for SVG: where each column stands, how high its parts are, what is written beside it.

Templates draw them (macros/charts.html). Everything is in pixels of a drawing that is never made smaller than it is,
so that its words stay readable on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 40, 8, 24, 40
GAP = 0.28  # of a column's room


@dataclass(frozen=True)
class Part:
    """A rectangle of a column; `kind` chooses its look."""

    kind: str
    y: float
    height: float
    value: float


@dataclass(frozen=True)
class Column:
    """One period: its parts from below, its label below and the total above; `faded` while it is running."""

    x: float
    width: float
    middle: float
    parts: Sequence[Part]
    label: str
    second: str
    total: str
    top: float
    faded: bool


@dataclass(frozen=True)
class Chart:
    """A drawing of WIDTH × HEIGHT; `lines` are (y, label) of the scale, beginning at zero."""

    columns: Sequence[Column]
    lines: Sequence[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Given:
    """What a column shows: (kind, value) from below, its words."""

    parts: Sequence[tuple[str, float]]
    label: str
    second: str
    total: str
    faded: bool = False


def draw_columns(given: Sequence[Given]) -> Chart:
    """The chart of some columns."""
    highest = max((sum(value for _kind, value in one.parts) for one in given), default=0.0)
    step = nice_step(highest)
    top_value = max(step * ceil(highest / step - 1e-9), step)
    scale = (HEIGHT - TOP - BOTTOM) / top_value
    room = (WIDTH - LEFT - RIGHT) / max(len(given), 1)
    lines = [
        (_y(step * number, scale), f"{step * number:g}") for number in range(round(top_value / step) + 1)
    ]
    return Chart([_column(one, LEFT + room * place, (room, scale)) for place, one in enumerate(given)], lines)


def _y(value: float, scale: float) -> float:
    return round(HEIGHT - BOTTOM - value * scale, 1)


def _column(one: Given, x: float, sizes: tuple[float, float]) -> Column:
    room, scale = sizes
    parts, reached = [], 0.0
    for kind, value in one.parts:
        if value > 0:
            parts.append(Part(kind, _y(reached + value, scale), round(value * scale, 1), value))
        reached += value
    width = room * (1 - GAP)
    return Column(
        x=round(x + room * GAP / 2, 1),
        width=round(width, 1),
        middle=round(x + room / 2, 1),
        parts=parts,
        label=one.label,
        second=one.second,
        total=one.total,
        top=_y(reached, scale) - 6,
        faded=one.faded,
    )


def nice_step(highest: float) -> float:
    """A round step that makes at most five of the scale: 1, 2, 5, 10, 20 and so on.

    >>> [nice_step(value) for value in (0, 4, 36, 104)]
    [1.0, 1.0, 10.0, 50.0]
    """
    if highest <= 5:
        return 1.0
    power = 10.0 ** int(log10(highest / 4))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor * 4 >= highest)
