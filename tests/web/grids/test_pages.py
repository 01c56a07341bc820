"""Power and interest on pages: what each person sees, placing by form, the quick assessment, the guide's tables."""

import json
import re
import shutil

import pytest

from crm.access import SYSTEM, Viewer, principals_of
from crm.actors import archive_actor, create_actor, get_actor
from crm.assessments.influences import influences_in
from crm.assessments.model import Assessment
from crm.assessments.records import assessments_of
from crm.assessments.saving import save_assessment
from crm.derived.refreshing import refresh
from crm.maps.following import MapKeeper
from crm.projects import create_project
from crm.schema import SCHEMA
from graph.opening import open_store
from tests.cli.shapes import check
from tests.makers import make_actor, make_project
from tests.web.browsing import add_user, send
from tests.web.reading import found, text_of, words_of

PAGE = "/proyectos/agua/matriz"
HOSTILE = '<img src=x onerror="alert(1)"> \u202eAliado'


def make_agua(store):
    given = {"id": "agua", "summary": "Agua y cuencas con una universidad.", "themes": ["water"]}
    return create_project(store, SYSTEM, make_project(**given))


@pytest.fixture(scope="module")
def results(seed_copy, tmp_path_factory):
    """The analyst's results and the project's map over the office's data, worked out once."""
    folder = tmp_path_factory.mktemp("results")
    store = open_store(f"sqlite:///{folder}/red.db", SCHEMA)
    store.load(*seed_copy)
    make_agua(store)
    refresh(store, folder / "derived")
    MapKeeper(store, folder / "derived").look()
    store.close()
    return folder / "derived"


@pytest.fixture
def project(seeded, config, results):
    """A project about water whose map is there."""
    shutil.copytree(results, config.data_dir / "derived")
    return make_agua(seeded)


@pytest.fixture
def luis(seeded):
    """Somebody else who assesses."""
    user = add_user(seeded, "editor", "Luis Gómez", "luis@red")
    return Viewer(user.id, "Luis", "editor", principals_of(user.id))


def say(store, viewer, actor="uis", **values):
    given = {"project": "agua", "actor": actor, "power": 4, "interest": 2, **values}
    return save_assessment(store, viewer, Assessment.of(given))


def actors_in(page):
    return re.findall(r'<tr id="actor-([^"]+)"', page)


def test_the_picture_and_the_table_hold_the_same_actors_and_one_side_alone_can_be_shown(
    login_as, project, seeded, luis
):
    say(seeded, luis)
    reader = login_as("reader")
    page = reader.get(PAGE).get_data(as_text=True)
    listed = actors_in(page)
    assert 20 < len(set(listed)) == len(listed) <= 30
    wide, narrow = re.findall(r'<svg xmlns[^>]*class="grid-picture".*?</svg>', page, re.DOTALL)
    assert set(re.findall(r'data-actor="([^"]+)"', wide)) == set(re.findall(r'data-actor="([^"]+)"', narrow))
    assert set(re.findall(r'data-actor="([^"]+)"', wide)) <= set(listed)
    assert "tabindex" not in wide
    assert "Guardar mi valoración" not in page
    assert "style=" not in page
    assert "1 persona" in words_of(page)
    assert "en la red" not in text_of(reader, f"{PAGE}?ver=gente")
    assert "1 persona" not in text_of(reader, f"{PAGE}?ver=red")


def test_what_others_said_is_not_sent_before_ones_own_is_saved(login_as, project, seeded, luis):
    say(seeded, luis, note="es un secreto", power=5)
    ana = login_as("editor")
    before = ana.get(PAGE).get_data(as_text=True)
    assert "Otros ya valoraron a 1 actor" in before
    assert "1 persona" not in before
    for url in (PAGE, f"{PAGE}/uis", "/proyectos/agua/valoraciones", "/proyectos/agua/cambios", "/historial"):
        assert "es un secreto" not in ana.get(url).get_data(as_text=True)
    send(ana, PAGE, {"actor": "uis", "power": "1", "interest": "2"})
    after = text_of(ana, PAGE)
    assert "2 personas, de 1 a 5" in after
    assert "es un secreto" in text_of(ana, f"{PAGE}/uis")
    assert "Luis Gómez" in text_of(ana, f"{PAGE}/uis")


