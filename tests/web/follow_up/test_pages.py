"""The pages of following up, as people see and press them."""

from datetime import date, timedelta

import icalendar
import pytest

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor, save_many_actors
from crm.commitments import CommitmentFilter, create_commitment, get_commitment, list_commitments
from crm.evidence import save_source
from crm.in_use import begin_use
from crm.interactions import create_interaction
from crm.office import today
from tests.makers import make_actor, make_commitment, make_interaction, make_office, make_person, make_source
from tests.web.browsing import find_in, send
from tests.web.reading import text_of, words_of


@pytest.fixture
def small(store):
    """The office, the French embassy and a university."""
    save_source(store, SYSTEM, make_source())
    uis = make_actor(id="uis", name="Universidad Industrial de Santander", type="university")
    save_many_actors(store, SYSTEM, [make_office(), make_actor(), uis])
    return store


@pytest.fixture
def boss(login_as, small):
    return login_as("administrator", "Jefa")


def promise(store, **changes):
    return create_commitment(store, SYSTEM, make_commitment(**changes))


def meet(store, *actors, ago: int, **more):
    return create_interaction(
        store, SYSTEM, make_interaction(*actors, when=today() - timedelta(days=ago), **more)
    )


def test_after_a_tick_one_line_says_the_result_and_opens_the_next_step(ana, small) -> None:
    one = promise(small, beneficiary="uis")
    answer = send(ana, f"/compromisos/{one.id}/cumplir", {"version": one.version, "next": "/compromisos"})
    page = ana.get(answer.location).get_data(as_text=True)
    assert "¿Qué resultó?" in page
    assert 'name="next_text"' in page
    assert page.index('name="next_due"') < page.index("Guardar el resultado")
    assert "Para cuándo</label>" in page
    send(
        ana,
        f"/compromisos/{one.id}/resultado",
        {"result": "enviada", "next_text": "firmar", "next_due": "15/03/2030"},
    )
    kept = get_commitment(small, one.id)
    (following,) = list_commitments(small, CommitmentFilter(follows=one.id)).items
    assert (kept.status, kept.result) == ("done", "enviada")
    assert (following.text, following.due.edtf if following.due else "") == ("firmar", "2030-03-15")
    shown = text_of(ana, f"/compromisos/{one.id}")
    assert "Siguiente paso firmar" in shown
    assert "Sigue a enviar ficha técnica" in text_of(ana, f"/compromisos/{following.id}")


