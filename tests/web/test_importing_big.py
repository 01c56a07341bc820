"""Large files: read and saved by a worker beside the server, with progress, a way to cancel, and one undo."""

import json
import os
import signal
import time

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from graph.store import Query
from tests.makers import make_actor, make_office
from tests.web.browsing import send
from tests.web.reading import inputs_of, words_of
from tests.web.test_importing import upload
from web.bringing import running

ROWS = 3_000
PATIENCE = 60


@pytest.fixture
def ana(login_as, store, monkeypatch):
    monkeypatch.setattr(running, "BIG_BYTES", 50_000)
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="uis", name="UIS", type="university"))
    return login_as("editor")


def table(rows=ROWS):
    return "Nombre,Tipo,Notas\n" + "".join(f"Fundación Zeta {n},ngo_foundation,nota\n" for n in range(rows))


def state_of(ana, place):
    return json.loads(ana.get(f"{place}/estado", headers={"Accept": "application/json"}).data)


def ended(ana, place):
    end = time.monotonic() + PATIENCE
    while (state := state_of(ana, place))["running"]:
        assert time.monotonic() < end
        time.sleep(0.1)
    return state


def left(config, *kinds):
    return [file for kind in kinds for file in (config.data_dir / "uploads").rglob(kind)]


def count(store):
    return store.find(Query("Actor", limit=1)).total


def test_a_large_table_is_reviewed_saved_and_undone_by_a_worker(ana, store, config):
    place = upload(ana, table()).headers["Location"]
    assert ended(ana, place)["status"] == "ready"
    page = ana.get(place).get_data(as_text=True)
    assert "3.000 se agregan" in words_of(page)
    assert count(store) == 2
    fields = {name: value for name, value in inputs_of(page).items() if name != "csrf_token"}
    saving = send(ana, "/importar/confirmar", fields).headers["Location"]
    assert send(ana, "/importar/confirmar", fields).headers["Location"] == saving
    assert ended(ana, saving)["status"] == "done"
    assert count(store) == 2 + ROWS
    assert not left(config, "*.review.json", "*.csv"), "what people sent goes when it is saved"
    page = ana.get(saving).get_data(as_text=True)
    assert "Se agregaron 3.000 registros" in words_of(page)
    undo = page.split('action="/deshacer/')[1].split('"')[0]
    answer = send(ana, f"/deshacer/{undo}", {})
    if "/importar/trabajos/" in answer.headers["Location"]:
        assert ended(ana, answer.headers["Location"])["status"] == "done"
    assert count(store) == 2


def test_cancelling_leaves_nothing_behind(ana, store, config):
    place = upload(ana, table(20_000)).headers["Location"]
    assert send(ana, f"{place}/cancelar", {}).status_code == 303
    assert ended(ana, place)["status"] == "cancelled"
    assert count(store) == 2
    assert not left(config, "*.review.json", "*.csv")
    assert "No se guardó nada" in words_of(ana.get(place).get_data(as_text=True))


def test_another_person_does_not_see_the_work(ana, login_as):
    place = upload(ana, table()).headers["Location"]
    berta = login_as("administrator", "Berta")
    assert berta.get(place).status_code == 404
    assert berta.get("/importar/trabajos/../../x").status_code == 404
    ended(ana, place)


def test_a_damaged_large_file_says_why(ana):
    place = upload(ana, table() + '"' + "x" * 200_000 + '",a,b\n').headers["Location"]
    assert ended(ana, place)["status"] == "failed"
    assert "dañado" in words_of(ana.get(place).get_data(as_text=True))


def test_a_worker_that_is_killed_while_it_saves_leaves_nothing_behind(ana, store, config):
    place = upload(ana, table(12_000)).headers["Location"]
    assert ended(ana, place)["status"] == "ready"
    page = ana.get(place).get_data(as_text=True)
    fields = {name: value for name, value in inputs_of(page).items() if name != "csrf_token"}
    saving = send(ana, "/importar/confirmar", fields).headers["Location"]
    end = time.monotonic() + PATIENCE
    while (state := state_of(ana, saving))["status"] != "saving" and state["running"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    (file,) = (config.data_dir / "uploads").rglob(f"{saving.rsplit('/', 1)[1]}.state.json")
    os.kill(json.loads(file.read_text())["process"], signal.SIGKILL)
    assert ended(ana, saving)["status"] == "died"
    assert count(store) == 2
    assert "No se guardó nada" in words_of(ana.get(saving).get_data(as_text=True))