def test_an_actor_is_placed_by_form_said_with_its_undo_and_taken_back(login_as, project, seeded):
    ana = login_as("editor")
    answer = send(ana, PAGE, {"actor": "uis", "power": "5", "interest": "4"})
    assert answer.headers["Location"] == f"{PAGE}#en-uis"
    page = ana.get(PAGE).get_data(as_text=True)
    assert "poder 5, interés 4" in words_of(page)
    send(ana, found(r'action="(/deshacer/\d+)"', page), {"next": PAGE})
    assert assessments_of(seeded, "agua") == {}
    send(ana, PAGE, {"actor": "uis", "power": "5"})
    ((mine,),) = assessments_of(seeded, "agua").values()
    assert (mine.power, mine.interest) == (5, None)
    send(ana, f"/proyectos/agua/valoraciones/{mine.id}/retirar", {"version": mine.version})
    assert assessments_of(seeded, "agua") == {}


def test_what_makes_no_sense_is_refused_in_words_and_readers_place_nobody(login_as, project, seeded):
    ana = login_as("editor")
    uis = {"actor": "uis"}
    for fields in ({}, uis, {**uis, "power": "9"}, {**uis, "interest": "mucho"}):
        answer = send(ana, PAGE, fields)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.get_data(as_text=True)
    assert assessments_of(seeded, "agua") == {}
    said = {"actor": "no-hay", "power": "2"}
    assert send(ana, PAGE, said).status_code == 404
    reader = login_as("reader")
    assert send(reader, PAGE, {**said, "actor": "uis"}).status_code == 403
    assert reader.get("/proyectos/agua/valoraciones").status_code == 403
    assert reader.get("/proyectos/no-hay/matriz").status_code == 404


def test_a_quick_assessment_saves_what_was_changed_and_nothing_else(login_as, project, seeded):
    ana, url = login_as("editor"), "/proyectos/agua/valoraciones"
    fields = {
        "power-uis": "4",
        "interest-uis": "3",
        "attitude-uis": "-1",
        "note-uis": "Lo dijo",
        "power-ccb": "",
        "rara-uis": "1",
    }
    assert send(ana, url, fields).status_code == 302
    ((mine,),) = assessments_of(seeded, "agua").values()
    assert (mine.power, mine.interest, mine.attitude, mine.note) == (4, 3, -1, "Lo dijo")
    assert send(ana, url, {"power-uis": "4"}).status_code == 302
    assert assessments_of(seeded, "agua")["uis"][0].version == mine.version
    page = ana.get(url).get_data(as_text=True)
    assert re.search(r'name="power-uis" value="4" checked', page)
    wrong = send(ana, url, {"power-uis": "7", "power-imebu": "2"})
    assert wrong.status_code == 422
    assert "No se guardó nada" in wrong.get_data(as_text=True)
    assert set(assessments_of(seeded, "agua")) == {"uis"}


def test_each_place_says_who_said_it_and_which_facts_the_network_has(login_as, project, seeded, luis):
    say(seeded, luis, voice="Taller del agua", attitude=2)
    page = login_as("reader").get(f"{PAGE}/uis").get_data(as_text=True)
    words = words_of(page)
    assert "Luis Gómez anotó lo que dijo Taller del agua" in words
    assert "apoya activamente" in words
    assert "de los socios (pesa 30 de 100)" in words
    assert login_as("editor", "Eva").get(f"{PAGE}/no-hay").status_code == 404


def test_two_dates_are_compared_with_who_moved_whom(login_as, project, seeded, luis):
    say(seeded, luis, on="2026-01-10", power=1)
    say(seeded, luis, on="2026-03-10", power=5)
    reader = login_as("reader")
    words = text_of(reader, "/proyectos/agua/cambios?desde=2026-02-01&hasta=2026-04-01")
    assert "Poder: 1 → 5" in words
    assert "Luis Gómez, 10 de marzo de 2026: poder 1 → 5" in words
    assert "no cambió nada" in text_of(reader, "/proyectos/agua/cambios?desde=2026-04-01")
    assert reader.get("/proyectos/agua/cambios?desde=ayer").status_code == 422


