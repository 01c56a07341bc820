"""The files of a picture: as seen, readable by others, and no name, however hostile, anything but a name."""

import io
import json
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest
from pypdf import PdfReader

from tests.web.red_files.conftest import HOSTILE
from web.red.drawing import network_data
from web.red_files.fitting import Box, fit_into
from web.red_files.graph import to_gexf, to_graphml
from web.red_files.ink import wrapped
from web.red_files.making import FORMATS, file_name, make_file
from web.red_files.names import place, wanted_names
from web.red_files.scene import scene_for
from web.red_files.sheet import PAPERS, sheet_svg
from web.red_files.slides import groups_of

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "rect", "g", "path", "text", "circle", "polygon", "ellipse"}


FORBIDDEN = "a\u0000b\u0008c\ud800d\ufffee\u2067f"


def long_named(scene):
    """The scene with names that no record may have: of 5,000 characters, of characters that XML forbids."""
    worse = {"a4": {"label": "L" * 5000, "short": "L" * 5000}, "a3": {"label": FORBIDDEN, "short": FORBIDDEN}}
    nodes = [{**node, **worse.get(node["id"], {})} for node in scene.nodes]
    return replace(scene, nodes=nodes, title="T" * 5000)


@pytest.fixture
def scene(speaking):
    return scene_for(speaking.store, speaking.view())


@pytest.fixture
def drawn(scene):
    return ElementTree.fromstring(sheet_svg(long_named(scene), PAPERS["a4"]))


def test_a_drawing_holds_shapes_and_words_alone(drawn):
    assert {element.tag.removeprefix(SVG) for element in drawn.iter()} <= ALLOWED
    named = {name.rpartition("}")[2] for element in drawn.iter() for name in element.attrib}
    assert not {name for name in named if name.startswith("on") or name in {"href", "style", "src"}}
    said = " ".join(element.text or "" for element in drawn.iter(f"{SVG}text"))
    assert "</svg><script>" in said
    assert "Cámara de Comercio" in said
    assert not re.search("[\u0000-\u0008\u202a-\u202e\u2066-\u2069\ufffe]", said)


def test_a_drawing_has_every_actor_in_its_colour_and_every_line(scene, drawn):
    fills = [element.get("fill") for element in drawn.iter() if element.get("stroke-width") == "1.1"]
    assert sorted(fills) == sorted(scene.hue(node["look"]).light for node in scene.nodes)
    lines = [element for element in drawn.iter(f"{SVG}path") if element.get("stroke-opacity")]
    samples = sum(line.kind.split("-")[0] in {"age", "is", "weak"} for line in scene.lines)
    assert len(lines) >= len(scene.edges) + samples
    assert any(element.get("stroke-dasharray") for element in lines)


def test_names_never_lie_on_each_other_nor_leave_the_picture(scene):
    box = Box(0, 0, 700, 400)
    fit = fit_into(box, scene.nodes)
    boxes = [found for _name, found in place([*wanted_names(scene.nodes, fit)], scene, fit)]
    assert len(boxes) > 3
    for number, one in enumerate(boxes):
        assert box.left <= one.left <= one.right <= box.right
        for other in boxes[:number]:
            assert (
                one.right <= other.left
                or other.right <= one.left
                or one.bottom <= other.top
                or other.bottom <= one.top
            )


def test_the_sheet_keeps_the_places_of_the_picture_and_says_its_source(speaking, scene):
    fit = fit_into(Box(0, 0, 700, 400), scene.nodes)
    first, second = scene.nodes[0], scene.nodes[1]
    (ax, ay), (bx, by) = fit.point(first["x"], first["y"]), fit.point(second["x"], second["y"])
    assert ax - bx == pytest.approx((first["x"] - second["x"]) * fit.squeeze * fit.scale)
    assert ay - by == pytest.approx((first["y"] - second["y"]) * fit.scale)
    assert "23 de noviembre de 2026" in sheet_svg(scene, PAPERS["a4"])


