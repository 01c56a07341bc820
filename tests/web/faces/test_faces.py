"""The faces of one selection: the same actors and interactions in each, one click apart, every number to be opened."""

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from tests.web.reading import found, rows_of, text_of

FACES = ("tabla", "matriz", "anillos", "flujos", "calor", "linea")
PICTURES = FACES[1:]
SVG = "{http://www.w3.org/2000/svg}"


def page_of(office, face, query):
    answer = office.get(f"/red/{face}?{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def figure_of(office, face, query):
    answer = office.get(f"/red/{face}/figura.svg?{query}")
    assert answer.mimetype == "image/svg+xml"
    return ElementTree.fromstring(answer.get_data())


@pytest.mark.parametrize("face", FACES)
def test_each_face_leads_to_all_others_of_the_same_selection(office, face):
    page = page_of(office, face, "actor=uis&desde=2017")
    tabs = dict(re.findall(r'data-face="([^"]+)" href="([^"]+)"', page))
    assert {f"/red/{other}" for other in FACES} <= set(tabs)
    assert {unescape(urlsplit(url).query) for url in tabs.values()} == {"actor=uis&desde=2017"}
    assert f'href="{tabs[f"/red/{face}"]}" aria-current="page"' in page
    assert page.count("<h1") == 1
    assert "Alrededor de Universidad Industrial de Santander" in page
    assert not re.search(r"\sstyle=|\son\w+=\"|<script(?![^>]* src=)", page)


@pytest.mark.parametrize("face", PICTURES)
def test_each_picture_is_a_file_of_its_own_with_its_title_and_source(office, face):
    svg = figure_of(office, face, "actor=uis")
    texts = [text for text in svg.itertext() if text.strip()]
    title = found(r"<h1[^>]*>([^<]+)</h1>", page_of(office, face, "actor=uis"))
    assert texts[0] == unescape(title)
    assert any("Datos al 23 de noviembre de 2026" in text for text in texts)
    assert svg.find(f".//{SVG}a") is None
    name = office.get(f"/red/{face}/figura.svg?actor=uis").headers["Content-Disposition"]
    assert name == f'attachment; filename="red-de-aliados-{face}.svg"'


@pytest.mark.parametrize("face", FACES)
def test_hostile_names_do_nothing_in_any_face(office, face):
    query = "actor=hostil-uno"
    page = page_of(office, face, query)
    assert not re.search(
        r"<img|<svg/onload|<script(?![^>]* src=)|href=\"javascript:|\u202e(?!osreverla)", page
    )
    assert "&lt;/script&gt;" in page or "&lt;img" in page
    if face in PICTURES:
        elements = {element.tag.removeprefix(SVG) for element in figure_of(office, face, query).iter()}
        assert not elements & {"script", "img", "foreignObject", "a"}


@pytest.mark.parametrize("face", ["matriz", "flujos", "calor"])
def test_every_number_of_a_picture_opens_just_as_many_interactions(office, face):
    page = page_of(office, face, "todo=1")
    parts = re.findall(
        r'<a href="(/red/linea\?[^"]+)"[^>]*aria-label="([^"]+: (\d+) (?:interac|encuent)[^"]*)"', page
    )
    parts.sort(key=lambda part: -int(part[2]))
    assert parts
    for url, label, count in [*parts[:2], parts[-1]]:
        listed = office.get(unescape(url)).get_data(as_text=True).count('class="row-link"')
        assert listed == int(count), label


def test_the_matrix_says_its_order_and_keeps_it_in_its_links(office):
    assert "En el orden de sus grupos" in text_of(office, "/red/matriz?todo=1")
    page = page_of(office, "matriz", "todo=1&orden=family")
    assert "En el orden de sus tipos" in page
    assert '<input type="hidden" name="orden" value="family">' in page
    assert "figura.svg?todo=1&amp;orden=family" in page


def test_rings_ask_around_whom_and_then_say_who_is_one_and_two_steps_away(office):
    asked = page_of(office, "anillos", "todo=1")
    assert "¿Alrededor de quién?" in asked
    first = unescape(found(r'<a class="chip row-link" href="([^"]+)"', asked))
    assert parse_qs(urlsplit(first).query).keys() == {"actor"}
    said = text_of(office, "/red/anillos?actor=uis&nivel=1")
    near, far = re.findall(r"UIS está a un paso de (\d+) y a dos de (\d+)", said)[0]
    counted = [re.findall(rf"(\d+) {words}", said) for words in ("a un paso,", "a dos(?! de)")]
    assert sum(map(int, counted[0][1:] if len(counted[0]) % 2 else counted[0])) >= int(near)
    assert int(far) > 0
    assert office.get("/red/anillos/figura.svg?todo=1").status_code == 404


def test_the_calendar_takes_the_columns_that_the_dates_are_known_by_and_says_what_is_vaguer(office):
    said = text_of(office, "/red/calor?todo=1")
    assert re.search(r"De \d+ de \d+ interacciones solo se sabe un periodo más largo", said)
    assert 'aria-current="true">Trimestres</a>' in page_of(office, "calor", "todo=1")
    assert 'aria-current="true">Años</a>' in page_of(office, "calor", "todo=1&paso=year")
    assert "solo se sabe" not in text_of(office, "/red/calor?todo=1&paso=year&desde=2023")


def test_the_line_of_time_lists_the_interactions_and_moves_by_years(office):
    page = page_of(office, "linea", "todo=1&desde=2023&hasta=2023")
    assert "primer trimestre de 2023" in page
    moves = dict(re.findall(r'<a href="([^"]+)" data-step="([^"]+)"', page))
    assert {unescape(url): key for url, key in moves.items()} == {
        "/red/linea?desde=2022&hasta=2022&todo=1": "-",
        "/red/linea?desde=2024&hasta=2024&todo=1": "+",
        "/red/linea?todo=1": "0",
    }
    rows = rows_of(page)
    assert rows
    assert all("2023" in row for row in rows)
    more = unescape(found(r'href="([^"]+after=60[^"]*)"', page_of(office, "linea", "todo=1")))
    assert rows_of(office.get(more).get_data(as_text=True))


def test_a_part_that_was_opened_is_said_and_can_be_closed(office):
    page = page_of(office, "linea", "todo=1&juntos=oim&quedo=done&lapso=nothing")
    assert "Realizada, sin compromisos" in page
    assert 'href="/red/linea?todo=1&amp;juntos=oim"' in page
    assert 'href="/red/linea?todo=1&amp;quedo=done"' in page


def test_the_tables_sort_and_come_as_files(office):
    names = [row.split(" ", 2)[-1] for row in rows_of(page_of(office, "tabla", "todo=1&orden=name"))]
    assert len(names) > 40
    down = page_of(office, "tabla", "todo=1&orden=-name")
    assert 'aria-sort="descending"' in down
    assert rows_of(down)[0].split(" ", 2)[-1] not in names[:40]
    actors = read_csv(office, "/red/tabla/actores.csv?todo=1")
    ties = read_csv(office, "/red/tabla/vinculos.csv?todo=1")
    assert "primer trimestre de 2024" in {row["Último contacto"] for row in actors}
    assert {row["Identificador"] for row in ties} <= {row["Identificador"] for row in actors}
    assert f"{len(actors)} actores y {len(ties)} vínculos" in text_of(office, "/red/tabla?todo=1")


def read_csv(office, url):
    text = office.get(url).get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("face", FACES)
def test_an_empty_selection_teaches_the_way_out(office, face):
    said = text_of(office, f"/red/{face}?tipo=embassy&sector=media&actor=nadie")
    assert "Nadie cumple todo eso" in said
    assert "Quitar un solo filtro no basta" in said
    assert "Volver a empezar" in said


WAY_OUT = re.compile(
    r'href="([^"]+)">Quitar «([^»]+)»</a> <span[^>]*>([\d.]+) actor(?:es)? cumplen? lo demás\.'
)
PAGES = (*(f"/red/{face}" for face in FACES), "/red/tiempo", "/mundo")


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_selection_says_which_filter_taken_off_brings_how_many_back(office, page):
    answer = office.get(f"{page}?tipo=embassy&sector=media").get_data(as_text=True)
    ways = [(unescape(url), words, int(count)) for url, words, count in WAY_OUT.findall(answer)]
    assert {words for _url, words, _count in ways} == {"Tipo: Embajada", "Sector: Medios"}
    assert [count for _url, _words, count in ways] == sorted((count for *_rest, count in ways), reverse=True)
    for url, _words, count in ways:
        assert urlsplit(url).path == page
        without = office.get(url).get_data(as_text=True)
        assert "Nadie cumple todo eso" not in without
        query = urlsplit(url).query
        actors = read_csv(office, f"/red/tabla/actores.csv?{query}&sueltos=1")
        assert len(actors) == count


def test_a_period_with_nobody_and_a_sole_filter_lead_out_too(office):
    answer = office.get("/red/tabla?tema=water&pais=JP&hasta=1999").get_data(as_text=True)
    assert "Nadie cumple todo eso" in answer
    assert not WAY_OUT.findall(answer) or all(int(count) for *_rest, count in WAY_OUT.findall(answer))
    alone = office.get("/red/tabla?pais=AQ").get_data(as_text=True)
    ((url, words, count),) = WAY_OUT.findall(alone)
    assert (urlsplit(unescape(url)).query, words) == ("todo=1", "País: Antártida")
    assert int(count) > 40


def test_searching_without_a_script_leads_to_the_same_face_of_what_is_meant(office):
    answer = office.get("/red/calor?q=UIS")
    assert answer.headers["Location"].endswith("/red/calor?actor=uis")
    assert "No hay actor, tipo ni tema" in text_of(office, "/red/calor?q=zzzzz")


def test_flows_name_the_partners_with_most_work_and_open_what_each_did(office):
    page = office.get("/red/flujos?todo=1").get_data(as_text=True)
    (named,) = re.findall(r'<ul class="red-legend flow-partners".*?</ul>', page, re.DOTALL)
    links = re.findall(r'href="([^"]+)">(.*?)</a>', named, re.DOTALL)
    assert len(links) > 8
    for url, words in links:
        count = int(re.findall(r'class="count">([\d.]+)<', words)[-1])
        part = unescape(url).split("?", 1)[1]
        assert office.get(f"/api/v1/red/interactions?{part}").get_json()["total"] == count
    assert "Alcaldía de Bucaramanga" in named
    assert (
        "family-city_government"
        in re.findall(r"<li>(?:(?!<li>).)*Alcaldía de Bucaramanga.*?</li>", named, re.DOTALL)[0]
    )
    assert "Diplomacia: otros" in named


def test_the_own_city_is_found_under_its_own_house_and_not_under_other_governments(office):
    def drawn(query):
        return {node["id"] for node in office.get(f"/red/datos?{query}").get_json()["network"]["nodes"]}

    assert "alcaldia-bucaramanga" in drawn("familia=city_government") & drawn("tipo=local_government")
    assert "alcaldia-bucaramanga" not in drawn("familia=other_government")
    assert office.get("/red/actor/alcaldia-bucaramanga").get_json()["family"] == "city_government"