def test_hostile_and_archived_actors_do_no_harm(login_as, project, seeded, luis):
    for id, name in (("malo", HOSTILE), ("largo", "Ñandú " * 33), ("ido", "Se fue")):
        create_actor(seeded, SYSTEM, make_actor(id=id, name=name.strip()))
        say(seeded, luis, actor=id)
    archive_actor(seeded, SYSTEM, "ido", get_actor(seeded, "ido").version)
    page = login_as("reader").get(PAGE).get_data(as_text=True)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert {"malo", "largo"} <= set(actors_in(page))
    assert "ido" not in actors_in(page)


def test_what_an_actor_brings_is_written_with_its_facts_and_shown(login_as, project, seeded):
    ana, url = login_as("editor"), "/proyectos/agua/atributos/imebu"
    form = ana.get(url).get_data(as_text=True)
    fact = found(r'value="interests=([a-z0-9-]+)"', form)
    fields = {
        "interests": "Empleo",
        "scope": "internal",
        "willingness": "4",
        "role": "Aliado",
        "version": "0",
    }
    answer = send(ana, url, {**fields, "facts": f"interests={fact}"})
    assert answer.headers["Location"].endswith("/atributos#actor-imebu")
    page = ana.get("/proyectos/agua/atributos").get_data(as_text=True)
    assert f'href="/interacciones/{fact}"' in page
    assert "Intereses: Empleo" in words_of(page)
    sectors = text_of(ana, "/proyectos/agua/sectores")
    assert "Rol: Aliado" in sectors
    assert "Sin nadie todavía Periodistas en medios locales" in sectors
    assert "Corresponsales de medios extranjeros" in sectors
    assert "de las quince" in sectors
    stale = send(ana, url, {**fields, "interests": "Otra cosa"})
    assert stale.status_code == 409
    assert "Dos versiones de «Instituto Municipal de Empleo" in words_of(stale.get_data(as_text=True))
    assert send(ana, url, {**fields, "version": "1", "guide_type": "marcianos"}).status_code == 422
    assert ana.get("/proyectos/agua/atributos/no-hay").status_code == 404


def test_influences_are_drawn_when_one_asks_for_them_on_the_page_and_in_the_file(login_as, project, seeded):
    ana = login_as("editor")
    fields = {"actor": "uis", "upon": "imebu", "strength": "3"}
    assert "Dibujar quién influye" not in text_of(ana, PAGE)
    send(ana, "/proyectos/agua/influencias", fields)
    assert 'class="grid-influence"' not in ana.get(PAGE).text
    assert "Dibujar quién influye en quién" in text_of(ana, PAGE)
    for id in ("uis", "imebu"):
        save_assessment(
            seeded,
            SYSTEM,
            Assessment.of({"project": "agua", "actor": id, "power": 5 if id == "uis" else 1, "interest": 3}),
        )
    drawn = ana.get(f"{PAGE}?influencias=1").text
    assert drawn.count('data-from="uis" data-upon="imebu"') == 2
    assert "influye de forma decisiva en" in drawn
    assert "Quitar las influencias" in drawn
    assert "Lo mismo, en una lista" in drawn
    picture = "/api/v1/projects/agua/grid.svg"
    assert 'data-from="uis"' in ana.get(f"{picture}?influences=1").text
    assert 'data-from="uis"' not in ana.get(picture).text


def test_influences_are_listed_said_again_and_taken_back(login_as, project, seeded):
    ana, url = login_as("editor"), "/proyectos/agua/influencias"
    send(ana, url, {"actor": "imebu", "upon": "uis", "strength": "1", "note": "Por el convenio"})
    send(ana, url, {"actor": "imebu", "upon": "uis", "strength": "3"})
    (one,) = influences_in(seeded, "agua")
    assert (one.strength, one.note) == (3, None)
    assert "de forma decisiva" in text_of(ana, url)
    assert send(ana, url, {"actor": "uis", "upon": "uis", "strength": "1"}).status_code == 422
    send(ana, f"{url}/{one.id}/quitar", {"version": one.version})
    assert influences_in(seeded, "agua") == []


