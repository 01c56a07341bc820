"""The actors on the grid: a mark for each, its label or number, how far apart people are, the arrow to the network's view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from crm.assessments.frame import Frame
from crm.assessments.grids import Placed, of_five
from crm.assessments.lettering import LIMIT_OF_TWO, cleaned
from crm.assessments.naming import names_beside
from crm.assessments.placing import Box, Point
from crm.assessments.shapes import DARK, LIGHT, Colours, family, lettering, line, shape, tag, words
from crm.messages import say
from crm.vocabulary import vocabulary

# A third of a point of difference is not worth an arrow; a whole point of disagreement is worth a line.
_WORTH_AN_ARROW = 0.08
_WORTH_A_LINE = 0.25
_MANY, _MANY_NARROW = 20, 12
# More names than these stand on one line each on a screen, else their lines would cross all over.
_CROWD = 30


@dataclass(frozen=True, slots=True)
class Look:
    """How to draw it. `live` marks actors so that a page can move them and keyboards reach them; `paper` is larger, with
    more room for names.
    """

    lang: str
    dark: bool = False
    narrow: bool = False
    live: bool = False
    paper: bool = False

    @property
    def colours(self) -> Colours:
        """The colours on its ground."""
        return DARK if self.dark else LIGHT

    @property
    def frame(self) -> Frame:
        """The measures of the picture."""
        if self.narrow:
            return Frame(360, 400, 40, 8, 8, 40)
        return Frame(1200, 940, 54, 12, 12, 42) if self.paper else Frame(1000, 700, 54, 12, 12, 42)


@dataclass(frozen=True, slots=True)
class Mark:
    """An actor where it is drawn; `number` is its place in the table beside the picture."""

    one: Placed
    at: Point
    number: int
    radius: float

    @property
    def perceived(self) -> bool:
        """Whether it stands where people put it."""
        return self.one.power.perceived is not None and self.one.interest.perceived is not None

    def structural(self, frame: Frame) -> Point | None:
        """Where the network has it, when people have it somewhere else."""
        interest, power = self.one.interest, self.one.power
        if not self.perceived or interest.structural is None or power.structural is None:
            return None
        if max(abs(interest.difference or 0), abs(power.difference or 0)) < _WORTH_AN_ARROW:
            return None
        return frame.point(interest.structural, power.structural)


def sentence(one: Placed, lang: str) -> str:
    """An actor's place in words."""
    values = {"power": _five(one.power.best), "interest": _five(one.interest.best)}
    return say("grid.desc_one", lang, name=cleaned(one.name), **values)


def _five(value: float | None) -> str:
    return "" if value is None else f"{of_five(value):.1f}".removesuffix(".0")


def arrows(marks: Sequence[Mark], look: Look) -> list[str]:
    """From where people have an actor to where the network has it; fainter when there are many, none on a narrow crowd."""
    ends = [(mark, end) for mark in marks if (end := mark.structural(look.frame)) is not None]
    if look.narrow and len(ends) > _MANY_NARROW:
        return []
    ink = look.colours.edge if len(ends) > _MANY else look.colours.quiet
    return [_arrow(mark, end, ink) for mark, end in ends]


def _arrow(mark: Mark, end: Point, ink: str) -> str:
    x, y = end[0] - mark.at[0], end[1] - mark.at[1]
    far = hypot(x, y) or 1.0
    x, y = x / far, y / far
    base = end[0] - 9 * x, end[1] - 9 * y
    corners = (end, (base[0] - 4 * y, base[1] + 4 * x), (base[0] + 4 * y, base[1] - 4 * x))
    tip = tag("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), fill=ink)
    shaft = line(mark.at, base, stroke=ink, stroke_width=1.2)
    return tag("g", shaft + tip, class_="grid-arrow", data_of=mark.one.actor)


def drawn(marks: Sequence[Mark], look: Look) -> list[str]:
    """The marks with their names; on a narrow picture with their numbers."""
    if look.narrow:
        return [_group(mark, look, _number(mark, look)) for mark in marks]
    limit = LIMIT_OF_TWO if look.paper or len(marks) <= _CROWD else None
    names = names_beside(marks, look.frame.inside, _taken(marks, look), look.colours, limit)
    return [_group(mark, look, name) for mark, name in zip(marks, names, strict=True)]


def _taken(marks: Sequence[Mark], look: Look) -> list[Box]:
    """What labels keep clear of: the names of the quarters and the tips of the arrows."""
    tips = [tip for mark in marks if (tip := mark.structural(look.frame)) is not None]
    quarters = [box for _text, box in look.frame.quarters(look.lang)]
    return [*quarters, *((x - 4, y - 4, x + 4, y + 4) for x, y in tips)]


def _group(mark: Mark, look: Look, label: str) -> str:
    """One actor: its mark, its label, a title that shows on hover; reachable by keyboard when the picture is live."""
    colours, kind = look.colours, family(mark.one.type)
    fill = colours.hue(kind) if mark.perceived else colours.ground
    outline = {
        "stroke": colours.ink,
        "stroke_width": 1.4,
        "stroke_dasharray": None if mark.perceived else "3 2",
    }
    own = shape(
        mark.one.type,
        mark.at,
        mark.radius,
        class_="grid-mark" if mark.perceived else "grid-open",
        fill=fill,
        **outline,
    )
    about = sentence(mark.one, look.lang)
    reach = {"tabindex": "0", "role": "button", "aria_label": about} if look.live else {}
    inner = tag("title", words(about)) + _spread(mark, look) + own + label
    return tag("g", inner, class_=f"grid-actor family-{kind}", data_actor=mark.one.actor, **reach)


def _spread(mark: Mark, look: Look) -> str:
    """From the lowest to the highest that people say, as dotted lines through the mark."""
    interest, power = mark.one.interest, mark.one.power
    if look.narrow or not mark.perceived:
        return ""
    left, low = look.frame.point(interest.low or 0.0, power.low or 0.0)
    width, height = look.frame.length(interest.spread or 0.0, power.spread or 0.0)
    ink = {"stroke": look.colours.edge, "stroke_width": 1.2, "stroke_dasharray": "1 3"}
    (x, y), lines = mark.at, ""
    if (interest.spread or 0.0) >= _WORTH_A_LINE:
        lines += line((left, y), (left + width, y), **ink)
    if (power.spread or 0.0) >= _WORTH_A_LINE:
        lines += line((x, low), (x, low - height), **ink)
    return tag("g", lines, class_="grid-spread") if lines else ""


def _number(mark: Mark, look: Look) -> str:
    """A number on the mark itself, with a rim of the mark's own colour, so that it reads on any shape."""
    kind = family(mark.one.type)
    own = str(vocabulary("families").get(kind).extra["dark_ink" if look.dark else "ink"])
    ink, rim = (own, look.colours.hue(kind)) if mark.perceived else (look.colours.ink, look.colours.ground)
    at = mark.at[0], mark.at[1] + 3.5
    bold = {"font_size": 10.0, "font_weight": "bold", "text_anchor": "middle"}
    halo = {"stroke": rim, "stroke_width": 2.5, "paint_order": "stroke", "stroke_linejoin": "round"}
    name = "grid-number" if mark.perceived else "grid-number-open"
    return lettering(str(mark.number), at, class_=name, fill=ink, **bold, **halo)
