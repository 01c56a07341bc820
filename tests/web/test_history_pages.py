"""The history: what was done is told in words, and can be taken back."""

import pytest

from crm.access import SYSTEM
from crm.accounts.users import find_user
from crm.actors import create_actor, get_actor, save_many_actors, update_actor
from crm.history import recent_changes
from crm.interactions import create_interaction, get_interaction
from crm.source_issues import save_many_issues
from tests.makers import make_actor, make_commitment, make_interaction, make_issue, make_office
from tests.web.browsing import send
from tests.web.reading import found, text_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia", sector="international"))
    return store


def change(store, viewer=SYSTEM, **changes):
    return update_actor(store, viewer, get_actor(store, "embajada-francia").having(**changes))


def ana_in(store):
    user = find_user(store, "editor@red")
    assert user
    return user.viewer


def test_the_log_tells_who_did_what_the_latest_first(ana, small):
    change(small, ana_in(small), city="Bogotá")
    page = text_of(ana, "/historial")
    assert "Ana Pérez cambió el actor «Embajada de Francia»" in page
    assert page.index("cambió el actor") < page.index("creó el actor")


def test_the_log_is_kept_to_one_author(ana, small):
    change(small, ana_in(small), city="Bogotá")
    page = text_of(ana, f"/historial?autor={ana_in(small).id}")
    assert "cambió el actor" in page
    assert "creó el actor" not in page


def test_the_log_of_an_author_who_did_nothing_says_so(ana):
    assert "Todavía no hay cambios" in text_of(ana, "/historial?autor=u-nadie")


def test_the_log_goes_on_page_after_page(ana, small):
    for number in range(30):
        change(small, city=f"Ciudad {number}")
    seen, url = 0, "/historial"
    while url:
        page = ana.get(url).get_data(as_text=True)
        seen += page.count('class="log-unit"')
        url = found(r'rel="next" href="([^"]+)"', page) if 'rel="next"' in page else ""
    assert seen == len(recent_changes(small, 100)) == 32


def test_a_large_import_is_named_by_its_first_records(ana, small):
    save_many_actors(small, SYSTEM, [make_actor(name=f"Actor {n}", id=f"a-{n}") for n in range(400)])
    page = text_of(ana, "/historial")
    assert "creó el actor «Actor 0»" in page
    assert "y muchos más" in page


def test_a_record_s_history_says_each_field_in_words_before_and_after(ana, small):
    change(small, city="Bogotá", sector="private", is_group=True)
    page = text_of(ana, "/historial/embajada-francia")
    assert "Historial de Embajada de Francia" in page
    assert "Sector Internacional → Privado" in page
    assert "Ciudad ahora: + Bogotá" in page
    assert "Es un grupo No → Sí" in page


def test_what_a_change_joined_is_told_by_name_and_role(ana, small):
    promise = make_commitment(owner="embajada-francia")
    made = create_interaction(small, SYSTEM, make_interaction("embajada-francia", commitments=[promise]))
    page = text_of(ana, f"/historial/{made.id}")
    assert "Embajada de Francia (Contraparte)" in page
    assert "enviar ficha técnica" in page


def test_a_change_shows_everything_it_touched_before_it_is_undone(ana, small):
    promise = make_commitment(owner="embajada-francia")
    made = create_interaction(small, SYSTEM, make_interaction("embajada-francia", commitments=[promise]))
    transaction = recent_changes(small, 1)[0].transaction
    page = text_of(ana, f"/historial/cambio/{transaction}")
    assert "2 registros vuelven a como estaban antes" in page
    assert "Creó la interacción Reunión" in page
    send(ana, f"/deshacer/{transaction}", {"next": "/historial"})
    assert get_actor(small, "embajada-francia").interactions == 0
    assert "un registro que ya no está" in text_of(ana, f"/historial/{made.id}")


def test_one_field_goes_back_to_what_it_was(ana, small):
    change(small, city="Bogotá")
    send(ana, f"/deshacer/{recent_changes(small, 1)[0].transaction}", {})
    assert get_actor(small, "embajada-francia").city is None


@pytest.mark.parametrize(
    ("page", "then"),
    [("/interacciones/{}", "/interacciones"), ("/red?actor={}&nivel=2", "/red?nivel=2"), ("/?a=b", "/?a=b")],
)
def test_nobody_is_sent_to_the_page_of_what_was_just_taken_back(ana, small, page, then):
    made = create_interaction(small, SYSTEM, make_interaction("embajada-francia"))
    transaction = recent_changes(small, 1)[0].transaction
    answer = send(ana, f"/deshacer/{transaction}", {"next": page.format(made.id)})
    assert answer.headers["Location"] == then


def test_what_was_changed_later_is_not_undone_and_that_is_said(ana, small):
    change(small, city="Bogotá")
    transaction = recent_changes(small, 1)[0].transaction
    change(small, city="Cali")
    answer = send(ana, f"/deshacer/{transaction}", {})
    assert answer.status_code == 409
    assert get_actor(small, "embajada-francia").city == "Cali"


def test_a_settled_doubt_is_in_the_history(ana, small):
    save_many_issues(small, SYSTEM, [make_issue(id="duda-1", concerns=["embajada-francia"])])
    send(ana, "/documentos/dudas/duda-1/resolver", {"version": "1"})
    assert "Estado Por revisar → Resuelta" in text_of(ana, "/historial/duda-1")


def test_accounts_have_no_history(ana, small):
    user = ana_in(small)
    assert ana.get(f"/historial/{user.id}").status_code == 404
    assert "editor@red" not in text_of(ana, "/historial")


def test_an_unknown_change_is_said_calmly(ana):
    assert ana.get("/historial/cambio/99999").status_code == 404
    assert ana.get("/historial/nadie").status_code == 404


def test_a_reader_sees_the_history_and_undoes_nothing(login_as, small):
    luis = login_as("reader")
    change(small, city="Bogotá")
    transaction = recent_changes(small, 1)[0].transaction
    assert "Deshacer" not in text_of(luis, f"/historial/cambio/{transaction}")
    assert send(luis, f"/deshacer/{transaction}", {}).status_code == 403
    assert get_actor(small, "embajada-francia").city == "Bogotá"


def test_a_private_interaction_is_not_told_to_others(login_as, small):
    hidden = make_interaction("embajada-francia", title="Cita reservada", audience=("user:u-otra",))
    made = create_interaction(small, SYSTEM, hidden)
    assert get_interaction(small, made.id).title == "Cita reservada"
    ana = login_as("editor")
    transaction = recent_changes(small, 1)[0].transaction
    assert "Cita reservada" not in text_of(ana, "/historial")
    assert ana.get(f"/historial/{made.id}").status_code == 404
    assert ana.get(f"/historial/cambio/{transaction}").status_code == 404


def test_nobody_undoes_half_of_a_change_whose_other_half_is_hidden(login_as, small):
    hidden = make_actor(id="oculta", name="Oculta", audience=("user:u-otra",))
    save_many_actors(small, SYSTEM, [make_actor(id="visible", name="Visible"), hidden])
    answer = send(login_as("editor"), f"/deshacer/{recent_changes(small, 1)[0].transaction}", {})
    assert answer.status_code == 404
    assert {"visible", "oculta"} <= small.get(["visible", "oculta"]).keys()