@pytest.mark.parametrize("paper", PAPERS)
def test_a_poster_is_one_page_of_its_size_with_words_that_can_be_found(speaking, paper):
    file = PdfReader(io.BytesIO(make_file(speaking.store, speaking.view(), "pdf", paper)))
    (page,) = file.pages
    size = PAPERS[paper]
    assert float(page.mediabox.width) == pytest.approx(size.width / 25.4 * 72, abs=1)
    assert float(page.mediabox.height) == pytest.approx(size.height / 25.4 * 72, abs=1)
    assert file.metadata
    assert file.metadata.title == "Toda la red"
    if paper == "a4":
        assert "Comercio" in page.extract_text()


def test_a_picture_of_hostile_names_is_printed(speaking, scene):
    from web.red_files.setting import to_png

    png = to_png(sheet_svg(long_named(scene), PAPERS["a4"]), (297, 210), 800)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 800


def test_slides_are_the_picture_its_legend_and_its_groups(speaking, scene):
    folder = zipfile.ZipFile(io.BytesIO(make_file(speaking.store, speaking.view(), "diapositivas")))
    assert len(folder.namelist()) == 2 + len(groups_of(scene)) == 4
    for name in folder.namelist():
        head = folder.read(name)[16:24]
        assert (int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")) == (1920, 1080)


def colours(scene):
    return {node["id"]: scene.hue(node["look"]).light for node in scene.nodes}


def test_graphml_is_read_back_by_networkx_and_igraph_as_it_was_drawn(scene, tmp_path):
    file = tmp_path / "red.graphml"
    file.write_bytes(to_graphml(long_named(scene)))
    read = nx.read_graphml(file, force_multigraph=True)
    assert (len(read), read.number_of_edges()) == (len(scene.nodes), len(scene.edges))
    assert {id: look["color"] for id, look in read.nodes(data=True)} == colours(scene)
    other = igraph.Graph.Read_GraphML(str(file))
    assert (other.vcount(), other.ecount()) == (len(scene.nodes), len(scene.edges))
    for node, vertex in zip(scene.nodes, other.vs, strict=True):
        assert (vertex["id"], vertex["x"], vertex["y"]) == (node["id"], node["x"], -node["y"])
        red, green, blue = (int(vertex[channel]) for channel in "rgb")
        assert f"#{red:02X}{green:02X}{blue:02X}" == colours(scene)[node["id"]].upper()
        assert read.nodes[node["id"]]["x"] == node["x"]
    assert len(read.nodes["a4"]["label"]) == 5000
    assert read.nodes["a3"]["label"] == "abcdef"
    assert read.nodes["a0"]["label"] == HOSTILE[0]


def test_gexf_has_places_sizes_and_colours_for_gephi(scene):
    text = to_gexf(scene)
    read = nx.read_gexf(io.BytesIO(text), version="1.2draft")
    assert (len(read), read.number_of_edges()) == (len(scene.nodes), len(scene.edges))
    for node in scene.nodes:
        look = read.nodes[node["id"]]["viz"]
        assert (look["position"]["x"], look["position"]["y"]) == (node["x"], -node["y"])
        assert "#{r:02X}{g:02X}{b:02X}".format(**look["color"]) == colours(scene)[node["id"]].upper()
        assert look["size"] == node["size"] * 2
    assert to_gexf(scene) == text


def test_files_of_bubbles_and_of_nobody_are_made_too(speaking):
    for wish in ({"agrupar": "familia", "abrir": ("diplomatic",)}, {"todo": False, "sector": ("media",)}):
        view = speaking.view(**wish)
        scene = scene_for(speaking.store, view)
        ElementTree.fromstring(sheet_svg(scene, PAPERS["a4"]))
        assert len(nx.parse_graphml(to_graphml(scene).decode())) == len(scene.nodes)
        assert len(nx.read_gexf(io.BytesIO(to_gexf(scene)), version="1.2draft")) == len(scene.nodes)


def test_colours_that_say_something_else_are_explained_and_shapes_lose_theirs(speaking):
    scene = scene_for(speaking.store, speaking.view(color="contactos"))
    said = sheet_svg(scene, PAPERS["a4"])
    assert "Contactos:" in said
    assert {item.token for item in scene.colours} == {node["look"] for node in scene.nodes}
    assert colours(scene) == {
        id: scene.hue(look).light for id, look in speaking.view(color="contactos").looks.tokens.items()
    }


def test_a_saved_view_goes_along_with_its_places_notes_and_story(speaking):
    notes = [{"text": "Aquí </script> empieza", "actor": "a1"}, {"text": "Al norte", "x": 5, "y": 9}]
    steps = [{"text": "Primero ellos", "actors": ["a1"]}]
    kept = speaking.keep(
        annotations=notes, steps=steps, positions={"a1": [77, 33]}, camera={"x": 1, "y": 2, "scale": 2}
    )
    view = speaking.view(vista=kept.id)
    drawing = make_file(speaking.store, view, "svg").decode()
    assert "Al norte" in drawing
    assert "Vista &lt;/title&gt;" in drawing
    page = make_file(speaking.store, view, "html").decode()
    (data,) = re.findall(r'id="red-data">(.*?)</script>', page, re.DOTALL)
    inside = json.loads(data)
    assert [note["text"] for note in inside["notes"]] == ["Aquí </script> empieza", "Al norte"]
    assert [step["text"] for step in inside["story"]] == ["Primero ellos"]
    assert inside["camera"] == {"x": 1, "y": 2, "scale": 2}
    places = {node["id"]: (node["x"], node["y"]) for node in inside["network"]["nodes"]}
    assert places["a1"] == (77, 33)
    assert places == {node["id"]: (node["x"], node["y"]) for node in network_data(view)["nodes"]}


def test_the_page_offers_each_format_and_every_address_gives_its_file(made):
    page = made.ana.get("/red/llevar?todo=1&color=contactos").get_data(as_text=True)
    files = re.findall(r'href="([^"]*/red/llevar/archivo[^"]*)"', page)
    assert len(files) == 3 * len(PAPERS) + 4
    assert all("todo=1&amp;color=contactos&amp;formato=" in url for url in files)
    for url in (
        url.replace("&amp;", "&")
        for url in files
        if "=a1" not in url and "=a2" not in url and "=png" not in url
    ):
        answer = made.ana.get(url)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="red-de-aliados')


def test_what_there_is_not_is_refused_and_a_name_of_a_file_is_plain(made):
    assert made.ana.get("/red/llevar/archivo?formato=exe").status_code == 422
    assert made.ana.get("/red/llevar/archivo?formato=pdf&papel=a9").status_code == 422
    with made.app.test_request_context("/"):
        name = file_name(made.view(actor=("a1",), desde=2020, hasta=2026), "pdf", "a1")
    assert name == "red-de-aliados-a1-2020-2026-a1.pdf"
    assert made.app.test_client().get("/red/llevar").status_code == 302


def test_the_api_gives_the_same_files(made):
    answer = made.ana.get("/api/v1/red/export?format=graphml&todo=1")
    assert answer.mimetype == FORMATS["graphml"].media
    assert len(nx.parse_graphml(answer.get_data(as_text=True))) == len(HOSTILE)
    refused = made.ana.get("/api/v1/red/export?format=doc")
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    assert "export" in made.ana.get("/api/v1/openapi.json").get_data(as_text=True)


def test_words_are_broken_into_lines_that_fit():
    assert wrapped("uno dos tres", 10, 45, 3) == ["uno dos", "tres"]
    assert wrapped("uno dos tres", 10, 20, 2)[-1].endswith("…")
    assert wrapped("L" * 5000, 10, 100, 2)[0].endswith("…")
