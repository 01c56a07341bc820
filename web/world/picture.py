"""The map of a selection as a template draws it: dots, flows, names, in the map's units.

Sizes are in pixels of a map SHOWN_WIDE pixels wide; where a script runs it takes them from `data-` and keeps them at any
width and any part of the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from crm.world.model import Country, World
from web.i18n import number, term
from web.world.curves import bow, point_of
from web.world.places import Box, box_of, place_of
from web.world.polygons import Point
from web.world.projection import globe_outline
from web.world.words import said_of

Measure = Literal["actores", "interacciones"]
Area = tuple[float, float, float, float]
SHOWN_WIDE, SHOWN_HIGH = 960.0, 560.0
SMALLEST, LARGEST, GUIDE = 5.0, 24.0, 4.0
THINNEST, THICKEST = 5.0, 14.0
TEXT, LETTER = 13.0, 0.58
# More would be a tangle.
FLOWS = 12
# How far along its bow a number stands: neighbours' numbers must not meet.
_PLACES = (0.5, 0.62, 0.38)


@dataclass(frozen=True, slots=True)
class Dot:
    """A country: its middle, its radius in pixels and in units, its value, its words; `guide` when only the guide knows it,
    `twinned` when a city there has a sister city at home.
    """

    code: str
    name: str
    x: float
    y: float
    pixels: float
    radius: float
    value: str
    said: str
    guide: bool
    here: bool
    twinned: bool


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a country below its dot; `hidden` while it would touch another."""

    code: str
    text: str
    x: float
    y: float
    hidden: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """Delegations between a country and home; `kind` is "sent" or "received"."""

    kind: str
    code: str
    path: str
    x: float
    y: float
    count: str


@dataclass(frozen=True, slots=True)
class Map:
    """Everything drawn. `with_partners` are the countries that are tinted, `unit` how many units a pixel is."""

    box: Box
    outline: str
    unit: float
    dots: Sequence[Dot]
    names: Sequence[Name]
    flows: Sequence[Flow]
    home: Point | None
    home_code: str
    with_partners: Sequence[str]
    more_flows: bool


def draw_map(world: World, measure: Measure, part: str, given: tuple[str, str]) -> Map:
    """The map of a world; given are the country whose panel is open ("" for none) and the name of the office's city."""
    chosen, city = given
    box = box_of(part)
    unit = max(box.width / SHOWN_WIDE, box.height / SHOWN_HIGH)
    dots = list(_dots(world, measure, (unit, chosen)))
    home = place_of(world.home.code)
    own = text_area(city, (home[0], home[1] - TEXT * 0.6 * unit), unit) if home else (0.0, 0.0, 0.0, 0.0)
    return Map(
        box=box,
        outline=globe_outline(),
        unit=unit,
        dots=dots,
        names=list(_names(dots, own, (unit, box))),
        flows=list(_flows(world.countries, home, (unit, chosen))) if home else [],
        home=home,
        home_code=world.home.code,
        with_partners=[one.code for one in world.partners],
        more_flows=sum(bool(one.sent) + bool(one.received) for one in world.countries) > FLOWS,
    )


def value_of(country: Country, measure: Measure) -> int:
    """What the dot of a country shows."""
    return country.actors if measure == "actores" else country.interactions


def _dots(world: World, measure: Measure, given: tuple[float, str]) -> Iterator[Dot]:
    """Largest first, so that small ones lie on top and come later by keyboard."""
    unit, chosen = given
    most = max((value_of(one, measure) for one in world.partners), default=0) or 1
    for one in sorted(world.countries, key=lambda one: (-value_of(one, measure), one.code)):
        place = place_of(one.code)
        if place is None:
            continue
        share = value_of(one, measure) / most
        pixels = max(LARGEST * sqrt(share), SMALLEST) if one.is_partner else GUIDE
        yield Dot(
            code=one.code,
            name=term(one.code, "countries"),
            x=place[0],
            y=place[1],
            pixels=round(pixels, 1),
            radius=round(pixels * unit, 1),
            value=number(value_of(one, measure)),
            said=said_of(one),
            guide=not one.is_partner,
            here=one.code == chosen,
            twinned=bool(one.twinnings),
        )


def _names(dots: Sequence[Dot], home: Area, given: tuple[float, Box]) -> Iterator[Name]:
    """The names of partners' countries below their dots, the largest first; none covers another or the heart of a dot."""
    unit, box = given
    hearts = {dot.code: _square(dot.x, dot.y, dot.radius / 2) for dot in dots if not dot.guide}
    taken = [home]
    for dot in dots:
        if dot.guide:
            continue
        text = f"{dot.name} {dot.value}"
        area = text_area(text, (dot.x, dot.y + dot.radius), unit)
        others = (heart for code, heart in hearts.items() if code != dot.code)
        inside = box.holds(area[0], area[1]) and box.holds(area[2], area[3])
        hidden = not inside or any(_touch(area, other) for other in (*taken, *others))
        if not hidden:
            taken.append(area)
        yield Name(dot.code, text, dot.x, round(area[1] + TEXT * unit, 1), hidden)


def text_area(text: str, top: Point, unit: float) -> Area:
    """The room of a text centred below a point: left, top, right, bottom."""
    half = len(text) * TEXT * LETTER / 2 * unit
    return top[0] - half, top[1], top[0] + half, top[1] + TEXT * 1.2 * unit


def _square(x: float, y: float, half: float) -> Area:
    return x - half, y - half, x + half, y + half


def _touch(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _flows(countries: Iterable[Country], home: Point, given: tuple[float, str]) -> Iterator[Flow]:
    """The bows with the most delegations, and those of the chosen country; all are in the table."""
    unit, chosen = given
    known = [(kind, one, getattr(one, kind)) for one in countries for kind in ("sent", "received")]
    known = sorted((found for found in known if found[2]), key=lambda found: (-found[2], found[1].code))
    most = known[0][2] if known else 1
    for order, (kind, one, count) in enumerate(known):
        place = place_of(one.code)
        if place is None or (order >= FLOWS and one.code != chosen):
            continue
        start, end = (home, place) if kind == "sent" else (place, home)
        width = max(THICKEST * count / most, THINNEST) * unit
        shares = _PLACES if kind == "sent" else _PLACES[::-1]
        x, y = point_of(start, end, shares[order % len(shares)])
        yield Flow(kind, one.code, bow(start, end, width), round(x), round(y), number(count))
