"""The list of interactions and each one's page: filters that stay in the address, counts that are true, nothing unseen."""

import csv
import io

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.evidence import save_source
from crm.interaction_lists import InteractionFilter, facet_interactions
from crm.interactions import archive_interaction, create_interaction, get_interaction, update_interaction
from crm.source_issues import save_many_issues
from seed.loader import load
from tests.makers import (
    make_actor,
    make_commitment,
    make_evidence,
    make_interaction,
    make_issue,
    make_office,
    make_person,
    make_source,
)
from tests.web.browsing import send
from tests.web.reading import found, rows_of, text_of, words_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    create_actor(store, SYSTEM, make_actor(id="uis", name="UIS", type="university"))
    create_actor(store, SYSTEM, make_person(id="yvonne-baumann"))
    return store


def add(store, *actors, **changes):
    return create_interaction(store, SYSTEM, make_interaction(*actors, **changes))


@pytest.fixture
def three(small):
    add(small, "embajada-francia", title="Reunión sobre agua", when="2024-03-05", themes=["water"])
    add(small, "uis", title="Visita a la UIS", kind="visit", when="primer trimestre de 2023")
    add(small, "uis", "embajada-francia", title="Foro", kind="event", when="2024", status="planned")
    return small


def test_the_list_shows_what_with_whom_which_kind_and_when_the_latest_first(ana, three):
    rows = rows_of(ana.get("/interacciones").get_data(as_text=True))
    assert rows == [
        "Foro UIS, Embajada de Francia Evento Planeada 2024",
        "Reunión sobre agua Embajada de Francia Reunión 5 de marzo de 2024",
        "Visita a la UIS UIS Visita primer trimestre de 2023",
    ]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("anio=2024", {"Foro", "Reunión sobre agua"}),
        ("anio=2024&clase=event", {"Foro"}),
        ("clase=event&clase=visit", {"Foro", "Visita a la UIS"}),
        ("estado=planned", {"Foro"}),
        ("tema=water", {"Reunión sobre agua"}),
        ("actor=uis", {"Foro", "Visita a la UIS"}),
        ("q=AGUA", {"Reunión sobre agua"}),
        ("clase=nave", {"Foro", "Reunión sobre agua", "Visita a la UIS"}),
        ("anio=abc&estado=raro", {"Foro", "Reunión sobre agua", "Visita a la UIS"}),
        ("mias=1", set()),
        ("archivadas=1", set()),
    ],
)
def test_the_address_narrows_the_list(ana, three, address, titles):
    page = ana.get(f"/interacciones?{address}").get_data(as_text=True)
    shown = {title for title in ("Foro", "Reunión sobre agua", "Visita a la UIS") if f">{title}<" in page}
    assert shown == titles


def test_filters_that_are_on_are_said_with_a_link_that_takes_them_away(ana, three):
    page = ana.get("/interacciones?anio=2024&actor=uis&q=foro").get_data(as_text=True)
    words = words_of(page)
    for said in ("Año: 2024", "Con: UIS", "Palabras: foro"):
        assert said in words
    assert 'href="/interacciones?anio=2024&amp;q=foro"' in page


def test_the_order_can_be_turned_round_and_stays_in_the_address(ana, three):
    rows = rows_of(ana.get("/interacciones?orden=fecha").get_data(as_text=True))
    assert rows[0].startswith("Visita a la UIS")
    assert "orden=fecha" in found(
        r'href="([^"]*tema=water[^"]*)"', ana.get("/interacciones?orden=fecha").get_data(as_text=True)
    )


def test_pages_go_on_where_the_one_before_ended(ana, small):
    for day in range(1, 29):
        for month in (1, 2):
            add(small, "uis", title=f"Reunión {month:02}-{day:02}", when=f"2024-{month:02}-{day:02}")
    page = ana.get("/interacciones?clase=meeting").get_data(as_text=True)
    following = found(r'href="([^"]*after=[^"]*)"', page).replace("&amp;", "&")
    assert "clase=meeting" in following
    rows = rows_of(page) + rows_of(ana.get(following).get_data(as_text=True))
    assert len(rows) == len({row.split(" UIS")[0] for row in rows}) == 56
    assert ana.get("/interacciones?after=tonterías").status_code == 422


def test_an_empty_list_teaches_the_first_step(ana, login_as):
    page = ana.get("/interacciones").get_data(as_text=True)
    assert "Todavía no hay reuniones" in page
    assert 'class="btn btn-primary" href="/registrar"' in page
    words = text_of(ana, "/interacciones?anio=1999")
    assert "Ninguna interacción cumple todo eso" in words


def test_what_is_seen_can_be_taken_along_and_no_cell_is_a_formula(ana, three):
    add(three, "uis", title="=1+1", when="2024-04-01")
    answer = ana.get("/interacciones/exportar?anio=2024")
    table = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert table[0][:3] == ["Cuándo", "Clase", "Título"]
    assert {row[2] for row in table[1:]} == {"Foro", "Reunión sobre agua", "'=1+1"}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="interacciones.csv"'


def counts_in(client, name):
    page = client.get("/interacciones").get_data(as_text=True)
    box = found(rf'(<section class="facet" aria-labelledby="facet-{name}">.*?</section>)', page)
    return words_of(box)


