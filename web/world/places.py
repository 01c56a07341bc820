"""Where countries lie on the map, and the parts of the world it can be looked at by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from web.texts import gettext as _
from web.world.projection import HEIGHT, WIDTH, project

WHOLE = "mundo"
# West, south, east, north, in degrees.
_BOXES = {
    "america": (-130.0, -56.5, -30.0, 60.0),
    "caribe": (-93.0, -5.0, -57.0, 29.0),
    "europa": (-25.0, 34.0, 42.0, 70.5),
    "africa": (-20.0, -36.0, 56.0, 38.0),
    "asia": (26.0, -12.0, 150.0, 58.0),
    "oceania": (108.0, -49.0, 180.0, 8.0),
}
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map: its upper left corner, how wide and how high it is, in the map's units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def text(self) -> str:
        """As an SVG `viewBox`."""
        return f"{self.x:.0f} {self.y:.0f} {self.width:.0f} {self.height:.0f}"

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@cache
def _places() -> Mapping[str, tuple[float, float]]:
    text = resources.files("web.world").joinpath("places.json").read_text(encoding="utf-8")
    return {code: (float(x), float(y)) for code, (x, y) in json.loads(text).items()}


def place_of(country: str) -> tuple[float, float] | None:
    """The middle of a country by its ISO code; None for a code that is not on the map."""
    return _places().get(country)


def part_labels() -> dict[str, str]:
    """The parts of the world by the names they have in the address."""
    words = (
        _("Todo el mundo"),
        _("América"),
        _("Centroamérica y el Caribe"),
        _("Europa"),
        _("África"),
        _("Asia"),
        _("Oceanía"),
    )
    return dict(zip((WHOLE, *_BOXES), words, strict=True))


@cache
def box_of(part: str) -> Box:
    """The part of the map that shows a part of the world; all of it for another word."""
    if part not in _BOXES:
        return Box(0, 0, WIDTH, HEIGHT)
    west, south, east, north = _BOXES[part]
    edge = [number / _STEPS for number in range(_STEPS + 1)]
    points = [project(west + (east - west) * a, south + (north - south) * b) for a in edge for b in (0, 1)]
    points += [project(west + (east - west) * a, south + (north - south) * b) for a in (0, 1) for b in edge]
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    return Box(left, top, max(x for x, _y in points) - left, max(y for _x, y in points) - top)
