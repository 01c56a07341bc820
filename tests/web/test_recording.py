"""Recording a meeting: quick, forgiving, seen at once by everybody who took part, and nothing lost or saved twice."""

import re
from datetime import date, timedelta

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor
from crm.evidence import save_source
from crm.interactions import (
    InteractionFilter,
    create_interaction,
    get_interaction,
    list_interactions,
    update_interaction,
)
from crm.office import today
from crm.periods import say_period
from crm.timeline import timeline_of
from tests.makers import (
    make_actor,
    make_commitment,
    make_evidence,
    make_interaction,
    make_office,
    make_person,
    make_source,
)
from tests.web.browsing import send
from tests.web.reading import found, inputs_of, text_of, words_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(
        store, SYSTEM, make_actor(id="embajada-suiza", name="Embajada de Suiza en Colombia", country="CH")
    )
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    create_actor(
        store,
        SYSTEM,
        make_actor(
            id="uis", name="Universidad Industrial de Santander (UIS)", aliases=["UIS"], type="university"
        ),
    )
    create_actor(store, SYSTEM, make_person(id="yvonne-baumann"))
    return store


MEETING = {
    "kind": "meeting",
    "when": "hoy",
    "participants-0-actor": "ofai",
    "participants-0-role": "host",
    "participants-1-actor": "embajada-suiza",
    "participants-1-role": "counterpart",
}


def record(client, **changes):
    given = {name.replace("__", "-"): value for name, value in changes.items()}
    return send(client, "/registrar", {**MEETING, **given})


def saved(client, store, **changes):
    answer = record(client, **changes)
    assert answer.status_code == 302, words_of(answer.get_data(as_text=True))
    return get_interaction(store, answer.headers["Location"].rsplit("/", 1)[1])


def everything(store):
    return list_interactions(store, InteractionFilter(limit=100)).items


def edit_fields(client, id):
    """What a browser would send back unchanged; what is in a <template> it never sends."""
    fields = inputs_of(client.get(f"/interacciones/{id}/editar").get_data(as_text=True))
    return {name: value for name, value in fields.items() if "__n__" not in name}


def test_a_meeting_is_recorded_and_seen_on_everybody_s_timeline(ana, small):
    made = saved(
        ana,
        small,
        **{
            "participants-2-actor-text": "uis",
            "participants-2-role": "invited",
            "summary": "Se habló de agua.",
            "themes": "agua, Gobierno, paz y seguridad; ranas",
            "commitments-0-text": "Enviar la ficha técnica",
            "commitments-0-owner": "ofai",
            "commitments-0-beneficiary": "embajada-suiza",
            "commitments-0-due": "mañana",
            "commitments-0-status": "pending",
        },
    )
    assert [(one.actor, one.role) for one in made.participants] == [
        ("ofai", "host"),
        ("embajada-suiza", "counterpart"),
        ("uis", "invited"),
    ]
    assert made.themes[0] == "water"
    assert made.themes[2] == "ranas"
    assert len(made.themes) == 3
    (promise,) = made.commitments
    assert promise.due.start == today() + timedelta(days=1)
    assert (promise.owner, promise.beneficiary, promise.direction) == ("ofai", "embajada-suiza", "ours")
    for actor in ("ofai", "embajada-suiza", "uis"):
        assert [one.interaction.id for one in timeline_of(small, actor, 10).items] == [made.id]
    assert get_actor(small, "uis").last_contact == today()
    assert "Enviar la ficha técnica" in text_of(ana, "/actores/uis")


def test_after_saving_one_sees_it_and_can_take_it_back(ana, small):
    answer = record(ana)
    page = ana.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Guardado." in page
    undo = found(r'action="(/deshacer/\d+)"', page)
    send(ana, undo, {"next": "/interacciones"})
    assert everything(small) == []
    assert get_actor(small, "embajada-suiza").last_contact is None


