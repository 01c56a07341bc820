"""The files of a map, opened again by programs that did not write them; hostile texts do no harm in any of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from typing import Any, Literal
from xml.etree import ElementTree

import networkx as nx
import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from crm.assessments.grids import Grid, Judged, Placed, grid_of
from crm.derived.refreshing import refresh
from crm.errors import InvalidData
from crm.mapping.reasons import Reason
from crm.maps.exports.extras import Extras, Planned
from crm.maps.exports.making import TYPES, MapFile, make_file
from crm.maps.exports.rows import tables_of
from crm.maps.making import make_map, relevance_of
from crm.maps.model import Chosen, Judgement, Member, StakeholderMap
from crm.maps.wording import points
from crm.papers.picturing import to_png
from crm.projects import create_project
from crm.schema import SCHEMA
from crm.vocabulary import vocabulary
from graph.sqlite.store import SqliteStore
from tests.crm.conftest import ANA
from tests.crm.maps.conftest import DAY, fill_city, fill_office, make_water
from tests.crm.maps.test_comparing import a_map, one

NASTY = {
    "formula": '=HYPERLINK("http://malo.example","gratis")',
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script> & #set page() \\ $x$ [y] {{ z }}",
    "emoji": "Fundación 🌱 Páramo — ñandú",
    "control": "Nombre\x00con\x0bcontroles\u202e y giros",
    "long": "Corporación " + "muylarga" * 625,
}
SHEETS = [
    "Actores",
    "Razones",
    "Requisitos",
    "Coalición",
    "Vacíos",
    "Sectores",
    "Sector y tipo",
    "Poder e interés",
    "Pesos",
]


@pytest.fixture(scope="module")
def hostile() -> tuple[StakeholderMap, Grid]:
    """A map whose every text is hostile, and its grid."""
    actors = [
        replace(
            one(id, 0.4, Reason("reason.requirement", {"need": name, "type": "company"}, (id,), 0.4)),
            name=name,
        )
        for id, name in NASTY.items()
    ]
    project = {
        "title": NASTY["markup"],
        "summary": NASTY["long"],
        "requirements": [{"need": NASTY["formula"]}],
    }
    made = replace(a_map(*actors), project=project, weights={"relevance": 1.0})
    half = Judged(0.5, 0.2, 2, 0.7)
    placed = (Placed(id, name, "company", half, half, half, half) for id, name in NASTY.items())
    return made, Grid(tuple(placed), NASTY["markup"])


def a_file(mapped: tuple[StakeholderMap, Grid], ending: str, lang: Literal["es", "en"] = "es") -> MapFile:
    made, grid = mapped
    return make_file(made, grid, ending, lang)


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> tuple[StakeholderMap, Grid]:
    """The map of a project in the small city, and its grid."""
    folder = tmp_path_factory.mktemp("mapped")
    store = SqliteStore(folder / "red.db", SCHEMA)
    city = fill_city(fill_office(store))
    derived, project = refresh(city, folder / "derived", DAY), create_project(city, ANA, make_water())
    made = make_map(city, derived, project)
    grid = grid_of(city, derived, project, relevance_of(made))
    store.close()
    return made, grid


def test_the_workbook_has_every_sheet_as_a_native_table_with_formulas_and_a_chart(mapped):
    made, grid = mapped
    data = make_file(made, grid, "xlsx", "es").data
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == SHEETS
    header, *rows = book.get_sheet_by_name("Actores").to_python()
    assert [row[header.index("Actor")] for row in rows] == [one.name for one in made.actors]
    scores = [row[header.index("Puntaje")] for row in rows]
    assert scores == pytest.approx([100 * one.score for one in made.actors], abs=1e-2)
    inside = zipfile.ZipFile(io.BytesIO(data))
    names = inside.namelist()
    assert len([name for name in names if name.startswith("xl/tables/")]) == len(SHEETS)
    assert "xl/charts/chart1.xml" in names
    first = inside.read("xl/worksheets/sheet1.xml").decode()
    formulas = re.findall(r"<f>(.*?)</f>", first)
    assert len(formulas) == len(made.actors)
    assert formulas[0].startswith("peso_relevance*t_actors[")
    defined = inside.read("xl/workbook.xml").decode()
    assert all(f'name="peso_{part}"' in defined for part in made.weights)


def test_the_workbook_speaks_english_as_well(mapped):
    book = CalamineWorkbook.from_filelike(io.BytesIO(a_file(mapped, "xlsx", "en").data))
    assert book.sheet_names[:6] == ["Actors", "Reasons", "Requirements", "Coalition", "Gaps", "Sectors"]


def test_people_read_one_scale_everywhere(mapped):
    made, grid = mapped
    first = replace(made.actors[0], power=Judgement(1.0, 0.75, 0.25, 2), interest=Judgement(0.625))
    told = replace(made, actors=(first,))
    half = Judged(0.5, None, 1, 0.75)
    placed = Grid((Placed(first.actor, first.name, first.type, half, half, half, half),), grid.title)
    book = CalamineWorkbook.from_filelike(io.BytesIO(a_file((told, placed), "xlsx").data))
    header, row = book.get_sheet_by_name("Actores").to_python()
    said = dict(zip(header, row, strict=True))
    assert (said["Poder percibido"], said["Poder en la red"], said["Interés percibido"]) == (5, 4, 3.5)
    assert said["Diferencia entre quienes opinan"] == 1
    assert said["Puntaje"] == pytest.approx(100 * first.score, abs=0.01)
    assert book.get_sheet_by_name("Poder e interés").to_python()[1][2:6] == [3, 3, 4, 4]
    head, line = csv.reader(io.StringIO(a_file((told, placed), "csv").data.decode("utf-8-sig")))
    cells = dict(zip(head, line, strict=True))
    assert (cells["Puntaje"], cells["Poder percibido"], cells["Interés percibido"]) == (
        str(points(first.score)),
        "5",
        "3.5",
    )
    tables = Document(io.BytesIO(a_file((told, placed), "docx").data)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert [first.name, "3", "4", "3", "4", "–"] in [
        [*row[:5], row[5] or "–"] for row in rows if len(row) > 5
    ]


def test_the_picture_to_take_along_has_long_names_whole(mapped):
    half = Judged(0.5, None, 1, 0.5)
    name = "Oficina de Internacionalización de Monterrey {:02}"
    crowd = [
        Placed(f"a{n}", name.format(n), "company", Judged(n / 40), Judged((7 * n % 40) / 40), half, half)
        for n in range(40)
    ]
    root = ElementTree.fromstring(a_file((mapped[0], Grid(tuple(crowd), "Agua")), "svg").data)
    lines = [str(one.text) for one in root.iter() if one.get("class") == "grid-label"]
    assert lines.count("Oficina de Internacionalización") > 30


def test_the_report_says_who_calls_pays_how_much_by_when_and_the_plan(mapped):
    made, grid = mapped
    said = {
        "call": "Ciudades Verdes",
        "deadline": "2027-02-28",
        "budget": {"amount": 800000, "currency": "EUR"},
    }
    made = replace(made, project={**made.project, **said})
    plan = (Planned("UIS", "Sumar el laboratorio", "correo", "Enviar la carta", "Ana", None),)
    extras = Extras(("Alcaldía",), "Unión Europea", plan)
    document = Document(io.BytesIO(make_file(made, grid, "docx", "es", extras).data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(one.text for one in document.paragraphs), *cells])
    for text in ("Ciudades Verdes", "EUR 800.000", "Unión Europea", "28 de febrero de 2027"):
        assert text in words
    for text in ("El plan con cada actor", "Sumar el laboratorio", "Enviar la carta", "Sin nadie"):
        assert text in words


def test_reasons_requirements_and_gaps_stand_in_their_sheets(mapped):
    made, grid = mapped
    book = CalamineWorkbook.from_filelike(io.BytesIO(make_file(made, grid, "xlsx", "es").data))
    reasons = book.get_sheet_by_name("Razones").to_python()
    assert len(reasons) - 1 == sum(len(one.reasons) for one in made.actors)
    needs = book.get_sheet_by_name("Requisitos").to_python()[1:]
    assert [(row[1], row[-1]) for row in needs] == [
        ("laboratorio de agua", "Cubierto"),
        ("difusión", "Sin nadie"),
    ]
    assert any("difusión" in str(row[0]) for row in book.get_sheet_by_name("Vacíos").to_python())


def test_sectors_and_types_are_counted_against_each_other(mapped):
    made, grid = mapped
    book = CalamineWorkbook.from_filelike(io.BytesIO(make_file(made, grid, "xlsx", "es").data))
    header, *rows = book.get_sheet_by_name("Sector y tipo").to_python()
    assert (header[0], header[-1]) == ("Sector", "Total")
    assert {row[0]: row[-1] for row in rows} == {
        vocabulary("sectors").label(sector, "es") if sector else "Sin sector": len(ids)
        for sector, ids in made.by_sector.items()
    }
    university = header.index(vocabulary("actor_types").label("university", "es"))
    counted = [row[university] for row in rows if row[university]]
    assert counted == [sum(one.type == "university" for one in made.actors)]


def test_no_text_of_a_workbook_is_a_formula(hostile):
    data = a_file(hostile, "xlsx", "es").data
    inside = zipfile.ZipFile(io.BytesIO(data))
    for name in inside.namelist():
        if name.endswith(".xml"):
            ElementTree.fromstring(inside.read(name))
    formulas = "".join(
        formula
        for name in inside.namelist()
        if name.startswith("xl/worksheets/sheet")
        for formula in re.findall(r"<f>(.*?)</f>", inside.read(name).decode())
    )
    assert "HYPERLINK" not in formulas
    assert "cmd" not in formulas
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Actores").to_python()
    assert NASTY["formula"] in [row[1] for row in rows]


def test_the_table_guards_what_a_spreadsheet_would_run(hostile):
    text = a_file(hostile, "csv", "es").data.decode("utf-8-sig")
    names = [row[1] for row in csv.reader(io.StringIO(text))][1:]
    assert names[0] == "'" + NASTY["formula"]
    assert names[1] == "'" + NASTY["at"]
    assert names[3] == NASTY["emoji"]


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_the_network_opens_again_with_scores_and_ties(mapped, ending):
    made, grid = mapped
    data = io.BytesIO(make_file(made, grid, ending, "es").data)
    graph = nx.read_graphml(data) if ending == "graphml" else nx.read_gexf(data)
    assert set(graph) == {actor.actor for actor in made.actors}
    for actor in made.actors:
        assert graph.nodes[actor.actor]["score"] == pytest.approx(actor.score)
        assert graph.nodes[actor.actor]["label"] == actor.name
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset((link.first, link.second)) for link in made.links
    }
    assert graph.edges["amb", "uis"]["weight"] > 0


@pytest.mark.parametrize("ending", ["graphml", "gexf", "svg"])
def test_hostile_texts_leave_well_formed_xml(hostile, ending):
    data = a_file(hostile, ending, "es").data
    root = ElementTree.fromstring(data)
    assert not [element for element in root.iter() if element.tag.endswith("script")]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_report_opens_in_word_with_its_picture_and_tables(mapped, lang):
    made, grid = mapped
    document = Document(io.BytesIO(make_file(made, grid, "docx", lang, Extras(("Alcaldía",))).data))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert {"es": "Actores para «Agua segura»", "en": "Actors for “Agua segura”"}[lang] in words
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {one.name for one in made.actors} <= cells
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_report_is_an_accessible_pdf(mapped, lang):
    made, grid = mapped
    reader = PdfReader(io.BytesIO(make_file(made, grid, "pdf", lang, Extras(("Alcaldía",))).data))
    words = "".join("\n".join(page.extract_text() for page in reader.pages).split())
    assert all("".join(one.name.split()) in words for one in made.actors)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(lang)
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("ending", ["docx", "pdf", "png"])
def test_hostile_texts_do_no_harm_on_paper(hostile, ending):
    data = a_file(hostile, ending, "es").data
    assert data.startswith({"docx": b"PK", "pdf": b"%PDF", "png": b"\x89PNG"}[ending])
    if ending == "docx":
        assert "<script>" in "\n".join(
            cell.text for row in Document(io.BytesIO(data)).tables[0].rows for cell in row.cells
        )


def test_a_map_of_nobody_makes_every_file(mapped):
    made = replace(mapped[0], actors=(), links=(), gaps=())
    for ending in TYPES:
        assert make_file(made, Grid(()), ending, "es").data


def test_files_are_named_by_kind_project_and_language_and_an_unknown_ending_is_refused(mapped):
    assert a_file(mapped, "csv", "en").name == "actores-agua-segura-en.csv"
    assert a_file(mapped, "png", "es").name == "poder-interes-agua-segura-es.png"
    with pytest.raises(InvalidData):
        a_file(mapped, "odt", "es")


def test_a_drawing_becomes_a_picture():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
    )
    data = to_png(svg, 96)
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (20, 10)


def test_who_is_to_be_confirmed_is_not_said_to_cover_anything(mapped):
    made = mapped[0]
    need = {"need": "laboratorio de suelos", "kind": "university"}
    member = Member("uis", "UIS", (), (), maybe=(0,))
    actors = tuple(replace(one, requirements=()) for one in made.actors)
    doubtful = replace(
        made, actors=actors, project={**made.project, "requirements": [need]}, coalition=Chosen((member,))
    )
    for lang, state, said in (
        ("es", "Por confirmar", "(por confirmar)"),
        ("en", "To be confirmed", "(to be confirmed)"),
    ):
        sheets = {sheet.id: sheet.rows for sheet in tables_of(doubtful, lang)}
        assert sheets["requirements"][0][-1] == state
        assert sheets["coalition"][0][1] == f"laboratorio de suelos {said}"
