"""The power-interest grid as a picture: one complete SVG, for pages, reports and prints.

    grid_svg(grid, "es")                       dots where people place the actors, arrows to where the network has them
    draw(grid, Look("es", narrow=True))        for a phone: numbers in place of names, as in the table beside it

Everything is said by attributes (no style sheet, no script), names are escaped, colours have a shape and an outline beside
them, so that it reads in black and white. `class` names let a page recolour it for its own theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from crm.assessments.backdrop import backdrop, key, scene
from crm.assessments.grids import MOST, Grid, Judged, Placed
from crm.assessments.influence_lines import drawn_pulls, influence_lines
from crm.assessments.lettering import cleaned
from crm.assessments.marks import Look, Mark, arrows, drawn, sentence
from crm.assessments.placing import spread_out
from crm.messages import say

_TOLD = 12
Side = Literal["both", "perceived", "structural"]


def grid_svg(grid: Grid, lang: str, dark: bool = False) -> str:
    """The picture with names, of at most sixty actors; who stands nowhere yet is counted in its description."""
    return draw(grid, Look(lang, dark))


def draw(grid: Grid, look: Look) -> str:
    """The picture as one `svg` element with a title and a description."""
    marks = _marks(grid, look)
    legend, height = key(look.frame, look.lang, look.colours, [mark.one.type for mark in marks])
    pulls = drawn_pulls(marks, grid.pulls)
    between = [*arrows(marks, look), *influence_lines(pulls, look)]
    parts = [backdrop(look.frame, look.lang, look.colours), *between, *drawn(marks, look), legend]
    title = (
        say("grid.title_of", look.lang, title=cleaned(grid.title))
        if grid.title
        else say("grid.title", look.lang)
    )
    told = say("grid.desc_influences", look.lang, count=len(pulls)) if pulls else ""
    said = title, f"{_description(grid, marks, look.lang)} {told}".rstrip()
    return scene((look.frame.width, height), said, "".join(parts), look.live)


def _marks(grid: Grid, look: Look) -> list[Mark]:
    """Who is drawn, and where: those who coincide stand side by side."""
    number = {one.actor: place for place, one in enumerate(grid.placed, 1)}
    shown = [one for one in grid.first(MOST).placed if one.is_placed]
    radius, frame = 9.0 if look.narrow else 8.0, look.frame
    points = [frame.point(one.interest.best or 0.0, one.power.best or 0.0) for one in shown]
    places = spread_out(points, 2 * radius + 3, frame.free(radius), frame.middle, frame.captions(look.lang))
    return [Mark(one, at, number[one.actor], radius) for one, at in zip(shown, places, strict=True)]


def _description(grid: Grid, marks: Sequence[Mark], lang: str) -> str:
    if not marks:
        return say("grid.nobody", lang)
    told = [sentence(mark.one, lang) for mark in marks[:_TOLD]]
    if len(grid.placed) > len(told):
        told.append(say("grid.desc_more", lang, count=len(grid.placed) - len(told)))
    return say("grid.desc", lang, count=len(marks), lines=" ".join(told))


def only(grid: Grid, side: Side) -> Grid:
    """The grid with what people say alone, with what the network shows alone, or with both."""
    if side == "both":
        return grid
    kept = (
        replace(one, power=_half(one.power, side), interest=_half(one.interest, side)) for one in grid.placed
    )
    return replace(grid, placed=tuple(kept))


def _half(value: Judged, side: Side) -> Judged:
    if side == "structural":
        return Judged(structural=value.structural)
    return replace(value, structural=None)


__all__ = ["Look", "Placed", "Side", "draw", "grid_svg", "only"]
