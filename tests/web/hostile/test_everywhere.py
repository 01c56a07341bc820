"""No text, however hostile, is anything but a text: each page and each file of the red, read by programs of others."""

import csv
import io
import json
import zipfile

import igraph
import lxml.html
import networkx as nx
import pytest
from pypdf import PdfReader

from tests.web.hostile import places
from tests.web.hostile.city import NAMES
from tests.web.hostile.reading import drawing_of, page_of
from web.red.names import plain
from web.turned import TURNING

EACH = [name for name in vars(places) if name.isupper() and name not in {"FILE", "FACES", "PAGES"}]
PARTS = ("/red", "/vistas", "/publico", "/mundo")
# What leads to another page, people that are not published here, and the numbers that tests/web/big reads.
ELSEWHERE = {"dibujos.abrir", "datos.personas_csv"} | {
    f"grande.{name}" for name in ("elegidos", "lugar", "lugares", "nombres", "puntos")
}


@pytest.fixture
def taken(hostile_city):
    """The answer for an address, as whoever sees it is given it."""

    def take(address):
        browser = hostile_city.anybody if address.startswith("/publico") else hostile_city.boss
        answer = browser.get(address.format(view=hostile_city.view, slug=hostile_city.slug))
        assert answer.status_code == 200, answer.status
        return answer

    return take


@pytest.mark.parametrize(("address", "named"), places.PAGES.items())
def test_a_page_holds_hostile_texts_as_words(taken, address, named):
    answer = taken(address)
    page = page_of(answer.get_data(as_text=True))
    assert not page.xpath("//script[not(@src)]")
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]
    if named:
        words = page.text_content()
        assert [name for name in ("element", "image") if NAMES[name] not in words] == []


@pytest.mark.parametrize("address", places.ALONE)
def test_a_page_that_opens_alone_runs_two_scripts_of_its_own(taken, address):
    page = lxml.html.document_fromstring(taken(address).get_data(as_text=True))
    page_of(
        "".join(
            lxml.html.tostring(one, encoding="unicode") for one in page.xpath("//body/*[not(self::script)]")
        )
    )
    scripts = page.xpath("//script")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert [one.get("type") for one in scripts].count("application/json") == 1
    assert policy.count("sha256-") >= len(scripts) - 1
    (data,) = page.xpath("//script[@type='application/json']/text()")
    nodes = {node["id"]: node["label"] for node in json.loads(data)["network"]["nodes"]}
    assert {id: nodes[id] for id in NAMES} == {id: plain(name) for id, name in NAMES.items()}


@pytest.mark.parametrize("address", places.DRAWINGS)
def test_a_drawing_is_shapes_and_words(taken, address):
    drawing = drawing_of(taken(address).get_data())
    words = [text for one in drawing.findall(".//{*}text") if (text := "".join(one.itertext()).strip())]
    assert len(words) > 5
    assert max(map(len, words)) < 600  # a title may say a name whole, what is drawn has an end


@pytest.mark.parametrize("address", places.PAPERS)
def test_a_paper_has_words_and_nothing_to_run(taken, address):
    file = PdfReader(io.BytesIO(taken(address).get_data()))
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(file.root_object)
    assert not [note for page in file.pages for note in page.get("/Annots") or ()]
    assert file.metadata
    assert (file.metadata.title or "").replace("\u200b", "") == NAMES["element"]
    said = "".join(page.extract_text() for page in file.pages)
    assert "script" in said
    assert "[U+200B]" not in said


@pytest.mark.parametrize("address", places.GRAPHS)
def test_a_graph_is_read_back_with_the_names_that_were_given(taken, address, tmp_path):
    content = taken(address).get_data()
    if address.endswith("gexf"):
        graph = nx.read_gexf(io.BytesIO(content), version="1.2draft")
    else:
        graph = nx.parse_graphml(content.decode(), force_multigraph=True)
        file = tmp_path / "red.graphml"
        file.write_bytes(content)
        read = igraph.Graph.Read_GraphML(str(file))
        assert (read.vcount(), read.ecount()) == (len(graph), graph.number_of_edges())
    labels = {id: look["label"] for id, look in graph.nodes(data=True) if id in NAMES}
    most = 200 if address.startswith("/publico") else 5000
    assert {id: label[:most].split() for id, label in labels.items()} == {
        id: plain(name)[:most].split() for id, name in NAMES.items()
    }


def test_pictures_and_slides_are_pictures(taken):
    png, slides = (taken(address).get_data() for address in places.IMAGES)
    folder = zipfile.ZipFile(io.BytesIO(slides))
    assert folder.testzip() is None
    assert len(folder.namelist()) > 2
    assert all(name.startswith("red-") for name in folder.namelist())
    for one in (png, *map(folder.read, folder.namelist())):
        assert (one[:8], one[-8:-4]) == (b"\x89PNG\r\n\x1a\n", b"IEND")


@pytest.mark.parametrize("address", places.TABLES)
def test_a_table_has_no_formula_and_nobody_hides_in_it(taken, address):
    text = taken(address).get_data(as_text=True).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@"))]
    assert not [mark for mark in TURNING if mark in text]
    assert NAMES["element"] in cells


@pytest.mark.parametrize("address", places.DATA)
def test_what_scripts_and_programs_are_told_is_data(taken, address):
    answer = taken(address)
    assert answer.mimetype in {"application/json", "application/ld+json"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not [
        where for where in addresses_in(answer.get_json(force=True)) if where.startswith("javascript")
    ]


def addresses_in(told):
    """Whatever is given as an address, at any depth."""
    if isinstance(told, dict):
        for name, value in told.items():
            if isinstance(value, str) and name in {"url", "href", "website", "record", "icon", "@id"}:
                yield value
            else:
                yield from addresses_in(value)
    elif isinstance(told, list):
        for one in told:
            yield from addresses_in(one)


def test_every_address_of_the_red_is_tried(hostile_city):
    tried = {}
    rules = hostile_city.app.url_map.bind("red.test")
    addresses = [*places.PAGES, *(one for name in EACH for one in getattr(places, name))]
    for address in addresses:
        path = address.format(view=hostile_city.view, slug=hostile_city.slug).partition("?")[0]
        tried[rules.match(path)[0]] = address
    there = {
        rule.endpoint
        for rule in hostile_city.app.url_map.iter_rules()
        if rule.rule.startswith(PARTS) and "GET" in (rule.methods or ())
    }
    assert there - set(tried) == ELSEWHERE
