"""Pictures of faces as SVG: in a page they wear its theme and their parts are links, as a file they stand by themselves.

Colours are said twice: as attributes, which a file and paper go by, and as classes, which a page's style sheet recolours.
No style attribute, no script; every text is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from crm.assessments.lettering import width_of
from crm.assessments.placing import Box, Point
from crm.assessments.shapes import FONT, lettering, line, rectangle, shape, tag, words, written
from crm.vocabulary import family_of, vocabulary
from web.red.palette import TOKENS, family_hue

GROUND, TINT, INK, QUIET_INK, RULE = "#ffffff", "#f1f2ed", "#1a2324", "#545f60", "#d5d9d3"
WORDS: dict[str, object] = {"class_": "fig-words", "fill": INK}
QUIET: dict[str, object] = {"class_": "fig-quiet", "fill": QUIET_INK}
LINE: dict[str, object] = {"class_": "fig-line", "stroke": RULE}
# Words over a drawing, on a rim of the ground.
HALO: dict[str, object] = {
    "class_": "fig-words fig-halo",
    "fill": INK,
    "stroke": GROUND,
    "stroke_width": 3,
    "paint_order": "stroke",
}
_MARGIN, _TITLE, _SMALL, _LETTERS = 24.0, 18.0, 12.0, 150
_WIDER = 1.16


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: its size in pixels, what is in it, its title and its description for who does not see it."""

    width: float
    height: float
    body: str
    title: str
    description: str

    def inline(self) -> Markup:
        """The picture as part of a page; its links can be moved through with the arrow keys (static/js/figure.js)."""
        return Markup(self._element(self.body, self.width, self.height, "group"))  # nosec B704 - all texts are escaped

    def alone(self, note: str) -> str:
        """The picture as a file, with its title above it and a note on its source below."""
        width = max(self.width, 480.0)
        title = in_width(self.title, _TITLE, width)
        said = in_width(self.description, _SMALL, width)
        top = _MARGIN + 24 * len(title) + 16 * len(said)
        height = top + self.height + 2 * _MARGIN
        parts = [
            rectangle((0, 0, width + 2 * _MARGIN, height), fill=GROUND),
            *_lines(title, 24, {"font_size": _TITLE, "font_weight": "bold", **WORDS}, _MARGIN + 12),
            *_lines(said, 16, {"font_size": _SMALL, **QUIET}, _MARGIN + 8 + 24 * len(title)),
            tag("g", self.body, transform=f"translate({_MARGIN:g} {top:g})"),
            lettering(note, (_MARGIN, height - 12), font_size=11, **QUIET),
        ]
        return self._element("".join(parts), width + 2 * _MARGIN, height, "img")

    def _element(self, body: str, width: float, height: float, role: str) -> str:
        about = tag("title", words(self.title)) + tag("desc", words(self.description))
        return tag(
            "svg",
            about + body,
            xmlns="http://www.w3.org/2000/svg",
            class_="figure",
            viewBox=f"0 0 {width:g} {height:g}",
            width=width,
            height=height,
            font_family=FONT,
            role=role,
            aria_label=self.title,
        )


def room_of(text: str, size: float) -> float:
    """How much room a text takes at most: where the fonts that a picture asks for are missing, others are wider."""
    return width_of(text, size) * _WIDER


def _lines(texts: Sequence[str], step: float, look: dict[str, object], top: float) -> list[str]:
    return [lettering(text, (_MARGIN, top + step * number), **look) for number, text in enumerate(texts)]


def in_width(text: str, size: float, width: float) -> list[str]:
    """The text on as many lines of a width as it takes; a word that is wider than that stands on a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and room_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word[:_LETTERS])
    return lines


@dataclass(frozen=True, slots=True)
class Way:
    """What a part of a picture leads to, and what it is called. With `on` it is what it is about: whatever says that it
    `lights` one of these is shown together with it.
    """

    url: str
    label: str
    on: str = ""
    lights: str = ""


def way(inner: str, to: Way, live: bool) -> str:
    """A part of a picture that leads somewhere; in a file it leads nowhere, but is still called something.

    Written out, not by `tag`: a picture has hundreds of them.
    """
    label = escape(written(to.label))
    if not live:
        return f"<g><title>{label}</title>{inner}</g>"
    about = f' data-on="{escape(written(to.on))}"' if to.on else ""
    lights = f' data-lights="{escape(written(to.lights))}"' if to.lights else ""
    return (
        f'<a href="{escape(written(to.url))}" class="fig-way" tabindex="-1" aria-label="{label}"{about}{lights}>'
        f"<title>{label}</title>{inner}</a>"
    )


def tone(token: str) -> dict[str, object]:
    """The look of a fill from the palette."""
    return {"class_": f"fig-fill {token}", "fill": TOKENS[token].light}


def family_tone(family: str) -> dict[str, object]:
    """The look of a fill in a family's hue."""
    return {"class_": f"fig-fill family-{family}", "fill": family_hue(family).light}


def type_mark_at(type: str, family: str, at: Point, radius: float) -> str:
    """The shape and hue of an actor, outlined in ink."""
    look = {**family_tone(family), "stroke": INK, "stroke_width": 1}
    if family_of(type) != family:  # the office's own city has the shape of its house
        type = next(id for id in vocabulary("actor_types").ids if family_of(id) == family)
    return shape(type, at, radius, **{**look, "class_": f"fig-fill fig-outlined family-{family}"})


def hatching(name: str = "vago") -> str:
    """What `hatched` needs once in a picture; two pictures of one page call it differently."""
    stroke = line((0, 0), (0, 6), class_="fig-hatch", stroke=INK, stroke_width=1.4, stroke_opacity="0.4")
    pattern = {"id": name, "width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    return tag("defs", tag("pattern", stroke, patternTransform="rotate(45)", **pattern))


def hatched(box: Box, name: str = "vago") -> str:
    """Some time, somewhere in here: it shows on paper without colours, too."""
    ground = rectangle(box, class_="fig-tint", fill=TINT)
    return ground + rectangle(box, fill=f"url(#{name})", stroke=INK, stroke_width=0.8, class_="fig-block")
