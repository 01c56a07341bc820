"""The small picture of whom an actor meets: a fan of lines from a point to names, drawn on the server as SVG.

(·)──── Embajada de Suiza   4          a line's width says how many interactions both took part in
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.companions import Companion
from web.marks import Mark, type_mark

WIDTH, ROW, TOP = 272, 30, 8
CENTRE, NAMES = 12, 74
LETTERS = 22
THINNEST, EACH, THICKEST = 1.5, 0.9, 8.0


@dataclass(frozen=True)
class Spoke:
    """One companion in the picture: where its line ends, how thick it is, the words beside it."""

    companion: Companion
    mark: Mark
    y: float
    line: str
    width: float
    label: str


@dataclass(frozen=True)
class Ego:
    """The whole picture, in pixels."""

    width: int
    height: int
    middle: float
    spokes: Sequence[Spoke]


def draw_ego(companions: Sequence[Companion]) -> Ego | None:
    """The picture, or None when there is nobody to draw."""
    if not companions:
        return None
    height = 2 * TOP + ROW * len(companions)
    middle = height / 2
    spokes = [_spoke(one, TOP + ROW * (n + 0.5), middle) for n, one in enumerate(companions)]
    return Ego(WIDTH, height, middle, spokes)


def _spoke(companion: Companion, y: float, middle: float) -> Spoke:
    bend = (CENTRE + NAMES) / 2
    line = f"M{CENTRE} {middle:g}C{bend:g} {middle:g} {bend:g} {y:g} {NAMES - 14} {y:g}"
    width = min(THICKEST, THINNEST + EACH * (companion.together - 1))
    return Spoke(companion, type_mark(companion.type), y, line, round(width, 1), shortened(companion.name))


def shortened(name: str, letters: int = LETTERS) -> str:
    """A name that fits; an acronym in brackets at its end is what people know it by."""
    if len(name) <= letters:
        return name
    inside = name[name.rfind("(") + 1 : -1] if name.endswith(")") else ""
    if len(inside) <= letters and sum(letter.isupper() for letter in inside) > 1:
        return inside
    return name[: letters - 1].rstrip(" ,.-") + "…"
