"""Makes the shapes of the map once: `python -m web.world.making_shapes countries-50m.json` writes static/world.svg and places.json.

Source: Natural Earth 4.1, 1:50 million, public domain, as TopoJSON in the npm package world-atlas 2.0.2 (ISC). Borders are
shared lines there, so that simplifying each line once leaves no gap between neighbours.

What Natural Earth draws by who holds it is drawn here as the United Nations name it: Crimea with Ukraine (resolution
68/262), the north of Cyprus with Cyprus, Somaliland with Somalia. What has a code of its own but is drawn with the country
it belongs to (French Guiana, Svalbard) is drawn under that code.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from crm.vocabulary import vocabulary
from web.world.polygons import Ring, area, centre, halves, path_of, simplified
from web.world.projection import HEIGHT, WIDTH, project

HERE = Path(__file__).parent
TOLERANCE, SMALLEST, EDGE = 2.2, 14.0, 180.0
# (drawn with, own code, west, south, east, north): polygons whose middle lies there.
_MOVED = (
    ("RU", "UA", 32.0, 44.0, 36.7, 46.3),
    ("FR", "GF", -55.0, 2.0, -51.0, 6.0),
    ("FR", "GP", -62.0, 15.8, -61.0, 16.6),
    ("FR", "MQ", -61.5, 14.3, -60.7, 15.0),
    ("FR", "RE", 55.0, -21.5, 56.0, -20.7),
    ("FR", "YT", 44.9, -13.2, 45.4, -12.5),
    ("NL", "BQ", -68.6, 11.9, -62.8, 17.7),
    ("NO", "SJ", 10.0, 76.0, 34.0, 81.0),
)
_UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
_LEFT_OUT = {"AQ"}
# Degrees east and north of what is too small for the source.
_POINTS = {
    "AC": (-14.4, -7.9), "AQ": (0.0, -56.0), "BV": (3.4, -54.4), "CC": (96.8, -12.2), "CP": (-109.2, 10.3),
    "CQ": (-2.4, 49.4), "CX": (105.7, -10.5), "DG": (72.4, -7.3), "EA": (-5.3, 35.9), "GI": (-5.4, 36.1), "IC": (-15.6, 28.1),
    "TA": (-12.3, -37.1), "TK": (-171.8, -9.2), "TV": (179.2, -8.5), "UM": (166.6, 19.3),
}  # fmt: skip
Place = tuple[int, int]


def make_shapes(world: dict[str, Any]) -> tuple[str, dict[str, Place]]:
    """The drawing of all countries, each under its ISO code, and where the middle of each lies."""
    whole = [_line(arc, world["transform"]) for arc in world["arcs"]]
    lines = [*zip(whole, map(_fewer, whole), strict=True)]
    shapes: defaultdict[str, list[list[Ring]]] = defaultdict(list)
    for found in world["objects"]["countries"]["geometries"]:
        code = _code(found)
        for polygon in _polygons(found):
            outline, *holes = (halves(_ring(lines, numbers), EDGE) for numbers in polygon)
            for half in outline:
                owner = _owner(code, ring := _on_map(half))
                shapes[owner].append([ring, *(_on_map(part) for hole in holes for part in hole)])
    places = {code: _rounded(project(*point)) for code, point in _POINTS.items()}
    places |= {code: _middle(polygons) for code, polygons in shapes.items() if code and code not in _LEFT_OUT}
    drawn = {
        code: path_of(_worth_drawing(polygons)) for code, polygons in shapes.items() if code not in _LEFT_OUT
    }
    known = set(vocabulary("countries").ids)
    return _document(drawn), {code: places[code] for code in sorted(places) if code in known}


def _rounded(point: tuple[float, float]) -> Place:
    return round(point[0]), round(point[1])


def _line(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """A line of the source in degrees, unpacked: each point is told from the one before."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for right, higher in arc:
        x, y = x + right, y + higher
        points.append((x * across + west, y * up + south))
    return points


def _fewer(line: Ring) -> Ring:
    return [line[number] for number in simplified(_on_map(line), TOLERANCE)]


def _on_map(line: Ring) -> Ring:
    return [project(longitude, latitude) for longitude, latitude in line]


def _code(found: dict[str, Any]) -> str:
    """The ISO code of a country; "" for land that has none."""
    from babel.core import get_global

    known = get_global("territory_aliases").get(str(found.get("id")))
    return str(known[0]) if known else _UNNUMBERED.get(found["properties"]["name"], "")


def _polygons(found: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = found["arcs"]
    return [arcs] if found["type"] == "Polygon" else arcs


def _ring(lines: list[tuple[Ring, Ring]], numbers: list[int]) -> Ring:
    """A ring from its lines; where too little would be left of it (Monaco) from those that were not simplified."""
    simple = _joined([lines[max(number, ~number)][1][:: 1 if number >= 0 else -1] for number in numbers])
    if len(simple) > 3:
        return simple
    return _joined([lines[max(number, ~number)][0][:: 1 if number >= 0 else -1] for number in numbers])


def _joined(lines: list[Ring]) -> Ring:
    """Lines one after another, each without its last point; ~n was line n backwards."""
    return [point for line in lines for point in line[:-1]]


def _owner(code: str, outline: Ring) -> str:
    x, y = centre(outline)
    for drawn_with, own, west, south, east, north in _MOVED:
        left, low = project(west, south)
        right, high = project(east, north)
        if code == drawn_with and left <= x <= right and high <= y <= low:
            return own
    return code


def _middle(polygons: list[list[Ring]]) -> Place:
    """The middle of the largest piece."""
    return _rounded(centre(max((rings[0] for rings in polygons), key=area)))


def _worth_drawing(polygons: list[list[Ring]]) -> list[Ring]:
    """The rings without islands and lakes that nobody would see; a country keeps its largest piece."""
    largest = max(area(rings[0]) for rings in polygons)
    kept = [rings for rings in polygons if area(rings[0]) >= min(SMALLEST, largest)]
    return [
        ring for rings in kept for ring in (rings[0], *(hole for hole in rings[1:] if area(hole) >= SMALLEST))
    ]


def _document(drawn: dict[str, str]) -> str:
    paths = "\n".join(f'<path id="{code or "none"}" d="{drawn[code]}"/>' for code in sorted(drawn))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        "<!-- Made by web/world/making_shapes.py from Natural Earth 4.1 (1:50 million), public domain. -->\n"
        f'<g id="land">\n{paths}\n</g>\n</svg>\n'
    )


def main() -> None:
    """Reads the file named on the command line and writes both."""
    drawing, places = make_shapes(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    (HERE.parent / "static" / "world.svg").write_text(drawing, encoding="utf-8")
    lines = ",\n".join(f'"{code}": [{x}, {y}]' for code, (x, y) in places.items())
    (HERE / "places.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
