"""The pages and the API of a project's map on a small city: filters, who is not listed, lists compared, files, waiting."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from docx import Document

from crm.access import SYSTEM, Viewer, principals_of
from crm.accounts.managing import NewToken, make_token
from crm.actors import archive_actor, create_actor, get_actor
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.maps.exports.making import TYPES
from crm.maps.files import asked_for
from crm.maps.kept import kept_maps
from crm.projects import create_project, update_project
from tests.cli.shapes import check
from tests.makers import keep_maps, make_actor, make_interaction, make_office, make_project
from tests.web.browsing import send
from tests.web.reading import text_of, words_of

WATER = {"title": "Taller del agua", "themes": ["water"]}


@pytest.fixture
def city(store):
    private = {"type": "company", "sector": "private", "country": "CO"}
    actors = (
        make_office(),
        make_actor(id="uis", name="UIS", type="university", sector="academic_cultural", country="CO"),
        make_actor(id="amb", name="Acueducto", notes="Agua potable.", **private),
        make_actor(id="teatro", name="Teatro Santander", type="cultural_center", sector="academic_cultural"),
        make_actor(id="c40", name="Red C40 de agua", type="city_network", reference=True),
    )
    for actor in actors:
        create_actor(store, SYSTEM, actor)
    create_interaction(store, SYSTEM, make_interaction("uis", "amb", id="taller", **WATER))
    return store


@pytest.fixture
def project(city):
    need = {"need": "laboratorio", "kind": "university"}
    return create_project(city, SYSTEM, make_project(id="agua", themes=["water"], requirements=[need]))


@pytest.fixture
def derive(city, config):
    def make():
        refresh(city, config.data_dir / "derived")
        keep_maps(city, config.data_dir / "derived")

    return make


@pytest.fixture
def ana(login_as, project, derive):
    derive()
    return login_as("editor")


@pytest.fixture
def api(app, city, project, derive):
    derive()
    _token, secret = make_token(city, SYSTEM, NewToken("Programa", "editor", "office"), datetime.now(UTC))
    client = app.test_client()

    def call(verb, path, **more):
        headers = {"Authorization": f"Bearer {secret}", **more.pop("headers", {})}
        return client.open(f"/api/v1/projects/agua{path}", method=verb, headers=headers, **more)

    return call


def test_the_list_is_narrowed_by_sector_type_requirement_and_words_and_says_each_part_of_a_score(ana):
    url = "/proyectos/agua/mapa"
    assert "1 actor" in text_of(ana, f"{url}?sector=private")
    page = ana.get(f"{url}?requisito=1").get_data(as_text=True)
    assert "UIS" in page
    assert 'id="a-amb"' not in page
    assert 'id="a-amb"' in ana.get(f"{url}?tipo=company").get_data(as_text=True)
    assert 'id="a-uis"' not in ana.get(f"{url}?q=acued").get_data(as_text=True)
    assert "Nadie en la lista cumple todo eso." in text_of(ana, f"{url}?tipo=company&requisito=1")
    assert ana.get(f"{url}?ver=xx&requisito=99&sector=-&q=%27%3B").status_code == 200
    whole = ana.get(url).get_data(as_text=True)
    assert "lo que es y hace" in words_of(whole)
    assert '<rect class="score-part part-relevance"' in whole
    assert 'style="' not in whole


def test_who_is_looked_for_and_not_listed_has_the_reason(ana, city, project, derive):
    url = "/proyectos/agua/mapa"
    assert "Nada de lo registrado con él se relaciona" in text_of(ana, f"{url}?q=teatro")
    assert "Viene de la guía como referencia" in text_of(ana, f"{url}?q=c40")
    assert "Es la propia oficina" in text_of(ana, f"{url}?q=oficina")
    create_actor(city, SYSTEM, make_actor(id="nueva", name="Nueva Zelanda"))
    assert "Se registró hace un momento" in text_of(ana, f"{url}?q=zelanda")
    update_project(city, SYSTEM, project.changed(exclude=["amb"], version=project.version))
    assert "Usted pidió dejarlo fuera" in text_of(ana, f"{url}?q=acueducto")


def test_who_is_not_in_the_network_is_said_not_to_be_and_can_be_created(ana):
    page = ana.get("/proyectos/agua/mapa?q=Unión Europea").get_data(as_text=True)
    assert "«Unión Europea» no está en la red todavía" in words_of(page)
    assert "/actores/nuevo?name=Uni%C3%B3n+Europea" in page
    assert "Nadie en la lista cumple todo eso" in text_of(
        ana, "/proyectos/agua/mapa?q=acueducto&tipo=embassy"
    )


def test_the_page_waits_for_a_map_that_is_not_there_and_the_analyst_is_asked_for_it(
    login_as, project, config, city
):
    refresh(city, config.data_dir / "derived")
    (config.data_dir / "derived" / "maps").mkdir()
    ana = login_as("editor")
    page = ana.get("/proyectos/agua/mapa").get_data(as_text=True)
    assert 'data-map-wait="/proyectos/agua/mapa/estado"' in page
    assert asked_for(config.data_dir / "derived") == {"agua"}
    assert ana.get("/proyectos/agua/mapa/estado").json == {"state": "missing", "revision": ""}
    assert "La red se está calculando" in text_of(ana, "/proyectos/agua/papeles")
    assert ana.get("/proyectos/agua/papeles/mapa.csv").status_code == 503
    keep_maps(city, config.data_dir / "derived")
    assert ana.get("/proyectos/agua/mapa/estado").json["state"] in {"fresh", "behind"}
    assert "UIS" in text_of(ana, "/proyectos/agua/mapa")


def test_who_is_archived_after_the_map_was_made_is_gone_from_it_at_once(ana, city):
    archive_actor(city, SYSTEM, "amb", get_actor(city, "amb").version)
    assert 'id="a-amb"' not in ana.get("/proyectos/agua/mapa").get_data(as_text=True)
    assert "Acueducto" not in ana.get("/proyectos/agua/papeles/mapa.csv").get_data(as_text=True)


def test_two_lists_are_compared_in_words_and_a_table(ana, city, derive):
    url = "/proyectos/agua/mapa/comparar"
    assert "Todavía no hay listas guardadas" in text_of(ana, url)
    send(ana, "/proyectos/agua/mapa", {})
    assert "los mismos, en el mismo orden" in text_of(ana, url)
    archive_actor(city, SYSTEM, "amb", get_actor(city, "amb").version)
    create_interaction(city, SYSTEM, make_interaction("teatro", "uis", id="obra", **WATER))
    derive()
    words = text_of(ana, url)
    assert "Llegaron: Teatro Santander." in words
    assert "Se fueron: Acueducto." in words
    assert "Salió de la lista; estaba en el puesto" in words
    assert 'href="/interacciones/obra"' in ana.get(url).get_data(as_text=True)
    send(ana, "/proyectos/agua/mapa", {})
    assert "Llegaron: Teatro Santander." in text_of(ana, url)  # the one kept just now says nothing
    kept = kept_maps(city, "agua")[-1]
    assert "los mismos" in text_of(ana, f"{url}?de={kept.id}&a={kept.id}")
    assert ana.get(f"{url}?de=no-hay").status_code == 404


def test_every_file_comes_with_its_name_in_both_languages_and_the_report_bears_the_office_s(ana):
    for ending in TYPES:
        for lang in ("es", "en"):
            answer = ana.get(f"/proyectos/agua/papeles/mapa.{ending}?idioma={lang}")
            assert answer.status_code == 200
            assert f"-{lang}.{ending}" in answer.headers["Content-Disposition"]
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.data
    assert ana.get("/proyectos/agua/papeles/mapa.exe").status_code == 404
    document = Document(io.BytesIO(ana.get("/proyectos/agua/papeles/mapa.docx").data))
    assert document.paragraphs[0].text.startswith("Oficina Asesora")


def test_a_private_project_s_map_is_nobody_else_s(city, login_as, derive, ana):
    own = Viewer("otra", "Otra", "editor", principals_of("otra"))
    create_project(city.as_seen_by(own.principals), own, make_project(id="mio", audience=("user:otra",)))
    derive()
    for path in ("mapa", "mapa/estado", "mapa/comparar", "papeles", "papeles/mapa.csv"):
        assert ana.get(f"/proyectos/mio/{path}").status_code == 404


def test_the_api_gives_the_document_with_a_tag_and_tells_why_an_actor_is_not_on_it(api):
    answer = api("GET", "/map")
    check({**answer.json, "files": []}, "Map")
    assert [one["actor"] for one in answer.json["actors"]][:2]
    again = api("GET", "/map", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert api("GET", "/map/actors/uis").json["listed"] is True
    absent = api("GET", "/map/actors/teatro").json
    assert (absent["listed"], absent["key"], absent["standing"]) == (False, "nothing", None)
    assert api("GET", "/map/actors/no-hay").status_code == 404


def test_the_api_keeps_a_map_once_and_compares(api, city):
    made = [api("POST", "/maps", headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json == made[1].json
    assert len(kept_maps(city, "agua")) == 1
    (head,) = api("GET", "/maps").json["items"]
    assert api("GET", f"/maps/{head['id']}").json["map"]["actors"]
    changes = api("GET", f"/map-changes?from={head['id']}").json
    assert changes["counts"]["came"] == 0
    assert api("GET", "/map-changes").status_code == 422
    assert api("GET", "/map-changes?from=no-hay").status_code == 404
    assert api("GET", "/map-files/csv").status_code == 200
    assert api("GET", "/map-files/odt").status_code == 422


def test_a_reader_s_token_keeps_nothing(app, city, project, derive):
    derive()
    _token, secret = make_token(city, SYSTEM, NewToken("Lector", "reader", "office"), datetime.now(UTC))
    answer = app.test_client().post(
        "/api/v1/projects/agua/maps", headers={"Authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 403
    assert kept_maps(city, "agua") == []


def test_a_list_is_older_only_than_what_was_saved_of_the_network(ana, city, derive):
    state = "/proyectos/agua/mapa/estado"
    assert ana.get(state).json["state"] == "fresh"
    create_project(city, SYSTEM, make_project(id="otro", title="Otro"))
    send(ana, "/proyectos/agua/mapa", {})  # a kept list is no news of the network either
    assert ana.get(state).json["state"] == "fresh"
    assert "se está sumando a esta lista" not in text_of(ana, "/proyectos/agua/mapa")
    create_actor(city, SYSTEM, make_actor(id="nueva", name="Nueva Zelanda"))
    assert ana.get(state).json["state"] == "behind"
    assert "se está sumando a esta lista" in text_of(ana, "/proyectos/agua/mapa")
    derive()
    assert ana.get(state).json["state"] == "fresh"
