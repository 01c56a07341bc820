"""The world page on the office's real data, and the map it is drawn on."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from crm.picture import PictureFilter
from crm.vocabulary import vocabulary
from crm.world.counting import read_world
from crm.world.model import Country, World
from web.assets import STATIC
from web.world.curves import bow
from web.world.picture import draw_map
from web.world.places import box_of, place_of
from web.world.polygons import area, halves
from web.world.projection import HEIGHT, WIDTH, project

SVG = "{http://www.w3.org/2000/svg}"


def test_the_projection_keeps_areas_and_the_edges_of_the_globe():
    assert round(project(180, 0)[0]) == WIDTH
    assert project(0, 84)[1] == pytest.approx(0, abs=1e-6)
    assert project(0, -57)[1] == pytest.approx(HEIGHT, abs=1)
    for south in (
        -40,
        0,
        30,
        60,
    ):  # squares of one degree, equally large on the globe when weighted by their height
        corners = [(0, south), (1, south), (1, south + 1), (0, south + 1)]
        square = area([project(*corner) for corner in corners])
        assert square / _on_globe(south) == pytest.approx(area_of_equator(), rel=2e-3)


def _on_globe(south):
    from math import radians, sin

    return (sin(radians(south + 1)) - sin(radians(south))) / sin(radians(1))


def area_of_equator():
    return area([project(*corner) for corner in [(0, 0), (1, 0), (1, 1), (0, 1)]])


def test_every_country_has_a_place_and_each_drawn_shape_is_a_country():
    codes = set(vocabulary("countries").ids)
    places = {code: place for code in codes if (place := place_of(code)) is not None}
    assert places.keys() == codes
    assert all(-20 <= x <= WIDTH + 20 and -20 <= y <= HEIGHT + 20 for x, y in places.values())
    drawing = ElementTree.parse(STATIC / "world.svg").getroot()
    drawn = {path.attrib["id"]: path.attrib["d"] for path in drawing.iter(f"{SVG}path")}
    assert set(drawn) - codes <= {"none"}
    assert {"CO", "HU", "RS", "MM", "PS", "JM", "VA", "SG", "MT", "GF"} <= set(drawn)
    assert all(re.fullmatch(r"[Mlz\d -]+", path) for path in drawn.values())


def test_a_ring_that_crosses_the_edge_of_the_map_is_cut_there():
    ring = [(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0)]
    east, west = halves(ring, 180.0)
    assert {x for x, _y in east} == {170.0, 180.0}
    assert {x for x, _y in west} == {-170.0, -180.0}


def test_a_flow_narrows_from_where_it_begins_to_where_it_ends():
    points = [tuple(map(float, point.split())) for point in bow((0, 0), (1000, 0), 40)[1:-1].split("L")]
    left, right = points[: len(points) // 2], points[len(points) // 2 :][::-1]
    gaps = [abs(a[1] - b[1]) + abs(a[0] - b[0]) for a, b in zip(left, right, strict=True)]
    assert gaps[0] > 35
    assert gaps[-1] == 0
    assert all(later <= earlier + 2 for earlier, later in pairwise(gaps))  # whole units


def test_dots_grow_by_area_and_the_smallest_country_keeps_a_dot_one_can_hit():
    countries = tuple(
        Country(code, actors=n, interactions=n) for code, n in (("US", 100), ("CA", 25), ("VA", 1))
    )
    drawn = draw_map(World(countries, Country("CO"), 0, 0, 126), "actores", "mundo", ("VA", "Bucaramanga"))
    radius = {dot.code: dot.pixels for dot in drawn.dots}
    assert radius["US"] == 2 * radius["CA"]
    assert radius["VA"] >= 5
    assert [dot.code for dot in drawn.dots if dot.here] == ["VA"]


@pytest.mark.parametrize("part", ["europa", "caribe", "asia"])
def test_a_part_of_the_world_shows_its_countries(part):
    inside = {
        "europa": ("VA", "MT", "ES", "FI"),
        "caribe": ("CU", "BB", "CO", "CR"),
        "asia": ("SG", "KR", "IN"),
    }
    for code in inside[part]:
        place = place_of(code)
        assert place is not None
        assert box_of(part).holds(*place)


def test_the_page_says_the_finding_and_the_same_numbers_in_its_table(analysed):
    page = analysed.editor.get("/mundo").get_data(as_text=True)
    world = read_world(analysed.derived, PictureFilter(), "CO")
    assert f'<h1 id="cara-titulo">{len(world.partners)} países; Estados Unidos es el más activo</h1>' in page
    links = re.findall(r'data-country="(\w\w)" aria-label="([^"]+)"', page)
    assert {code for code, _said in links} == {one.code for one in world.countries}
    rows = re.findall(r"<tr [^>]*>\s*<th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert len(rows) == len(world.countries)
    cells = re.findall(r'<td class="number">([^<]*)</td>', rows[0])
    assert cells[:2] == [str(world.countries[0].actors), str(world.countries[0].interactions)]
    (flows,) = re.findall(r'<g class="world-flows".*?</g>', page, re.DOTALL)
    assert flows.count("<path") == sum(bool(one.sent) + bool(one.received) for one in world.countries)


def test_a_country_s_panel_names_actors_interactions_and_money(analysed):
    page = analysed.editor.get("/mundo?pais=ca").get_data(as_text=True)
    panel = page[page.index('id="pais"') : page.index("</section>", page.index('id="pais"'))]
    assert "Gobierno de Canadá" in panel
    assert "COP 38.000.000" in panel
    assert "/interacciones/" in panel
    assert 'href="/red?actor=gobierno-canada&amp;actor=' in panel
    cities = analysed.editor.get("/mundo?pais=ES").get_data(as_text=True)
    assert "referencia de la guía" in cities


def test_filters_switches_and_nonsense_in_the_address(analysed):
    part = analysed.editor.get("/mundo?tipo=embassy&medida=actores&parte=europa").get_data(as_text=True)
    assert 'data-country="NL"' in part
    assert 'data-country="US"' not in part
    assert "Más grande: más actores" in part
    for query in ("pais=<script>", "pais=ZZ", "parte=marte&medida=x", "tipo=media&sector=media"):
        answer = analysed.editor.get(f"/mundo?{query}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.get_data(as_text=True)
    assert analysed.editor.get("/mas").get_data(as_text=True).count("/mundo") == 1


def test_the_api_gives_the_numbers_of_the_pages(analysed):
    def ask(path):
        return analysed.editor.get(f"/api/v1/{path}")

    told = ask("world?tipo=embassy").get_json()
    world = read_world(analysed.derived, PictureFilter(types=("embassy",)), "CO")
    assert [(one["code"], one["interactions"]) for one in told["countries"]] == [
        (one.code, one.interactions) for one in world.countries
    ]
    frames = ask("network-frames?todo=1&unit=year").get_json()
    assert frames["frames"][-1]["day"] == "2026-11-23"
    found = ask("network-comparison?todo=1&before=2018-01-01&after=2024-03-31").get_json()
    assert found["after"]["actors"] - found["before"]["actors"] == len(found["changes"]["appeared"])
    assert all(len(pair) == 2 for pair in found["changes"]["new_ties"])
    for wrong in ("before=2024-01-01&after=2018-01-01", "before=ayer&after=2018-01-01", "after=2018-01-01"):
        assert ask(f"network-comparison?{wrong}").status_code == 422
    assert ask("network-frames?unit=siglo").status_code == 422
