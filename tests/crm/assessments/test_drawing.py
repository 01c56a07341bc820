"""The picture of the grid: no label over another, every name escaped, one well-formed file whatever is in it."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.assessments.drawing import Look, draw, grid_svg, only
from crm.assessments.grids import Grid, Judged, Placed, Pull
from crm.assessments.lettering import LIMIT, cleaned, labels_of, shortened, width_of
from crm.assessments.marks import Mark
from crm.assessments.placing import Label, place, spread_out
from crm.vocabulary import family_of, vocabulary

few = settings(max_examples=30, deadline=None)
SVG = "{http://www.w3.org/2000/svg}"
SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT, '" onload="alert(1)', "\u202eنيويورك جامعة", "👩‍👩‍👧‍👦 Familia 🇨🇴", "x" * 5000, "a\x00b\x08c\ufffe", "&lt;&amp;", "]]>", "  ",
)  # fmt: skip


def make_placed(
    number: int, interest: float | None = 0.5, power: float | None = 0.5, **changes: object
) -> Placed:
    types = vocabulary("actor_types").ids
    given_values = {
        "actor": f"actor-{number}",
        "name": f"Instituto Municipal de Asuntos Número {number}",
        "type": types[number % len(types)],
        "power": Judged(power, 0.5, 2, 0.8, 0.25) if power is not None else Judged(),
        "interest": Judged(interest, 0.0, 2, 0.3, 0.5) if interest is not None else Judged(),
        "legitimacy": Judged(),
        "urgency": Judged(),
    }
    return Placed(**{**given_values, **changes})  # type: ignore[arg-type]


def boxes_of(svg: str) -> list[tuple[float, float, float, float]]:
    """Where the labels stand: their left, top, right and bottom."""
    found = []
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        if text.get("class") == "grid-label":
            x, y, width = (float(text.get(name, "nan")) for name in ("x", "y", "textLength"))
            found.append((x, y - 11.5, x + width, y + 3.5))
    return found


def labels_in(element: ElementTree.Element) -> list[str]:
    """The lines of the names in an element."""
    return [str(one.text) for one in element.iter(f"{SVG}text") if one.get("class") == "grid-label"]


def test_a_long_name_stands_whole_on_two_lines_and_shortened_only_where_there_is_no_room():
    name = "Oficina de Internacionalización de Monterrey"
    few = grid_svg(Grid((make_placed(1, 0.5, 0.5, name=name),)), "es")
    assert labels_in(ElementTree.fromstring(few)) == ["Oficina de Internacionalización", "de Monterrey"]
    longer = make_placed(1, 0.5, 0.5, name=f"{name} y de la gobernación de Nuevo León en México")
    first, second = labels_in(ElementTree.fromstring(grid_svg(Grid((longer,)), "es")))
    assert len(f"{first} {second}") > 40
    assert second.endswith("…")


@pytest.mark.parametrize("corner", [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)])
def test_actors_of_one_corner_do_not_stand_over_its_word(corner):
    shapes = vocabulary("families")
    dot = next(
        one for one in vocabulary("actor_types").ids if shapes.get(family_of(one)).extra["shape"] == "dot"
    )
    grid = Grid(tuple(make_placed(n, *corner, name=f"Actor {n}", type=dot) for n in range(40)))
    look = Look("es")
    marks = ElementTree.fromstring(draw(grid, look)).iter(f"{SVG}circle")
    places = [
        (float(one.get("cx", "nan")), float(one.get("cy", "nan")))
        for one in marks
        if float(one.get("cy", "nan")) < look.frame.inside[3]
    ]
    assert len(places) == 40
    for left, top, right, bottom in look.frame.captions("es"):
        assert not [at for at in places if left - 8 < at[0] < right + 8 and top - 8 < at[1] < bottom + 8]


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize(("count", "paper"), [(3, False), (12, False), (60, False), (60, True)])
def test_labels_of_actors_on_the_same_points_never_overlap_and_none_is_missing(count, paper):
    grid = Grid(tuple(make_placed(n, (n % 5) / 4, (n % 3) / 4 + 0.25) for n in range(count)), "Agua")
    svg = draw(grid, Look("es", paper=paper))
    boxes = boxes_of(svg)
    named = [
        one for one in ElementTree.fromstring(svg).iter(f"{SVG}g") if one.get("data-actor") and labels_in(one)
    ]
    assert len(named) == count
    assert all(apart(one, other) for one, other in combinations(boxes, 2))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.text(max_size=40)), max_size=25))
@settings(max_examples=10, deadline=None)
def test_any_names_at_any_places_make_one_well_formed_picture(rows):
    grid = Grid(tuple(make_placed(n, x / 4, y / 4, name=name) for n, (x, y, name) in enumerate(rows)))
    boxes = boxes_of(grid_svg(grid, "en", dark=True))
    assert all(apart(one, other) for one, other in combinations(boxes, 2))
    assert all(box[0] >= 0 and box[2] <= 1000 for box in boxes)


@pytest.mark.parametrize(
    "look", [Look("es"), Look("en", dark=True), Look("es", narrow=True), Look("es", live=True)]
)
def test_hostile_names_are_only_text(look):
    grid = Grid(tuple(make_placed(n, name=name) for n, name in enumerate(HOSTILE)), f"Agua {SCRIPT}")
    svg = draw(grid, look)
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "rect", "line", "circle", "polygon", "text",
    }  # fmt: skip
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name == "style"}
    assert "\u202e" not in svg
    assert len(svg) < 60_000


def test_the_picture_says_what_it_shows_to_those_who_do_not_see_it():
    grid = Grid((make_placed(1, 1.0, 0.5, name="UIS"), make_placed(2, None, None)), "Agua")
    root = ElementTree.fromstring(grid_svg(grid, "es"))
    assert root.findtext(f"{SVG}title") == "Poder e interés: Agua"
    assert "UIS: poder 3, interés 5." in root.findtext(f"{SVG}desc", "")
    assert root.get("role") == "img"
    assert "Power and interest" in grid_svg(grid, "en")
    assert "Todavía no hay nadie" in grid_svg(Grid(()), "es")


def test_an_arrow_goes_to_where_the_network_has_an_actor_and_only_then():
    grid = Grid((make_placed(1),))
    assert 'class="grid-arrow"' in draw(grid, Look("es"))
    for side in ("perceived", "structural"):
        assert 'class="grid-arrow"' not in draw(only(grid, side), Look("es"))
    assert only(grid, "structural").placed[0].power == Judged(structural=0.8)
    near = make_placed(2, power=0.5).power
    close = make_placed(2, 0.3, 0.8)
    assert near.perceived == 0.5
    assert 'class="grid-arrow"' not in draw(Grid((close,)), Look("es"))


def test_a_live_picture_can_be_reached_by_keyboard_and_a_still_one_not():
    live = draw(Grid((make_placed(1),)), Look("es", live=True))
    assert 'tabindex="0"' in live
    assert 'data-actor="actor-1"' in live
    assert "tabindex" not in grid_svg(Grid((make_placed(1),)), "es")


def test_long_names_are_cut_at_words_and_told_apart():
    names = [
        "Secretaría de Salud de la Gobernación de Santander",
        "Secretaría de Salud de la Gobernación de Boyacá",
    ]
    labels = labels_of([*names, "Fundación Ideas para la Paz (FIP)", "UIS"])
    assert len(set(labels)) == 4
    assert labels[2:] == ["FIP", "UIS"]
    assert all(len(label) <= LIMIT + 1 for label in labels)
    assert shortened("x" * 5000) == "x" * (LIMIT - 1) + "…"


@few
@given(st.text(max_size=200))
def test_a_cleaned_name_is_one_line_without_marks_that_turn_the_page(text):
    found = cleaned(text)
    assert not re.search(r"[\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", found)
    assert width_of(found, 13) >= 0


@given(st.lists(st.tuples(st.floats(60, 940), st.floats(60, 640)), max_size=30))
@settings(max_examples=15, deadline=None)
def test_marks_that_coincide_are_spread_out_on_their_own_side(points):
    inside, middle = (30, 30, 970, 670), (500.0, 350.0)
    found = spread_out([*points, (500.0, 350.0), (500.0, 350.0)], 19, inside, middle)
    for one, other in combinations(found, 2):
        assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= 18.9**2
    assert all(x >= 500 - 1e-6 and y <= 350 + 1e-6 for x, y in found[-2:])


def test_without_room_a_label_is_left_out_rather_than_put_over_another():
    labels = [Label((50, 50), 5, 80, 15) for _ in range(40)]
    spots = place(labels, (0, 0, 100, 100), [])
    boxes = [spot.box for spot in spots if spot is not None]
    assert 0 < len(boxes) < 40
    assert all(apart(one, other) for one, other in combinations(boxes, 2))


def test_a_mark_stands_where_people_put_it_or_else_where_the_network_has_it():
    people = Mark(make_placed(1), (0, 0), 1, 8)
    network = Mark(make_placed(2, power=None, interest=None), (0, 0), 2, 8)
    assert (people.perceived, network.perceived) == (True, False)


def test_influences_are_arrows_between_marks_the_thicker_the_stronger():
    placed = tuple(make_placed(number, 0.1 + 0.4 * number, 0.9 - 0.4 * number) for number in range(3))
    pulls = (Pull("actor-0", "actor-2", 1), Pull("actor-2", "actor-0", 3), Pull("actor-1", "elsewhere", 3))
    root = ElementTree.fromstring(draw(Grid(placed, pulls=pulls), Look("es", paper=True)))
    arrows = [one for one in root.iter(f"{SVG}g") if one.get("class") == "grid-influence"]
    paths = [one.find(f"{SVG}path") for one in arrows]
    ends = [(one.get("data-from"), one.get("data-upon")) for one in arrows]
    assert ends == [("actor-2", "actor-0"), ("actor-0", "actor-2")]
    thick = [float(path.get("stroke-width", "0")) for path in paths if path is not None]
    assert thick == sorted(thick, reverse=True)
    assert len({path.get("d") for path in paths if path is not None}) == 2
    assert "quién influye en quién: 2." in "".join(root.itertext())
    assert "grid-influence" not in grid_svg(Grid(placed), "es")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_harm_no_arrow(name):
    ends = [make_placed(number, 0.9 * number, 0.9 * number, name=name) for number in range(2)]
    svg = draw(Grid(tuple(ends), pulls=(Pull("actor-0", "actor-1", 2),)), Look("en"))
    root = ElementTree.fromstring(svg)
    assert not [one for one in root.iter() if one.tag == f"{SVG}script" or "onload" in one.attrib]
