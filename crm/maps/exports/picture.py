"""The grid of power and interest as a picture: the drawing of `crm.assessments.drawing`, and the same as PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.papers.picturing import to_png

if TYPE_CHECKING:
    from crm.assessments.grids import Grid


def grid_picture(grid: Grid, lang: str) -> str:
    """The SVG, on white, with more room for names than a screen has."""
    from crm.assessments.drawing import Look, draw

    return draw(grid, Look(lang, paper=True))


def grid_png(grid: Grid, lang: str) -> bytes:
    """The picture as PNG, twice as sharp as a screen."""
    return to_png(grid_picture(grid, lang))
