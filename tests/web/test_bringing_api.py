"""Bringing in by the API: what the pages do, a program can do."""

import io
import time

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from tests.makers import make_actor, make_office
from tests.web.browsing import token_of

PATIENCE = 60


@pytest.fixture
def ana(login_as, store):
    create_actor(store, SYSTEM, make_office())
    create_actor(
        store, SYSTEM, make_actor(id="uis", name="Universidad Industrial de Santander", type="university")
    )
    return login_as("editor")


def headers(ana):
    return {"X-CSRFToken": token_of(ana.get("/importar").get_data(as_text=True))}


def post(ana, place, body, **more):
    return ana.post(f"/api/v1{place}", json=body, headers={**headers(ana), **more})


def send(ana, text, name="t.csv", **form):
    data = {"file": (io.BytesIO(text.encode()), name), **form}
    return ana.post("/api/v1/imports", data=data, headers=headers(ana), content_type="multipart/form-data")


def ended(ana, answer):
    assert answer.status_code == 202, answer.get_data(as_text=True)
    end = time.monotonic() + PATIENCE
    while (state := ana.get(answer.headers["Location"]).json)["running"]:
        assert time.monotonic() < end
        time.sleep(0.1)
    return state


def test_a_table_is_sent_reviewed_decided_and_saved_once(ana, store):
    state = ended(
        ana,
        send(ana, "Nombre,Tipo\nUniversidad Industrial Santander,university\nEmbajada de Suiza,embassy\n"),
    )
    review = state["review"]
    assert (review["counts"]["added"], review["counts"]["doubtful"]) == (1, 1)
    assert review["doubtful"][0]["options"][0]["id"] == "uis"
    choices = {**review["choices"], "names": {"universidad industrial santander": "!"}}
    state = ended(ana, post(ana, f"/imports/{state['id']}/review", {"choices": choices}))
    assert (state["review"]["counts"]["doubtful"], state["review"]["counts"]["left_out"]) == (0, 1)
    said = {"digest": state["review"]["digest"]}
    done = [
        post(ana, f"/imports/{state['id']}/apply", said, **{"Idempotency-Key": "k"}) for _twice in range(2)
    ]
    assert done[0].json["id"] == done[1].json["id"]
    result = ended(ana, done[0])["result"]
    assert (result["added"], result["changed"]) == (1, 0)
    assert "embajada-suiza" in store.get(["embajada-suiza"])
    assert post(ana, f"/undo/{result['transaction']}", {}).status_code == 200
    assert store.get(["embajada-suiza"]) == {}


def test_what_was_not_reviewed_is_not_saved(ana, store):
    state = ended(ana, send(ana, "Nombre,Tipo\nEmbajada de Suiza,embassy\n"))
    failed = ended(ana, post(ana, f"/imports/{state['id']}/apply", {"digest": "0" * 64}))
    assert (failed["status"], failed["errors"][0]["key"]) == ("failed", "import_changed")
    assert store.get(["embajada-suiza"]) == {}


def test_bad_requests_are_refused_with_the_field(ana):
    assert send(ana, "x", "t.exe").status_code == 422
    assert send(ana, "a,b", noun="barcos").json["errors"][0]["field"] == "noun"
    assert ana.get("/api/v1/imports/work-" + "0" * 24).status_code == 404
    assert ana.get("/api/v1/imports/..%2f..%2fred").status_code == 404
    assert post(ana, "/mails/proposal", {"text": "hola"}).status_code == 422


def test_an_e_mail_becomes_a_proposal(ana):
    text = "De: Rectoría <rectoria@uis.edu.co>\nFecha: 3/03/2026\nPara: OFAI\nAsunto: Agua\n\nHola"
    answer = post(ana, "/mails/proposal", {"text": text}).json
    assert (answer["proposal"]["title"], answer["proposal"]["when"]["start"], answer["summary"]) == (
        "Agua",
        "2026-03-03",
        "Hola",
    )


def test_who_only_reads_cannot_import(login_as):
    leo = login_as("reader")
    assert leo.get("/api/v1/imports/work-" + "0" * 24).status_code == 403
