"""Home, search, settings, health and what surrounds every page."""

import re
from datetime import date, timedelta
from urllib.parse import unquote_plus as unquote

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import list_invitations, list_users
from crm.actors import create_actor, get_actor, update_actor
from crm.history import history_of
from crm.interactions import create_interaction
from crm.office import today
from crm.periods import whole
from tests.makers import make_actor, make_interaction, make_office
from tests.web.browsing import find_in, send, token_of
from web.home import gather_today


@pytest.fixture
def network(store):
    """The office, an embassy, and a meeting with what was promised at it."""
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(name="Embajada de Suiza", id="embajada-suiza", country="CH"))
    day = today()

    def promise(text, due, status="pending"):
        return {"text": text, "owner": "ofai", "due": due, "status": status}

    create_interaction(
        store,
        SYSTEM,
        make_interaction(
            "embajada-suiza",
            title="Reunión sobre agua",
            when=day - timedelta(days=20),
            commitments=[
                promise("Enviar la ficha", whole(day, "day")),
                promise("Llamar a Berna", whole(day - timedelta(days=3), "day")),
                promise("Preparar la visita", whole(day + timedelta(days=3), "day")),
                promise("Algo de otro informe", None, "to_review"),
            ],
        ),
    )
    return store


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_home_sorts_what_is_due(network, login_as):
    text = text_of(login_as("editor").get("/").get_data(as_text=True))
    places = [text.index(words) for words in ("Vencidos", "Llamar a Berna", "Para hoy", "Enviar la ficha")]
    assert places == sorted(places)
    assert "venció hace 3 días" in text
    assert "vence hoy" in text
    assert text.index("Esta semana") < text.index("Preparar la visita")
    assert "1 compromiso por revisar" in text
    assert "Reunión sobre agua" in text
    assert "Embajada de Suiza" in text


def test_home_begins_with_three_steps_until_they_are_done(network, login_as, app, store):
    browser = login_as("editor")
    page = browser.get("/").get_data(as_text=True)
    assert page.count('<li class="done">') == 1
    viewer = next(user.viewer for user in list_users(store) if user.role == "editor")
    with app.test_request_context("/"):
        assert [step.done for step in gather_today(network, viewer, today()).steps] == [True, False, False]
        create_interaction(network, viewer, make_interaction("embajada-suiza"))
        assert [step.done for step in gather_today(network, viewer, today()).steps] == [True, False, True]


def test_who_only_reads_gets_no_steps_and_no_record_button(network, login_as):
    page = login_as("reader").get("/").get_data(as_text=True)
    assert "Para empezar" not in page
    assert 'href="/registrar"' not in page


def test_an_empty_installation_teaches_the_first_step(login_as):
    page = login_as("editor").get("/").get_data(as_text=True)
    assert "Todavía no hay reuniones" in page
    assert "Nada vence esta semana." in page
    assert "Nadie está por enfriarse en estos días." in page


def test_home_names_three_parties_and_counts_the_rest(network, login_as):
    ids = [create_actor(network, SYSTEM, make_actor(name=f"Embajada {n}")).id for n in range(5)]
    create_interaction(network, SYSTEM, make_interaction(*ids, when=today()))
    text = text_of(login_as("editor").get("/").get_data(as_text=True))
    assert "Embajada 0, Embajada 1, Embajada 2 y 2 más" in text


def test_search_finds_without_accents_and_offers_to_create(network, login_as):
    browser = login_as("editor")
    found = browser.get("/buscar?q=reunion").get_data(as_text=True)
    assert "Reunión sobre agua" in found
    nothing = browser.get("/buscar?q=xyzzy%20%22%3Cb%3E").get_data(as_text=True)
    assert "Crear «xyzzy &#34;&lt;b&gt;»" in nothing
    assert unquote(find_in(r'href="/actores/nuevo\?name=([^"]+)"', nothing)) == 'xyzzy "<b>'
    assert "¿Qué busca?" in browser.get("/buscar").get_data(as_text=True)


def test_a_slip_of_the_keyboard_still_finds_whom_it_meant(network, login_as):
    page = login_as("editor").get("/buscar?q=embajda%20de%20suisa").get_data(as_text=True)
    assert "¿Quiso decir…?" in page
    assert 'href="/actores/embajada-suiza"' in page


