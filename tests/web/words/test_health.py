"""The health of the network, period by period."""

import csv
import io
import re

from tests.web.reading import text_of


def test_before_the_first_analysis_the_page_says_what_happens(login_as):
    assert "El análisis todavía no se ha calculado" in text_of(login_as("reader"), "/salud-de-la-red")


def test_the_last_period_with_anything_recorded_is_told_beside_the_one_before(ana):
    page = text_of(ana, "/salud-de-la-red")
    assert "2024: 36 aliados activos, en 39 interacciones; 4 más que en el periodo anterior (2023)." in page
    assert "20 de los 36 son nuevos" in page
    assert "De los 32 activos en 2023, 23 no volvieron a aparecer." in page
    assert "De los 31 vínculos entre aliados, 24 cruzan de un sector a otro (antes, 4 de 8)." in page


def test_quarters_are_told_in_their_own_words(ana):
    page = text_of(ana, "/salud-de-la-red?unidad=quarter&periodo=2024-33")
    assert "Primer trimestre de 2024: 35 aliados activos" in page


def test_each_number_opens_its_actors(ana):
    page = ana.get("/salud-de-la-red").get_data(as_text=True)
    link = re.search(r'href="(/salud-de-la-red/actores\?[^"]*periodo=2024&amp;lista=new)">20<', page)
    assert link
    found = text_of(ana, link[1].replace("&amp;", "&"))
    assert "Aliados nuevos" in found
    assert "20 aliados" in found


def test_charts_have_their_words_and_a_table(ana):
    page = ana.get("/salud-de-la-red").get_data(as_text=True)
    charts = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(charts) == 3
    for chart in charts:
        names = re.search(r'role="img" aria-labelledby="([^"]+)"', chart)
        assert names
        assert f'id="{names[1]}"' in chart
        assert "style=" not in chart
    assert "El periodo con más aliados activos fue 2017: 59" in page
    assert len(re.findall(r"periodo=20\d\d\"", page)) == 12


def test_all_periods_are_exported(ana):
    answer = ana.get("/salud-de-la-red/exportar?unidad=year")
    table = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert table[0][:4] == ["Periodo", "Interacciones", "Sin fecha precisa", "Activos"]
    line = next(row for row in table if row[0] == "2024")
    assert line[1:6] == ["39", "0", "36", "20", "7"]
    assert line[9] == "0,2759"


def test_nonsense_in_the_address_is_passed_over(ana):
    assert "2024: 36 aliados activos" in text_of(ana, "/salud-de-la-red?unidad=siglo&periodo=xx")
    assert "Aliados activos" in text_of(ana, "/salud-de-la-red/actores?lista=xx&periodo=1999&after=zz")


def test_an_empty_network_has_periods_without_anything(login_as, store, config):
    from crm.derived.refreshing import refresh

    refresh(store, config.data_dir / "derived")
    page = text_of(login_as("reader"), "/salud-de-la-red")
    assert "no hay nada registrado" in page
    assert "A través del tiempo" not in page


def test_the_page_speaks_english(anna):
    page = text_of(anna, "/salud-de-la-red")
    assert "36 active partners, in 39 interactions; 4 more than in the period before (2023)" in page


def test_years_without_any_record_are_no_collapse(ana):
    page = text_of(ana, "/salud-de-la-red")
    assert "No hay nada registrado con aliados de: 2016, 2018 – 2020, 2022, 2025." in page
    assert "Faltan los informes de entonces" in page
    told = text_of(ana, "/salud-de-la-red?periodo=2018").split("A través del tiempo")[0]
    assert "2018: no hay nada registrado con aliados" in told
    assert "no volvieron a aparecer" not in told


def test_the_page_says_why_going_cold_today_is_counted_otherwise(site, ana):
    whole = ana.get("/salud-de-la-red").get_data(as_text=True)
    assert "llevaban más tiempo sin contacto registrado que su ritmo" in whole
    assert re.search(r'href="[^"]*/enfrian">Ver quiénes se enfrían hoy', whole)


def test_terms_of_the_trade_stand_behind_plain_words(ana):
    page = text_of(ana, "/salud-de-la-red")
    assert "Desigualdad (Gini)" in page
    assert "Hacia fuera o hacia dentro (índice E-I)" in page


def test_who_was_made_confidential_since_the_analysis_is_named_nowhere(ana, confidential):
    id, name = "camara-comercio-bucaramanga", "Cámara de Comercio de Bucaramanga"
    addresses = (
        "/salud-de-la-red",
        "/salud-de-la-red/actores?periodo=2024&lista=active",
        "/api/v1/network-health?period=2024",
    )
    for address in addresses:
        assert id in ana.get(address).get_data(as_text=True), address
    confidential(id)
    for address in addresses:
        told = ana.get(address).get_data(as_text=True)
        assert id not in told, address
        assert name not in told, address
