"""Commitments: in the order of their days, ours and theirs apart, done with one press."""

import csv
import io
import re
from datetime import date, timedelta

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor
from crm.commitments import archive_commitment, create_commitment, get_commitment, update_commitment
from crm.interactions import create_interaction
from crm.office import today
from crm.periods import whole
from seed.loader import load
from tests.makers import make_actor, make_commitment, make_interaction, make_office
from tests.web.browsing import send
from tests.web.reading import found, inputs_of, text_of, words_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    create_actor(store, SYSTEM, make_actor(id="uis", name="UIS", type="university"))
    return store


def promise(store, text, days=None, **changes):
    due = None if days is None else whole(today() + timedelta(days=days), "day")
    return create_commitment(store, SYSTEM, make_commitment(text=text, due=due, **changes))


@pytest.fixture
def many(small):
    promise(small, "Muy tarde", -30)
    promise(small, "Ayer", -1)
    promise(small, "Hoy mismo", 0)
    promise(small, "En tres días", 3, owner="uis")
    promise(small, "En un mes", 30, status="waiting")
    promise(small, "Algún día", owner=None)
    promise(small, "De un informe", -900, status="to_review")
    promise(small, "Ya está", -5, status="done", done_on=today())
    promise(small, "No se hará", 1, status="cancelled")
    return small


def groups_of(client, url="/compromisos"):
    """Title of each group, with the texts of its commitments."""
    page = client.get(url).get_data(as_text=True)
    groups = {}
    for part in page.split('<section class="block" aria-labelledby="grupo-')[1:]:
        title = words_of(found(r"(<h2.*?</h2>)", part))
        groups[title] = re.findall(r'class="row-link"[^>]*>([^<]*)</a>', part)
    return groups


def test_they_stand_in_groups_of_days_each_with_its_number(ana, many):
    assert groups_of(ana) == {
        "Vencidos 2": ["Muy tarde", "Ayer"],
        "Hoy 1": ["Hoy mismo"],
        "Esta semana 1": ["En tres días"],
        "Más adelante 1": ["En un mes"],
        "Sin fecha 1": ["Algún día"],
        "Por revisar 1": ["De un informe"],
        "Cumplidos 1": ["Ya está"],
    }


@pytest.mark.parametrize(
    ("address", "groups"),
    [
        ("grupo=vencidos", {"Vencidos 2": ["Muy tarde", "Ayer"]}),
        ("grupo=hechos", {"Cumplidos 1": ["Ya está"]}),
        ("de=theirs", {"Esta semana 1": ["En tres días"]}),
        ("de=none", {"Sin fecha 1": ["Algún día"]}),
        ("estado=cancelled", {"Cancelado 1": ["No se hará"]}),
        ("estado=to_review", {"Por revisar 1": ["De un informe"]}),
        ("q=informe", {"Por revisar 1": ["De un informe"]}),
        ("q=nada+así", {}),
        ("mios=1", {}),
    ],
)
def test_the_address_narrows_them(ana, many, address, groups):
    assert groups_of(ana, f"/compromisos?{address}") == groups


def test_lo_mio_are_those_i_recorded(ana, small):
    promise(small, "De otra persona", 3)
    fields = {"kind": "meeting", "when": "hoy", "participants-0-actor": "uis", "participants-0-role": "host"}
    send(ana, "/registrar", {**fields, "commitments-0-text": "Mío", "commitments-0-due": "mañana"})
    assert groups_of(ana, "/compromisos?mios=1") == {"Esta semana 1": ["Mío"]}


def test_a_long_group_shows_its_first_and_leads_to_all_of_them_page_by_page(ana, small):
    for number in range(60):
        promise(small, f"Tarea {number:02}", -100 + number)
    page = ana.get("/compromisos").get_data(as_text=True)
    assert "Ver los 60" in words_of(page)
    assert len(groups_of(ana)["Vencidos 60"]) == 12
    assert found(r'<h2 id="grupo-vencidos"[^>]*>\s*<a href="([^"]+)"', page) == "/compromisos?grupo=vencidos"
    first = groups_of(ana, "/compromisos?grupo=vencidos")["Vencidos 60"]
    following = found(
        r'href="([^"]*after=[^"]*)"', ana.get("/compromisos?grupo=vencidos").get_data(as_text=True)
    )
    rest = groups_of(ana, following.replace("&amp;", "&"))["Vencidos 60"]
    assert (len(first), len(rest)) == (50, 10)
    assert first + rest == [f"Tarea {number:02}" for number in range(60)]


