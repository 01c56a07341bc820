"""Shapes, colours and tags of pictures: an actor's family looks here as it does everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from math import cos, pi, sin

from crm.vocabulary import family_of, vocabulary

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_UNKNOWN = "social"
# What XML 1.0 has no place for, not even escaped: one such letter and nothing opens the file.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Corners of each shape for a radius of 1; a dot is a circle, a box lies flat.
_TURNED = {
    "diamond": (4, 0.5, 1.15),
    "triangle": (3, 0.5, 1.2),
    "triangleDown": (3, -0.5, 1.2),
    "hexagon": (6, 0.5, 1.1),
}


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a picture on a light or a dark ground."""

    ground: str
    tint: str
    ink: str
    quiet: str
    line: str
    edge: str
    dark: bool

    def hue(self, family: str) -> str:
        """The family's colour."""
        return str(vocabulary("families").get(family).extra["dark_hue" if self.dark else "hue"])


LIGHT = Colours("#ffffff", "#f1f2ed", "#1a2324", "#545f60", "#d5d9d3", "#9aa3a1", dark=False)
DARK = Colours("#19211f", "#111817", "#e7ece9", "#a5b1ad", "#33403c", "#6d7a76", dark=True)


@cache
def family(type: str) -> str:
    """The family of an actor's type; of an unknown one that of people."""
    return family_of(type) if type in vocabulary("actor_types") else _UNKNOWN


def tag(name: str, inner: str = "", /, **attributes: object) -> str:
    """One element; a trailing _ of an attribute's name goes, other _ become hyphens, None leaves it out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(written(_short(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def line(begin: tuple[float, float], end: tuple[float, float], **look: object) -> str:
    """A straight line."""
    return tag("line", x1=begin[0], y1=begin[1], x2=end[0], y2=end[1], **look)


def rectangle(box: tuple[float, float, float, float], **look: object) -> str:
    """A box by its left, top, right and bottom."""
    left, top, right, bottom = box
    return tag("rect", x=left, y=top, width=right - left, height=bottom - top, **look)


def lettering(text: str, at: tuple[float, float], **look: object) -> str:
    """A line of text; `at` is where it begins, on its base line."""
    return tag("text", words(text), x=at[0], y=at[1], **look)


def _short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def written(text: str) -> str:
    """Text without the letters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def words(text: str) -> str:
    """Text between tags."""
    return escape(written(text), quote=False)


def shape(type: str, at: tuple[float, float], radius: float, **look: object) -> str:
    """The mark of an actor's type around a point."""
    kind = str(vocabulary("families").get(family(type)).extra["shape"])
    x, y = at
    if kind == "dot":
        return tag("circle", cx=x, cy=y, r=radius, **look)
    if kind == "square":
        side = radius * 0.9
        return rectangle((x - side, y - side, x + side, y + side), **look)
    if kind == "box":
        return rectangle((x - radius * 1.15, y - radius * 0.65, x + radius * 1.15, y + radius * 0.65), **look)
    return tag("polygon", points=_points(_corners(kind, radius), at), **look)


def _corners(kind: str, radius: float) -> list[tuple[float, float]]:
    """The corners around 0, 0; the first points up unless it is turned round."""
    if kind == "star":
        return [_corner(10, step, radius * (1.2 if step % 2 == 0 else 0.55), 0.5) for step in range(10)]
    count, up, stretch = _TURNED.get(kind, (4, 0.5, 1.0))
    return [_corner(count, step, radius * stretch, up) for step in range(count)]


def _corner(count: int, step: int, radius: float, up: float) -> tuple[float, float]:
    turn = 2 * pi * step / count - pi * up
    return radius * cos(turn), radius * sin(turn)


def _points(corners: Sequence[tuple[float, float]], at: tuple[float, float]) -> str:
    return " ".join(f"{at[0] + x:.1f},{at[1] + y:.1f}" for x, y in corners)
