"""The red through time on the office's real data: one frame, all frames as JSON, two days side by side."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from crm.over_time.frames import frame_on
from crm.picture import PictureFilter, draw
from web.over_time.labels import Label
from web.over_time.picture import Node
from web.over_time.span import gather_whole, read_span
from web.over_time.svg import actor_links, name_texts
from web.red.view import gather_view
from web.red.wish import Wish

TODAY = date(2026, 11, 23)


def shown_on(page):
    """The actors of the picture that are there, by their address."""
    nodes = re.findall(r'<g class="time-nodes">.*?</g>', page, re.DOTALL)[0]
    return {
        id
        for state, id in re.findall(r'<a class="([^"]*)" href="/actores/([^"]+)"', nodes)
        if "away" not in state
    }


def place_of(page, id):
    return re.findall(rf'href="/actores/{id}".*?cx="([^"]+)" cy="([^"]+)"', page, re.DOTALL)[0]


def test_a_frame_draws_who_was_there_by_its_day_and_nobody_moves(analysed):
    page = analysed.editor.get("/red/tiempo?dia=2023-03-31").get_data(as_text=True)
    drawn = draw(analysed.derived, PictureFilter(until=date(2023, 3, 31)))
    tied = {end for edge in drawn.edges for end in (edge.source, edge.target)}
    assert tied <= shown_on(page) <= {node.id for node in drawn.nodes}
    later = analysed.editor.get("/red/tiempo?dia=2024-03-31").get_data(as_text=True)
    assert shown_on(page) < shown_on(later)
    assert all(place_of(page, id) == place_of(later, id) for id in list(tied)[:20])


def test_the_title_says_what_changed_and_vague_dates_are_said_to_be_so(analysed):
    page = analysed.editor.get("/red/tiempo?dia=2017-03-31").get_data(as_text=True)
    assert re.search(r"<h1[^>]*>Primer trimestre de 2017: \d+ aparecen", page)
    assert "tienen una fecha menos precisa: se dibujan en todo el tiempo que puede ser" in page
    assert re.search(
        r"<h3>Aparecen <span class=\"count\">\d+</span></h3>\s*<ul>\s*<li><a href=\"/actores/", page
    )
    ties = analysed.editor.get("/red/tiempo?dia=2017-09-30").get_data(as_text=True)
    assert re.search(r"<h1[^>]*>Tercer trimestre de 2017: \d+ vínculos? nuevos?", ties)
    opening = analysed.editor.get("/red/tiempo").get_data(as_text=True)
    assert re.search(r"<h1[^>]*>[^<]*: \d+ (aparece|vuelve|se enfría|se pierde|vínculo)", opening)
    today = analysed.editor.get("/red/tiempo?dia=2026-12-31").get_data(as_text=True)
    assert re.search(r"<h1[^>]*>Cuarto trimestre de 2026: nada cambia; último cambio: ", today)


def test_any_day_can_be_looked_at_and_steps_lead_from_period_to_period(analysed):
    page = analysed.editor.get("/red/tiempo?dia=2024-02-10").get_data(as_text=True)
    assert "Al 10 de febrero de 2024" in page
    assert re.findall(r'data-step="-?1" href="[^"]*dia=([\d-]+)', page) == ["2023-12-31", "2024-06-30"]
    years = analysed.editor.get("/red/tiempo?paso=year&dia=2017-05-01").get_data(as_text=True)
    assert re.findall(r'data-step="-?1" href="[^"]*dia=([\d-]+)', years) == ["2016-12-31", "2018-12-31"]
    assert 'max="11"' in years


def test_all_frames_come_as_one_small_answer_that_is_kept(analysed):
    first = analysed.editor.get("/red/tiempo/datos?todo=1")
    told = first.get_json()
    assert len(first.get_data()) < 120_000
    assert told["frames"][-1]["day"] == TODAY.isoformat()
    assert told["frames"][0]["name"] == "Cuarto trimestre de 2015"
    kept = analysed.editor.get("/red/tiempo/datos?todo=1", headers={"If-None-Match": first.headers["ETag"]})
    assert (kept.status_code, kept.get_data()) == (304, b"")
    at = date(2023, 3, 31).toordinal()
    edges = draw(analysed.derived, PictureFilter(until=date(2023, 3, 31))).edges
    counts = {}
    for (a, b), met in zip(told["ties"], told["met"], strict=True):
        count = sum(told["meetings"][number][0] <= at for number in met)
        if count:
            counts[told["actors"][a][0], told["actors"][b][0]] = count
    assert counts == {(edge.source, edge.target): edge.count for edge in edges}


def test_two_days_stand_side_by_side_with_the_difference_in_words_and_numbers(analysed):
    page = analysed.editor.get("/red/tiempo?dia=2024-03-31&otro=2018-01-01").get_data(as_text=True)
    assert re.search(r"<h1[^>]*>Entre el 1 de enero de 2018 y el 31 de marzo de 2024: \d+ aparecen", page)
    assert page.count('class="time-picture"') == 2
    halo = r'href="/actores/imct"[^>]*>\s*<title>[^<]*</title>\s*<circle class="time-halo" cx="([^"]+)"'
    left, right = re.findall(halo, page)
    assert left == right
    numbers = re.findall(r'<th scope="row">([^<]+)</th>' + r'<td class="number">([^<]*)</td>' * 3, page)
    rows = {label: (before, after, change) for label, before, after, change in numbers}
    before, after, change = rows["Actores que han aparecido"]
    assert (
        int(after) - int(before)
        == int(change)
        == len(shown_on(page[page.rindex("time-picture") :])) - int(before)
    )
    assert "de cada 100 parejas posibles" in page
    assert "Nuevos puentes" in page


@pytest.mark.parametrize(
    "query",
    ["dia=ayer&otro=x&paso=siglo", "dia=0001-01-01", "dia=9999-12-31&paso=month", "dia=2020-01-01&otro=2020-01-01",
     "actor=uis&nivel=2", "tipo=embassy&vecinos=1", "desde=2024&hasta=2024", "con=oficina&con=personas", "sector=media&tipo=embassy"],
)  # fmt: skip
def test_any_selection_and_any_day_makes_a_page(analysed, query):
    assert analysed.editor.get(f"/red/tiempo?{query}").status_code == 200
    assert analysed.editor.get(f"/red/tiempo/datos?{query}").status_code == 200


def test_a_hostile_name_stays_a_name_in_the_picture():
    name = "<script>alert(1)</script>\" onload='x' \u202e😀"
    node = Node(0, "a-b", name, name, "<b>", "private", "dot", 1.0, 2.0, 5.0, "age-0")
    drawn = actor_links([node], 2.0, ("/actores/", "/static/icons.svg"))
    assert "<script" not in drawn
    assert ElementTree.fromstring(drawn).get("aria-label") == name
    text = name_texts([Label(0, name, 1.0, 2.0, there=False)], 12.0)
    assert ElementTree.fromstring(text).text == name


WISHES = (
    Wish(todo=True),
    Wish(actor=("uis",), nivel=2),
    Wish(tipo=("embassy",), vecinos=True),
    Wish(con=("personas", "grupos", "oficina"), todo=True),
    Wish(actor=("myriam-savard",)),
    Wish(desde=2017, hasta=2023),
)


@pytest.mark.parametrize("wish", WISHES, ids=Wish.query)
def test_every_day_has_the_actors_and_ties_that_the_drawing_has_of_it(analysed, wish):
    store, derived = analysed.store.as_seen_by({"public", "office"}), analysed.derived
    with analysed.editor.application.test_request_context("/"):
        history = read_span(derived, gather_whole(store, derived, wish), None).history
        for day in (date(2017, 6, 30), date(2021, 10, 4), date(2023, 7, 1), date(2023, 12, 31)):
            drawn = gather_view(store, derived, replace(wish, dia=day, todo=True), plain=True)
            frame = frame_on(history, day)
            counts = zip(history.ties.tolist(), frame.ties.count.tolist(), strict=True)
            ties = {(history.actors[a], history.actors[b], count) for (a, b), count in counts if count}
            assert ties == {(edge.source, edge.target, edge.count) for edge in drawn.edges}
            there = {id for id, shown in zip(history.actors, frame.shown, strict=True) if shown}
            assert {node.id for node in drawn.nodes} <= there
