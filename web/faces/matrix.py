"""The matrix as a picture: a square of cells, darker for more meetings, smaller for longer ago."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crm.assessments.lettering import shortened
from crm.assessments.shapes import lettering, line, rectangle, tag
from crm.faces.matrix import STEPS, Block, Cell, Matrix
from crm.picture import PictureNode
from web.faces.labels import short_labels
from web.faces.svg import INK, LINE, QUIET, RULE, TINT, WORDS, Figure, Way, room_of, tone, type_mark_at, way
from web.red.drawing import age_of
from web.texts import gettext as _
from web.texts import ngettext

LETTERS, SIZE = 38, 11.0
_LEGEND = 52.0
# How much of a cell is filled: met within a year, within three, before.
FILLED = (1.0, 0.72, 0.46)


@dataclass(frozen=True)
class Sheet:
    """A matrix to draw: on which day, what its blocks are called, where cells and names lead, whether in a page."""

    matrix: Matrix
    day: date
    title: str
    description: str
    live: bool
    record: str
    meetings: str

    @property
    def cell(self) -> float:
        """The side of a cell."""
        size = len(self.matrix.actors)
        return 22.0 if size <= 30 else 16.0 if size <= 60 else 13.0


def draw(sheet: Sheet, groups: dict[int | str, str]) -> Figure:
    """The picture; `groups` are the names of the blocks."""
    labels = short_labels(sheet.matrix.actors, LETTERS)
    margin = 26.0 + max((room_of(label, SIZE) for label in labels), default=0.0)
    side = sheet.cell * len(labels)
    parts = [
        *_ground(sheet, side),
        *_cells(sheet, labels),
        *_blocks(sheet, groups, side),
        *_names(sheet, labels),
    ]
    beside = max((room_of(text, SIZE) for text in groups.values()), default=0.0) + 16
    body = tag("g", "".join(parts), transform=f"translate({margin:g} {margin:g})")
    legend = tag("g", "".join(_legend()), transform=f"translate(12 {margin + side + 14:g})")
    width, height = margin + side + beside, margin + side + 14 + _LEGEND
    return Figure(max(width, 430.0), height, body + legend, sheet.title, sheet.description)


def _ground(sheet: Sheet, side: float) -> Iterator[str]:
    """A fine grid; the squares of the diagonal, where nobody meets themselves, are filled."""
    for number in range(len(sheet.matrix.actors) + 1):
        at = number * sheet.cell
        yield line((0, at), (side, at), stroke_width=0.5, **LINE) + line(
            (at, 0), (at, side), stroke_width=0.5, **LINE
        )
        if number < len(sheet.matrix.actors):
            yield rectangle((at, at, at + sheet.cell, at + sheet.cell), class_="fig-tint", fill=TINT)


def _cells(sheet: Sheet, labels: list[str]) -> Iterator[str]:
    """Each pair twice, as one link."""
    for cell in sheet.matrix.cells:
        lower, upper = (
            _square(sheet, cell.column, cell.row, cell),
            _square(sheet, cell.row, cell.column, cell),
        )
        pair = labels[cell.row], labels[cell.column]
        label = f"{pair[0]} · {pair[1]}: {meetings_words(cell)}"
        token = f"r{cell.row} r{cell.column}"
        to = Way(_leads(sheet, cell), label, token, token)
        yield way(lower + upper, to, sheet.live)


def _leads(sheet: Sheet, cell: Cell) -> str:
    actors = sheet.matrix.actors
    first, second = actors[cell.row].id, actors[cell.column].id
    if not cell.count:
        return f"{sheet.record}{first}"
    return f"{sheet.meetings}par={first}&par={second}"


def meetings_words(cell: Cell) -> str:
    """How often two met; that they are tied without meeting."""
    if not cell.count:
        return _("vínculo sin encuentros")
    return ngettext("%(num)s encuentro", "%(num)s encuentros", cell.count)


def _square(sheet: Sheet, column: int, row: int, cell: Cell) -> str:
    side = sheet.cell
    if cell.last is None:
        middle = (column + 0.5) * side, (row + 0.5) * side
        look = {"fill": "none", "stroke": INK, "stroke_width": 1.2, "class_": "fig-hollow"}
        return tag("circle", cx=middle[0], cy=middle[1], r=side * 0.22, **look)
    own = (side - 1) * FILLED[age_of(cell.last, sheet.day)]
    rest = (side - own) / 2
    left, top = column * side + rest, row * side + rest
    token = f"ramp-{cell.step}"
    look = {**tone(token), "class_": f"fig-fill fig-block {token}", "stroke": INK, "stroke_width": 0.5}
    return rectangle((left, top, left + own, top + own), **look)


def _blocks(sheet: Sheet, groups: dict[int | str, str], side: float) -> Iterator[str]:
    for block in sheet.matrix.blocks:
        begin, end = block.begin * sheet.cell, block.end * sheet.cell
        if block.end - block.begin > 1:
            look = {"fill": "none", "stroke": INK, "stroke_width": 1.2, "class_": "fig-block"}
            yield rectangle((begin, begin, end, end), **look)
        yield from _block_name(block, groups, (begin, end, side))


def _block_name(
    block: Block, groups: dict[int | str, str], room: tuple[float, float, float]
) -> Iterator[str]:
    """The name of a block beside it, if it is high enough for a line."""
    begin, end, side = room
    if end - begin >= SIZE + 3 and block.end - block.begin > 1:
        y = (begin + end) / 2 + SIZE * 0.35
        yield lettering(groups.get(block.group, ""), (side + 10, y), font_size=SIZE, **QUIET)


def _names(sheet: Sheet, labels: list[str]) -> Iterator[str]:
    for number, (node, label) in enumerate(zip(sheet.matrix.actors, labels, strict=True)):
        middle = (number + 0.5) * sheet.cell
        to = Way(f"{sheet.record}{node.id}", label, f"r{number}", f"r{number}")
        yield way(_row_name(node, label, middle) + _column_name(node, label, middle), to, sheet.live)


def _row_name(node: PictureNode, label: str, middle: float) -> str:
    look = {"font_size": SIZE, "text_anchor": "end", **WORDS}
    mark = type_mark_at(node.type, node.family, (-9, middle), 4)
    return mark + lettering(label, (-17, middle + SIZE * 0.35), **look)


def _column_name(node: PictureNode, label: str, middle: float) -> str:
    look = {"font_size": SIZE, **WORDS}
    mark = type_mark_at(node.type, node.family, (middle, -9), 4)
    return mark + lettering(
        label, (middle + SIZE * 0.35, -17), transform=f"rotate(-90 {middle + SIZE * 0.35:g} -17)", **look
    )


def _legend() -> Iterator[str]:
    """What the cells mean: how many together, and how long ago."""
    x = 0.0
    for step, begin in enumerate(STEPS):
        last = STEPS[step + 1] - 1 if step + 1 < len(STEPS) else None
        text = (
            str(begin)
            if last == begin
            else _("%(count)s o más", count=begin)
            if last is None
            else f"{begin}–{last}"
        )
        yield rectangle((x, 0, x + 13, 13), **tone(f"ramp-{step}"))
        yield lettering(text, (x + 18, 11), font_size=SIZE, **WORDS)
        x += 30 + room_of(text, SIZE)
    yield lettering(_("encuentros"), (x, 11), font_size=SIZE, **QUIET)
    x = 0.0
    for filled, text in zip(
        FILLED, (_("hace menos de un año"), _("uno a tres años"), _("más de tres años")), strict=True
    ):
        own = 13 * filled
        look = {"fill": "none", "stroke": INK, "class_": "fig-hollow"}
        yield rectangle(
            (x + (13 - own) / 2, 24 + (13 - own) / 2, x + (13 + own) / 2, 24 + (13 + own) / 2), **look
        )
        yield lettering(text, (x + 18, 35), font_size=SIZE, **WORDS)
        x += 32 + room_of(text, SIZE)


def group_words(name: str) -> str:
    """The name of a block, short enough to stand beside it."""
    return shortened(name, 48)


__all__ = ["RULE", "Sheet", "draw", "group_words", "meetings_words"]
