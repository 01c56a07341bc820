"""Who gets in, how long, and what happens to a form whose session ended."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import first_user_needed, list_sessions, make_first_invitation, make_invitation
from tests.web.browsing import PASSWORD, add_user, find_in, send, token_of
from web.kept import pack, unpack
from web.security import safe_next

ACCOUNT = {"name": "Ana Pérez", "login": "ana@red", "password": PASSWORD}


def cookies(answer):
    return [value for name, value in answer.headers if name == "Set-Cookie"]


def test_the_first_link_makes_the_administrator_and_logs_in(client, store):
    secret = make_first_invitation(store, datetime.now(UTC))
    page = client.get(f"/bienvenida/{secret}").get_data(as_text=True)
    assert "Esta es la primera cuenta" in page
    answer = client.post(f"/bienvenida/{secret}", data={"csrf_token": token_of(page), **ACCOUNT})
    assert answer.status_code == 302
    home = client.get("/").get_data(as_text=True)
    assert "Su cuenta está lista." in home
    assert "Ana Pérez" in home
    assert not first_user_needed(store)


def test_a_link_works_once_and_says_so(client, store):
    secret = make_first_invitation(store, datetime.now(UTC))
    send(client, f"/bienvenida/{secret}", ACCOUNT)
    again = client.get(f"/bienvenida/{secret}")
    assert again.status_code == 410
    assert "Este enlace ya no sirve" in again.get_data(as_text=True)


def test_an_invitation_keeps_what_was_typed_when_the_password_is_weak(client, store):
    add_user(store, "administrator")
    secret = make_invitation(store, SYSTEM, "editor")
    answer = send(client, f"/bienvenida/{secret}", {**ACCOUNT, "password": "corta"})
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "La contraseña debe tener al menos 10 caracteres." in page
    assert 'value="Ana Pérez"' in page
    assert 'aria-describedby="f-password-wrong f-password-help"' in page
    assert "corta" not in page


def test_a_wrong_password_never_says_which_of_the_two_is_wrong(client, store):
    add_user(store, "editor", login="ana@red")
    known = send(client, "/entrar", {"login": "ana@red", "password": "otra cosa larga"})
    unknown = send(client, "/entrar", {"login": "nadie@red", "password": "otra cosa larga"})
    assert known.status_code == unknown.status_code == 401
    text = "El usuario o la contraseña no son correctos."
    assert text in known.get_data(as_text=True)
    assert text in unknown.get_data(as_text=True)


def test_guessing_is_slowed_down(client, store):
    add_user(store, "editor", login="ana@red")
    answers = [send(client, "/entrar", {"login": "ana@red", "password": f"intento {n}"}) for n in range(7)]
    assert answers[-1].status_code == 429
    assert "Espere" in answers[-1].get_data(as_text=True)
    assert int(answers[-1].headers.get("Retry-After", "0")) > 0


def test_the_cookie_holds_a_secret_that_scripts_cannot_read(client, store):
    add_user(store, "editor", login="ana@red")
    answer = send(client, "/entrar", {"login": "ana@red", "password": PASSWORD})
    (cookie,) = [one for one in cookies(answer) if one.startswith("sesion=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "ana" not in cookie


def test_logging_in_again_ends_the_session_before(login_as, store):
    browser = login_as("editor")
    before = browser.get_cookie("sesion").value
    browser.post(
        "/entrar",
        data={
            "csrf_token": token_of(browser.get("/ajustes").get_data(as_text=True)),
            "login": "editor@red",
            "password": PASSWORD,
        },
    )
    assert browser.get_cookie("sesion").value != before
    assert len(list_sessions(store, "u-ana-perez")) == 1


def test_logging_out_ends_the_session_in_the_store(login_as, store):
    browser = login_as("editor")
    secret = browser.get_cookie("sesion").value
    send(browser, "/salir", {})
    assert list_sessions(store, "u-ana-perez") == []
    browser.set_cookie("sesion", secret)
    assert browser.get("/").status_code == 302


def test_one_can_log_out_everywhere_else(login_as, app, store):
    here, there = login_as("editor"), app.test_client()
    send(there, "/entrar", {"login": "editor@red", "password": PASSWORD})
    send(here, "/ajustes/sesiones/cerrar", {})
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(login_as, app):
    here, there = login_as("editor"), app.test_client()
    send(there, "/entrar", {"login": "editor@red", "password": PASSWORD})
    fields = {"current": PASSWORD, "password": "otra frase larga y serena"}
    assert send(here, "/ajustes/clave", fields).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_a_wrong_current_password_is_said_beside_its_field(login_as):
    answer = send(
        login_as(), "/ajustes/clave", {"current": "no es esta", "password": "otra frase larga y serena"}
    )
    assert answer.status_code == 422
    assert 'id="f-current-wrong"' in answer.get_data(as_text=True)


def test_a_page_sends_to_log_in_and_back(client, store):
    add_user(store, "editor", login="ana@red")
    answer = client.get("/buscar?q=suiza")
    assert answer.headers["Location"] == "/entrar?next=%2Fbuscar%3Fq%3Dsuiza"
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    fields = {"login": "ana@red", "password": PASSWORD, "next": "/buscar?q=suiza"}
    answer = client.post("/entrar", data={"csrf_token": token_of(page), **fields})
    assert answer.headers["Location"] == "/buscar?q=suiza"


@pytest.mark.parametrize(
    "target",
    ["https://malo.example", "//malo.example", "/\\malo.example", "javascript:alert(1)", "/a\nb", ""],
)
def test_nobody_is_sent_to_another_site(target):
    assert safe_next(target, "/") == "/"


def test_a_form_sent_after_the_session_ended_is_kept_through_the_log_in(login_as):
    browser = login_as("editor")
    page = browser.get("/ajustes").get_data(as_text=True)
    browser.delete_cookie("sesion")
    written = {
        "name": "Ana «Lu» Pérez & hija",
        "language": "es",
        "theme": "dark",
        "csrf_token": token_of(page),
    }
    asked = browser.post("/ajustes", data=written)
    shown = asked.get_data(as_text=True)
    assert asked.status_code == 401
    assert "Su sesión terminó." in shown
    kept = unescape(find_in(r'name="kept" value="([^"]*)"', shown))
    assert unpack(kept) == [("name", "Ana «Lu» Pérez & hija"), ("language", "es"), ("theme", "dark")]
    fields = {"login": "editor@red", "password": PASSWORD, "kept": kept, "kept_url": "/ajustes?"}
    inside = browser.post("/entrar", data={"csrf_token": token_of(shown), **fields}).get_data(as_text=True)
    assert "Lo que escribió sigue aquí" in inside
    assert 'value="Ana «Lu» Pérez &amp; hija"' in inside
    inputs = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside.split("<main")[1])
    )
    saved = browser.post("/ajustes", data={name: unescape(value) for name, value in inputs.items()})
    assert saved.status_code == 302
    assert "Ana «Lu» Pérez &amp; hija" in browser.get("/ajustes").get_data(as_text=True)


def test_a_link_to_the_log_in_page_brings_no_form_of_its_author(client, store):
    add_user(store, "administrator")
    link = "/entrar?kept=%5B%5B%22role%22%2C%22administrator%22%5D%5D&kept_url=/ajustes/cuentas/u-malo&next=/actores"
    page = client.get(link).get_data(as_text=True)
    assert "u-malo" not in page
    assert "administrator" not in page
    assert 'value="/actores"' in page


def test_a_form_from_an_old_page_shows_what_was_written_and_sends_it_again(login_as):
    browser = login_as("editor")
    answer = browser.post("/ajustes", data={"name": "Otro nombre", "language": "es", "csrf_token": "vieja"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert 'name="name" value="Otro nombre"' in page
    assert "Reintentar" in page


def test_a_form_from_another_site_is_refused_and_nothing_of_it_kept(login_as):
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://malo.example"}
    answer = login_as().post("/ajustes", data={"name": "Malo"}, headers=headers)
    assert answer.status_code == 400
    assert "Malo" not in answer.get_data(as_text=True)


def test_passwords_are_never_carried_along():
    assert unpack('[["password", "x"], ["name", "Ana"]]') == [("name", "Ana")]
    assert unpack(pack([("a", "1"), ("a", "2")])) == [("a", "1"), ("a", "2")]
    assert unpack("no es nuestro") == []


def test_a_disabled_account_is_out_at_once(login_as, store):
    from crm.accounts.managing import disable_user

    admin, browser = login_as("administrator", "Otra Persona"), login_as("editor")
    assert admin.get("/").status_code == 200
    disable_user(store, SYSTEM, "u-ana-perez")
    assert browser.get("/").status_code == 302
