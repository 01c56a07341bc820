"""The table of measures: plain headings, what they mean, how exact they are."""

import csv
import io
import re

import pytest

from crm.derived.rank_spread import refresh_ranks
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from tests.crm.conftest import ANA
from tests.makers import make_interaction
from tests.web.reading import rows_of, text_of
from web.words.sentences import running


@pytest.fixture
def ana(login_as, seeded, config):
    refresh(seeded, config.data_dir / "derived")
    return login_as("reader")


def test_before_the_first_analysis_the_page_says_what_happens(login_as):
    page = text_of(login_as("reader"), "/analisis")
    assert "El análisis todavía no se ha calculado" in page
    assert "Se hace solo" in page


def test_the_table_has_plain_headings_and_says_what_they_mean(ana):
    page = text_of(ana, "/analisis")
    assert "114 aliados" in page
    assert "Puente entre grupos" in page
    assert "En qué parte de los caminos más cortos" in page
    assert "Exacto. Fórmula: Freeman (1977); Brandes (2001)." in page


def test_the_greatest_bridge_comes_first_and_any_column_orders(ana):
    rows = rows_of(ana.get("/analisis").get_data(as_text=True))
    assert "Cámara de Comercio de Bucaramanga" in rows[0]
    rows = rows_of(ana.get("/analisis?orden=-degree").get_data(as_text=True))
    numbers = [int(row.split("Contactos: ")[1].split()[0]) for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    rows = rows_of(ana.get("/analisis?orden=name").get_data(as_text=True))
    assert "Academia" in rows[0] or "Acueducto" in rows[0]


def test_the_column_it_is_ordered_by_says_between_which_places_a_partner_stands(ana, seeded, config):
    assert "entre 1.º" not in text_of(ana, "/analisis")
    refresh_ranks(seeded, config.data_dir / "derived")
    rows = rows_of(ana.get("/analisis?orden=-degree").get_data(as_text=True))
    assert "entre 1.º y" in rows[0]
    page = text_of(ana, "/analisis?orden=-degree")
    assert "9 de cada 10 sorteos" in page


def test_a_meeting_saved_just_now_is_in_the_contacts_before_the_next_analysis(ana, seeded):
    def contacts() -> int:
        rows = rows_of(ana.get("/analisis?orden=-degree").get_data(as_text=True))
        row = next(row for row in rows if "Cámara de Comercio de Bucaramanga" in row)
        return int(row.split("Contactos: ")[1].split()[0])

    before = contacts()
    create_interaction(seeded, ANA, make_interaction("camara-comercio-bucaramanga", "jica"))
    assert contacts() == before + 1
    assert "Los contactos y la fuerza ya incluyen los últimos cambios" in text_of(ana, "/analisis")


def test_a_measure_without_a_meaning_for_somebody_has_no_number(ana):
    rows = rows_of(ana.get("/analisis?orden=degree").get_data(as_text=True))
    assert "sin valor" in rows[0]


def test_the_table_is_narrowed_by_family_and_group(ana):
    rows = rows_of(ana.get("/analisis?familia=diplomatic").get_data(as_text=True))
    assert len(rows) == 11
    assert all(row.startswith(("Embajada", "Consulado", "Gobierno extranjero")) for row in rows)
    assert 1 < len(rows_of(ana.get("/analisis?grupo=1").get_data(as_text=True))) < 50
    assert "Ningún aliado cumple todo eso" in text_of(ana, "/analisis?grupo=999")


def test_pages_follow_one_another(ana):
    first = rows_of(ana.get("/analisis").get_data(as_text=True))
    second = rows_of(ana.get("/analisis?after=50").get_data(as_text=True))
    assert (len(first), len(second)) == (50, 50)
    assert not set(first) & set(second)


def test_the_whole_table_is_exported_in_the_reader_s_language(ana):
    answer = ana.get("/analisis/exportar?familia=diplomatic")
    table = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert table[0][:4] == ["Nombre", "Tipo", "Grupo", "Contactos"]
    assert len(table) == 12


def test_nonsense_in_the_address_is_passed_over(ana):
    assert "114 aliados" in text_of(ana, "/analisis?orden=azar&familia=xx&grupo=abc&after=zz")


def test_tiny_measures_are_shown_from_0_to_100_with_the_exact_value_beside(ana):
    page = ana.get("/analisis?orden=-closeness").get_data(as_text=True)
    cells = re.findall(r"Cercanía a todos: </span><span title=\"valor exacto: (0,\d{6})\">(\d+)</span>", page)
    assert int(cells[0][1]) > 95
    shown = [int(text) for _exact, text in cells]
    assert shown == sorted(shown, reverse=True)
    assert len(set(shown)) > 10
    assert "van de 0 a 100: a cuántos de cada 100 aliados supera" in text_of(ana, "/analisis")


@pytest.mark.parametrize(
    ("term", "within"),
    [("ONG o fundación", "ONG o fundación"), ("Empresa", "empresa"), ("Red de ciudades", "red de ciudades")],
)
def test_an_acronym_within_a_sentence_keeps_its_capitals(term, within):
    assert running(term) == within


def test_the_office_s_own_city_hall_stands_with_its_city(ana):
    city, others = (
        ana.get(f"/analisis?familia={one}").get_data(as_text=True)
        for one in ("city_government", "other_government")
    )
    row = next(part for part in city.split("<tr>") if ">Alcaldía de Bucaramanga<" in part)
    assert "family-city_government" in row
    assert ">Alcaldía de Bucaramanga<" not in others
