"""Saved views on the pages: saved from the red, opened, listed, pinned, shared, changed by two, spoken of by the API."""

import html
import json
import re

import pytest

from crm.history import history_of
from crm.interactions import create_interaction
from crm.views.model import FACES
from crm.views.reading import view_of
from tests.cli.shapes import check
from tests.crm.conftest import ANA
from tests.makers import make_interaction
from tests.web.browsing import send, token_of
from web.red.faces import faces
from web.red.wish import Wish

PICTURE = {
    "positions": {"imebu": [500, -300]},
    "annotations": [{"text": "Aquí empieza todo", "actor": "imebu"}],
    "camera": {"x": 1, "y": 2, "scale": 1.5},
}
HOSTILE = "<script>alert(1)</script>\"'\u202e \U0001f469\u200d\U0001f680 javascript:x"

HIDDEN = r'<input type="hidden" name="([^"]+)" value="([^"]*)">'


def text_of(browser, url, **more):
    return browser.get(url, follow_redirects=True, **more).get_data(as_text=True)


def test_a_view_opens_as_it_was_saved(city):
    id = city.save(city.ana, "Todo", "todo=1&sel=uis&q=x", PICTURE, notes="Para el Concejo")
    kept = view_of(city.store, id)
    assert (kept.query, len(kept.held.actors), kept.held.ties) == ("todo=1", 6, 5)
    less = view_of(city.store, city.save(city.ana, "Menos", "todo=1", {"hidden": ["uis"]}))
    assert (less.query, less.hidden, len(less.held.actors)) == ("todo=1&sin=uis", ["uis"], 5)
    opened = city.luz.get(f"/red?vista={id}")
    assert opened.location == f"/red?todo=1&vista={id}"
    page = text_of(city.luz, opened.location)
    assert "Para el Concejo" in page
    assert "Aquí empieza todo" in page
    nodes = city.luz.get(f"/red/datos?todo=1&vista={id}").get_json()["network"]["nodes"]
    assert next((node["x"], node["y"]) for node in nodes if node["id"] == "imebu") == (500, -300)
    assert city.luz.get(f"/vistas/{id}/abrir").location == opened.location


def test_a_private_view_is_in_nobody_else_s_list(city):
    id = city.save(city.ana, "Solo mía", "actor=uis", audience="mine")
    assert "Solo mía" in text_of(city.ana, "/vistas?de=mias")
    assert "Solo mía" not in text_of(city.luz, "/vistas")
    assert city.luz.get(f"/vistas/{id}").status_code == 404
    assert "Solo mía" not in text_of(city.luz, f"/red?actor=uis&vista={id}")


def test_a_view_says_what_changed_since(city):
    id = city.save(city.ana, "Alrededor de la UIS", "actor=uis")
    assert "cambiaron" not in text_of(city.ana, f"/vistas/{id}")
    create_interaction(city.store, ANA, make_interaction("uis", "jica", id="m9"))
    city.analyse()
    said = "Sus datos cambiaron desde entonces: 1 actor nuevo, 1 vínculo más."
    assert said in text_of(city.ana, f"/vistas/{id}")
    assert said in text_of(city.ana, f"/red?actor=uis&vista={id}")


def test_a_pinned_view_is_a_card_where_it_is_pinned(city):
    id = city.save(city.ana, "Fijada", "actor=imebu")
    form = {"name": "Fijada aquí", "audience": "office", "pins": ["inicio", "imebu", ""], "version": "1"}
    assert send(city.ana, f"/vistas/{id}", form).status_code == 302
    for url in ("/", "/actores/imebu"):
        page = text_of(city.luz, url)
        assert "Fijada aquí" in page
        assert '<svg class="view-mini"' in page
    assert "Fijada aquí" not in text_of(city.luz, "/actores/jica")
    archived = send(city.ana, f"/vistas/{id}/archivar", {"version": "2"})
    assert archived.status_code == 302
    assert "Fijada aquí" not in text_of(city.luz, "/")
    change = history_of(city.store, id)[0].transaction
    assert send(city.ana, f"/deshacer/{change}", {}).status_code == 302
    assert "Fijada aquí" in text_of(city.luz, "/")
    send(city.ana, f"/vistas/{id}/archivar", {"version": str(view_of(city.store, id).version)})