def test_a_next_step_that_is_not_understood_is_asked_for_again(ana, small) -> None:
    one = promise(small)
    answer = send(
        ana, f"/compromisos/{one.id}/resultado", {"result": "ya", "next_text": "firmar", "next_due": "blablá"}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "No se entiende la fecha" in page
    assert '<a href="#f-next_due">Para cuándo</a>' in page
    assert "Next_due" not in page
    assert 'value="blablá"' in page
    assert get_commitment(small, one.id).status == "pending"


def test_the_page_of_the_outcome_keeps_what_shows_it(ana, small) -> None:
    one = promise(small)
    sent = {
        "version": one.version,
        "result": "firmado",
        "proof": "acta 3",
        "proof_url": "https://red.example/acta",
    }
    assert send(ana, f"/compromisos/{one.id}/resultado", sent).status_code == 302
    shown = text_of(ana, f"/compromisos/{one.id}")
    assert "acta 3" in shown
    again = send(ana, f"/compromisos/{one.id}/resultado", {**sent, "result": "otra cosa"})
    assert again.status_code == 302  # somebody was first: nothing is done, one sees it as it is
    assert get_commitment(small, one.id).result == "firmado"


def test_old_commitments_are_reviewed_one_after_another_with_a_way_back(ana, small) -> None:
    olds = [promise(small, text=f"viejo {n}", due=f"2024-0{n}-01", status="to_review") for n in (1, 2, 3)]
    page = text_of(ana, "/compromisos/revisar")
    assert "viejo 1" in page
    assert "Faltan 3 de 3" in page
    address, version = f"/compromisos/{olds[0].id}/revisar", olds[0].version
    wrong = send(ana, address, {"version": version, "answer": "open", "due": ""})
    assert wrong.status_code == 422
    answer = send(ana, address, {"version": version, "answer": "open", "due": "marzo de 2030"})
    page = ana.get(answer.location).get_data(as_text=True)
    assert "viejo 2" in page
    assert "Faltan 2 de 3" in words_of(page)
    undo = find_in(r'action="(/deshacer/\d+)"', page)
    for one, said in ((olds[1], "cancelled"), (olds[2], "unknown")):
        send(ana, f"/compromisos/{one.id}/revisar", {"version": one.version, "answer": said})
    assert "No queda ninguno por revisar" in text_of(ana, "/compromisos/revisar")
    send(ana, undo, {})
    assert get_commitment(small, olds[0].id).status == "to_review"
    assert "Falta 1 de 3" in text_of(ana, "/compromisos/revisar"), "it counts on where one left it"


def test_a_commitment_may_be_left_for_later(ana, small) -> None:
    for n in (1, 2):
        promise(small, text=f"viejo {n}", due=f"2024-0{n}-01", status="to_review")
    page = ana.get("/compromisos/revisar").get_data(as_text=True)
    skip = find_in(r'href="(/compromisos/revisar\?despues=[^"]+)"', page).replace("&amp;", "&")
    assert "viejo 2" in text_of(ana, skip)


def test_one_sees_from_whom_an_answer_is_awaited(ana, small) -> None:
    promise(small, text="mandar la carta", owner="uis", due=str(today() - timedelta(days=3)))
    promise(small, text="nombrar enlace", owner="embajada-francia", due=None)
    promise(small, text="nuestro", status="waiting", due=None)
    page = text_of(ana, "/compromisos/esperando")
    assert page.index("Universidad Industrial") < page.index("Embajada de Francia")
    assert "Nuestros, en espera de otros" in page
    assert "nombrar enlace" not in text_of(ana, "/compromisos/esperando?de=uis")


def test_who_goes_quiet_is_listed_with_the_day_and_leaves_when_a_contact_is_recorded(ana, small) -> None:
    meet(small, "uis", ago=140)
    page = text_of(ana, "/enfrian")
    assert "Universidad Industrial de Santander" in page
    assert "se enfrió hace 2 semanas" in page or "se enfrió hace 20 días" in page
    assert "1 contacto" in page
    assert "Embajada de Francia" not in page
    assert "Nadie se está enfriando" in text_of(ana, "/enfrian?tipo=embassy")
    meet(small, "uis", ago=0)
    assert "Nadie se está enfriando" in text_of(ana, "/enfrian")


def test_before_anybody_is_quiet_the_page_says_who_will_be_first(ana, small) -> None:
    meet(small, "uis", ago=900)
    begin_use(small, SYSTEM, today())
    page = text_of(ana, "/enfrian")
    assert "el día en que la oficina empezó a usar el sistema" in page
    assert "El primero será Universidad Industrial de Santander" in page


def test_a_contact_is_planned_with_one_form(ana, small) -> None:
    meet(small, "uis", ago=140)
    day = today() + timedelta(days=10)
    sent = {"text": "Llamar", "when": day.isoformat(), "kind": "commitment"}
    assert send(ana, "/enfrian/uis/programar", sent).status_code == 302
    assert get_actor(small, "uis").next_due == day
    send(ana, "/enfrian/uis/programar", {**sent, "kind": "meeting", "text": "Café"})
    assert "programado:" in text_of(ana, "/enfrian")
    past = send(ana, "/enfrian/uis/programar", {**sent, "when": "2020-01-01"})
    assert past.status_code == 422
    assert "Ese día ya pasó." in past.get_data(as_text=True)


def test_an_administrator_sets_the_rhythms_and_takes_them_back(boss, ana, small) -> None:
    meet(small, "uis", ago=10)
    assert ana.get("/ajustes/ritmos").status_code == 403
    assert "Universidad" in text_of(boss, "/ajustes/ritmos")
    answer = send(boss, "/ajustes/ritmos", {"days-university": "30", "version-university": "0"})
    uis = get_actor(small, "uis")
    assert uis.cold_on == today() + timedelta(days=20)
    page = boss.get(answer.location).get_data(as_text=True)
    assert "lo usual: 120 días" in words_of(page)
    wrong = send(boss, "/ajustes/ritmos", {"days-university": "muchos"})
    assert (wrong.status_code, "número entero" in wrong.get_data(as_text=True)) == (422, True)
    assert "el ritmo" in text_of(boss, "/historial")
    send(boss, find_in(r'action="(/deshacer/\d+)"', page), {})
    assert get_actor(small, "uis").cold_on == today() + timedelta(days=110)


def test_an_account_is_tied_to_a_person_and_what_is_mine_follows(ana, small) -> None:
    luisa = create_actor(small, SYSTEM, make_person(name="Luisa Gómez", parent="ofai"))
    promise(small, text="lo de Luisa", owner=luisa.id, due=None)
    promise(small, text="de la oficina", due=None)
    assert "lo de Luisa" not in text_of(ana, "/compromisos?mios=1")
    assert (
        send(ana, "/ajustes/persona", {"person": luisa.id, "person-text": "Luisa Gómez"}).status_code == 302
    )
    page = text_of(ana, "/compromisos?mios=1")
    assert "lo de Luisa" in page
    assert "de la oficina" not in page
    one = promise(small, text="lo que digo yo", due=None)
    said = {"text": one.text, "owner-text": "yo", "status": "pending", "version": one.version}
    assert send(ana, f"/compromisos/{one.id}", said).status_code == 302
    assert get_commitment(small, one.id).owner == luisa.id
    assert send(ana, "/ajustes/persona", {"person": "uis", "person-text": "UIS"}).status_code == 422
    assert ana.get("/ajustes/persona?cuenta=otra").status_code == 403


def test_the_agenda_shows_days_bands_and_holidays(ana, small) -> None:
    when = date(2026, 11, 18)
    create_interaction(
        small, SYSTEM, make_interaction("uis", title="Delegación", when="2026-11-18/2026-11-20")
    )
    create_interaction(
        small, SYSTEM, make_interaction("uis", title="Algo vago", when="2026-11", status="planned")
    )
    create_interaction(small, SYSTEM, make_interaction("uis", title="De otro mes", when="2026-09-01"))
    promise(small, text="vence pronto", due=str(when))
    page = ana.get("/agenda?dia=2026-11-23").get_data(as_text=True)
    shown = words_of(page)
    assert shown.count("Delegación") == 3
    assert shown.count("Algo vago") == 1
    assert "noviembre de 2026 Algo vago" in shown
    assert "Independencia de Cartagena" in shown
    assert "De otro mes" not in shown
    week = text_of(ana, "/agenda?dia=2026-11-18&vista=semana")
    assert "vence: vence pronto" in week
    assert "Noviembre 2026" in shown
    assert "dia=2026-12-01" in page
    assert ana.get("/agenda?dia=9999-99-99").status_code == 200


def test_a_meeting_is_a_file_to_send_unless_its_day_is_not_known(ana, small) -> None:
    one = meet(small, "uis", ago=-5, title="Comité, de agua")
    answer = ana.get(f"/interacciones/{one.id}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    assert str(event["SUMMARY"]) == "Comité, de agua"
    assert event.start == today() + timedelta(days=5)
    vague = create_interaction(small, SYSTEM, make_interaction("uis", when="2026-11"))
    refused = ana.get(f"/interacciones/{vague.id}.ics")
    assert (refused.status_code, "noviembre de 2026" in refused.get_data(as_text=True)) == (422, True)
    assert "Invitación .ics" in text_of(ana, f"/interacciones/{one.id}")
    assert "Invitación .ics" not in text_of(ana, f"/interacciones/{vague.id}")


def test_a_calendar_that_others_can_reach_says_nothing_of_this_computer(ana, app) -> None:
    server = app.config["ALIADOS"].server
    app.config["ALIADOS"] = app.config["ALIADOS"].model_copy(
        update={"server": server.model_copy(update={"public_url": "https://red.example.org"})}
    )
    page = send(ana, "/ajustes/calendario", {"parts": "interactions"}).get_data(as_text=True)
    assert ">https://red.example.org/calendario/" in page
    assert "Solo este equipo" not in page


def test_a_calendar_is_read_by_its_secret_alone_and_closed_when_taken_back(ana, small, client) -> None:
    meet(small, "uis", ago=-5, title="Comité")
    page = send(ana, "/ajustes/calendario", {"parts": "interactions"}).get_data(as_text=True)
    path = find_in(r"readonly[^>]*>http://localhost(/calendario/[^<]+\.ics)<", page)
    assert "Solo este equipo puede abrir esta dirección" in page
    assert path not in ana.get("/ajustes/calendario").get_data(as_text=True)
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    (event,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Comité"
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    since = {"If-Modified-Since": answer.headers["Last-Modified"]}
    assert client.get(path, headers=since).status_code == 304
    assert client.head(path).data == b""
    meet(small, "uis", ago=-6, title="Otro")
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert len(icalendar.Calendar.from_ical(again.data).walk("VEVENT")) == 2
    assert "private" in again.headers["Cache-Control"]
    send(ana, "/ajustes/calendario/retirar", {})
    assert client.get(path).status_code == 404
    assert send(ana, "/ajustes/calendario", {"mine": "1"}).status_code == 422


def test_my_interactions_are_those_i_took_part_in(ana, small) -> None:
    luisa = create_actor(small, SYSTEM, make_person(name="Luisa Gómez", parent="ofai"))
    meet(small, "uis", luisa.id, ago=3, title="Con Luisa")
    meet(small, "uis", ago=2, title="Sin Luisa")
    send(ana, "/ajustes/persona", {"person": luisa.id, "person-text": "Luisa Gómez"})
    page = text_of(ana, "/interacciones?mias=1")
    assert "Con Luisa" in page
    assert "Sin Luisa" not in page
