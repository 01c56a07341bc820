"""The flows as a picture: lines of work at the left, partners in the middle, what became of it at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crm.assessments.lettering import shortened
from crm.assessments.placing import Point
from crm.assessments.shapes import lettering, rectangle, tag
from crm.faces.flows import REST, Flows
from crm.faces.sankey import Laid, Sankey, Stood, lay_out
from web.faces.flow_words import interactions_words, line_words, outcome_words
from web.faces.svg import HALO, INK, QUIET, Figure, Way, family_tone, in_width, type_mark_at, way
from web.i18n import number
from web.texts import gettext as _

WIDTH, BAR, SIZE, ROW = 1020.0, 14.0, 12.0, 15.0
_TOP, _GAP, _LEAST = 30.0, 8.0, 44.0
_SMALL = 11.0


@dataclass(frozen=True)
class Partner:
    """A partner, or the others of a family: what it is called, its looks, and the query of the part of the interactions that
    it took part in.
    """

    id: str
    name: str
    type: str
    family: str
    part: str
    count: int


@dataclass(frozen=True)
class Sheet:
    """Flows to draw, with what they say, where bands lead (by the query of a part), whether in a page, and whether for a
    phone: there partners have their numbers alone, by which the list below names them.
    """

    flows: Flows
    partners: Sequence[Partner]
    title: str
    description: str
    live: bool
    meetings: str
    narrow: bool = False

    @cached_property
    def partner(self) -> Mapping[str, Partner]:
        """The partners by id."""
        return {one.id: one for one in self.partners}

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each partner in the list, from 1."""
        return {one.id: place for place, one in enumerate(self.partners, start=1)}

    def name(self, column: int, id: str) -> str:
        """What a node is called."""
        if column == 0:
            return line_words(id)
        return self.partner[id].name if column == 1 else outcome_words()[id]

    def leads(self, *nodes: tuple[int, str]) -> str:
        """Where the interactions of some nodes are."""
        parts = [_part(self, column, id) for column, id in nodes]
        return self.meetings + "&".join(part for part in parts if part)

    @property
    def sides(self) -> tuple[float, float, float]:
        """Where the bars of the three columns begin."""
        return (2.0, 159.0, 318.0) if self.narrow else (222.0, 496.0, 846.0)

    @property
    def width(self) -> float:
        """The width of the whole picture."""
        return 334.0 if self.narrow else WIDTH


def _part(sheet: Sheet, column: int, id: str) -> str:
    """The query of the interactions of a node; the smaller lines have none of their own."""
    if column == 0:
        return f"enlinea={id or '-'}" if id != REST else ""
    return sheet.partner[id].part if column == 1 else f"quedo={id}"


def draw(sheet: Sheet) -> Figure:
    """The picture."""
    nodes = max(len(sheet.flows.lines), len(sheet.flows.partners), len(sheet.flows.outcomes))
    least = _LEAST
    height = max(360.0, nodes * (least + _GAP) + 160)
    laid = lay_out(sheet.flows.bands, height, _GAP, least)
    parts = [*_heads(sheet), *_bands(sheet, laid), *(_node(sheet, one) for one in laid.nodes)]
    return Figure(sheet.width, height + _TOP + 16, "".join(parts), sheet.title, sheet.description)


def _heads(sheet: Sheet) -> Iterator[str]:
    names = (_("Líneas de trabajo"), _("Con quiénes"), _("En qué quedó"))
    for name, x, anchor in zip(names, sheet.sides, _anchors(sheet), strict=True):
        look = {"font_size": SIZE, "font_weight": "bold", "text_anchor": anchor, **QUIET}
        yield lettering(
            name, (x + {"end": BAR if sheet.narrow else 0, "start": 0, "middle": BAR / 2}[anchor], 14), **look
        )


