"""The citizens' pages: for everybody, without cookies; only what is public; nothing unless it was turned on."""

import re

import pytest

from crm.access import SYSTEM
from crm.actors import archive_actor, get_actor
from crm.publishing.settings import public_settings, save_public_settings
from tests.web.public.conftest import turn_on

PAGES = ("/publico", "/publico/actores", "/publico/actores/uis", "{picture}", "{picture}/incrustada")
LOCKED = "frame-ancestors 'none'"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_for_everybody_and_leaves_no_cookie(client, city, address):
    answer = client.get(address.format(picture=city.picture) + "?lang=en")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self';")
    assert "script-src" not in policy
    assert LOCKED in policy
    text = answer.get_data(as_text=True)
    assert "<script" not in text
    assert " style=" not in text
    assert 'lang="en"' in text


@pytest.mark.parametrize("address", [*PAGES, "/publico/nada", "/publico/datos"])
def test_nothing_is_there_until_it_is_turned_on(client, city, address):
    turn_on(city.store, on=False)
    answer = client.get(address.format(picture=city.picture))
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "UIS" not in answer.get_data(as_text=True)


def test_only_the_embedded_page_may_be_framed_and_only_by_the_named_sites(site_with, city):
    browser = site_with(embed_on=("https://www.bucaramanga.gov.co", "https://*.gov.co:8443"))
    for address in PAGES:
        answer = browser.get(address.format(picture=city.picture))
        policy = answer.headers["Content-Security-Policy"]
        if address.endswith("incrustada"):
            assert policy.endswith("frame-ancestors https://www.bucaramanga.gov.co https://*.gov.co:8443")
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        else:
            assert LOCKED in policy
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    code = browser.get(city.picture).get_data(as_text=True)
    assert f"&lt;iframe src=&#34;http://localhost{city.picture}/incrustada&#34;" in code


def test_a_page_that_has_not_changed_is_not_sent_again(client, city):
    first = client.get(city.picture)
    again = client.get(city.picture, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Set-Cookie" not in again.headers
    assert client.get(f"{city.picture}?lang=en").headers["ETag"] != first.headers["ETag"]
    assert client.get(f"{city.picture}?utm_source=x").headers["ETag"] == first.headers["ETag"]
    turn_on(city.store, title="Otro título")
    changed = client.get(city.picture, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "Otro título" in changed.get_data(as_text=True)


def test_what_is_no_longer_public_is_gone_from_every_page_at_once(client, city):
    assert "UNAB" in client.get(city.picture).get_data(as_text=True)
    unab = get_actor(city.store, "unab")
    archive_actor(city.store, SYSTEM, "unab", unab.version)
    for address in PAGES:
        assert "UNAB" not in client.get(address.format(picture=city.picture)).get_data(as_text=True)
    assert client.get("/publico/actores/unab").status_code == 404


def test_an_actor_that_is_not_public_answers_as_one_that_never_was(client, city):
    hidden, absent = (client.get(f"/publico/actores/{id}") for id in ("callado", "nadie-nunca"))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.get_data(as_text=True).replace("callado", "") == absent.get_data(as_text=True).replace(
        "nadie-nunca", ""
    )


def test_numbers_under_the_limit_are_not_said(client, city):
    page = client.get(city.picture).get_data(as_text=True)
    assert "juntos en 3 actividades" in page
    assert page.count("juntos en menos de 3 actividades") == 2
    assert not re.search(r"juntos en [12] ", page)


def test_the_picture_holds_places_hues_and_a_description(client, city):
    page = client.get(city.picture).get_data(as_text=True)
    assert page.count('role="img"') == 2
    assert page.count('class="public-mark') == 2 * 5
    assert "Muestra 5 actores y los vínculos públicos de 3 parejas." in page
    assert "1 actor no tiene vínculos públicos con los demás." in page
    assert "Fundación Callada" not in page


def test_a_hostile_name_is_only_a_name(client, city):
    for address in (
        *PAGES,
        "/publico/actores/raro",
        "/publico/actores?q=%3Cscript%3E",
        "/publico/actores?after=%00",
    ):
        text = client.get(address.format(picture=city.picture)).get_data(as_text=True)
        assert "<script" not in text
        assert "<b>" not in text
        svg = "".join(re.findall(r"<svg class=\"public-.*?</svg>", text, re.DOTALL))
        assert "\u202e" not in svg
        assert "\x00" not in text


def test_the_directory_is_searched_filtered_and_paged(client, city):
    def names(query: str) -> list[str]:
        text = client.get(f"/publico/actores?{query}").get_data(as_text=True)
        return re.findall(r'href="/publico/actores/([a-z-]+)', text)

    assert names("q=universidad") == ["unab", "uis"]
    assert names("tipo=embassy") == ["embajada-francia"]
    assert names("tipo=embassy&pais=CO") == []
    assert "Ningún aliado cumple todo eso." in client.get("/publico/actores?q=nadie").get_data(as_text=True)
    assert client.get("/publico/actores?q=a&after=x").status_code == 422


def test_an_empty_directory_says_so(client, store):
    save_public_settings(store, SYSTEM, {"on": True}, public_settings(store).version)
    assert "El directorio todavía está vacío." in client.get("/publico/actores").get_data(as_text=True)
    assert "Todavía no hay dibujos publicados." in client.get("/publico").get_data(as_text=True)


def test_who_asks_too_often_waits_and_is_told_so(site_with, city):
    browser = site_with(requests_a_minute=3)
    assert [browser.get("/publico").status_code for _ in range(3)] == [200] * 3
    answer = browser.get("/publico")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "Demasiadas páginas seguidas" in answer.get_data(as_text=True)
    elsewhere = browser.get("/publico", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200
    assert browser.get("/entrar").status_code == 200
