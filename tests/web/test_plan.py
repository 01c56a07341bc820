"""The engagement plan on its page: filled, saved together, promised, printed."""

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.commitment_lists import CommitmentFilter
from crm.commitments import list_commitments
from crm.engagement.model import Engagement
from crm.engagement.plans import archive_engagement, create_engagement, plan_of, update_engagement
from crm.projects import create_project
from tests.makers import make_actor, make_office, make_project
from tests.web.browsing import send
from tests.web.reading import inputs_of, text_of, words_of

PLAN = "/proyectos/agua-segura/plan"


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="uis", name="UIS", type="university"))
    create_actor(store, SYSTEM, make_actor(id="ccb", name="Cámara de Comercio", type="chamber_of_commerce"))
    create_project(store, SYSTEM, make_project())
    return store


def put(store, actor="uis", **said):
    return create_engagement(store, SYSTEM, Engagement.of({"project": "agua-segura", "actor": actor, **said}))


def fields_of(client):
    return inputs_of(client.get(PLAN).get_data(as_text=True))


def rows(store):
    return {one.actor: one for one in plan_of(store, "agua-segura")}


def test_an_empty_plan_says_how_to_begin_and_an_actor_is_added_by_name(ana, small):
    assert "Todavía no hay plan" in text_of(ana, PLAN)
    answer = send(ana, f"{PLAN}/anadir", {"actor-text": "UIS"})
    assert answer.headers["Location"].startswith(PLAN)
    assert list(rows(small)) == ["uis"]
    again = send(ana, f"{PLAN}/anadir", {"actor-text": "UIS"})
    assert again.status_code == 422
    assert "ya está en el plan" in words_of(again.get_data(as_text=True))
    nobody = send(ana, f"{PLAN}/anadir", {"actor-text": "Nadie Así"})
    assert "Nadie Así" in nobody.get_data(as_text=True)


def test_what_is_written_is_saved_and_untouched_rows_are_left_alone(ana, small):
    put(small), put(small, "ccb", objective="Divulgar")
    fields = fields_of(ana)
    first = next(name for name, value in fields.items() if value == "uis").removesuffix("-actor")
    update_engagement(small, SYSTEM, rows(small)["ccb"].changed(objective="De otro"))
    said = {
        f"{first}-objective": "Que preste el laboratorio",
        f"{first}-when": "marzo de 2027",
        f"{first}-channel": "Visita",
    }
    assert send(ana, PLAN, {**fields, **said}).status_code == 302
    now = rows(small)
    assert (now["uis"].objective, now["uis"].channel) == ("Que preste el laboratorio", "Visita")
    assert now["uis"].when is not None
    assert now["uis"].when.edtf == "2027-03"
    assert (now["ccb"].objective, now["ccb"].version) == ("De otro", 2)


def test_two_people_on_one_row_see_both_versions_and_nothing_is_lost(ana, small):
    put(small, objective="Uno")
    fields = fields_of(ana)
    update_engagement(small, SYSTEM, rows(small)["uis"].changed(objective="De otro"))
    answer = send(ana, PLAN, {**fields, "rows-0-objective": "De Ana"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "De otro" in words_of(page)
    assert inputs_of(page)["rows-0-objective"] == "De Ana"
    assert send(ana, PLAN, inputs_of(page)).status_code == 302
    assert rows(small)["uis"].objective == "De Ana"


def test_a_step_becomes_a_commitment_with_what_was_just_written(ana, small):
    made = put(small)
    fields = fields_of(ana)
    nothing = send(ana, PLAN, {**fields, "promise": made.id})
    assert nothing.status_code == 422
    assert "Escriba el siguiente paso" in words_of(nothing.get_data(as_text=True))
    answer = send(
        ana,
        PLAN,
        {**fields, "rows-0-next_step": "Enviar la ficha", "rows-0-when": "2027-03-15", "promise": made.id},
    )
    assert answer.status_code == 302
    (promise,) = list_commitments(small, CommitmentFilter()).items
    assert (promise.text, promise.beneficiary, promise.owner) == ("Enviar la ficha", "uis", "ofai")
    page = ana.get(PLAN).get_data(as_text=True)
    assert f"/compromisos/{promise.id}" in page
    assert "Volverlo compromiso" not in page
    told = ana.get(f"/compromisos/{promise.id}").get_data(as_text=True)
    assert f'<a href="{PLAN}">Agua segura</a>' in told


def test_a_row_is_taken_out_and_what_is_wrong_stands_beside_its_cell(ana, small):
    made = put(small)
    wrong = send(ana, PLAN, {**fields_of(ana), "rows-0-when": "algún día"})
    assert wrong.status_code == 422
    assert 'id="f-rows-0-when-wrong"' in wrong.get_data(as_text=True)
    send(ana, PLAN, {**fields_of(ana), "remove": made.id})
    assert rows(small) == {}


@pytest.mark.parametrize("button", ["remove", "promise"])
def test_a_button_does_nothing_to_a_row_that_somebody_changed_since_the_page_was_read(ana, small, button):
    made = put(small, next_step="Llamar")
    fields = fields_of(ana)
    update_engagement(small, SYSTEM, rows(small)["uis"].changed(next_step="Enviar la oferta"))
    answer = send(ana, PLAN, {**fields, button: made.id})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Alguien cambió esta fila mientras tanto" in words_of(page)
    assert inputs_of(page)["rows-0-next_step"] == "Enviar la oferta"
    assert list(rows(small)) == ["uis"]
    assert list_commitments(small, CommitmentFilter()).items == []
    assert send(ana, PLAN, {**inputs_of(page), button: made.id}).status_code == 302


def test_a_button_of_a_row_that_is_gone_says_so_over_the_plan(ana, small):
    made = put(small)
    fields = fields_of(ana)
    archive_engagement(small, SYSTEM, made.id, made.version)
    answer = send(ana, PLAN, {**fields, "remove": made.id})
    assert answer.status_code == 409
    assert "Alguien cambió esta fila mientras tanto" in words_of(answer.get_data(as_text=True))


def test_cards_say_who_it_is_and_what_to_ask(ana, small):
    assert "Todavía no hay actores" in text_of(ana, "/proyectos/agua-segura/tarjetas")
    put(small, objective="Que preste el laboratorio")
    words = text_of(ana, "/proyectos/agua-segura/tarjetas")
    for said in ("UIS", "Universidad", "Que preste el laboratorio"):
        assert said in words


def test_who_only_reads_sees_the_plan_and_changes_nothing(small, login_as):
    put(small, objective="Uno")
    leo = login_as("reader")
    words = text_of(leo, PLAN)
    assert "Uno" in words
    assert "Guardar el plan" not in words
    for url in (PLAN, f"{PLAN}/anadir", f"{PLAN}/proponer"):
        assert send(leo, url, {"actor": "uis"}).status_code == 403


def test_before_a_day_is_a_deadline_and_what_is_wrong_names_its_one_row(ana, small):
    put(small), put(small, "ccb")
    fields = fields_of(ana)
    wrong = send(ana, PLAN, {**fields, "rows-1-when": "cuando se pueda"}).get_data(as_text=True)
    assert "Fila 2, cuándo" in words_of(wrong)
    assert send(ana, PLAN, {**inputs_of(wrong), "rows-1-when": "antes del 15/03/2099"}).status_code == 302
    saved = next(one for one in rows(small).values() if one.when)
    assert saved.when is not None
    assert (saved.when.start, str(saved.when.end)) == (None, "2099-03-15")
