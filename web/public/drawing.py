"""A published red as SVG in the page: one broad, one for phones; hues come from the style sheet, for light and dark.

The drawing is an image with a name and a description; the tables below it hold everything it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from crm.assessments.lettering import cleaned
from web.red.palette import LINES
from web.red.palette import Line as Stroke
from web.red_files.fitting import Box, Fit, fit_into
from web.red_files.ink import QUIET, escaped, tag
from web.red_files.marks import STEADY, edges_drawn, line_drawn, shape
from web.red_files.names import names_drawn
from web.red_files.scene import Scene


@dataclass(frozen=True)
class Frame:
    """A drawing's size in pixels, and the class that shows it on its kind of screen."""

    name: str
    width: int
    height: int


FRAMES = (Frame("wide", 1040, 680), Frame("narrow", 340, 480))


def drawings(scene: Scene, title: str, description: str) -> Markup:
    """Both drawings; the style sheet shows the one that fits. Everything in them is escaped here."""
    drawn = "".join(_drawn(scene, frame, title, description) for frame in FRAMES)
    return Markup(drawn)  # nosec B704  # `tag` and `_drawn` escape


def _drawn(scene: Scene, frame: Frame, title: str, description: str) -> str:
    margin = 10.0 if frame.width > 600 else 0.0
    fit = fit_into(Box(margin, margin, frame.width - margin, frame.height - margin), scene.nodes)
    inside = (*edges_drawn(scene, fit), *_marks(scene, fit), *names_drawn(scene, fit))
    return tag(
        "svg",
        tag("title", escaped(cleaned(title))) + tag("desc", escaped(cleaned(description))) + "".join(inside),
        class_=f"public-drawing public-{frame.name}",
        viewBox=f"0 0 {frame.width} {frame.height}",
        role="img",
        aria_label=cleaned(title),
    )


def _marks(scene: Scene, fit: Fit) -> Iterator[str]:
    """The actors, each in its family's hue and shape, with its whole name for who points at it."""
    for node in scene.nodes:
        mark = shape(node["shape"], fit.point(node["x"], node["y"]), fit.radius(node), stroke_width=1.1)
        name = tag("title", escaped(cleaned(node["label"])))
        yield tag("g", name + mark, class_=f"public-mark family-{node['family']}")


def thumbnail(scene: Scene) -> Markup:
    """The picture without names, beside its title."""
    fit = fit_into(Box(-40.0, -10.0, 360.0, 190.0), scene.nodes)
    inside = "".join((*edges_drawn(scene, fit), *_marks(scene, fit)))
    size = {"viewBox": "0 0 320 180", "aria_hidden": "true", "focusable": "false"}
    return Markup(tag("svg", inside, class_="public-thumbnail", **size))  # nosec B704  # `tag` escapes


def line_sample(meaning: str) -> Markup:
    """A stretch of the line of a meaning."""
    stroke = LINES.get(meaning, Stroke())
    edge = {"dashes": stroke.dashes, "double": stroke.double, "lane": 0, "lanes": 1}
    return _sample(line_drawn(edge, ((1, 8), (33, 8)), 1.6, STEADY, 0.0))


def width_sample() -> Markup:
    """A thin stretch and a thick one."""
    both = ((1, 1.4), (18, 5.5))
    return _sample("".join(tag("path", d=f"M{x} 8h15", stroke=QUIET, stroke_width=w) for x, w in both))


def _sample(inside: str) -> Markup:
    size = {"viewBox": "0 0 34 16", "aria_hidden": "true", "focusable": "false"}
    return Markup(tag("svg", inside, class_="public-sample", **size))  # nosec B704  # `tag` escapes
