"""The line of time as a picture: a block for each period, as long as what is known and as high as the interactions are many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crm.assessments.placing import Point
from crm.assessments.shapes import lettering, line, rectangle
from crm.faces.spells import Spell, Spells
from web.faces.flow_words import interactions_words
from web.faces.parts import lapse_of, span_words
from web.faces.svg import INK, LINE, WORDS, Figure, Way, hatched, hatching, room_of, tone, way
from web.red.palette import TOKENS

WIDTH, HIGH, FOOT, SIZE = 1000.0, 240.0, 34.0, 11.0
TALLEST, LEAST = 18.0, 3.0


@dataclass(frozen=True)
class Sheet:
    """Blocks to draw over the days from `first` to `last`; `narrowed` is the address of the interactions of a period, to
    which the period is added; `zoomed` that of a year.
    """

    spells: Spells
    first: date
    last: date
    title: str
    description: str
    live: bool
    narrowed: str
    zoomed: str

    def x(self, day: date) -> float:
        """Where a day begins."""
        return WIDTH * (day - self.first).days / ((self.last - self.first).days + 1)


def draw(sheet: Sheet) -> Figure:
    """The picture."""
    unit = min(HIGH / max(sheet.spells.height, 1), TALLEST)
    floor = 12 + unit * sheet.spells.height
    parts = [
        hatching(),
        *_years(sheet, floor),
        *(_block(sheet, spell, (floor, unit)) for spell in sheet.spells.spells),
    ]
    return Figure(WIDTH, floor + FOOT, "".join(parts), sheet.title, sheet.description)


def _years(sheet: Sheet, floor: float) -> Iterator[str]:
    """The years below, each a way to look closer; quarters as small marks."""
    yield line((0, floor), (WIDTH, floor), **LINE)
    for year in range(sheet.first.year, sheet.last.year + 1):
        begin = sheet.x(max(date(year, 1, 1), sheet.first))
        end = sheet.x(min(date(year, 12, 31), sheet.last))
        yield line((begin, 6), (begin, floor + 8), **LINE)
        for month in (4, 7, 10):
            x = sheet.x(date(year, month, 1))
            yield line((x, floor), (x, floor + 4), **LINE) if 0 < x < WIDTH else ""
        text = lettering(
            str(year), ((begin + end) / 2, floor + 22), font_size=12.0, text_anchor="middle", **WORDS
        )
        room = rectangle(
            (begin, floor + 8, max(end, begin + 1), floor + 28), fill="none", pointer_events="all"
        )
        yield way(room + text, Way(f"{sheet.zoomed}desde={year}&hasta={year}", str(year)), sheet.live)


def _block(sheet: Sheet, spell: Spell, base: tuple[float, float]) -> str:
    floor, unit = base
    after = date.fromordinal(spell.end.toordinal() + 1)
    left, right = sheet.x(spell.start), sheet.x(after)
    if right - left < LEAST:
        left, right = (left + right - LEAST) / 2, (left + right + LEAST) / 2
    top, bottom = floor - unit * spell.top, floor - unit * spell.level
    days = (spell.start, spell.end)
    token = _token(days)
    label = f"{span_words(days)}: {interactions_words(spell.count)}"
    box = _box((left, top, right, bottom), token)
    text = _count(spell, token, ((left + right) / 2, (top + bottom) / 2), (right - left, bottom - top))
    lapse = lapse_of(sheet.spells.unit, days)
    return way(box + text, Way(f"{sheet.narrowed}lapso={lapse}", label), sheet.live)


def _box(box: tuple[float, float, float, float], token: str) -> str:
    outline: dict[str, object] = {"stroke": INK, "stroke_width": 0.6}
    if not token:
        return hatched(box)
    look = {**tone(token), **outline, "class_": f"fig-fill fig-block {token}"}
    return rectangle(box, **look)


def _token(days: tuple[date, date]) -> str:
    """The better a period is known, the darker; "" for hatched: some time within more than half a year."""
    length = (days[1] - days[0]).days + 1
    return "ramp-4" if length <= 31 else "ramp-3" if length <= 92 else "ramp-2" if length <= 184 else ""


def _count(spell: Spell, token: str, middle: Point, room: tuple[float, float]) -> str:
    text = str(spell.count)
    if room_of(text, SIZE) + 4 > room[0] or room[1] < SIZE:
        return ""
    ink = {"class_": f"fig-on {token}", "fill": TOKENS[token].ink} if token else WORDS
    look = {"text_anchor": "middle", **ink}
    return lettering(text, (middle[0], middle[1] + SIZE * 0.36), font_size=SIZE, **look)