@pytest.mark.parametrize(
    ("kind", "actors", "title"),
    [
        ("meeting", ["embajada-suiza"], "Reunión con Embajada de Suiza en Colombia"),
        (
            "visit",
            ["embajada-suiza", "uis"],
            "Visita con Embajada de Suiza en Colombia y Universidad Industrial de Santander",
        ),
        ("delegation_received", ["embajada-suiza"], "Delegación recibida de Embajada de Suiza en Colombia"),
        (
            "meeting",
            ["embajada-suiza", "uis", "embajada-francia", "yvonne-baumann"],
            (
                "Reunión con Embajada de Suiza en Colombia, Universidad Industrial de Santander, "
                "Embajada de Francia y 1 más"
            ),
        ),
    ],
)
def test_a_title_left_empty_is_made_of_kind_and_parties(ana, small, kind, actors, title):
    rows = {f"participants-{row}-actor": actor for row, actor in enumerate(actors, 1)}
    assert saved(ana, small, kind=kind, **rows).title == title


def test_a_title_that_was_written_stays(ana, small):
    assert saved(ana, small, title="Almuerzo de trabajo").title == "Almuerzo de trabajo"


@pytest.mark.parametrize(
    ("when", "status"),
    [
        ("hoy", "done"),
        ("ayer", "done"),
        ("mañana", "planned"),
        ("2023", "done"),
        ("marzo de 2099", "planned"),
    ],
)
def test_what_lies_ahead_is_planned_and_the_rest_done(ana, small, when, status):
    assert saved(ana, small, when=when).status == status


def test_a_status_that_was_chosen_wins(ana, small):
    assert saved(ana, small, when="mañana", status="cancelled").status == "cancelled"


def test_a_period_stays_as_vague_as_it_was_said(ana, small):
    made = saved(ana, small, when="primer trimestre de 2023")
    assert made.when.edtf == "2023-33"
    assert saved(ana, small, when="ayer").when.start == today() - timedelta(days=1)


def test_how_a_date_was_understood_is_said_beside_it(ana):
    def said(text):
        return ana.get("/registrar/cuando", query_string={"q": text}).json["text"]

    assert said("15/03/2026") == "15 de marzo de 2026"
    assert said("primer trimestre de 2023") == "primer trimestre de 2023"
    assert said("hoy") == said(today().isoformat())
    assert said("el otro día") == ""
    assert said("") == ""
    assert f"Se entiende: {said('hoy')}" in text_of(ana, "/registrar/formulario")


def test_the_form_begins_with_what_the_address_says(ana):
    fields = inputs_of(ana.get("/registrar?actor=uis&kind=delegation_received").get_data(as_text=True))
    assert (fields["kind"], fields["when"]) == ("delegation_received", "hoy")
    assert (fields["participants-0-actor"], fields["participants-0-role"]) == ("ofai", "host")
    assert (fields["participants-1-actor"], fields["participants-1-role"]) == ("uis", "counterpart")
    assert "participants-2-actor" in fields


def test_a_received_delegation_is_asked_what_it_came_for_and_where(ana, small):
    page = text_of(ana, "/registrar?kind=delegation_received")
    assert "Registrar una delegación recibida" in page
    assert "A qué vinieron" in page
    assert page.index("Lugar") < page.index("Más detalles")
    made = saved(ana, small, kind="delegation_received", place="Alcaldía", summary="Conocer el Metrolínea.")
    assert (made.place, made.summary) == ("Alcaldía", "Conocer el Metrolínea.")


def test_who_only_reads_cannot_record(login_as, small):
    leo = login_as("reader")
    assert leo.get("/registrar").status_code == 403
    assert record(leo).status_code == 403
    assert 'href="/registrar"' not in leo.get("/interacciones").get_data(as_text=True)
    made = create_interaction(small, SYSTEM, make_interaction("uis"))
    assert leo.get(f"/interacciones/{made.id}/editar").status_code == 403
    assert send(leo, f"/interacciones/{made.id}/editar", MEETING).status_code == 403
    assert "Editar" not in text_of(leo, f"/interacciones/{made.id}")
    assert len(everything(small)) == 1