def test_suggestions_tell_twins_apart(network, login_as):
    (item,) = login_as("reader").get("/sugerir?q=suiz").get_json()["items"]
    assert (item["id"], item["type_label"], item["place"]) == ("embajada-suiza", "Embajada", "Suiza")
    assert item["url"] == "/actores/embajada-suiza"
    assert login_as("editor", "Otra Persona").get("/sugerir?q=suiz&type=university").get_json()["items"] == []


def test_a_picker_shows_look_alikes_before_it_makes_a_second_copy(network, login_as):
    browser = login_as("editor")
    alike = send(browser, "/actores/rapido", {"name": "embajada suiza", "type": "embassy"})
    assert alike.status_code == 409
    assert alike.get_json()["lookalikes"][0]["id"] == "embajada-suiza"
    assert alike.get_json()["lookalikes"][0]["why"]
    sure = send(browser, "/actores/rapido", {"name": "embajada suiza", "type": "embassy", "sure": "1"})
    assert sure.status_code == 201
    assert get_actor(network, sure.get_json()["id"]).to_review
    wrong = send(browser, "/actores/rapido", {"name": "", "type": ""}, headers={"Accept": "application/json"})
    assert wrong.status_code == 422
    assert {one["field"] for one in wrong.get_json()["errors"]} == {"name", "type"}


def test_who_only_reads_makes_no_actor(network, login_as):
    answer = send(login_as("reader"), "/actores/rapido", {"name": "Nueva", "type": "embassy"})
    assert answer.status_code == 403


def test_what_was_saved_can_be_undone_from_the_next_page(network, app, login_as):
    from flask import redirect

    from web.auth import the_viewer
    from web.store import current_store
    from web.undoing import tell_saved

    def save():
        actor = get_actor(current_store(), "embajada-suiza")
        update_actor(current_store(), the_viewer(), actor.changed(city="Bogotá"))
        tell_saved("Guardado.", "embajada-suiza")
        return redirect("/")

    app.add_url_rule("/prueba", "prueba", save, methods=["POST"])
    browser = login_as("editor")
    send(browser, "/prueba", {"draft": "u-ana-perez:/prueba"})
    page = browser.get("/").get_data(as_text=True)
    assert "Guardado." in page
    assert 'data-draft-saved="u-ana-perez:/prueba"' in page
    address = find_in(r'action="(/deshacer/\d+)"', page)
    undone = browser.post(address, data={"csrf_token": token_of(page), "next": "/buscar"})
    assert undone.headers["Location"] == "/buscar"
    assert get_actor(network, "embajada-suiza").city is None
    assert history_of(network, "embajada-suiza")[0].author == "u-ana-perez"
    assert "Deshecho." in browser.get("/").get_data(as_text=True)


def test_settings_change_language_look_and_keys(login_as):
    browser = login_as("editor")
    send(browser, "/ajustes", {"name": "Ana Pérez", "language": "en", "theme": "dark"})
    page = browser.get("/").get_data(as_text=True)
    assert '<html lang="en"' in page
    assert 'data-theme="dark"' in page
    assert 'data-keys="off"' in page
    assert "Settings saved." in page