def test_every_page_is_there_before_the_map_is_and_in_english(login_as, seeded):
    create_project(seeded, SYSTEM, make_project(id="agua"))
    ana = login_as("editor")
    for name in ("matriz", "valoraciones", "cambios", "atributos", "sectores", "influencias"):
        assert ana.get(f"/proyectos/agua/{name}?lang=en").status_code == 200
        assert ana.get(f"/proyectos/agua/{name}").status_code == 200


@pytest.fixture
def api(login_as, project):
    browser = login_as("editor")
    token = found(r'name="csrf-token" content="([^"]+)"', browser.get("/").get_data(as_text=True))

    def call(verb, path, body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return browser.open(f"/api/v1{path}", method=verb, json=body, headers={"X-CSRFToken": token, **named})

    return call


def test_the_api_says_saves_and_hides_the_same(api, seeded, luis):
    say(seeded, luis, power=5)
    assert api("GET", "/projects/agua/assessments").json == {"items": [], "hidden": ["uis"]}
    body = {"actor": "uis", "power": 1, "interest": 3}
    made = api("POST", "/projects/agua/assessments", body, Idempotency_Key="k")
    assert made.status_code == 201
    assert api("POST", "/projects/agua/assessments", body, Idempotency_Key="k").json["id"] == made.json["id"]
    check(api("GET", "/projects/agua/grid").json, "Grid")
    check(api("GET", "/projects/agua/assessments").json, "Assessments")
    check(api("GET", "/projects/agua/assessment-changes?from=2026-01-01").json, "AssessmentChanges")
    grid = {one["actor"]: one for one in api("GET", "/projects/agua/grid").json["actors"]}
    assert grid["uis"]["power"]["perceived"] == 0.5
    here = made.headers["Location"].removeprefix("/api/v1")
    assert api("PUT", here, body).status_code == 428
    changed = api("PUT", here, {**body, "power": 2}, If_Match=made.headers["ETag"])
    assert changed.json["power"] == 2
    assert api("PUT", here, {**body, "power": 3}, If_Match=made.headers["ETag"]).status_code == 412
    assert api("DELETE", here, If_Match=changed.headers["ETag"]).status_code == 204
    assert api("GET", here).status_code == 404
    assert api("POST", "/projects/agua/assessments", {"actor": "uis", "power": 8}).status_code == 422
    assert api("GET", "/projects/agua/assessment-changes").status_code == 422
    picture = api("GET", "/projects/agua/grid.svg")
    assert picture.mimetype == "image/svg+xml"


def test_the_api_has_the_guides_tables(api):
    put = {"interests": "Empleo", "guide_type": "workers"}
    made = api("PUT", "/projects/agua/attributes/imebu", put, If_Match='"0"')
    assert made.json["interests"] == "Empleo"
    assert api("GET", "/projects/agua/attributes").json["items"] == [made.json]
    other = {**put, "interests": "Otra cosa"}
    assert api("PUT", "/projects/agua/attributes/imebu", other, If_Match='"7"').status_code == 412
    check(made.json, "ActorInProject")
    sectors = api("GET", "/projects/agua/sectors").json
    check(sectors, "GuideTables")
    assert len(sectors["stakeholders"]) == 15
    assert json.dumps(sectors["sectors"]).count('"imebu"') == 1
    said = api("POST", "/projects/agua/influences", {"actor": "imebu", "upon": "uis", "strength": 2})
    check(said.json, "Influence")
    here = said.headers["Location"].removeprefix("/api/v1")
    more = api("PUT", here, {"strength": 3}, If_Match=said.headers["ETag"])
    assert more.json["strength"] == 3
    assert api("DELETE", here, If_Match=more.headers["ETag"]).status_code == 204
    assert api("GET", "/projects/agua/influences").json == {"items": []}


def test_the_grid_says_while_the_network_is_being_worked_out(login_as, project, config):
    reader, soon = login_as("reader"), "Lo que muestra la red aparece aquí en unos segundos"
    assert soon not in text_of(reader, PAGE)
    (config.data_dir / "derived" / "current").unlink()
    assert soon in text_of(reader, PAGE)