def test_of_two_who_rename_the_second_chooses(city):
    id = city.save(city.ana, "De las dos", "todo=1")
    form = {"name": "De Ana", "audience": "office", "version": "1"}
    assert send(city.ana, f"/vistas/{id}", form).status_code == 302
    answer = send(city.luz, f"/vistas/{id}", {**form, "name": "De Luz"})
    assert answer.status_code == 409
    assert "De Ana" in answer.get_data(as_text=True)
    assert view_of(city.store, id).name == "De Ana"


def test_of_two_who_move_the_second_keeps_the_picture_and_chooses(city):
    id = city.save(city.ana, "Movida", "todo=1", PICTURE)
    fields = {"query": "todo=1", "version": "1", "picture": json.dumps({"positions": {"uis": [9, 9]}})}
    assert send(city.ana, f"/vistas/{id}/dibujo", fields).status_code == 302
    answer = send(city.luz, f"/vistas/{id}/dibujo", {**fields, "picture": json.dumps(PICTURE)})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Ana Ruiz" in page
    assert "empieza todo" in page
    assert set(view_of(city.store, id).positions) == {"uis"}
    assert send(city.luz, f"/vistas/{id}/dibujo", {**fields, "version": "2"}).status_code == 302


def test_what_is_refused_comes_back_with_all_that_was_sent(city):
    answer = send(city.ana, "/vistas", {"name": "", "query": "todo=1", "picture": json.dumps(PICTURE)})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "La vista no se guardó" in page
    assert "empieza todo" in page
    assert send(city.ana, "/vistas", {"name": "x", "picture": "[" * 100_000}).status_code == 422
    assert send(city.ana, "/vistas", {"name": "x", "picture": "7"}).status_code == 422


def test_who_only_reads_sees_views_and_saves_none(city):
    id = city.save(city.ana, "Para leer", "todo=1")
    assert "Guardar esta vista" not in text_of(city.ojo, "/red?todo=1")
    assert "Para leer" in text_of(city.ojo, f"/red?todo=1&vista={id}")
    for url in (
        "/vistas",
        f"/vistas/{id}",
        f"/vistas/{id}/dibujo",
        f"/vistas/{id}/archivar",
        f"/vistas/{id}/relato",
    ):
        assert send(city.ojo, url, {"name": "No"}).status_code == 403


def test_hostile_names_and_notes_are_words_everywhere(city):
    notes = [{"text": HOSTILE[:200], "x": 1, "y": 1}]
    id = city.save(city.ana, HOSTILE, "todo=1", {"annotations": notes}, notes=HOSTILE * 40)
    for url in (f"/red?todo=1&vista={id}", "/vistas", f"/vistas/{id}", f"/vistas/{id}/relato"):
        page = text_of(city.luz, url)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
    file = text_of(city.luz, f"/vistas/{id}/relato.html")
    assert "<script>alert" not in file
    assert city.luz.get(f"/vistas/{id}/relato.pdf").data.startswith(b"%PDF")


