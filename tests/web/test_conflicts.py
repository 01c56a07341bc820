"""Two people, one record: both versions side by side, and nothing of either is lost."""

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import NewUser, create_user
from crm.actors import create_actor, get_actor, update_actor
from tests.makers import make_actor, make_office
from tests.web.browsing import PASSWORD, send
from tests.web.reading import inputs_of, words_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(
        store, SYSTEM, make_actor(id="embajada-francia", aliases=["Embajada francesa"], notes="Una nota.")
    )
    return store


def form_of(client, url):
    return inputs_of(client.get(url).get_data(as_text=True))


@pytest.fixture
def conflict(ana, small):
    """Ana opened the form, Berta saved first; the page that Ana gets for what she typed."""
    berta = create_user(small, SYSTEM, NewUser("berta@red", "Berta Ríos", PASSWORD), "editor").viewer
    fields = form_of(ana, "/actores/embajada-francia/editar")
    fields.pop("csrf_token")
    hers = get_actor(small, "embajada-francia")
    update_actor(small, berta, hers.having(city="Cali", notes="Lo de Berta.", phone="6011234567"))
    fields |= {"city": "Bogotá", "notes": "Lo de Ana.", "website": "https://francia.co"}
    return send(ana, "/actores/embajada-francia/editar", fields)


def test_both_versions_are_shown_field_by_field(conflict):
    page = words_of(conflict.get_data(as_text=True))
    assert conflict.status_code == 409
    assert "Berta Ríos guardó este registro" in page
    assert "2 datos tienen dos versiones" in page
    assert "Cali" in page
    assert "Bogotá" in page


def test_what_one_alone_changed_needs_no_choice(conflict):
    page = conflict.get_data(as_text=True)
    assert 'name="take-city"' in page
    assert 'name="take-phone"' not in page
    assert 'name="take-website"' not in page
    words = words_of(page)
    assert words.index("Cambió la otra persona; se conserva") < words.index("6011234567")
    assert words.index("Cambió usted; se guarda") < words.index("https://francia.co")


def test_what_was_chosen_is_saved_and_nothing_of_the_rest_is_lost(ana, small, conflict):
    fields = inputs_of(conflict.get_data(as_text=True))
    fields.pop("csrf_token")
    answer = send(
        ana, "/actores/embajada-francia/editar", {**fields, "take-city": "saved", "take-notes": "both"}
    )
    assert answer.status_code == 302
    saved = get_actor(small, "embajada-francia")
    assert saved.city == "Cali"
    assert saved.notes == "Lo de Berta.\n\nLo de Ana."
    assert (saved.phone, saved.website) == ("6011234567", "https://francia.co")
    assert saved.aliases == ["Embajada francesa"]


def test_one_s_own_version_can_be_chosen(ana, small, conflict):
    fields = inputs_of(conflict.get_data(as_text=True))
    fields.pop("csrf_token")
    send(ana, "/actores/embajada-francia/editar", {**fields, "take-city": "given", "take-notes": "given"})
    saved = get_actor(small, "embajada-francia")
    assert (saved.city, saved.notes, saved.phone) == ("Bogotá", "Lo de Ana.", "6011234567")


def test_a_third_save_meanwhile_asks_once_more(ana, small, conflict):
    fields = inputs_of(conflict.get_data(as_text=True))
    fields.pop("csrf_token")
    update_actor(small, SYSTEM, get_actor(small, "embajada-francia").having(city="Tunja"))
    answer = send(
        ana, "/actores/embajada-francia/editar", {**fields, "take-city": "given", "take-notes": "given"}
    )
    assert answer.status_code == 409
    assert "Tunja" in words_of(answer.get_data(as_text=True))
    assert get_actor(small, "embajada-francia").city == "Tunja"


def test_two_who_write_the_same_have_no_conflict(ana, small):
    fields = form_of(ana, "/actores/embajada-francia/editar")
    fields.pop("csrf_token")
    update_actor(small, SYSTEM, get_actor(small, "embajada-francia").having(city="Cali"))
    assert send(ana, "/actores/embajada-francia/editar", {**fields, "city": "Cali"}).status_code == 302


def test_a_version_that_is_missing_never_overwrites(ana, small):
    answer = send(ana, "/actores/embajada-francia/editar", {"name": "Otra", "type": "embassy"})
    assert answer.status_code == 409
    assert get_actor(small, "embajada-francia").name == "Embajada de Francia"
