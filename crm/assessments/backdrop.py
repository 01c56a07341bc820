"""What the grid is drawn on: its quarters and axes, its key, and the element around it all."""

from __future__ import annotations

from collections.abc import Sequence

from crm.assessments.frame import Frame
from crm.assessments.lettering import width_of
from crm.assessments.placing import Point
from crm.assessments.shapes import FONT, Colours, family, lettering, line, rectangle, shape, tag, words
from crm.messages import say
from crm.vocabulary import vocabulary

_CAPTION = 13.0
_SMALL = 12.0
_KEY_ROW = 20.0


def backdrop(frame: Frame, lang: str, colours: Colours) -> str:
    """The ground, the quarters with their names, the lines of the five values, the axes."""
    left, top, right, bottom = frame.inside
    x, y = frame.middle
    parts = [
        rectangle(frame.inside, class_="grid-ground", fill=colours.ground, stroke=colours.line),
        rectangle((x, top, right, y), class_="grid-tint", fill=colours.tint),
    ]
    for value in (0.0, 0.25, 0.75, 1.0):
        across, down = frame.point(value, value)
        parts.append(_rule((across, top), (across, bottom), colours, stroke_dasharray="1 4"))
        parts.append(_rule((left, down), (right, down), colours, stroke_dasharray="1 4"))
    parts += [_rule((x, top), (x, bottom), colours), _rule((left, y), (right, y), colours)]
    look = {"font_size": frame.caption_size, "font_weight": "bold", **_quiet(colours)}
    parts += [
        lettering(
            text, (box[0], box[3] - 4), textLength=box[2] - box[0], lengthAdjust="spacingAndGlyphs", **look
        )
        for text, box in frame.quarters(lang)
    ]
    return "".join([*parts, *_axes(frame, lang, colours)])


def _rule(begin: Point, end: Point, colours: Colours, **look: object) -> str:
    return line(begin, end, class_="grid-line", stroke=colours.line, stroke_width=1, **look)


def _quiet(colours: Colours) -> dict[str, object]:
    return {"class_": "grid-quiet", "fill": colours.quiet}


def _ink(colours: Colours) -> dict[str, object]:
    return {"class_": "grid-words", "fill": colours.ink}


def _axes(frame: Frame, lang: str, colours: Colours) -> list[str]:
    """Both axes with their name, and the five values."""
    left, top, right, bottom = frame.inside
    made = []
    for step in range(5):
        x, y = frame.point(step / 4, step / 4)
        look = {"font_size": _SMALL, **_quiet(colours)}
        made.append(lettering(str(step + 1), (x, bottom + 15), text_anchor="middle", **look))
        made.append(lettering(str(step + 1), (left - 8, y + 4), text_anchor="end", **look))
    bold = {"font_size": _CAPTION, "font_weight": "bold", "text_anchor": "middle", **_ink(colours)}
    made.append(lettering(_axis("interest", lang), ((left + right) / 2, bottom + 31), **bold))
    x, y = left - 20, (top + bottom) / 2
    x = max(x - 4, 12.0)
    return [*made, lettering(_axis("power", lang), (x, y), transform=f"rotate(-90 {x:.1f} {y:.1f})", **bold)]


def _axis(name: str, lang: str) -> str:
    return f"{say(f'grid.{name}', lang)}: {say('grid.low', lang)} → {say('grid.high', lang)}"


def key(frame: Frame, lang: str, colours: Colours, types: Sequence[str]) -> tuple[str, float]:
    """What the marks mean (people's word, the network's, the families that are there), and where that ends."""
    first = {family(type): type for type in reversed(types)}
    items = [(say(f"grid.key_{what}", lang), what) for what in ("perceived", "structural")]
    items += [(vocabulary("families").label(name, lang), type) for name, type in sorted(first.items())]
    rows = _rows(frame, items)
    end = max(at[1] for _item, at in rows) + 10
    return "".join(_item(item, at, colours) for item, at in rows), end


_Entry = tuple[str, str]


def _rows(frame: Frame, items: Sequence[_Entry]) -> list[tuple[_Entry, Point]]:
    """Each item where it stands, in as many rows as it takes."""
    made, x, y = [], frame.left, frame.plot_bottom + 14
    for item in items:
        width = width_of(item[0], _SMALL) * 1.1 + 34
        if x + width > frame.width and x > frame.left:
            x, y = frame.left, y + _KEY_ROW
        made.append((item, (x, y)))
        x += width
    return made


def _item(item: _Entry, at: Point, colours: Colours) -> str:
    text, what = item
    middle, outline = (at[0] + 8, at[1] - 4), {"stroke": colours.ink, "stroke_width": 1.3}
    if what == "perceived":
        mark = tag(
            "circle", cx=middle[0], cy=middle[1], r=6, class_="grid-sample", fill=colours.quiet, **outline
        )
    elif what == "structural":
        look = {"class_": "grid-open", "fill": colours.ground, "stroke_dasharray": "3 2", **outline}
        mark = tag("circle", cx=middle[0], cy=middle[1], r=6, **look)
    else:
        own = shape(what, middle, 6, class_="grid-mark", fill=colours.hue(family(what)), **outline)
        mark = tag("g", own, class_=f"family-{family(what)}")
    return mark + lettering(text, (at[0] + 20, at[1]), font_size=_SMALL, **_ink(colours))


def scene(size: tuple[float, float], said: tuple[str, str], body: str, live: bool) -> str:
    """The whole element: its box, its title and description for who does not see it."""
    width, height = size
    about = tag("title", words(said[0])) + tag("desc", words(said[1]))
    box = {"viewBox": f"0 0 {width:g} {height:g}", "width": width, "height": height}
    told = {"role": "group" if live else "img", "aria_label": said[0]}
    return tag(
        "svg",
        about + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="grid-picture",
        font_family=FONT,
        **box,
        **told,
    )