def test_a_story_is_proposed_changed_and_kept(city):
    id = city.save(city.ana, "Contada", "todo=1")
    page = text_of(city.ana, f"/vistas/{id}/relato")
    assert "«Contada» reúne" in page
    rows = {"version": "1", "rows": "2", "steps-0-text": "Primero", "steps-0-actors": ["uis", "jica"]}
    rows |= {"steps-1-text": "Segundo", "steps-1-facts": ["m1"]}
    moved = send(city.ana, f"/vistas/{id}/relato", {**rows, "do": "up-1"}).get_data(as_text=True)
    assert moved.index("Segundo") < moved.index("Primero")
    assert 'href="/interacciones/m1"' in moved
    less = send(city.ana, f"/vistas/{id}/relato", {**rows, "do": "remove-0"}).get_data(as_text=True)
    assert "Primero" not in less
    assert 'name="rows" value="3"' in send(city.ana, f"/vistas/{id}/relato", {**rows, "do": "add"}).text
    assert view_of(city.store, id).steps == []
    assert send(city.ana, f"/vistas/{id}/relato", {**rows, "do": "save"}).status_code == 302
    kept = view_of(city.store, id).steps
    assert [(one.text, one.actors, one.facts) for one in kept] == [
        ("Primero", ["uis", "jica"], []),
        ("Segundo", [], ["m1"]),
    ]
    late = send(city.luz, f"/vistas/{id}/relato", {**rows, "steps-0-text": "Tarde", "do": "save"})
    assert late.status_code == 409
    assert "Lo que usted escribió" in late.text
    assert "1. Primero" in late.text
    assert "Tarde" in late.text
    file = text_of(city.ojo, f"/vistas/{id}/relato.html")
    assert '"text": "Primero", "actors": ["uis", "jica"]' in file
    assert city.ojo.get(f"/vistas/{id}/relato.pdf").data.startswith(b"%PDF")


def test_programs_do_the_same(city):
    token = {"X-CSRFToken": token_of(text_of(city.ana, "/vistas"))}
    body = {"name": "De un programa", "query": "actor=uis&vista=otra", "pins": ["inicio"]}
    made = city.ana.post("/api/v1/views", json=body, headers={**token, "Idempotency-Key": "k1"})
    again = city.ana.post("/api/v1/views", json=body, headers={**token, "Idempotency-Key": "k1"})
    view = made.get_json()
    assert (made.status_code, again.get_json()["id"]) == (201, view["id"])
    assert view["query"] == "actor=uis"
    assert "uis" in view["held"]["actors"]
    url = f"/api/v1/views/{view['id']}"
    body = {name: view[name] for name in ("name", "query", "audience")}
    changed = city.ana.put(
        url, json={**body, "name": "Otro"}, headers={**token, "If-Match": made.headers["ETag"]}
    )
    assert changed.get_json()["name"] == "Otro"
    stale = city.ana.put(
        url, json={**body, "name": "Tarde"}, headers={**token, "If-Match": made.headers["ETag"]}
    )
    assert stale.status_code == 412
    assert view["id"] in [one["id"] for one in city.luz.get("/api/v1/views?limit=100").get_json()["items"]]
    bad = city.ana.post(
        "/api/v1/views", json={"name": "x", "camera": {"x": 0, "y": 0, "scale": 99}}, headers=token
    )
    assert bad.status_code == 422
    assert city.ana.delete(url, headers={**token, "If-Match": changed.headers["ETag"]}).get_json()["archived"]


def test_what_programs_are_told_is_as_documented(city):
    said = {"name": "Documentada", "query": "todo=1", **PICTURE, "steps": [{"text": "Uno", "facts": ["m1"]}]}
    token = {"X-CSRFToken": token_of(text_of(city.ana, "/vistas"))}
    view = city.ana.post("/api/v1/views", json=said, headers=token).get_json()
    check(view, "View")
    url = f"/api/v1/views/{view['id']}"
    kept = city.luz.get(f"{url}/story").get_json()
    proposed = city.luz.get(f"{url}/story?propose=1").get_json()
    check(kept, "ViewStory")
    check(proposed, "ViewStory")
    assert (kept["kept"], len(kept["steps"]), proposed["kept"]) == (True, 1, False)
    assert len(proposed["steps"]) > 3
    since = city.luz.get(f"{url}/since").get_json()
    check(since, "ViewSince")
    assert (since["came"], since["went"], since["ties"], since["text"]) == ([], [], 0, "")
    check(city.luz.get("/red/novedades?desde=1").get_json(), "RedNews")


def test_a_face_is_kept_with_what_it_alone_understands(city):
    page = text_of(city.ana, "/red/tabla?todo=1")
    assert "Guardar esta vista" in page
    id = city.save(city.ana, "Como tabla", "todo=1&orden=nombre", face="red/tabla")
    assert city.luz.get(f"/red?vista={id}").location == f"/red/tabla?todo=1&orden=nombre&vista={id}"
    assert "Como tabla" in text_of(city.luz, f"/red/tabla?todo=1&orden=nombre&vista={id}")


