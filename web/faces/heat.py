"""The calendar of contact as a picture: a row a partner, a column a period; what is vague is hatched, as long as it lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from crm.assessments.lettering import labels_of
from crm.assessments.placing import Box
from crm.assessments.shapes import lettering, line, rectangle
from crm.faces.calendar import Calendar, Mark, Row
from crm.faces.matrix import STEPS
from crm.faces.units import MONTHS, Unit, column_span
from web.faces.heat_sheet import Sheet
from web.faces.svg import (
    HALO,
    LINE,
    QUIET,
    WORDS,
    Figure,
    Way,
    hatched,
    hatching,
    in_width,
    room_of,
    tone,
    type_mark_at,
    way,
)
from web.red.palette import TOKENS
from web.texts import gettext as _

SIZE, ROW, TOP, LETTERS = 11.0, 22.0, 40.0, 30
# How wide a column is at least and at most.
CELLS: Mapping[Unit, tuple[float, float]] = {
    "month": (16.0, 26.0),
    "quarter": (17.0, 34.0),
    "year": (44.0, 90.0),
}


def draw(sheet: Sheet) -> Figure:
    """The picture."""
    calendar = sheet.calendar
    labels = labels_of([sheet.short[row.actor] for row in calendar.rows], 23 if sheet.narrow else LETTERS)
    left = 40.0 + max((room_of(label, SIZE) for label in labels), default=0.0)
    cell, bottom = _cell(sheet, left), TOP + ROW * len(calendar.rows)
    width = left + cell * calendar.columns
    parts = [hatching(sheet.hatch), *_years(calendar, (left, bottom), cell)]
    for number, (row, label) in enumerate(zip(calendar.rows, labels, strict=True)):
        top = TOP + ROW * number
        parts += [
            _name(sheet, row.actor, label, top),
            line((0, top + ROW), (width, top + ROW), **LINE),
        ]
        parts += [_mark(sheet, row, mark, (left, top, cell)) for mark in row.marks]
    parts += _legend(sheet, (4.0, bottom + 16))
    return Figure(
        max(width + 6, sheet.width) if sheet.narrow else max(width + 24, 560.0),
        bottom + (72 if sheet.narrow else 42),
        "".join(parts),
        sheet.title,
        sheet.description,
    )


def _cell(sheet: Sheet, left: float) -> float:
    """A column's width: all of them fit beside the names if they can."""
    least, most = (13.0, 40.0) if sheet.narrow else CELLS[sheet.calendar.unit]
    return min(max((sheet.width - left) / max(sheet.calendar.columns, 1), least), most)


def _years(calendar: Calendar, corner: tuple[float, float], cell: float) -> Iterator[str]:
    """The years above their columns, and below them the quarters' or months' numbers."""
    left, bottom = corner
    for column in range(calendar.columns):
        begin, _end = column_span(calendar.start, calendar.unit, column)
        x = left + cell * column
        if begin.month == 1:
            yield line((x, 8), (x, bottom), **LINE)
            room = cell * 12 / MONTHS[calendar.unit] >= 34
            year, size = (str(begin.year), SIZE) if room else (f"{begin.year % 100:02d}", 9.0)
            yield lettering(year, (x + 2, 18), font_size=size, font_weight="bold", **WORDS)
        short = _short(begin, calendar.unit)
        if short:
            yield lettering(short, (x + cell / 2, 33), font_size=9.0, text_anchor="middle", **QUIET)


def _short(begin: date, unit: Unit) -> str:
    if unit == "quarter":
        return _("T%(number)s", number=(begin.month + 2) // 3)
    return str(begin.month) if unit == "month" else ""


def _name(sheet: Sheet, actor: int, label: str, top: float) -> str:
    type, family = sheet.types[actor]
    mark = type_mark_at(type, family, (10, top + ROW / 2), 5)
    text = lettering(label, (22, top + ROW / 2 + 4), font_size=SIZE, **WORDS)
    return way(
        mark + text, Way(f"{sheet.record}{sheet.ids[actor]}", label, f"r{actor}", f"r{actor}"), sheet.live
    )


def _mark(sheet: Sheet, row: Row, mark: Mark, place: tuple[float, float, float]) -> str:
    """A cell, or a hatched stretch behind the cells that are known better."""
    left, top, cell = place
    actor = row.actor
    box = (left + cell * mark.first, top, left + cell * (mark.last + 1), top + ROW)
    when, lapse = sheet.stretch(mark.first, mark.last)
    label = f"{sheet.names[actor]}, {when}: {sheet.counted(mark.count)}"
    url = f"{sheet.meetings}juntos={sheet.ids[actor]}&lapso={lapse}"
    drawn = _stretch(row, mark, box, sheet.hatch) if mark.is_wide else _exact(mark, box)
    return way(drawn, Way(url, label, f"r{actor}", f"r{actor}"), sheet.live)


def _exact(mark: Mark, box: Box) -> str:
    """A square with its count. Written out, not by `tag`: a picture has hundreds of them."""
    left, top, right, bottom = box
    token = f"ramp-{_step(mark.count)}"
    hue = TOKENS[token]
    return (
        f'<rect x="{left + 1.5:.1f}" y="{top + 2:.1f}" width="{right - left - 3:.1f}" height="{bottom - top - 4:.1f}"'
        f' class="fig-fill {token}" fill="{hue.light}"/>'
        f'<text x="{(left + right) / 2:.1f}" y="{(top + bottom) / 2 + 3.5:.1f}" font-size="10" text-anchor="middle"'
        f' class="fig-on {token}" fill="{hue.ink}">{mark.count}</text>'
    )


def _stretch(row: Row, mark: Mark, box: Box, name: str) -> str:
    """Hatched, with its count in its first column that is free of what is known better."""
    left, top, right, bottom = box
    hatch = hatched((left + 1, top + 1, right - 1, bottom - 1), name)
    place = row.marks.index(mark)
    taken = {column for other in row.marks[place + 1 :] for column in range(other.first, other.last + 1)}
    free = next((column for column in range(mark.first, mark.last + 1) if column not in taken), None)
    if free is None:
        return hatch
    middle = left + (right - left) * (free - mark.first + 0.5) / (mark.last - mark.first + 1)
    look = {"font_size": 10.0, "text_anchor": "middle", **HALO}
    return hatch + lettering(str(mark.count), (middle, (top + bottom) / 2 + 3.5), **look)


def _step(count: int) -> int:
    return sum(1 for begin in STEPS[1:] if count >= begin)


def _legend(sheet: Sheet, corner: tuple[float, float]) -> list[str]:
    x, y = corner
    parts = []
    for step, begin in enumerate(STEPS):
        last = STEPS[step + 1] - 1 if step + 1 < len(STEPS) else None
        text = (
            str(begin) if last == begin else f"{begin}–{last}" if last else _("%(count)s o más", count=begin)
        )
        parts += [
            rectangle((x, y, x + 13, y + 13), **tone(f"ramp-{step}")),
            lettering(text, (x + 18, y + 11), font_size=SIZE, **WORDS),
        ]
        x += 30 + room_of(text, SIZE)
    if sheet.narrow:
        x, y = corner[0], y + 20
    text = _("interacciones; rayado: en algún momento de ese periodo")
    lines = in_width(text, SIZE, sheet.width - 40) if sheet.narrow else [text]
    parts.append(hatched((x, y, x + 26, y + 13), sheet.hatch))
    return parts + [
        lettering(one, (x + 32, y + 11 + 14 * place), font_size=SIZE, **QUIET)
        for place, one in enumerate(lines)
    ]
