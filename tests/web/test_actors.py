"""The list of actors: what is in it, what narrows it, what is sent as a file."""

import csv
import io
import re

import pytest

from crm.access import SYSTEM
from crm.actors import archive_actor, create_actor, get_actor
from tests.makers import make_actor
from tests.web.browsing import send
from tests.web.reading import rows_of, text_of


@pytest.fixture
def ana(login_as, seeded):
    return login_as("editor")


def rows(client, query=""):
    return rows_of(client.get(f"/actores{query}").get_data(as_text=True))


def test_the_list_counts_the_office_s_own_actors(ana):
    assert "176 actores" in text_of(ana, "/actores")


def test_a_family_and_a_type_narrow_the_list_together(ana):
    assert "12 actores" in text_of(ana, "/actores?familia=diplomatic")
    page = text_of(ana, "/actores?familia=diplomatic&tipo=embassy")
    assert "8 actores" in page
    assert all("Embajada" in row for row in rows(ana, "?familia=diplomatic&tipo=embassy"))


def test_another_family_beside_a_narrowed_one_adds_all_its_types(ana):
    assert "32 actores" in text_of(ana, "/actores?familia=diplomatic&tipo=embassy&familia=private")


def test_each_count_is_what_the_filter_behind_it_finds(ana):
    page = ana.get("/actores?sector=private").get_data(as_text=True)
    options = re.findall(
        r'<a href="(/actores\?[^"]*pais=[^"]*)".*?<span class="count">(\d+)</span>', page, re.DOTALL
    )
    assert options
    for url, count in options[:4]:
        found = int(count)
        assert f"{found} {'actor' if found == 1 else 'actores'}" in text_of(ana, url.replace("&amp;", "&"))


def test_what_is_on_is_said_and_can_be_taken_away(ana):
    page = text_of(ana, "/actores?pais=FR&q=franc")
    assert "Palabras: franc" in page
    assert "País: Francia" in page
    assert "Quitar todos" in page


def test_those_without_a_sector_can_be_asked_for(ana):
    assert "14 actores" in text_of(ana, "/actores?sector=-")


def test_reference_actors_show_only_when_asked_for(ana):
    page = text_of(ana, "/actores?referencia=1")
    assert "156 actores" in page
    assert "Ciudad" not in rows(ana)[0]


def test_archived_actors_show_only_when_asked_for(ana, seeded):
    archive_actor(seeded, SYSTEM, "uis", get_actor(seeded, "uis").version)
    assert "175 actores" in text_of(ana, "/actores")
    assert "1 actor" in text_of(ana, "/actores?archivados=1")
    assert "archivado" in rows(ana, "?archivados=1")[0]


def test_the_list_is_ordered_as_asked(ana):
    assert "Oficina Asesora" in rows(ana, "?orden=-interacciones")[0]
    names = [row.split(": ", 1)[1] for row in rows(ana, "?orden=nombre")]
    assert names[0].startswith("1ª Cumbre")


def test_pages_follow_one_another_without_loss(ana):
    seen, url = [], "/actores?orden=-interacciones"
    while url:
        page = ana.get(url).get_data(as_text=True)
        seen += re.findall(r'class="row-link" href="/actores/([^"]+)"', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        url = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 176


def test_filters_nobody_knows_filter_nothing(ana):
    assert "176 actores" in text_of(ana, "/actores?tipo=ministry&pais=XX&orden=azar&sector=nada")


def test_a_broken_page_mark_is_refused_calmly(ana):
    assert ana.get("/actores?after=xyz").status_code == 422


def test_nothing_found_says_how_to_go_on(ana):
    assert "Ningún actor cumple todo eso" in text_of(ana, "/actores?q=zzzz")


def test_an_empty_list_teaches_the_first_step(login_as):
    assert "Crear el primer actor" in text_of(login_as("editor"), "/actores")
    reader = text_of(login_as("reader", "Luis"), "/actores")
    assert "Todavía no hay actores" in reader
    assert "Crear el primer actor" not in reader


def test_a_reader_sees_no_button_that_makes_actors(login_as, seeded):
    luis = login_as("reader")
    assert "Nuevo actor" not in text_of(luis, "/actores")
    assert luis.get("/actores/nuevo").status_code == 403


def test_what_is_seen_is_exported_whole_and_without_formulas(ana, seeded):
    create_actor(seeded, SYSTEM, make_actor(name="=SUMA(A1) Embajada", id="trampa"))
    answer = ana.get("/actores/exportar?tipo=embassy")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="actores.csv"'
    table = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert table[0][:3] == ["Nombre", "Otros nombres", "Tipo"]
    assert len(table) == 1 + 9
    assert "'=SUMA(A1) Embajada" in {row[0] for row in table}
    assert {row[2] for row in table[1:]} == {"Embajada"}


def test_the_list_speaks_english(ana):
    send(ana, "/ajustes", {"name": "Ana Pérez", "language": "en", "theme": "", "keys": "1"})
    page = text_of(ana, "/actores?lang=en&familia=diplomatic")
    assert "12 actors" in page
    assert "Type: Diplomacy" in page


def test_nobody_sees_the_list_without_logging_in(client):
    assert client.get("/actores").status_code == 302
    assert client.get("/actores/exportar").status_code == 302
