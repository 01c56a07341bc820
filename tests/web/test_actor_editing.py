"""Making actors and changing their cards: nothing typed is lost, nothing is made twice, two editors both win."""

import pytest

from crm.access import SYSTEM
from crm.actor_lists import ActorFilter
from crm.actors import create_actor, get_actor, list_actors
from crm.history import history_of
from crm.people import get_person
from tests.makers import make_actor, make_office, make_person
from tests.web.browsing import send
from tests.web.reading import found, inputs_of, words_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(
        store, SYSTEM, make_actor(id="embajada-francia", aliases=["Embajada francesa"], notes="Una nota.")
    )
    return store


def form_of(client, url):
    return inputs_of(client.get(url).get_data(as_text=True))


def names(store):
    return {actor.name for actor in list_actors(store, ActorFilter(limit=100)).items}


def test_a_name_and_a_type_make_an_actor(ana, small):
    answer = send(ana, "/actores/nuevo", {"name": "Universidad de Lieja", "type": "university"})
    assert answer.headers["Location"] == "/actores/universidad-lieja"
    assert get_actor(small, "universidad-lieja").type == "university"
    page = ana.get("/actores/universidad-lieja").get_data(as_text=True)
    assert "Actor creado." in page
    assert "/deshacer/" in page


def test_the_form_begins_with_what_the_address_says(ana):
    fields = form_of(ana, "/actores/nuevo?name=Cámara%20Suiza&type=binational_chamber&parent=ofai")
    assert (fields["name"], fields["type"], fields["parent"]) == (
        "Cámara Suiza",
        "binational_chamber",
        "ofai",
    )


def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(ana, small):
    given = {
        "name": "",
        "type": "embassy",
        "email": "no-es-correo",
        "aliases": "Uno\nDos",
        "notes": "Larga nota",
    }
    answer = send(ana, "/actores/nuevo", given)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Falta corregir 2 datos" in words_of(page)
    assert 'id="f-email-wrong"' in page
    fields = inputs_of(page)
    assert fields["notes"] == "Larga nota"
    assert fields["aliases"] == "Uno\nDos"
    assert len(names(small)) == 2


def test_look_alikes_are_shown_before_a_second_copy_is_made(ana, small):
    answer = send(ana, "/actores/nuevo", {"name": "Embajada de francia", "type": "embassy", "city": "Bogotá"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "¿No será uno de estos?" in page
    assert 'href="/actores/embajada-francia"' in page
    assert inputs_of(page)["city"] == "Bogotá"
    assert len(names(small)) == 2
    send(ana, "/actores/nuevo", {"name": "Embajada de francia", "type": "embassy", "sure": "1"})
    assert len(names(small)) == 3


def test_a_form_sent_twice_makes_one_actor(ana, small):
    given = {**form_of(ana, "/actores/nuevo"), "name": "Banco de Pruebas", "type": "company", "sure": "1"}
    given.pop("csrf_token")
    first, second = send(ana, "/actores/nuevo", given), send(ana, "/actores/nuevo", given)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(names(small)) == 3


def test_the_edit_form_shows_the_card_and_saves_what_was_changed(ana, small):
    fields = form_of(ana, "/actores/embajada-francia/editar")
    assert fields["aliases"] == "Embajada francesa"
    fields |= {"city": "Bogotá", "aliases": "Embajada francesa\nEF"}
    fields.pop("csrf_token")
    send(ana, "/actores/embajada-francia/editar", fields)
    saved = get_actor(small, "embajada-francia")
    assert (saved.city, saved.aliases, saved.notes) == ("Bogotá", ["Embajada francesa", "EF"], "Una nota.")


def test_saving_without_a_change_changes_nothing(ana, small):
    before = get_actor(small, "embajada-francia").version
    fields = form_of(ana, "/actores/embajada-francia/editar")
    fields.pop("csrf_token")
    send(ana, "/actores/embajada-francia/editar", fields)
    assert get_actor(small, "embajada-francia").version == before


def test_a_person_has_a_card_of_its_own_and_keeps_its_posts(ana, small):
    create_actor(small, SYSTEM, make_person(id="yvonne", parent="embajada-francia"))
    fields = form_of(ana, "/actores/yvonne/editar")
    assert "is_group" not in fields
    fields |= {"phone": "+57 607 633 7000"}
    fields.pop("csrf_token")
    send(ana, "/actores/yvonne/editar", fields)
    saved = get_person(small, "yvonne")
    assert saved.phone == "+57 607 633 7000"
    assert [held.organisation for held in saved.posts] == ["embajada-francia"]


def test_a_parent_is_found_by_its_name_without_scripts(ana, small):
    send(
        ana,
        "/actores/nuevo",
        {"name": "Liceo", "type": "cultural_center", "parent": "", "parent-text": "embajada de FRANCIA"},
    )
    assert get_actor(small, "liceo").parent == "embajada-francia"


def test_an_unknown_name_can_be_created_on_the_way_without_scripts(ana, small):
    given = {"name": "Liceo", "type": "cultural_center", "parent": "", "parent-text": "Ministerio Nuevo"}
    page = send(ana, "/actores/nuevo", given).get_data(as_text=True)
    assert "Crear «Ministerio Nuevo»" in page
    again = {**given, "create": "parent", "parent-type": "national_entity"}
    page = send(ana, "/actores/nuevo", again).get_data(as_text=True)
    fields = inputs_of(page)
    assert (fields["parent"], fields["name"]) == ("ministerio-nuevo", "Liceo")
    assert get_actor(small, "ministerio-nuevo").to_review


def test_creating_on_the_way_shows_who_is_there_already(ana, small):
    given = {"name": "Liceo", "type": "cultural_center", "parent": "", "parent-text": "La embajada francesa"}
    page = send(ana, "/actores/nuevo", {**given, "create": "parent", "parent-type": "embassy"}).get_data(
        as_text=True
    )
    choice = found(r'name="choose" value="([^"]+)"', page)
    assert choice == "parent=embajada-francia"
    page = send(ana, "/actores/nuevo", {**given, "choose": choice}).get_data(as_text=True)
    assert inputs_of(page)["parent"] == "embajada-francia"


def test_creating_on_the_way_without_a_type_says_what_is_missing(ana, small):
    given = {"name": "Liceo", "type": "cultural_center", "parent": "", "parent-text": "Ministerio Nuevo"}
    page = send(ana, "/actores/nuevo", {**given, "create": "parent", "parent-type": ""}).get_data(
        as_text=True
    )
    assert "Crear «Ministerio Nuevo»" in page
    assert len(names(small)) == 2


def test_a_reader_is_refused(login_as, small):
    luis = login_as("reader")
    assert luis.get("/actores/embajada-francia/editar").status_code == 403
    assert send(luis, "/actores/embajada-francia/editar", {"name": "X", "version": "1"}).status_code == 403
    assert send(luis, "/actores/nuevo", {"name": "X", "type": "company"}).status_code == 403
    assert len(history_of(small, "embajada-francia")) == 1