def test_a_date_that_is_not_understood_is_said_and_nothing_typed_is_lost(ana, small):
    answer = record(
        ana, when="el otro día", summary="Se habló de agua.", themes="agua", commitments__0__text="Llamar"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "No se entiende la fecha «el otro día»" in words_of(page)
    fields = inputs_of(page)
    assert (fields["when"], fields["summary"], fields["commitments-0-text"]) == (
        "el otro día",
        "Se habló de agua.",
        "Llamar",
    )
    assert fields["title"] == ""
    assert everything(small) == []


def test_an_unknown_actor_is_said_beside_its_picker_with_who_may_be_meant(ana, small):
    answer = record(ana, **{"participants-1-actor": "", "participants-1-actor-text": "embajada"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#f-participants-1-actor"' in page
    offered = re.findall(r'name="choose" value="(participants-1-actor=[^"]+)"', page)
    assert set(offered) == {"participants-1-actor=embajada-suiza", "participants-1-actor=embajada-francia"}
    fields = {**inputs_of(page), "choose": offered[0]}
    chosen = inputs_of(send(ana, "/registrar", fields).get_data(as_text=True))
    assert f"participants-1-actor={chosen['participants-1-actor']}" == offered[0]
    fields = {name: value for name, value in chosen.items() if name != "csrf_token"}
    assert send(ana, "/registrar", fields).status_code == 302
    assert len(everything(small)) == 1


def test_an_actor_is_made_on_the_way_without_scripts(ana, small):
    fields = {
        **MEETING,
        "participants-2-actor-text": "Ayuntamiento de Lieja",
        "participants-2-actor-type": "local_government",
        "summary": "Primer encuentro.",
        "create": "participants-2-actor",
    }
    page = send(ana, "/registrar", fields).get_data(as_text=True)
    made = inputs_of(page)
    assert get_actor(small, made["participants-2-actor"]).name == "Ayuntamiento de Lieja"
    assert made["summary"] == "Primer encuentro."


def test_the_same_party_twice_is_said_beside_the_second(ana, small):
    answer = record(ana, **{"participants-2-actor": "embajada-suiza", "participants-2-role": "invited"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="f-participants-2-actor-wrong"' in page
    assert "está repetido" in words_of(page)
    assert everything(small) == []


def test_nobody_but_a_note_is_refused(ana, small):
    answer = record(
        ana,
        **{
            "participants-0-actor": "",
            "participants-1-actor": "",
            "participants-0-role": "",
            "participants-1-role": "",
        },
    )
    assert answer.status_code == 422
    assert everything(small) == []


def test_who_came_for_an_organisation_is_kept_and_must_be_a_person(ana, small):
    made = saved(ana, small, **{"participants-1-person": "yvonne-baumann"})
    assert made.participants[1].person == "yvonne-baumann"
    answer = record(ana, **{"participants-1-person": "uis"})
    assert answer.status_code == 422
    assert 'id="f-participants-1-person-wrong"' in answer.get_data(as_text=True)


def test_rows_come_and_go_without_scripts_and_keep_what_was_typed(ana, small):
    page = record(ana, add="participants", summary="Algo").get_data(as_text=True)
    fields = inputs_of(page)
    assert "participants-2-actor" in fields
    assert (fields["participants-1-actor"], fields["summary"]) == ("embajada-suiza", "Algo")
    fields = inputs_of(record(ana, remove="participants-1").get_data(as_text=True))
    assert fields.get("participants-1-actor", "") == ""
    assert everything(small) == []


def test_a_form_sent_twice_is_saved_once(ana, small):
    key = inputs_of(ana.get("/registrar/formulario").get_data(as_text=True))["key"]
    first, second = record(ana, key=key), record(ana, key=key)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(everything(small)) == 1
    other = inputs_of(ana.get("/registrar/formulario").get_data(as_text=True))["key"]
    record(ana, key=other)
    assert len(everything(small)) == 2


@pytest.fixture
def full(small):
    """A meeting with everything a form does not show: sources, notes of participants, a promise that is done."""
    save_source(small, SYSTEM, make_source())
    meeting = make_interaction("embajada-suiza", when="primer trimestre de 2023", sources=[make_evidence()])
    parties = [
        meeting.participants[0],
        meeting.participants[1].having(note="Presidió", source=make_evidence(line=7)),
    ]
    done = make_commitment(
        text="Enviar acta",
        due="primer trimestre de 2023",
        status="done",
        done_on=date(2023, 5, 2),
        result="Se envió.",
        sources=[make_evidence()],
    )
    return create_interaction(
        small,
        SYSTEM,
        meeting.having(participants=parties, commitments=[done, make_commitment(text="Llamar")]),
    )


def test_editing_one_field_leaves_everything_else_as_it_was(ana, small, full):
    fields = {**edit_fields(ana, full.id), "title": "Otro título"}
    answer = send(ana, f"/interacciones/{full.id}/editar", fields)
    assert answer.status_code == 302, words_of(answer.get_data(as_text=True))
    now = get_interaction(small, full.id)
    assert now.title == "Otro título"
    same = full.model_dump(exclude={"title", "version"})
    assert now.model_dump(exclude={"title", "version"}) == same


def test_saving_a_form_unchanged_changes_nothing(ana, small, full):
    assert send(ana, f"/interacciones/{full.id}/editar", edit_fields(ana, full.id)).status_code == 302
    assert get_interaction(small, full.id) == full


def test_a_promise_taken_out_is_archived_and_a_new_one_added(ana, small, full):
    fields = edit_fields(ana, full.id)
    gone = fields["commitments-0-id"]
    kept = {name: value for name, value in fields.items() if not name.startswith("commitments-0-")}
    send(ana, f"/interacciones/{full.id}/editar", {**kept, "commitments-5-text": "Invitar a Bucaramanga"})
    now = get_interaction(small, full.id)
    assert [one.text for one in now.commitments] == ["Llamar", "Invitar a Bucaramanga"]
    assert small.get([gone])[gone].get("archived") is True


def test_a_promise_ticked_in_the_form_was_done_today(ana, small, full):
    fields = {**edit_fields(ana, full.id), "commitments-1-status": "done"}
    send(ana, f"/interacciones/{full.id}/editar", fields)
    now = get_interaction(small, full.id)
    assert [one.done_on for one in now.commitments] == [date(2023, 5, 2), today()]


def test_a_date_reads_in_english_and_is_still_the_same_after_saving(small, full, login_as):
    ana = login_as("editor")
    send(ana, "/ajustes", {"name": "Ana", "language": "en", "theme": "system", "keys": "1"})
    fields = edit_fields(ana, full.id)
    assert fields["when"] == say_period(full.when, "en")
    send(ana, f"/interacciones/{full.id}/editar", fields)
    assert get_interaction(small, full.id).when == full.when


def test_two_editors_see_both_versions_and_lose_nothing(ana, small, full):
    fields = {**edit_fields(ana, full.id), "title": "Título de Ana", "notes": "De Ana"}
    update_interaction(small, SYSTEM, full.having(title="Título de otro", place="Bogotá"))
    answer = send(ana, f"/interacciones/{full.id}/editar", fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    words = words_of(page)
    assert "1 dato tiene dos versiones" in words
    assert "Título de Ana" in words
    assert "Título de otro" in words
    assert "Bogotá" in words
    assert "Presidió" not in words
    chosen = {**inputs_of(page), "take-title": "given"}
    assert send(ana, f"/interacciones/{full.id}/editar", chosen).status_code == 302
    now = get_interaction(small, full.id)
    assert (now.title, now.place, now.notes) == ("Título de Ana", "Bogotá", "De Ana")
    assert now.participants == full.participants
    assert [one.result for one in now.commitments] == ["Se envió.", None]


@pytest.mark.parametrize(("take", "text"), [("given", "Llamar el lunes"), ("saved", "Llamar y escribir")])
def test_promises_that_both_changed_are_chosen_between_once(ana, small, full, take, text):
    fields = {**edit_fields(ana, full.id), "commitments-1-text": "Llamar el lunes"}
    theirs = [full.commitments[0], full.commitments[1].having(text="Llamar y escribir")]
    update_interaction(small, SYSTEM, full.having(commitments=theirs))
    page = send(ana, f"/interacciones/{full.id}/editar", fields).get_data(as_text=True)
    assert "Llamar y escribir" in words_of(page)
    answer = send(ana, f"/interacciones/{full.id}/editar", {**inputs_of(page), "take-commitments": take})
    assert answer.status_code == 302, words_of(answer.get_data(as_text=True))
    assert [one.text for one in get_interaction(small, full.id).commitments] == ["Enviar acta", text]


def test_what_only_one_person_sees_is_nobody_else_s(ana, small, login_as):
    made = saved(ana, small, confidential="me", commitments__0__text="Un secreto")
    assert made.audience[0].startswith("user:")
    assert made.commitments[0].audience == made.audience
    assert "Solo para: Ana Pérez" in text_of(ana, f"/interacciones/{made.id}")
    other = login_as("administrator", "Berta")
    for url in (
        f"/interacciones/{made.id}",
        f"/interacciones/{made.id}/editar",
        f"/compromisos/{made.commitments[0].id}",
    ):
        assert other.get(url).status_code == 404
    for url in ("/interacciones", "/compromisos", "/actores/embajada-suiza", "/buscar?q=secreto"):
        page = other.get(url).get_data(as_text=True)
        assert made.id not in page
        assert "Un secreto" not in page
    assert made.id in ana.get("/interacciones").get_data(as_text=True)


def test_editing_keeps_who_may_see_it_until_somebody_opens_it(ana, small, login_as):
    made = saved(ana, small, confidential="me")
    fields = edit_fields(ana, made.id)
    assert fields["confidential"] == "me"
    send(ana, f"/interacciones/{made.id}/editar", {**fields, "title": "Otro"})
    assert get_interaction(small, made.id).audience == made.audience
    send(ana, f"/interacciones/{made.id}/editar", {**edit_fields(ana, made.id), "confidential": "office"})
    assert get_interaction(small, made.id).audience == ("office",)
    assert login_as("reader", "Leo").get(f"/interacciones/{made.id}").status_code == 200


def test_an_audience_the_form_does_not_know_stays(ana, small):
    mixed = ("office", "public")
    made = create_interaction(small, SYSTEM, make_interaction("uis").having(audience=mixed))
    fields = edit_fields(ana, made.id)
    assert fields["confidential"] == ""
    send(ana, f"/interacciones/{made.id}/editar", {**fields, "title": "Otro"})
    assert get_interaction(small, made.id).audience == mixed


def test_a_meeting_may_be_for_anybody_and_go_back_to_the_office(ana, small):
    made = saved(ana, small, confidential="public")
    assert made.audience == ("public",)
    fields = edit_fields(ana, made.id)
    assert fields["confidential"] == "public"
    send(ana, f"/interacciones/{made.id}/editar", {**fields, "title": "Otro"})
    assert get_interaction(small, made.id).audience == ("public",)
    send(ana, f"/interacciones/{made.id}/editar", {**edit_fields(ana, made.id), "confidential": "office"})
    assert get_interaction(small, made.id).audience == ("office",)


def test_what_was_written_survives_a_session_that_ended(ana, small):
    send(ana, "/salir", {})
    answer = record(ana, summary="Se habló de agua.")
    page = answer.get_data(as_text=True)
    assert answer.status_code in {200, 401}
    assert "Se habló de agua." in page
    assert everything(small) == []


def test_what_was_written_survives_a_store_that_is_away(ana, app, small):
    token = found(r'name="csrf-token" content="([^"]+)"', ana.get("/registrar").get_data(as_text=True))
    small.close()
    answer = ana.post("/registrar", data={**MEETING, "csrf_token": token, "summary": "Se habló de agua."})
    assert answer.status_code == 503
    assert "Se habló de agua." in answer.get_data(as_text=True)


def test_what_is_gone_is_said(ana, small):
    assert ana.get("/interacciones/no-hay/editar").status_code == 404
    made = saved(ana, small)
    small.erase([made.id], "system")
    assert ana.get(f"/interacciones/{made.id}").status_code == 410
