"""People move, on the pages: the change in one step, what is lost, the papers, an account that leaves, erasing."""

import io
import re

import docx
import pytest
from pypdf import PdfReader

from crm.access import SYSTEM
from crm.accounts.managing import get_user
from crm.actors import create_actor, get_actor
from crm.commitments import create_commitment, get_commitment
from crm.interactions import Participant, create_interaction
from crm.office import today
from crm.people import get_person
from tests.makers import make_actor, make_commitment, make_interaction, make_office, make_person, make_post
from tests.web.browsing import add_user, send
from tests.web.reading import inputs_of, words_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    create_actor(
        store, SYSTEM, make_actor(id="uis", name="Universidad Industrial de Santander", type="university")
    )
    create_actor(
        store,
        SYSTEM,
        make_person(id="yvonne", parent="embajada-francia", posts=[make_post(period="2024/..")]),
    )
    create_commitment(store, SYSTEM, make_commitment(id="ficha", text="Enviar la ficha", owner="yvonne"))
    create_commitment(
        store, SYSTEM, make_commitment(id="carta", text="Recibir la carta", beneficiary="yvonne")
    )
    met = make_interaction(
        "uis", title="Visita al laboratorio", when="2026-05-04", next_step="Escribir al rector"
    )
    came = Participant(actor="embajada-francia", person="yvonne")
    create_interaction(store, SYSTEM, met.having(participants=[*met.participants, came]))
    return store


def page_of(store):
    return f"/actores/yvonne/cargos/{get_person(store, 'yvonne').posts[0].id}/cambio"


def change(client, store, **fields):
    given = inputs_of(client.get(page_of(store)).get_data(as_text=True))
    kept = {name: given[name] for name in ("key", "version")}
    return send(
        client,
        page_of(store),
        {**kept, "last": "20/11/2026", **{n.replace("__", "-"): v for n, v in fields.items()}},
    )


def test_the_change_is_one_page_from_the_person_and_the_organisation(ana, small):
    for page in ("/actores/yvonne", "/actores/embajada-francia", "/actores/embajada-francia/personas"):
        assert page_of(small) in ana.get(page).get_data(as_text=True)
    words = words_of(ana.get(page_of(small)).get_data(as_text=True))
    assert "¿Qué perdemos si se va?" in words
    assert "Universidad Industrial de Santander 1 reunión" in words
    assert "Enviar la ficha" in words
    answer = change(ana, small, successor__text="Marie Dupont", passing=["ficha"], email="marie@example.org")
    assert answer.headers["Location"] == "/actores/marie-dupont"
    assert get_actor(small, "marie-dupont").email == "marie@example.org"
    assert get_commitment(small, "ficha").owner == "marie-dupont"
    assert get_commitment(small, "carta").beneficiary == "yvonne"
    undo = re.search(r'action="(/deshacer/\d+)"', ana.get("/actores/marie-dupont").get_data(as_text=True))
    assert undo
    send(ana, undo[1], {})
    assert get_commitment(small, "ficha").owner == "yvonne"
    assert small.get(["marie-dupont"]) == {}


def test_who_begins_tomorrow_is_shown_with_the_day_and_not_as_over(ana, small):
    change(ana, small, last=today().isoformat(), successor__text="Marie Dupont")
    words = words_of(ana.get("/actores/marie-dupont").get_data(as_text=True))
    assert get_person(small, "marie-dupont").posts[0].begins_after(today())
    assert "Embajadora" in words
    assert "desde el " in words
    assert "terminado" not in words
    assert "post-past" not in ana.get("/actores/marie-dupont").get_data(as_text=True)


def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(ana, small):
    answer = change(ana, small, last="cuando las ranas", successor__text="Marie Dupont")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "cuando las ranas" in page
    assert "Marie Dupont" in page


def test_who_may_be_the_same_is_asked_before_a_second_is_made(ana, small):
    create_actor(small, SYSTEM, make_person(id="marie-dupond", name="Marie Dupond"))
    answer = change(ana, small, successor__text="Marie Dupont")
    assert answer.status_code == 409
    assert "¿No será uno de estos?" in answer.get_data(as_text=True)
    assert change(ana, small, successor__text="Marie Dupont", sure="1").status_code == 302


def test_a_colleague_s_edit_meanwhile_stops_it(ana, small):
    answer = change(ana, small, successor__text="Marie Dupont", version="99")
    assert answer.headers["Location"] == page_of(small)
    assert small.get(["marie-dupont"]) == {}


def test_readers_see_the_loss_and_change_nothing(small, login_as):
    reader = login_as("reader")
    assert "Visita al laboratorio" in words_of(reader.get("/actores/yvonne/perdida").get_data(as_text=True))
    assert reader.get(page_of(small)).status_code == 403
    assert page_of(small) not in reader.get("/actores/yvonne").get_data(as_text=True)