def test_counts_are_those_of_the_store_also_right_after_something_was_saved(ana, three):
    assert "Reunión 1" in counts_in(ana, "clase")
    assert "Reunión 1" in counts_in(ana, "clase")
    made = add(three, "uis", title="Otra", when="2024-05-05")
    assert "Reunión 2" in counts_in(ana, "clase")
    archive_interaction(three, SYSTEM, made.id, made.version)
    assert "Reunión 1" in counts_in(ana, "clase")


def test_counts_never_tell_of_what_one_may_not_see(three, login_as):
    ana, berta = login_as("editor", "Ana"), login_as("administrator", "Berta")
    kind = {"kind": "memorandum", "when": "hoy", "participants-0-actor": "uis", "participants-0-role": "host"}
    assert send(ana, "/registrar", {**kind, "confidential": "me"}).status_code == 302
    for _twice in range(2):
        assert "Memorando" in counts_in(ana, "clase")
        assert "Memorando" not in counts_in(berta, "clase")


def test_the_seed_is_counted_as_the_rules_count_it(store, login_as):
    load(store)
    ana = login_as("editor")
    words = text_of(ana, "/interacciones")
    assert "109 interacciones" in words
    counts = facet_interactions(store, InteractionFilter())
    assert f"Reunión {counts['kind']['meeting']}" in counts_in(ana, "clase")


def test_a_record_shows_everything_that_is_known(ana, small):
    save_source(small, SYSTEM, make_source())
    made = create_interaction(
        small,
        SYSTEM,
        make_interaction(
            "embajada-francia",
            title="Reunión con Francia",
            when="primer trimestre de 2023",
            place="Bogotá",
            summary="Se habló de agua.",
            themes=["water"],
            amounts=[{"currency": "EUR", "value": 5000, "concept": "beca"}],
            numbers=[{"value": 600, "unit": "docentes"}],
            sources=[make_evidence()],
            commitments=[make_commitment(beneficiary="embajada-francia")],
        ),
    )
    words = text_of(ana, f"/interacciones/{made.id}")
    for said in (
        "Reunión con Francia", "primer trimestre de 2023", "Bogotá", "Se habló de agua.", "Agua", "EUR 5.000",
        "600 docentes", "enviar ficha técnica", "Embajada de Francia", "Convoca", "Informe de gestión 2017",
        "línea 63",
    ):  # fmt: skip
        assert said in words, said


def test_doubts_about_the_sources_stand_folded_with_the_button_that_settles_them(ana, small, login_as):
    made = add(small, "uis")
    save_many_issues(small, SYSTEM, [make_issue(id="i1", concerns=[made.id])])
    page = ana.get(f"/interacciones/{made.id}").get_data(as_text=True)
    assert "1 duda por revisar en las fuentes" in words_of(page)
    assert '<details class="notice tone-warning doubt-fold">' in page
    send(ana, "/documentos/dudas/i1/resolver", {"version": "1", "next": f"/interacciones/{made.id}"})
    assert "duda por revisar" not in text_of(ana, f"/interacciones/{made.id}")
    leo = login_as("reader", "Leo")
    assert "/resolver" not in leo.get(f"/interacciones/{made.id}").get_data(as_text=True)


def test_archiving_says_what_it_means_and_is_undone_with_one_button(ana, small):
    made = add(small, "uis", title="Por archivar")
    answer = send(ana, f"/interacciones/{made.id}/archivar", {"version": made.version})
    page = ana.get(answer.headers["Location"]).get_data(as_text=True)
    assert "ya no sale en listas ni cuenta en el análisis" in page
    assert "Por archivar" not in text_of(ana, "/interacciones")
    send(ana, found(r'action="(/deshacer/\d+)"', page), {})
    assert get_interaction(small, made.id).archived is False


def test_an_archived_one_can_be_restored(ana, small):
    made = add(small, "uis")
    archive_interaction(small, SYSTEM, made.id, made.version)
    version = get_interaction(small, made.id).version
    send(ana, f"/interacciones/{made.id}/restaurar", {"version": version})
    assert get_interaction(small, made.id).archived is False


def test_a_button_pressed_on_an_old_page_does_nothing_and_says_so(ana, small):
    made = add(small, "uis")
    update_interaction(small, SYSTEM, made.having(title="Otro título"))
    answer = send(ana, f"/interacciones/{made.id}/archivar", {"version": made.version})
    assert answer.status_code == 302
    assert "Alguien lo cambió mientras tanto" in ana.get(answer.headers["Location"]).get_data(as_text=True)
    assert get_interaction(small, made.id).archived is False


def test_who_only_reads_may_neither_archive_nor_restore(small, login_as):
    made = add(small, "uis")
    leo = login_as("reader")
    for what in ("archivar", "restaurar"):
        answer = send(leo, f"/interacciones/{made.id}/{what}", {"version": made.version})
        assert answer.status_code == 403
    assert get_interaction(small, made.id).archived is False


def test_one_that_is_not_there_is_said(ana):
    assert ana.get("/interacciones/no-hay").status_code == 404
