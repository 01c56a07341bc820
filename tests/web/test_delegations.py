"""The pages of delegations and visits on the office's own data: list, checklist, programme, guests, papers."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

from crm.access import SYSTEM
from crm.delegations.delegations import get_delegation
from crm.delegations.invitations import invitations_to
from crm.delegations.needs import get_needs
from crm.delegations.needs_records import needs_id
from crm.delegations.programme import programme_of
from crm.interactions import get_interaction, update_interaction
from tests.web.browsing import send
from web.nightly import make_copy

QUEBEC = "2024q1-visita-quebec"
HERE = f"/interacciones/{QUEBEC}"
TABS = ("", "/delegacion", "/programa", "/invitados", "/papeles")
SESSION = {
    "title": "Saludo en la Alcaldía",
    "day": "2027-06-08",
    "begins": "9:00",
    "minutes": "1:30",
    "buffer": "15",
}


@pytest.fixture
def editor(seeded, login_as):
    return login_as("editor")


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.get_data(as_text=True)


def test_the_delegations_of_the_reports_have_their_pages(editor) -> None:
    page = text_of(editor, "/delegaciones")
    for title in ("Visita de la representación de Québec", "Visita de la presidenta de AMCHAM al alcalde"):
        assert title in page
    for tab in TABS:
        assert "Visita de la representante del gobierno de Québec" in text_of(editor, HERE + tab)
    assert "Añadir la primera sesión" in text_of(editor, HERE + "/programa")
    assert "Delegaciones y visitas" in text_of(editor, "/mas")


def test_the_checklist_shows_its_source_and_is_ticked_and_undone(editor, store) -> None:
    page = text_of(editor, HERE + "/delegacion")
    assert "organización de ruta cultural y gastronómica" in page
    assert "línea 156" in page
    url = f"{HERE}/pasos/agenda/hecho"
    assert send(editor, url, {"version": "0"}).status_code == 302
    assert next(one for one in get_delegation(store, QUEBEC).steps if one.id == "agenda").done_on
    told = text_of(editor, HERE + "/delegacion")
    undo = re.search(r'action="(/deshacer/\d+)"', told)
    assert undo
    send(editor, undo[1], {"next": HERE})
    assert get_delegation(store, QUEBEC).version == 0
    send(editor, f"{HERE}/pasos", {"version": "0", "text": "Pedir banderas", "days_before": "3"})
    assert "Pedir banderas" in text_of(editor, HERE + "/delegacion")


def test_what_a_delegation_says_is_saved_kept_when_wrong_and_compared_when_changed(editor, store) -> None:
    url = HERE + "/delegacion/editar"
    wrong = {"purpose": "Agua", "first_day": "2027-06-08", "last_day": "2027-06-01", "version": "0"}
    page = send(editor, url, wrong)
    assert page.status_code == 422
    assert "El final es anterior al comienzo." in page.get_data(as_text=True)
    good = {
        **wrong,
        "last_day": "2027-06-10",
        "members-0-name": "Marie <b>Tremblay</b>",
        "members-0-head": "1",
        "hosts-0-actor-text": "IMEBU",
        "budget-0-concept": "Almuerzo",
        "budget-0-amount": "350000",
    }
    assert send(editor, url, good).status_code == 302
    saved = get_delegation(store, QUEBEC)
    assert saved.hosts[0].actor == "imebu"
    assert saved.members[0].head
    shown = text_of(editor, HERE + "/delegacion")
    assert "Marie &lt;b&gt;Tremblay" in shown
    assert "350.000" in shown
    late = send(editor, url, {**good, "purpose": "Otra cosa", "version": "0"})
    assert late.status_code == 409
    assert "Otra cosa" in late.get_data(as_text=True)


def test_a_programme_is_built_moved_and_warned_about(editor, store) -> None:
    added = send(
        editor, HERE + "/programa/nueva", {**SESSION, "key": "k1", "hosts": ["ofai"], "place": "Alcaldía"}
    )
    assert added.status_code == 302
    send(editor, HERE + "/programa/nueva", {**SESSION, "key": "k1", "hosts": ["ofai"], "place": "Alcaldía"})
    (one,) = programme_of(store, QUEBEC)
    assert (one.begins, one.ends) == ("09:00", "10:30")
    other = {**SESSION, "title": "UIS", "begins": "10:00", "more_host-text": "UIS", "place": "UIS"}
    send(editor, HERE + "/programa/nueva", other)
    page = text_of(editor, HERE + "/programa")
    assert "coinciden durante 30 min" in page
    send(editor, f"{HERE}/programa/{one.id}/mover", {"version": str(one.version), "move": "antes"})
    assert programme_of(store, QUEBEC)[0].begins == "08:45"
    where = {"day": "2027-06-12", "begins": "14:00", "minutes": "60", "version": str(one.version + 1)}
    send(editor, f"{HERE}/programa/{one.id}/mover", where)
    assert "sábado" in text_of(editor, HERE + "/programa").lower()
    assert "fin de semana" in text_of(editor, HERE + "/programa")
    stale = send(
        editor, f"{HERE}/programa/{one.id}/mover", {**where, "day": "2027-06-11"}, follow_redirects=True
    )
    assert "Alguien lo cambió mientras tanto" in stale.get_data(as_text=True)
    send(editor, f"{HERE}/programa/{one.id}/quitar", {"version": str(one.version + 2)})
    assert [session.title for session in programme_of(store, QUEBEC)] == ["UIS"]


def test_a_session_stands_in_the_agenda_and_leads_to_its_programme(editor, store) -> None:
    send(editor, HERE + "/programa/nueva", {**SESSION, "key": "k1", "hosts": ["ofai"]})
    (one,) = programme_of(store, QUEBEC)
    page = editor.get(f"/agenda?dia={one.day}&vista=semana").get_data(as_text=True)
    assert f"<b>{one.begins}</b> {one.title}" in page
    assert f'href="{HERE}/programa"' in page
    found = editor.get(f"/api/v1/agenda?first={one.day}&last={one.day}").get_json()
    assert {"session"} == {entry["kind"] for entry in found["days"][0]["entries"] if entry["about"] == QUEBEC}


def test_a_session_of_another_visit_is_not_found_and_a_bad_hour_is_said(editor, store) -> None:
    send(editor, HERE + "/programa/nueva", SESSION)
    (one,) = programme_of(store, QUEBEC)
    assert editor.get(f"/interacciones/2024q1-visita-amcham/programa/{one.id}").status_code == 404
    assert send(editor, HERE + "/programa/nueva", {**SESSION, "begins": "25:99"}).status_code == 422
    unknown = send(editor, HERE + "/programa/nueva", {**SESSION, "more_host-text": "Nadie conocido así"})
    assert unknown.status_code == 422
    assert "Nadie conocido así" in unknown.get_data(as_text=True)
    bad = send(editor, f"{HERE}/programa/{one.id}/mover", {"version": "1", "day": "x"}, follow_redirects=True)
    assert bad.status_code == 200


def test_guests_are_invited_and_answer_with_one_tap(editor, store) -> None:
    send(editor, HERE + "/invitados", {"who": ["imebu", "uis"]})
    guests = invitations_to(store, QUEBEC)
    assert [one.actor for one in guests] == ["imebu", "uis"]
    url = f"{HERE}/invitados/{guests[1].id}/estado"
    send(editor, url, {"version": "1", "status": "attended"})
    assert "uis" in {one.actor for one in get_interaction(store, QUEBEC).participants}
    assert "Quien asistió" in text_of(editor, HERE + "/invitados")
    assert send(editor, url, {"version": "2", "status": "x"}, follow_redirects=True).status_code == 200
    send(editor, f"{HERE}/invitados/{guests[0].id}/quitar", {"version": "1"})
    assert [one.actor for one in invitations_to(store, QUEBEC)] == ["uis"]


def test_a_name_that_nobody_has_keeps_the_ticks_and_is_created_on_the_way(editor, store) -> None:
    url = HERE + "/invitados"
    ticked = re.findall(r'name="who" value="([^"]+)"', text_of(editor, url))[:2] or ["imebu", "uis"]
    answer = send(editor, url, {"who": ticked, "actor": "", "actor-text": "Fundación Zutana"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Fundación Zutana"' in page
    assert "No existe «Fundación Zutana»." in page
    assert "Crear «Fundación Zutana»" in page
    assert re.findall(r'name="who" value="([^"]+)" checked', page) == [
        one for one in ticked if f'value="{one}"' in page
    ]
    assert not invitations_to(store, QUEBEC)
    make = {
        "who": ticked,
        "actor": "",
        "actor-text": "Fundación Zutana",
        "actor-type": "ngo_foundation",
        "create": "actor",
    }
    made = send(editor, url, make).get_data(as_text=True)
    found = re.search(r'name="actor" value="([^"]+)"', made)
    assert found
    assert send(editor, url, {"who": ticked, "actor": found[1]}).status_code == 302
    assert {one.actor for one in invitations_to(store, QUEBEC)} == {*ticked, found[1]}


def test_the_steps_of_the_default_checklist_speak_english_even_when_saved_in_spanish(editor, store) -> None:
    send(editor, f"{HERE}/pasos/agenda/hecho", {"version": "0"})
    send(editor, f"{HERE}/pasos", {"version": "1", "text": "Pedir banderas", "days_before": "3"})
    send(editor, "/ajustes", {"name": "Ana Pérez", "language": "en", "theme": "", "keys": "1"})
    page = text_of(editor, HERE + "/delegacion")
    assert "Organise the agenda" in page
    assert "Organizar la agenda" not in page
    assert "Pedir banderas" in page


@pytest.mark.parametrize("kind", ["programa", "fichas", "asistencia", "protocolo", "informe"])
def test_every_paper_names_everybody_who_travels(editor, kind) -> None:
    both = {"members-0-name": "Marie Tremblay", "members-0-head": "1", "members-1-name": "Luc Gagnon"}
    assert send(editor, HERE + "/delegacion/editar", {"version": "0", **both}).status_code == 302
    reader: Any = PdfReader(BytesIO(editor.get(f"{HERE}/papeles/{kind}.pdf").data))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Marie Tremblay" in words
    assert "Luc Gagnon" in words


@pytest.mark.parametrize("kind", ["programa", "fichas", "asistencia", "protocolo", "informe"])
def test_every_paper_comes_in_two_languages_and_two_formats(editor, kind) -> None:
    send(editor, HERE + "/programa/nueva", {**SESSION, "hosts": ["ofai"]})
    send(editor, HERE + "/invitados", {"who": ["uis"]})
    for tongue in ("es", "en"):
        answer = editor.get(f"{HERE}/papeles/{kind}.pdf?idioma={tongue}")
        assert answer.mimetype == "application/pdf"
        reader: Any = PdfReader(BytesIO(answer.data))
        assert reader.trailer["/Root"]["/Lang"] == tongue
        assert "Québec" in reader.pages[0].extract_text()
        word = editor.get(f"{HERE}/papeles/{kind}.docx?idioma={tongue}")
        assert docx.Document(BytesIO(word.data)).core_properties.language == tongue
    assert editor.get(f"{HERE}/papeles/otro.pdf").status_code == 404


def test_a_reader_reads_but_changes_nothing_and_gets_no_briefing(seeded, login_as, store) -> None:
    reader = login_as("reader", "Luz")
    for tab in TABS:
        assert 'method="post" action="/interacciones/' not in text_of(reader, HERE + tab)
    assert reader.get(f"{HERE}/papeles/programa.pdf").status_code == 200
    assert reader.get(f"{HERE}/papeles/fichas.pdf").status_code == 403
    assert reader.get(f"{HERE}/necesidades").status_code == 403
    assert send(reader, f"{HERE}/invitados", {"who": ["uis"]}).status_code == 403
    assert send(reader, f"{HERE}/programa/nueva", SESSION).status_code == 403


def test_a_confidential_visit_has_no_pages_and_no_papers_for_others(editor, store) -> None:
    visit = get_interaction(store, QUEBEC)
    update_interaction(store, SYSTEM, visit.changed(audience=("user:otra",)))
    for tab in (*TABS, "/papeles/informe.pdf", "/necesidades"):
        assert editor.get(HERE + tab).status_code == 404
    assert "representante del gobierno de Québec" not in text_of(editor, "/delegaciones")


def test_needs_are_written_and_shown_to_editors_alone(editor, store) -> None:
    given = {"version": "0", "needs-0-name": "Myriam", "needs-0-food": "sin gluten"}
    assert send(editor, f"{HERE}/necesidades", given).status_code == 302
    assert "sin gluten" in text_of(editor, f"{HERE}/delegacion")
    assert get_needs(store, SYSTEM, QUEBEC).needs[0].food == "sin gluten"
    late = send(editor, f"{HERE}/necesidades", {**given, "needs-0-food": "vegetariana"})
    assert late.status_code == 422
    assert "vegetariana" in late.get_data(as_text=True)


def test_who_comes_for_a_guest_and_its_place_are_said_on_its_page(editor, store) -> None:
    send(editor, f"{HERE}/invitados", {"who": ["uis"]})
    (guest,) = invitations_to(store, QUEBEC)
    url = f"{HERE}/invitados/{guest.id}"
    assert "Quién viene en su nombre" in text_of(editor, url)
    given = {
        "version": "1",
        "status": "confirmed",
        "person-text": "Myriam Savard",
        "rank": "2",
        "note": "con escolta",
    }
    assert send(editor, url, given).status_code == 302
    (saved,) = invitations_to(store, QUEBEC)
    assert (saved.status, saved.person, saved.rank) == ("confirmed", "myriam-savard", 2)
    shown = text_of(editor, f"{HERE}/invitados")
    assert "puesto 2" in shown
    assert send(editor, url, {**given, "rank": "0"}).status_code == 422
    assert send(editor, url, {**given, "note": "otra"}).status_code == 409
    assert editor.get(f"/interacciones/2024q1-visita-amcham/invitados/{guest.id}").status_code == 404


def test_the_history_tells_members_in_words(editor, store) -> None:
    given = {"version": "0", "members-0-name": "Marie Tremblay", "members-0-post": "Ministra"}
    send(editor, f"{HERE}/delegacion/editar", given)
    page = text_of(editor, f"/historial/{get_delegation(store, QUEBEC).id}")
    assert "Marie Tremblay · Ministra" in page
    assert "{" not in re.sub(r"<script.*?</script>", "", page, flags=re.S).split("<main", 1)[1]


def test_each_night_what_guests_of_past_visits_needed_is_forgotten(
    editor, store, config, monkeypatch
) -> None:
    needs = {"version": "0", "needs-0-name": "Myriam", "needs-0-food": "sin gluten"}
    send(editor, f"{HERE}/necesidades", needs)
    make_copy(config, datetime.now(UTC))
    assert store.get([needs_id(QUEBEC)])
    later = get_needs(store, SYSTEM, QUEBEC).erase_on
    assert later
    monkeypatch.setattr("crm.delegations.needs.today", lambda: later + timedelta(days=1))
    made = make_copy(config, datetime.now(UTC) + timedelta(days=9))
    assert not store.get([needs_id(QUEBEC)])
    assert all(b"sin gluten" not in part for part in unpacked(made))


def unpacked(path) -> list[bytes]:
    with ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]
