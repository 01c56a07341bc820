"""The rings around an actor as a picture: names run outwards, so that none is over another; wedges are called at the sides.

On a phone (`narrow`) there are shapes without names, and numbers in place of the sectors' names: the list below has both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi

from crm.assessments.shapes import lettering, tag
from crm.faces.rings import Rings, Spot
from web.faces.labels import short_labels
from web.faces.ring_names import SIDE, SIZE, at, sector_words, wedge_names
from web.faces.svg import INK, LINE, TINT, WORDS, Figure, Way, in_width, room_of, type_mark_at, way
from web.texts import gettext as _

LETTERS, STEP = 28, 13.5
_CENTRE, _NEAREST, _BETWEEN, _HIGHEST = 44.0, 96.0, 18.0, 640.0
_NARROW = 336.0


@dataclass(frozen=True)
class Sheet:
    """Rings to draw, with what they say, where their actors lead (rings around them), whether in a page, and whether for
    a phone.
    """

    rings: Rings
    title: str
    description: str
    live: bool
    around: str
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """The radii of both rings, the room of their names, and whether each ring has room for names at all."""

    near: float
    far: float
    near_room: float
    far_room: float
    far_named: bool

    def radius(self, ring: int) -> float:
        """Where the shapes of a ring stand."""
        return self.near if ring == 1 else self.far


def draw(sheet: Sheet) -> Figure:
    """The picture."""
    labels = dict(zip((spot.actor.id for spot in sheet.rings.spots), _labels(sheet.rings), strict=True))
    measures = _narrow_measures() if sheet.narrow else _measures(sheet.rings, labels)
    reach = measures.far + measures.far_room
    width = _NARROW if sheet.narrow else 2 * (reach + SIDE + 24)
    names = [] if sheet.narrow else [*wedge_names(sheet.rings, reach)]
    height = 2 * (reach + 14)
    parts = [
        *_wedges(sheet, reach),
        *_circles(measures),
        *(_spot(sheet, spot, labels[spot.actor.id], measures) for spot in sheet.rings.spots),
        *(_numbers(sheet, measures) if sheet.narrow else names),
        *_centre(sheet),
    ]
    body = tag("g", "".join(parts), transform=f"translate({width / 2:g} {height / 2:g})")
    return Figure(width, height, body, sheet.title, sheet.description)


def _labels(rings: Rings) -> list[str]:
    return short_labels([spot.actor for spot in rings.spots], LETTERS)


def _measures(rings: Rings, labels: dict[str, str]) -> Measures:
    """Radii at which neighbouring names have a line each."""
    room = {ring: _room(rings, labels, ring) for ring in (1, 2)}
    near = max(_NEAREST, _needed(rings, 1))
    far = max(near + room[1] + _BETWEEN + 12, _needed(rings, 2))
    named = far <= _HIGHEST
    return Measures(near, min(far, _HIGHEST), room[1], room[2] + 12 if named else 14.0, named)


def _room(rings: Rings, labels: dict[str, str], ring: int) -> float:
    return max(
        (room_of(labels[spot.actor.id], SIZE) for spot in rings.spots if spot.ring == ring), default=0.0
    )


def _needed(rings: Rings, ring: int) -> float:
    counts = ((wedge.near if ring == 1 else wedge.far, wedge.end - wedge.begin) for wedge in rings.wedges)
    return max((count * STEP / angle for count, angle in counts), default=0.0)


def _narrow_measures() -> Measures:
    return Measures(78.0, 132.0, 0.0, 30.0, far_named=False)


def _circles(measures: Measures) -> Iterator[str]:
    for radius in (measures.near, measures.far):
        yield tag("circle", cx=0, cy=0, r=radius, fill="none", stroke_dasharray="2 4", **LINE)


def _wedges(sheet: Sheet, reach: float) -> Iterator[str]:
    for wedge in sheet.rings.wedges:
        corners = (
            at(wedge.begin, _CENTRE),
            at(wedge.begin, reach),
            at(wedge.end, reach),
            at(wedge.end, _CENTRE),
        )
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
        large = int(wedge.end - wedge.begin > pi)
        path = (
            f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}A{reach:.1f} {reach:.1f} 0 {large} 1 {cx:.1f} {cy:.1f}"
            f"L{dx:.1f} {dy:.1f}A{_CENTRE:g} {_CENTRE:g} 0 {large} 0 {ax:.1f} {ay:.1f}Z"
        )
        yield tag("path", d=path, class_="fig-tint", fill=TINT)


def _spot(sheet: Sheet, spot: Spot, label: str, measures: Measures) -> str:
    radius = measures.radius(spot.ring)
    mark = type_mark_at(
        spot.actor.type, spot.actor.family, at(spot.angle, radius), 5 if spot.ring == 1 else 4
    )
    named = not sheet.narrow and (spot.ring == 1 or measures.far_named)
    name = _name(label, spot.angle, radius + 10) if named else ""
    away = _("a un paso") if spot.ring == 1 else _("a dos pasos")
    said = f"{spot.actor.name}: {away}, {sector_words(spot.actor.sector or '')}"
    return way(mark + name, Way(f"{sheet.around}{spot.actor.id}", said), sheet.live)


def _name(label: str, angle: float, radius: float) -> str:
    """A name that runs outwards, never upside down."""
    x, y = at(angle, radius)
    turn = angle * 180 / pi - 90
    left = angle > pi
    look = {"text_anchor": "end" if left else "start", "font_size": SIZE, **WORDS}
    turned = f"translate({x:.1f} {y:.1f}) rotate({turn + 180 if left else turn:.1f})"
    return lettering(label, (0, SIZE * 0.35), transform=turned, **look)


def _numbers(sheet: Sheet, measures: Measures) -> Iterator[str]:
    """The number of each wedge at its rim, as in the list below."""
    for place, wedge in enumerate(sheet.rings.wedges, 1):
        x, y = at(wedge.middle, measures.far + 19)
        yield lettering(
            str(place), (x, y + 4), font_size=13, font_weight="bold", text_anchor="middle", **WORDS
        )


def _centre(sheet: Sheet) -> Iterator[str]:
    centre = sheet.rings.centre
    yield tag(
        "circle", cx=0, cy=0, r=_CENTRE - 4, class_="fig-ground", fill="#ffffff", stroke=INK, stroke_width=1
    )
    label = short_labels([centre], 30)[0]
    lines = in_width(label, SIZE, 2 * _CENTRE - 18)[:3]
    mark = type_mark_at(centre.type, centre.family, (0, -20), 6)
    texts = [
        lettering(text, (0, 12 * place), font_size=SIZE, font_weight="bold", text_anchor="middle", **WORDS)
        for place, text in enumerate(lines)
    ]
    yield way(mark + "".join(texts), Way(f"{sheet.around}{centre.id}", centre.name), sheet.live)