def _bands(sheet: Sheet, laid: Sankey) -> Iterator[str]:
    """The bands, the narrow ones last, so that none hides them."""
    for one in sorted(laid.bands, key=lambda one: -one.width):
        band = one.band
        ends = (band.column, band.source), (band.column + 1, band.target)
        family = sheet.partner[band.target if band.column == 0 else band.source].family
        label = f"{sheet.name(*ends[0])} → {sheet.name(*ends[1])}: {interactions_words(band.value)}"
        own = f"n{band.column}-{band.source or '-'} n{band.column + 1}-{band.target or '-'}"
        look = {**family_tone(family), "fill_opacity": "0.5", "stroke": INK, "stroke_width": 0.4}
        look["class_"] = f"fig-fill fig-band family-{family}"
        path = tag("path", d=_path(one, sheet.sides), **look)
        yield way(
            path,
            Way(sheet.leads(*ends), label, f"b {own}", own),
            sheet.live,
        )


def _path(one: Laid, sides: tuple[float, float, float]) -> str:
    begin, end = sides[one.band.column] + BAR, sides[one.band.column + 1]
    top, bottom, middle = one.begin + _TOP, one.end + _TOP, (begin + end) / 2
    high = max(one.width, 0.8)
    return (
        f"M{begin:g} {top:.1f}C{middle:g} {top:.1f} {middle:g} {bottom:.1f} {end:g} {bottom:.1f}"
        f"V{bottom + high:.1f}C{middle:g} {bottom + high:.1f} {middle:g} {top + high:.1f} {begin:g} {top + high:.1f}Z"
    )


def _node(sheet: Sheet, one: Stood) -> str:
    x, top, bottom = sheet.sides[one.column], one.top + _TOP, one.bottom + _TOP
    count = (sheet.flows.lines, sheet.flows.partners, sheet.flows.outcomes)[one.column][one.id]
    name, own = sheet.name(one.column, one.id), f"n{one.column}-{one.id or '-'}"
    partner = sheet.partner.get(one.id) if one.column == 1 else None
    look = family_tone(partner.family) if partner else {"class_": "fig-bar", "fill": INK}
    bar = rectangle((x, top, x + BAR, max(bottom, top + 1)), **look)
    mark = _mark(sheet, partner, (x, (top + bottom) / 2)) if partner else ""
    texts = "" if sheet.narrow and partner else _name(sheet, one, name, count)
    to = Way(sheet.leads((one.column, one.id)), f"{name}: {interactions_words(count)}", own, own)
    return way(bar + mark + texts, to, sheet.live)


def _mark(sheet: Sheet, partner: Partner, at: Point) -> str:
    """The shape of a partner beside its bar; on a phone its number in the list below."""
    x, middle = at
    if not sheet.narrow:
        return type_mark_at(partner.type, partner.family, (x + BAR + 12, middle), 5)
    look = {**HALO, "font_size": _SMALL, "font_weight": "bold", "text_anchor": "middle"}
    return lettering(str(sheet.number[partner.id]), (x + BAR / 2, middle + 4), **look)


def _name(sheet: Sheet, one: Stood, name: str, count: int) -> str:
    """The name of a node and its count: beside the outer columns, on a rim of the ground where bands lie behind."""
    x, anchor, room = _place_of_name(sheet, one.column)
    if sheet.narrow:
        texts = in_width(f"{name}: {number(count)}", _SMALL, room)[:3]
    else:
        texts = [*in_width(shortened(name, 60), SIZE, room)[:2], interactions_words(count)]
    top = (one.top + one.bottom) / 2 + _TOP - ROW * len(texts) / 2 + ROW * 0.75
    made = []
    for place, text in enumerate(texts):
        look = {**HALO, "font_size": _SMALL if sheet.narrow else SIZE, "text_anchor": anchor}
        if not sheet.narrow and place == len(texts) - 1:
            look |= {"class_": "fig-quiet fig-halo", "font_size": _SMALL}
        made.append(lettering(text, (x, top + ROW * place), **look))
    return "".join(made)


def _anchors(sheet: Sheet) -> tuple[str, str, str]:
    """Which side of their place the names of each column stand on."""
    return ("start", "middle", "end") if sheet.narrow else ("end", "start", "start")


def _place_of_name(sheet: Sheet, column: int) -> tuple[float, str, float]:
    """Where the names of a column stand, to which side they run, and how wide they may be."""
    x, anchor = sheet.sides[column], _anchors(sheet)[column]
    if sheet.narrow:
        return (x + BAR + 4 if column == 0 else x - 4), anchor, 124.0
    beside = (-8.0, BAR + 22, BAR + 8)[column]
    return x + beside, anchor, 206.0 if column == 0 else 150.0
