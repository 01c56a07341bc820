"""The legend of a picture as rows of samples with words: only what is in the picture, in its own shapes and strokes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crm.assessments.lettering import width_of
from web.red.palette import LINES, WEAK
from web.red.palette import Line as Stroke
from web.red_files.ink import GROUND, INK, QUIET, cut_to, tag, words
from web.red_files.marks import COLDNESS, STEADY, line_drawn, shape
from web.red_files.scene import Scene

SIZE, ROW, GAP = 11.0, 19.0, 20.0
_LONGEST = 330.0


@dataclass(frozen=True)
class Entry:
    """A sample, drawn in a box of `wide` by ROW at 0, 0, and what it means."""

    sample: str
    wide: float
    label: str


def legend_drawn(scene: Scene, width: float) -> tuple[str, float]:
    """The legend for a width as SVG at 0, 0, and its height."""
    parts, y = [], 0.0
    for entries in (_colours(scene), _families(scene), _lines(scene)):
        x = 0.0
        for entry in entries:
            wide = entry.wide + 6 + width_of(entry.label, SIZE)
            if x and x + wide > width:
                x, y = 0.0, y + ROW
            label = words(entry.label, entry.wide + 6, ROW / 2 + SIZE * 0.35, SIZE)
            parts.append(tag("g", entry.sample + label, transform=f"translate({x:.1f} {y:.1f})"))
            x += wide + GAP
        y += ROW if entries else 0.0
    return "".join(parts), y


def _label(text: str) -> str:
    return cut_to(text, SIZE, _LONGEST)


def _colours(scene: Scene) -> list[Entry]:
    """What colours say, when they do not say families."""
    if not scene.colours:
        return []
    head = Entry("", -6.0, _label(f"{scene.colours_say}:"))
    rest = [
        Entry(
            shape("dot", (7, ROW / 2), 5.5, fill=scene.hue(item.token).light, stroke=INK, stroke_width=1.0),
            14.0,
            _label(f"{item.label} ({item.count})"),
        )
        for item in scene.colours
    ]
    return [head, *rest]


def _families(scene: Scene) -> list[Entry]:
    """The shapes of the families; in their colours only when colours say families."""
    return [
        Entry(
            shape(
                form,
                (8, ROW / 2),
                5.5,
                fill=GROUND if scene.colours else scene.hue(f"family-{id}").light,
                stroke=INK,
                stroke_width=1.0,
            ),
            16.0,
            _label(word),
        )
        for id, word, form in scene.families
    ]


def _lines(scene: Scene) -> list[Entry]:
    return [Entry(_sample(line.kind), 30.0, _label(line.label)) for line in scene.lines]


def _sample(kind: str) -> str:
    """A stretch of a line of that kind."""
    sort, _dash, name = kind.partition("-")
    opacity = COLDNESS[int(name)] if sort == "age" else STEADY
    if sort == "wide":
        return "".join(_strokes())
    if sort == "size":
        return "".join(
            shape("dot", (x, ROW / 2), r, fill=GROUND, stroke=QUIET) for x, r in ((7, 2.5), (22, 6))
        )
    stroke = WEAK if sort == "weak" else LINES[name] if sort == "is" else Stroke()
    edge = {"dashes": stroke.dashes, "double": stroke.double, "lane": 0, "lanes": 1}
    return line_drawn(edge, ((0, ROW / 2), (30, ROW / 2)), 1.6, opacity, 0.0)


def _strokes() -> Iterator[str]:
    for x, width in ((0, 1.2), (16, 4.5)):
        yield tag("path", d=f"M{x} {ROW / 2}h13", stroke=QUIET, stroke_width=width, fill="none")