def steps_of(*texts, **more):
    """What the editor of a story sends for steps with these words."""
    said = {f"steps-{number}-text": text for number, text in enumerate(texts)}
    return {"rows": str(len(texts)), "do": "save", **said, **more}


def test_of_two_who_tell_one_story_the_second_chooses_step_by_step(city):
    id = city.save(city.ana, "Entre dos", "todo=1")
    url = f"/vistas/{id}/relato"
    assert send(city.ana, url, steps_of("Uno", "Dos", "Tres", version="1")).status_code == 302
    opened = text_of(city.luz, url)
    was = html.unescape(re.findall(r'name="was" value="([^"]*)"', opened)[0])
    assert send(city.ana, url, steps_of("Uno de Ana", "Dos de Ana", "Tres", version="2")).status_code == 302
    mine = steps_of("Uno", "Dos de Luz", "Tres de Luz", version="2", was=was)
    page = send(city.luz, url, mine)
    assert page.status_code == 409
    sent = [(name, html.unescape(value)) for name, value in re.findall(HIDDEN, page.text)]
    assert len(re.findall('class="clash"', page.text)) == 1
    assert ("steps-0-text", "Uno de Ana") in sent
    assert ("steps-2-text", "Tres de Luz") in sent
    chosen = {**dict(sent), "take-step-1": "saved"}
    assert send(city.luz, url, chosen).status_code == 302
    assert [one.text for one in view_of(city.store, id).steps] == ["Uno de Ana", "Dos de Ana", "Tres de Luz"]


def test_a_story_is_chosen_whole_when_steps_moved_and_not_asked_about_when_only_the_name_changed(city):
    id = city.save(city.ana, "Movido", "todo=1")
    url = f"/vistas/{id}/relato"
    assert send(city.ana, url, steps_of("Uno", "Dos", version="1")).status_code == 302
    was = json.dumps([{"text": text, "actors": [], "facts": []} for text in ("Uno", "Dos")])
    form = {"name": "Renombrado", "audience": "office", "version": "2"}
    assert send(city.luz, f"/vistas/{id}", form).status_code == 302
    assert send(city.ana, url, steps_of("Uno", "Dos más", version="2", was=was)).status_code == 302
    moved = send(city.luz, url, steps_of("Dos", "Uno", version="2", was=was))
    assert moved.status_code == 409
    assert 'name="take-story" value="saved"' in moved.text
    sent = dict(re.findall(HIDDEN, moved.text))
    assert (sent["steps-0-text"], sent["version"]) == ("Dos", str(view_of(city.store, id).version))


def test_a_step_looks_at_whom_one_chooses(city):
    id = city.save(city.ana, "Mirada", "todo=1")
    rows = steps_of("Miren", version="1") | {"steps-0-actors": ["uis", "", "jica"], "do": "show"}
    page = send(city.ana, f"/vistas/{id}/relato", rows).text
    assert re.search(r"Mira a: [^<]*,[^<]*<", page)
    assert "data-draft-unsaved" in page
    assert send(city.ana, f"/vistas/{id}/relato", {**rows, "do": "save"}).status_code == 302
    assert view_of(city.store, id).steps[0].actors == ["uis", "jica"]
    assert "data-draft-unsaved" not in text_of(city.ana, f"/vistas/{id}/relato")


@pytest.mark.parametrize("id", ["no-existe", "uis"])
def test_an_address_with_a_view_that_is_not_there_shows_the_selection(city, id):
    assert city.ana.get(f"/red?todo=1&vista={id}").status_code == 200
    assert city.ana.get(f"/red?vista={id}").status_code == 200
    assert city.ana.get(f"/vistas/{id}").status_code == 404


def test_every_face_of_the_red_can_be_kept(city):
    with city.app.test_request_context("/red"):
        assert {face.page.strip("/") for face in faces(Wish())} <= FACES
