"""A whole sheet as one SVG: title, sentence, picture with its names and notes, legend, and where it comes from.

+------------------------------+
| title                        |
| sentence                     |
|          picture             |
| legend                       |
| remarks and source           |
+------------------------------+
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

from crm.assessments.lettering import cleaned
from web.red_files.fitting import Box, fit_into
from web.red_files.ink import FONTS, GROUND, INK, LINE, QUIET, cut_to, escaped, tag, words, wrapped
from web.red_files.legend import legend_drawn
from web.red_files.marks import edges_drawn, nodes_drawn, regions_drawn
from web.red_files.names import names_drawn
from web.red_files.notes import note_drawn, notes_of
from web.red_files.scene import Scene

PIXELS_PER_MM = 96 / 25.4
MARGIN = 36.0


@dataclass(frozen=True)
class Paper:
    """A sheet across, in millimetres."""

    name: str
    width: float
    height: float

    @property
    def magnified(self) -> float:
        """Larger sheets have larger words, and more of them: half of the growth each."""
        return sqrt(self.width / 297.0)

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height in the units in which words have their usual size."""
        unit = PIXELS_PER_MM / self.magnified
        return self.width * unit, self.height * unit


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("a4", 297, 210),
        Paper("a3", 420, 297),
        Paper("a2", 594, 420),
        Paper("a1", 841, 594),
    )
}


def sheet_svg(scene: Scene, paper: Paper) -> str:
    """The sheet, its size in millimetres."""
    width, height = paper.extent
    legend, legend_height = legend_drawn(scene, width - 2 * MARGIN)
    head, top = _head(scene, width - 2 * MARGIN)
    foot, foot_height = _foot(scene, width - 2 * MARGIN)
    bottom = height - MARGIN - foot_height - legend_height - 8
    body = picture_drawn(scene, Box(MARGIN, MARGIN + top + 6, width - MARGIN, bottom))
    parts = (
        _moved(head, MARGIN, MARGIN),
        body,
        _moved(legend, MARGIN, bottom + 4),
        _moved(foot, MARGIN, height - MARGIN - foot_height),
    )
    size = f"{paper.width:g}mm", f"{paper.height:g}mm"
    return document((width, height), "".join(parts), scene, size)


def document(extent: tuple[float, float], inside: str, scene: Scene, size: tuple[str, str]) -> str:
    """A complete SVG file on a white ground, with title and description for who does not see it."""
    width, height = extent
    said = tag("title", escaped(cleaned(scene.title))) + tag(
        "desc", escaped(cleaned(f"{scene.description} {scene.source}"))
    )
    ground = tag("rect", width=width, height=height, fill=GROUND)
    return tag(
        "svg",
        said + ground + inside,
        xmlns="http://www.w3.org/2000/svg",
        width=size[0],
        height=size[1],
        viewBox=f"0 0 {width:.1f} {height:.1f}",
        role="img",
        font_family=FONTS,
    )


def picture_drawn(scene: Scene, box: Box, bright: Collection[str] | None = None) -> str:
    """The picture in a box; with `bright` the others are pale and without names."""
    fit = fit_into(box, scene.nodes)
    notes = [*notes_of(scene, fit)] if bright is None else []
    return "".join(
        (
            *regions_drawn(scene, fit),
            *edges_drawn(scene, fit, bright),
            *nodes_drawn(scene, fit, bright),
            *names_drawn(scene, fit, bright, [note.box for note in notes]),
            *(note_drawn(note) for note in notes),
        )
    )


def _moved(inside: str, x: float, y: float) -> str:
    return tag("g", inside, transform=f"translate({x:.1f} {y:.1f})")


def _head(scene: Scene, width: float) -> tuple[str, float]:
    """Title and sentence, and how high they are."""
    parts, y = [], 0.0
    for text, size, most, weight, ink in (
        (scene.title, 22.0, 2, 700, INK),
        (scene.description, 12.5, 2, 400, QUIET),
    ):
        for line in wrapped(text, size, width, most):
            y += size * 1.25
            parts.append(words(line, 0, y - size * 0.25, size, font_weight=weight, fill=ink))
        y += 3
    return "".join(parts), y


def _foot(scene: Scene, width: float) -> tuple[str, float]:
    """What was left out at the left, where it comes from at the right of a thin line."""
    text = cut_to(" ".join((*scene.remarks, scene.source)), 9.5, width)
    rule = tag("path", d=f"M0 0H{width:.1f}", stroke=LINE, stroke_width=1, fill="none")
    return rule + words(text, 0, 14, 9.5, fill=QUIET), 18.0