def test_one_press_ticks_it_done_asks_what_came_of_it_and_can_be_undone(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    page = ana.get("/compromisos?grupo=semana").get_data(as_text=True)
    assert f'action="/compromisos/{one.id}/cumplir"' in page
    answer = send(
        ana, f"/compromisos/{one.id}/cumplir", {"version": one.version, "next": "/compromisos?grupo=semana"}
    )
    assert answer.headers["Location"] == f"/compromisos?grupo=semana&cumplido={one.id}"
    now = get_commitment(small, one.id)
    assert (now.status, now.done_on, now.result) == ("done", today(), None)
    page = ana.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Cumplido: «Enviar la ficha». ¿Qué resultó?" in words_of(page)
    undo = found(r'action="(/deshacer/\d+)"', page)
    answer = send(
        ana,
        f"/compromisos/{one.id}/resultado",
        {"result": " La recibieron. ", "next": "/compromisos?de=ours"},
    )
    assert answer.headers["Location"] == "/compromisos?de=ours"
    assert get_commitment(small, one.id).result == "La recibieron."
    assert "¿Qué resultó?" not in text_of(ana, f"/compromisos?cumplido={one.id}")
    assert undo


def test_the_undo_right_after_a_tick_takes_it_back(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    answer = send(ana, f"/compromisos/{one.id}/cumplir", {"version": one.version, "next": "/compromisos"})
    page = ana.get(answer.headers["Location"]).get_data(as_text=True)
    answer = send(ana, found(r'action="(/deshacer/\d+)"', page), {"next": answer.headers["Location"]})
    assert get_commitment(small, one.id).status == "pending"
    assert "¿Qué resultó?" not in text_of(ana, answer.headers["Location"])


def test_ticking_one_with_its_result_at_once_asks_no_more(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    answer = send(ana, f"/compromisos/{one.id}/cumplir", {"version": one.version, "result": "Enviada"})
    assert get_commitment(small, one.id).result == "Enviada"
    assert "¿Qué resultó?" not in text_of(ana, answer.headers["Location"])


def test_ticking_twice_is_ticking_once(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    for _twice in range(2):
        assert send(ana, f"/compromisos/{one.id}/cumplir", {"version": one.version}).status_code == 302
    now = get_commitment(small, one.id)
    assert (now.status, now.version) == ("done", one.version + 1)


def test_ticking_one_that_was_changed_meanwhile_does_nothing_and_shows_it(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    update_commitment(small, SYSTEM, one.having(text="Enviar otra ficha"))
    answer = send(ana, f"/compromisos/{one.id}/cumplir", {"version": one.version, "next": "/compromisos"})
    page = text_of(ana, answer.headers["Location"])
    assert answer.headers["Location"] == f"/compromisos/{one.id}"
    assert "Enviar otra ficha" in page
    assert get_commitment(small, one.id).status == "pending"


def test_a_result_that_is_there_is_not_written_over(ana, small):
    one = promise(small, "Enviar la ficha", 3, status="done", done_on=today(), result="La primera")
    send(ana, f"/compromisos/{one.id}/resultado", {"result": "La segunda"})
    assert get_commitment(small, one.id).result == "La primera"


def test_the_next_due_day_of_an_actor_follows_the_tick(ana, small):
    one = promise(small, "Enviar la ficha", 3, owner="uis")
    assert get_actor(small, "uis").next_due == today() + timedelta(days=3)
    send(ana, f"/compromisos/{one.id}/cumplir", {"version": one.version})
    assert get_actor(small, "uis").next_due is None


def test_it_can_be_pending_again_archived_and_restored(ana, small):
    one = promise(small, "Enviar la ficha", 3, status="done", done_on=today())
    for what, status, archived in (
        ("reabrir", "pending", False),
        ("archivar", "pending", True),
        ("restaurar", "pending", False),
    ):
        send(ana, f"/compromisos/{one.id}/{what}", {"version": get_commitment(small, one.id).version})
        now = get_commitment(small, one.id)
        assert (now.status, now.archived) == (status, archived)


def test_it_is_changed_by_form(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    fields = inputs_of(ana.get(f"/compromisos/{one.id}").get_data(as_text=True))
    changed = {
        "text": "Enviar la ficha técnica",
        "due": "mañana",
        "owner": "",
        "owner-text": "uis",
        "status": "waiting",
    }
    assert send(ana, f"/compromisos/{one.id}", {**fields, **changed}).status_code == 302
    now = get_commitment(small, one.id)
    assert (now.text, now.owner, now.status) == ("Enviar la ficha técnica", "uis", "waiting")
    assert now.due is not None
    assert now.due.start == today() + timedelta(days=1)


def test_marked_done_in_the_form_the_day_is_today_unless_one_is_said(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    fields = inputs_of(ana.get(f"/compromisos/{one.id}").get_data(as_text=True))
    send(ana, f"/compromisos/{one.id}", {**fields, "status": "done"})
    assert get_commitment(small, one.id).done_on == today()
    fields = inputs_of(ana.get(f"/compromisos/{one.id}").get_data(as_text=True))
    send(ana, f"/compromisos/{one.id}", {**fields, "done_on": "2026-01-15"})
    assert get_commitment(small, one.id).done_on == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("due", "el otro día", "No se entiende la fecha"),
        ("text", "", "Falta este dato"),
        ("owner-text", "nadie así", "nadie así"),
        ("status", "raro", "raro"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(ana, small, field, value, said):
    one = promise(small, "Enviar la ficha", 3)
    fields = inputs_of(ana.get(f"/compromisos/{one.id}").get_data(as_text=True))
    answer = send(
        ana,
        f"/compromisos/{one.id}",
        {**fields, "owner": "", "owner-text": "", "result": "Casi", field: value},
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in words_of(page) or said in page
    assert inputs_of(page)["result"] == "Casi"
    assert get_commitment(small, one.id) == one


def test_two_editors_see_both_versions(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    fields = inputs_of(ana.get(f"/compromisos/{one.id}").get_data(as_text=True))
    update_commitment(small, SYSTEM, one.having(text="Enviar otra"))
    answer = send(ana, f"/compromisos/{one.id}", {**fields, "text": "Enviar esta", "result": "Nada aún"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Enviar otra" in words_of(page)
    assert "Enviar esta" in words_of(page)
    send(ana, f"/compromisos/{one.id}", {**inputs_of(page), "take-text": "given"})
    now = get_commitment(small, one.id)
    assert (now.text, now.result) == ("Enviar esta", "Nada aún")


def test_who_only_reads_sees_no_button_and_is_refused(many, login_as):
    leo = login_as("reader")
    page = leo.get("/compromisos").get_data(as_text=True)
    assert "/cumplir" not in page
    one = promise(many, "Otro", 1)
    assert "Guardar" not in text_of(leo, f"/compromisos/{one.id}")
    for what in ("cumplir", "resultado", "reabrir", "archivar", "restaurar"):
        assert (
            send(leo, f"/compromisos/{one.id}/{what}", {"version": one.version, "result": "x"}).status_code
            == 403
        )
    assert send(leo, f"/compromisos/{one.id}", {"text": "Mío"}).status_code == 403
    assert get_commitment(many, one.id) == one


def test_what_is_seen_can_be_taken_along(ana, many):
    answer = ana.get("/compromisos/exportar?grupo=vencidos")
    table = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert [row[0] for row in table] == ["Compromiso", "Muy tarde", "Ayer"]
    whole_table = ana.get("/compromisos/exportar").get_data(as_text=True)
    assert "Ya está" in whole_table
    assert "No se hará" not in whole_table


def test_it_leads_to_the_meeting_it_came_out_of(ana, small):
    meeting = create_interaction(
        small, SYSTEM, make_interaction("uis", title="Foro", commitments=[make_commitment()])
    )
    page = ana.get(f"/compromisos/{meeting.commitments[0].id}").get_data(as_text=True)
    assert f'href="/interacciones/{meeting.id}"' in page
    assert "Foro" in words_of(page)
    page = ana.get(f"/interacciones/{meeting.id}").get_data(as_text=True)
    assert f'action="/compromisos/{meeting.commitments[0].id}/cumplir"' in page


def test_archived_ones_are_only_there_when_asked_for(ana, small):
    one = promise(small, "Enviar la ficha", 3)
    archive_commitment(small, SYSTEM, one.id, one.version)
    assert groups_of(ana) == {}
    assert groups_of(ana, "/compromisos?archivados=1") == {"Esta semana 1": ["Enviar la ficha"]}
    assert "Está archivado" in text_of(ana, f"/compromisos/{one.id}")


def test_an_empty_list_says_how_commitments_come_about(ana):
    assert "Los que se anoten al registrar una reunión" in text_of(ana, "/compromisos")


def test_the_office_s_old_commitments_wait_to_be_reviewed_not_as_a_red_wall(store, login_as):
    load(store)
    groups = groups_of(login_as("editor"))
    assert list(groups) == ["Por revisar 21"]


def test_one_that_is_not_there_is_said(ana):
    assert ana.get("/compromisos/no-hay").status_code == 404
    assert send(ana, "/compromisos/no-hay/cumplir", {"version": 1}).status_code == 404
