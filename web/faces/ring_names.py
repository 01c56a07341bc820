"""What the wedges of the rings are called: in a column at each side, with a line to their wedge, none over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from crm.assessments.placing import Point
from crm.assessments.shapes import lettering, tag
from crm.faces.rings import Rings, Wedge
from web.faces.svg import LINE, QUIET, WORDS, in_width
from web.i18n import number, term
from web.texts import gettext as _

SIZE, SIDE = 11.0, 150.0
_ROW = 15.0


def at(angle: float, radius: float) -> Point:
    """The point at an angle clockwise from above."""
    return radius * sin(angle), -radius * cos(angle)


def sector_words(sector: str) -> str:
    """A sector as people say it; that none is known."""
    return term(sector, "sectors") or _("sin sector")


def counts_words(wedge: Wedge) -> str:
    """How many of a sector are one and two steps away."""
    return _("%(near)s a un paso, %(far)s a dos", near=number(wedge.near), far=number(wedge.far))


def wedge_names(rings: Rings, reach: float) -> Iterator[str]:
    """The names of the sectors in a column at each side, with a line to their wedge; moved apart where they would meet."""
    for side in (1, -1):
        own = [wedge for wedge in rings.wedges if (wedge.middle <= pi) == (side == 1)]
        own.sort(key=lambda wedge: at(wedge.middle, reach)[1])
        texts = [
            [*in_width(sector_words(wedge.sector), SIZE, SIDE - 36), counts_words(wedge)] for wedge in own
        ]
        heights = [_ROW * len(lines) + 8 for lines in texts]
        tops = apart(
            [at(wedge.middle, reach)[1] - high / 2 for wedge, high in zip(own, heights, strict=True)],
            heights,
            (-reach - 10, reach + 10),
        )
        for wedge, lines, top in zip(own, texts, tops, strict=True):
            yield from _wedge_name(wedge, lines, (side * (reach + 22), top), reach)


def _wedge_name(wedge: Wedge, lines: Sequence[str], place: Point, reach: float) -> Iterator[str]:
    x, top = place
    begin = at(wedge.middle, reach)
    yield tag("line", x1=begin[0], y1=begin[1], x2=x - (4 if x > 0 else -4), y2=top + _ROW * 0.7, **LINE)
    anchor = "start" if x > 0 else "end"
    for place_of, text in enumerate(lines):
        last = place_of == len(lines) - 1
        look = {**QUIET} if last else {"font_weight": "bold", **WORDS}
        yield lettering(text, (x, top + _ROW * (place_of + 0.9)), font_size=SIZE, text_anchor=anchor, **look)


def apart(tops: Sequence[float], heights: Sequence[float], room: tuple[float, float]) -> list[float]:
    """Boxes one below the other, each as near to where it wants to begin as those above it allow, within a room.

    Examples:
        >>> apart([0.0, 4.0], [10.0, 10.0], (0.0, 100.0))
        [0.0, 10.0]
        >>> apart([90.0, 95.0], [10.0, 10.0], (0.0, 100.0))
        [80.0, 90.0]
    """
    found, free = [], room[0]
    for top, high in zip(tops, heights, strict=True):
        found.append(max(top, free))
        free = found[-1] + high
    below = room[1]
    for place in reversed(range(len(found))):
        found[place] = min(found[place], below - heights[place])
        below = found[place]
    return found
