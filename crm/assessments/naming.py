"""The names beside the marks of a picture: whole on one line or two where there is room, else shortened on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm.assessments.lettering import in_lines, labels_of, width_of
from crm.assessments.placing import Box, Label, Spot, around, place
from crm.assessments.shapes import Colours, lettering, line

if TYPE_CHECKING:
    from crm.assessments.marks import Mark

_SIZE, _HEIGHT = 13.0, 15.0
_SIGNS = {"strong_support": "++", "support": "+", "opposition": "−", "strong_opposition": "−−"}
_Lines = Sequence[str]


def names_beside(
    marks: Sequence[Mark], inside: Box, taken: Sequence[Box], colours: Colours, limit: int | None
) -> list[str]:
    """The drawing of each mark's name, up to `limit` letters on two lines (None: all short, for a crowd on a screen); ""
    for one that finds no room.
    """
    long, short = (_texts(marks, most) for most in (limit, None))
    spots = place(_labels(marks, long), inside, taken)
    left = [number for number, spot in enumerate(spots) if spot is None]
    if left:
        full = [*taken, *(around(mark.at, mark.radius) for mark in marks), *(s.box for s in spots if s)]
        again = place(_labels([marks[n] for n in left], [short[n] for n in left]), inside, full)
        for number, spot in zip(left, again, strict=True):
            long[number], spots[number] = short[number], spot
    return [_name(text, spot, colours) for text, spot in zip(long, spots, strict=True)]


def _texts(marks: Sequence[Mark], limit: int | None) -> list[_Lines]:
    """The lines of each name with the sign of its stance; with a limit on up to two lines."""
    names = [mark.one.name for mark in marks]
    cut = labels_of(names, limit) if limit else labels_of(names)
    signs = [_SIGNS.get(mark.one.attitude or "", "") for mark in marks]
    texts = [f"{name} {sign}".rstrip() for name, sign in zip(cut, signs, strict=True)]
    return [in_lines(text) if limit else [text] for text in texts]


def _labels(marks: Sequence[Mark], texts: Sequence[_Lines]) -> list[Label]:
    return [
        Label(mark.at, mark.radius + 1, max(width_of(one, _SIZE) for one in lines), _HEIGHT * len(lines))
        for mark, lines in zip(marks, texts, strict=True)
    ]


def _name(lines: _Lines, spot: Spot | None, colours: Colours) -> str:
    if spot is None:
        return ""
    halo = {"stroke": colours.ground, "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
    look = {"class_": "grid-label", "fill": colours.ink, "direction": "ltr", "font_size": _SIZE, **halo}
    drawn = ""
    for number, text in enumerate(lines, 1):
        wide = {"textLength": width_of(text, _SIZE), "lengthAdjust": "spacingAndGlyphs"}
        drawn += lettering(text, (spot.box[0], spot.box[1] + number * _HEIGHT - 3.5), **look, **wide)
    if spot.leader is None:
        return drawn
    return line(*spot.leader, class_="grid-leader", stroke=colours.quiet, stroke_width=0.8) + drawn
