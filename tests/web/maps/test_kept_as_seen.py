"""A kept map shows its reader what the map was, but nobody's private records and no words they are still blind to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor
from crm.derived.refreshing import refresh
from crm.mapping.reasons import Reason
from crm.maps.files import Files, folder_of, keep_files, read_made, read_made_slate
from crm.projects import create_project, get_project, update_project
from tests.makers import keep_maps, make_actor, make_office, make_project
from tests.web.browsing import PASSWORD, add_user, send

NAME = "Universidad Industrial de Santander"


@pytest.fixture
def city(store, config):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="uis", name=NAME, type="university"))
    create_actor(store, SYSTEM, make_actor(id="unab", name="UNAB", type="university"))
    need = {"need": "laboratorio", "kind": "university"}
    create_project(store, SYSTEM, make_project(id="agua", requirements=[need], must_include=["uis", "unab"]))
    refresh(store, config.data_dir / "derived")
    keep_maps(store, config.data_dir / "derived")
    return store


@pytest.fixture
def beto(city, app):
    add_user(city, "editor", "Beto Ruiz", "beto@red")
    browser = app.test_client()
    assert send(browser, "/entrar", {"login": "beto@red", "password": PASSWORD}).status_code == 302
    return browser


@pytest.fixture
def kept(city, login_as):
    """The id of a map that Ana kept after having assessed an actor."""
    ana = login_as("editor")
    send(ana, "/proyectos/agua/matriz", {"actor": "uis", "power": "5", "interest": "5"})
    return send(ana, "/proyectos/agua/mapa", {}).location.rpartition("version=")[2]


def hide(city):
    with city.transaction("system") as tx:
        (node,) = tx.get(["uis"]).values()
        tx.put_nodes([replace(node, audience=("user:somebody",))])


def entry(browser, kept):
    actors = browser.get(f"/api/v1/projects/agua/maps/{kept}").json["map"]["actors"]
    return next(one for one in actors if one["actor"] == "uis")


def judged(one):
    return one["power"]["perceived"], one["interest"]["perceived"], one["strategy"]


def test_nobody_learns_others_words_from_a_kept_map(city, beto, kept):
    today = beto.get("/api/v1/projects/agua/map").json["actors"]
    alone = next(one["strategy"] for one in today if one["actor"] == "uis")
    assert judged(entry(beto, kept)) == (None, None, alone) != (None, None, "manage_closely")
    project = get_project(city, "agua")
    update_project(city, SYSTEM, project.changed(must_include=["unab"], exclude=["uis"]))
    assert judged(entry(beto, kept)) == (None, None, alone)
    send(beto, "/proyectos/agua/matriz", {"actor": "uis", "power": "1", "interest": "1"})
    assert judged(entry(beto, kept)) == (1.0, 1.0, "manage_closely")


def test_an_actor_that_became_private_is_on_nobody_elses_kept_map(city, beto, kept):
    pages = (f"mapa?version={kept}", f"mapa/comparar?de={kept}")
    assert NAME in beto.get(f"/proyectos/agua/{pages[0]}").get_data(as_text=True)
    hide(city)
    for page in pages:
        assert NAME not in beto.get(f"/proyectos/agua/{page}").get_data(as_text=True)
    said = beto.get(f"/api/v1/projects/agua/maps/{kept}").get_data(as_text=True)
    assert NAME not in said
    assert "UNAB" in said


def test_who_is_erased_is_in_no_file_of_a_map(city, config, login_as):
    boss = login_as("administrator")
    folder = folder_of(config.data_dir / "derived")
    assert any(NAME in file.read_text() for file in folder.glob("*.json"))
    assert get_actor(city, "uis").name == NAME
    assert send(boss, "/borrar/uis", {"confirm": NAME}).status_code == 302
    assert not any(NAME in file.read_text() for file in folder.glob("*.json"))


def test_todays_map_names_nobody_who_became_private_since_not_even_in_others_reasons(city, beto, config):
    made = read_made(config.data_dir / "derived", "agua")
    assert made is not None
    named = Reason("coalition_reason.one_door", {"name": NAME}, ("uis",))
    actors = tuple(replace(one, reasons=(*one.reasons, named)) for one in made.actors)
    slate = read_made_slate(config.data_dir / "derived", "agua")
    assert slate is not None
    keep_files(config.data_dir / "derived", "agua", Files(replace(made, actors=actors), {}, slate))
    assert NAME in beto.get("/proyectos/agua/mapa").get_data(as_text=True)
    hide(city)
    for address in ("/proyectos/agua/mapa", "/api/v1/projects/agua/map", "/proyectos/agua/papeles/mapa.csv"):
        said = beto.get(address).get_data(as_text=True)
        assert NAME not in said
        assert "UNAB" in said
