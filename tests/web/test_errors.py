"""What people and programs see when something goes wrong."""

from html import unescape

import pytest

from crm.errors import EditConflict, StillInUse
from graph.errors import StoreUnavailable
from tests.web.browsing import token_of
from web import create_app
from web.config import Config


def test_a_wrong_address_is_said_calmly(login_as):
    answer = login_as().get("/no-hay")
    assert answer.status_code == 404
    assert "No encontramos esa página" in answer.get_data(as_text=True)


def test_a_program_gets_a_problem_document(client):
    answer = client.get("/no-hay", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 404
    assert answer.json["title"]


def test_a_wrong_verb_says_which_are_right(client):
    answer = client.delete("/entrar", headers={"Accept": "application/json"})
    assert answer.status_code in {400, 405}
    answer = client.put("/api/v1/openapi.json")
    assert answer.status_code in {401, 405}


def test_a_fault_of_ours_shows_no_traceback(app, login_as):
    def break_down():
        raise RuntimeError("un detalle interno")

    app.add_url_rule("/falla", "falla", break_down)
    answer = login_as().get("/falla")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "Algo falló" in page
    assert "detalle interno" not in page
    assert "Traceback" not in page


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (EditConflict("actor", "x", {"name": "A"}, {"name": "B"}), 409, "Alguien guardó antes que usted"),
        (StillInUse("x", ["y"]), 409, "Alguien guardó antes que usted"),
        (StoreUnavailable("gone"), 503, "Los datos no responden en este momento"),
    ],
)
def test_refusals_of_the_rules_and_of_the_store_have_one_renderer(app, login_as, error, status, title):
    def refuse():
        raise error

    app.add_url_rule("/negado", "negado", refuse)
    browser = login_as()
    page = browser.get("/negado")
    assert page.status_code == status
    assert title in page.get_data(as_text=True)
    assert browser.get("/negado", headers={"Accept": "application/json"}).json["status"] == status


@pytest.fixture
def unreachable(tmp_path):
    """An application whose store cannot be opened, as when its server is away."""
    (tmp_path / "taken").write_text("a file where the folder should be")
    config = Config(store=f"sqlite:///{tmp_path}/taken/red.db", data_dir=tmp_path)
    return create_app(config)


def test_a_form_survives_a_store_that_is_away(unreachable):
    browser = unreachable.test_client()
    token = token_of(browser.get("/entrar").get_data(as_text=True))
    browser.set_cookie("sesion", "x" * 43)
    written = {"csrf_token": token, "name": "Embajada «de» Suiza", "notes": "una\nlínea"}
    answer = browser.post("/ajustes", data=written)
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "15"
    assert 'name="name" value="Embajada «de» Suiza"' in page
    assert 'name="notes" value="una\nlínea"' in page
    assert "Reintentar" in page
    assert 'action="/ajustes?"' in page


def test_a_page_whose_store_is_away_says_that_what_was_saved_is_safe(unreachable):
    browser = unreachable.test_client()
    browser.set_cookie("sesion", "x" * 43)
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "a salvo" in answer.get_data(as_text=True)


def test_the_api_says_503_when_the_store_is_away(unreachable):
    answer = unreachable.test_client().get("/api/v1/actors", headers={"Authorization": "Bearer ra_x"})
    assert answer.status_code == 503
    assert answer.mimetype == "application/problem+json"


def test_the_application_goes_on_by_itself_when_the_store_is_back(unreachable, tmp_path):
    browser = unreachable.test_client()
    assert browser.get("/salud").status_code == 503
    (tmp_path / "taken").unlink()
    assert browser.get("/salud").status_code == 200


def test_an_error_speaks_the_person_s_own_language(login_as):
    page = login_as("reader").get("/no-hay", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "No encontramos esa página" in page


def test_health_has_a_page_even_when_the_store_is_away(unreachable):
    browser = unreachable.test_client()
    browser.set_cookie("sesion", "x" * 43)
    answer = browser.get("/salud", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert "el sistema sigue intentando" in answer.get_data(as_text=True)


def test_a_page_offers_english_to_who_asks_for_it(client):
    page = client.get("/no-hay", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "We could not find that page" in page