def test_a_wrong_setting_keeps_what_was_typed(login_as):
    answer = send(
        login_as("editor"), "/ajustes", {"name": "", "language": "fr", "theme": "dark", "keys": "1"}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Falta corregir" in page
    assert re.search(r'value="dark" checked', page)


def test_only_administrators_see_accounts(login_as):
    assert login_as("editor").get("/ajustes/cuentas").status_code == 403
    assert login_as("administrator", "Jefa").get("/ajustes/cuentas").status_code == 200


def test_an_invitation_is_a_link_shown_once_and_can_be_taken_back(login_as, app, store):
    admin = login_as("administrator", "Jefa")
    page = send(admin, "/ajustes/invitar", {"role": "reader", "note": "Practicante"}).get_data(as_text=True)
    path = find_in(r'id="enlace" readonly[^>]*>http://localhost(/bienvenida/[^<]+)<', page)
    assert app.test_client().get(path).status_code == 200
    viewer = next(user.viewer for user in list_users(store) if user.role == "administrator")
    (open_one,) = list_invitations(store, viewer, _now())
    send(admin, f"/ajustes/invitaciones/{open_one.id}/retirar", {})
    assert app.test_client().get(path).status_code == 410


def _now():
    from datetime import UTC, datetime

    return datetime.now(UTC)


def test_administrators_give_roles_new_passwords_and_take_access_away(login_as, store):
    admin, editor = login_as("administrator", "Jefa"), login_as("editor")
    send(admin, "/ajustes/cuentas/u-ana-perez", {"do": "role", "role": "reader"})
    assert 'href="/registrar"' not in editor.get("/").get_data(as_text=True)
    page = send(admin, "/ajustes/cuentas/u-ana-perez", {"do": "password"}).get_data(as_text=True)
    password = find_in(r'id="nueva" readonly value="([^"]+)"', page)
    assert editor.get("/").status_code == 302
    assert send(editor, "/entrar", {"login": "editor@red", "password": password}).status_code == 302
    send(admin, "/ajustes/cuentas/u-ana-perez", {"do": "disable"})
    assert editor.get("/").status_code == 302


def test_the_last_administrator_stays(login_as):
    admin = login_as("administrator", "Jefa")
    answer = send(admin, "/ajustes/cuentas/u-jefa", {"do": "role", "role": "reader"})
    assert answer.status_code == 422
    assert "única cuenta que administra" in answer.get_data(as_text=True)


def test_a_token_is_shown_once_and_works_until_it_is_taken_back(login_as, app):
    browser = login_as("editor")
    fields = {"name": "Tablero", "role": "administrator", "days": "30"}
    assert send(browser, "/ajustes/llaves", fields).status_code == 403
    page = send(browser, "/ajustes/llaves", {**fields, "role": "reader"}).get_data(as_text=True)
    secret = find_in(r'id="llave" readonly value="([^"]+)"', page)
    headers = {"Authorization": f"Bearer {secret}"}
    assert app.test_client().get("/api/v1/me", headers=headers).json["role"] == "reader"
    page = browser.get("/ajustes/llaves").get_data(as_text=True)
    assert secret not in page
    send(browser, find_in(r'action="(/ajustes/llaves/[^"]+/retirar)"', page), {})
    assert app.test_client().get("/api/v1/me", headers=headers).status_code == 401


def test_health_speaks_to_monitors_and_to_people_without_a_log_in(client, store):
    said = client.get("/salud").json
    assert said["ok"] is True
    assert (said["engine"], said["backups"], said["backup_age"]) == ("sqlite", 0, None)
    assert said["revision"] == store.revision()
    page = client.get("/salud", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert "Los datos responden." in page.get_data(as_text=True)


def test_every_frame_has_five_places_search_and_the_way_out(login_as):
    page = login_as("editor").get("/").get_data(as_text=True)
    nav = page.split('<nav class="places"')[1].split("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)"', nav) == [
        "/",
        "/actores",
        "/interacciones",
        "/proyectos",
        "/red",
        "/mas",
    ]
    assert 'aria-current="page"' in nav
    assert '<a class="skip" href="#contenido">' in page
    assert 'data-key="/"' in page
    assert 'data-key="n"' in page
    assert 'action="/salir"' in page


def test_the_rest_of_the_places_has_a_page(login_as):
    page = login_as("reader").get("/mas").get_data(as_text=True)
    for path in ("/compromisos", "/historial", "/ajustes", "/salud"):
        assert f'href="{path}"' in page


def test_people_of_the_public_see_only_what_is_public(store, app):
    create_actor(store, SYSTEM, make_actor(name="Embajada secreta"))
    create_actor(store, SYSTEM, make_actor(name="Embajada abierta").changed(audience=("public",)))
    from crm.accounts.managing import NewToken, make_token

    _token, secret = make_token(store, SYSTEM, NewToken("Público", "reader", "public"), _now())
    answer = app.test_client().get("/api/v1/actors", headers={"Authorization": f"Bearer {secret}"})
    assert [one["name"] for one in answer.json["items"]] == ["Embajada abierta"]


def test_names_that_look_like_markup_stay_text(store, login_as):
    name = "<script>alert(1)</script>{{ 7*7 }}"
    create_actor(store, SYSTEM, make_office())
    made = create_actor(store, SYSTEM, make_actor(name=name))
    create_interaction(store, SYSTEM, make_interaction(made.id, title=name, when=date(2026, 1, 1)))
    page = login_as("editor").get("/").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