def texts_of(answer, ending):
    if ending == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    document = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("es", ("Empalme", "En el cargo", "Qué está abierto", "Siguiente paso")),
        ("en", ("Handover", "In the post", "What is open", "Next step")),
    ],
)
def test_the_handover_says_whom_the_post_knows_and_what_is_open(ana, small, ending, lang, words):
    answer = ana.get(page_of(small).replace("cambio", f"empalme.{ending}") + f"?lang={lang}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = " ".join(texts_of(answer, ending).split())
    for word in (*words, "Enviar la ficha", "Universidad Industrial de Santander", "Escribir al rector"):
        assert word in text


def test_an_intern_hands_over_and_is_out(ana, small, login_as):
    add_user(small, "administrator", "Sol Díaz", "sol@red")
    create_commitment(
        small, get_user(small, "u-ana-perez").viewer, make_commitment(id="mia", text="Llamar a la UIS")
    )
    words = words_of(ana.get("/ajustes/entregar").get_data(as_text=True))
    assert "Llamar a la UIS" in words
    paper = ana.get("/ajustes/entregar/u-ana-perez/empalme.docx")
    assert "Llamar a la UIS" in texts_of(paper, "docx")
    assert send(ana, "/ajustes/entregar", {"to": "u-nadie"}).status_code in {404, 422}
    answer = send(ana, "/ajustes/entregar", {"to": "u-sol-diaz"})
    assert answer.headers["Location"] == "/entrar"
    assert ana.get("/").status_code == 302
    assert get_user(small, "u-ana-perez").disabled
    assert small.get(["mia"])["mia"].get("recorded_by") == "u-sol-diaz"


def test_the_receiver_finds_the_handover_in_the_settings(small, login_as):
    boss, luz = login_as("administrator", "Sol Díaz"), add_user(small, "editor", "Luz Rey", "luz@red")
    rey = login_as("editor", "Rey Mar")
    answer = send(boss, f"/ajustes/entregar/{luz.id}", {"to": "u-rey-mar"})
    assert answer.headers["Location"] == "/ajustes/cuentas"
    page = rey.get("/ajustes").get_data(as_text=True)
    found = re.search(r'href="(/archivos/[^"]+)">Empalme de Luz Rey.docx', page)
    assert found
    assert "Luz Rey" in texts_of(rey.get(found[1]), "docx")


def test_an_administrator_does_not_take_an_account_over(small, login_as):
    boss, luz = login_as("administrator", "Sol Díaz"), add_user(small, "editor", "Luz Rey", "luz@red")
    add_user(small, "editor", "Rey Mar", "rey@red")
    page = boss.get(f"/ajustes/entregar/{luz.id}").get_data(as_text=True)
    assert 'value="u-rey-mar"' in page
    assert 'value="u-sol-diaz"' not in page
    answer = send(boss, f"/ajustes/entregar/{luz.id}", {"to": "u-sol-diaz"})
    assert answer.status_code == 422
    assert "no puede pasar a usted" in answer.get_data(as_text=True)
    assert not get_user(small, luz.id).disabled


def test_a_reader_hands_nothing_over(small, login_as):
    reader = login_as("reader", "Leo")
    add_user(small, "editor", "Rey Mar", "rey@red")
    assert reader.get("/ajustes/entregar").status_code == 403
    sent = {"to": "u-rey-mar", "person": "yvonne", "successor": "uis"}
    assert send(reader, "/ajustes/entregar", sent).status_code == 403
    assert get_commitment(small, "ficha").owner == "yvonne"
    assert "/ajustes/entregar" not in reader.get("/ajustes").get_data(as_text=True)


def test_whose_promises_pass_is_not_chosen_by_an_editor(ana, small):
    add_user(small, "administrator", "Sol Díaz", "sol@red")
    answer = send(
        ana, "/ajustes/entregar", {"to": "u-sol-diaz", "person": "yvonne", "successor": "embajada-francia"}
    )
    assert answer.status_code == 422
    assert get_commitment(small, "ficha").owner == "yvonne"


def test_editors_send_nobody_else_away(ana, small):
    other = add_user(small, "editor", "Luz Rey", "luz@red")
    assert ana.get(f"/ajustes/entregar/{other.id}").status_code == 403
    assert send(ana, f"/ajustes/entregar/{other.id}", {"to": "u-ana-perez"}).status_code == 403
    assert ana.get(f"/ajustes/entregar/{other.id}/empalme.docx").status_code == 403


def test_an_administrator_erases_a_person_who_asks_for_it(small, login_as):
    boss = login_as("administrator")
    words = words_of(boss.get("/borrar/yvonne").get_data(as_text=True))
    assert "Esto no se puede deshacer" in words
    assert "Su participación en 1 reunión" in words
    assert send(boss, "/borrar/yvonne", {"confirm": "yvonne"}).status_code == 422
    assert send(boss, "/borrar/yvonne", {"confirm": "Yvonne Baumann"}).status_code == 302
    assert boss.get("/actores/yvonne").status_code == 410
    assert boss.get("/borrar/yvonne").status_code == 410
    assert "Yvonne" not in boss.get("/buscar?q=yvonne").get_data(as_text=True).replace("yvonne", "")


def test_others_are_not_even_asked(ana, small):
    assert ana.get("/borrar/yvonne").status_code == 403
    assert "/borrar/" not in ana.get("/actores/yvonne").get_data(as_text=True)
