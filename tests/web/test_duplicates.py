"""Deciding about look-alikes, joining, taking back and taking apart: pages and API on the office's own data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.access import SYSTEM
from crm.accounts.managing import NewToken, make_token
from crm.actors import create_actor, get_actor
from crm.duplicates.kept import refresh_duplicates
from crm.interactions import create_interaction
from crm.merging.joinings import merges_into
from graph.store import EdgeQuery, Store
from tests.makers import make_actor, make_interaction
from tests.web.browsing import send
from tests.web.conftest import LogIn
from web.config import Config

LONG = "Cámara Colombo Canadiense de Comercio"
TWIN = {
    "id": "uis-2",
    "name": "Universidad Industrial de Santander UIS",
    "type": "university",
    "country": "CO",
}


@pytest.fixture
def twins(seeded: Store, config: Config) -> Store:
    """The office's data with the university a second time, and the analyst's results."""
    create_actor(seeded, SYSTEM, make_actor(**TWIN, phone="+57 607 634 4000", notes="Campus principal."))
    refresh_duplicates(seeded, Path(config.data_dir) / "derived")
    return seeded


@pytest.fixture
def api(app: Flask, twins: Store) -> FlaskClient:
    """An editor's program."""
    _token, secret = make_token(twins, SYSTEM, NewToken("Programa", "editor", "office"), datetime.now(UTC))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def own(store: Store) -> str:
    """The id the office's data has for the university."""
    return "uis"


def fields(store: Store, winner: str, loser: str, **more: object) -> dict[str, object]:
    versions = {
        "version-winner": get_actor(store, winner).version,
        "version-loser": get_actor(store, loser).version,
    }
    return {"con": loser, "winner": winner, **versions, **more}


def test_the_page_shows_the_pair_with_reasons_and_a_decision_is_remembered(
    twins: Store, login_as: LogIn
) -> None:
    client = login_as("editor")
    page = client.get("/duplicados").get_data(as_text=True)
    assert "Universidad Industrial de Santander UIS" in page
    assert "Parecido de" in page
    answer = send(
        client, "/duplicados/aparte", {"a": "uis-2", "b": own(twins), "desde": 0}, follow_redirects=True
    )
    text = answer.get_data(as_text=True)
    assert "Quedó anotado: no son el mismo." in text
    assert "Universidad Industrial de Santander UIS" not in text
    assert twins.edges(EdgeQuery(("uis-2",), ("NOT_SAME_AS",)))


def test_what_the_documents_hold_for_possibly_the_same_is_a_doubt_too(twins: Store, login_as: LogIn) -> None:
    page = login_as("reader").get("/duplicados").get_data(as_text=True)
    assert "Campus Zona Franca" in page
    assert "los documentos dicen que podría ser el mismo" in page
    assert "No son el mismo</button>" not in page


def test_an_actor_made_after_the_search_is_compared_at_once(twins: Store, login_as: LogIn) -> None:
    create_actor(twins, SYSTEM, make_actor(id="pnud-2", name="UNDP", type="international_organization"))
    create_actor(twins, SYSTEM, make_actor(id="pnud-3", name="PNUD", type="international_organization"))
    page = login_as("editor").get("/duplicados").get_data(as_text=True)
    assert "UNDP" in page


def test_before_any_search_the_page_says_so(seeded: Store, login_as: LogIn) -> None:
    page = login_as("editor").get("/duplicados").get_data(as_text=True)
    assert "todavía no termina" in page


def test_joining_is_shown_before_done_after_and_undone_later(twins: Store, login_as: LogIn) -> None:
    client, uis = login_as("editor"), own(twins)
    page = client.get(f"/actores/{uis}/unir?con=uis-2").get_data(as_text=True)
    assert "Contactos en la red" in page
    assert f"/simulador?cambio=merge&amp;actor={uis}&amp;otro=uis-2" in page
    assert "+57 607 634 4000" in page
    answer = send(client, f"/actores/{uis}/unir", fields(twins, uis, "uis-2", **{"take-name": "winner"}))
    assert answer.headers["Location"].endswith(f"/actores/{uis}")
    record = client.get(f"/actores/{uis}").get_data(as_text=True)
    assert "Universidad Industrial de Santander UIS" in record
    assert client.get("/actores/uis-2").status_code == 301
    assert client.get("/actores/uis-2/editar").headers["Location"].endswith(f"/actores/{uis}/editar")
    (merge,) = merges_into(twins, uis)
    create_interaction(twins, SYSTEM, make_interaction(uis, id="i-nueva", title="Taller de drones"))
    asked = client.get(f"/uniones/{merge.id}/deshacer").get_data(as_text=True)
    assert "Taller de drones" in asked
    send(client, f"/uniones/{merge.id}/deshacer", {"give": "i-nueva"})
    assert client.get("/actores/uis-2").status_code == 200
    assert get_actor(twins, "uis-2").interactions == 1
    assert not get_actor(twins, "uis-2").archived


def test_a_stale_page_joins_nothing(twins: Store, login_as: LogIn) -> None:
    client, uis = login_as("editor"), own(twins)
    stale = {**fields(twins, uis, "uis-2"), "version-loser": 9}
    assert send(client, f"/actores/{uis}/unir", stale).status_code == 409
    assert not get_actor(twins, "uis-2").archived


def test_readers_see_pairs_but_join_nothing(twins: Store, login_as: LogIn) -> None:
    client, uis = login_as("reader"), own(twins)
    assert client.get(f"/actores/{uis}/unir").status_code == 403
    assert send(client, f"/actores/{uis}/unir", fields(twins, uis, "uis-2")).status_code == 403
    assert client.get(f"/actores/{uis}/separar").status_code == 403


def test_the_other_record_is_chosen_by_its_words_without_scripts(twins: Store, login_as: LogIn) -> None:
    client = login_as("editor")
    page = client.get("/actores/uis-2/unir").get_data(as_text=True)
    assert f"/actores/uis-2/unir?con={own(twins)}" in page
    found = client.get("/actores/uis-2/unir?end_actor-text=UNAB&end_actor=").get_data(as_text=True)
    assert "Unir dos registros" in found
    unknown = client.get("/actores/uis-2/unir?end_actor-text=xyzzy&end_actor=")
    assert unknown.status_code == 200


def test_a_record_is_taken_apart_by_its_page(twins: Store, login_as: LogIn) -> None:
    client, uis = login_as("editor"), own(twins)
    page = client.get(f"/actores/{uis}/separar").get_data(as_text=True)
    assert 'name="interactions"' in page
    edges = twins.edges(EdgeQuery((uis,), ("TOOK_PART",), "out"))
    chosen = {"version": get_actor(twins, uis).version, "interactions": edges[0].end, "type": "university"}
    answer = send(client, f"/actores/{uis}/separar", {**chosen, "name": "Instituto de Lenguas"})
    assert answer.headers["Location"].endswith("/actores/instituto-lenguas")
    assert get_actor(twins, "instituto-lenguas").interactions == 1
    nothing = send(
        client,
        f"/actores/{uis}/separar",
        {"version": get_actor(twins, uis).version, "type": "university", "name": "Otra"},
    )
    assert nothing.status_code == 422
    assert "Elija qué se separa." in nothing.get_data(as_text=True)


def test_the_api_does_all_of_it(twins: Store, api: FlaskClient) -> None:
    uis = own(twins)
    pairs = api.get("/api/v1/duplicates").get_json()
    assert pairs["ready"]
    assert {"uis-2", uis} in [{one["a"]["id"], one["b"]["id"]} for one in pairs["items"]]
    preview = api.get(f"/api/v1/actors/{uis}/merge?with=uis-2").get_json()
    assert preview["consequences"]["interactions"] == 0
    versions = {"winner": preview["winner"]["version"], "loser": preview["loser"]["version"]}
    body = {"loser": "uis-2", "versions": versions}
    key = {"Idempotency-Key": "una-vez"}
    made = api.post(f"/api/v1/actors/{uis}/merge", json=body, headers=key)
    again = api.post(f"/api/v1/actors/{uis}/merge", json=body, headers=key)
    assert (made.status_code, again.get_json()["merge"]) == (201, made.get_json()["merge"])
    moved = api.get("/api/v1/actors/uis-2")
    assert (moved.status_code, moved.headers["Location"].rsplit("/", 1)[-1]) == (301, uis)
    assert [one["loser"] for one in api.get(f"/api/v1/actors/{uis}/merges").get_json()["items"]] == ["uis-2"]
    undone = api.post(f"/api/v1/merges/{made.get_json()['merge']}/undo", json={})
    assert {one["id"] for one in undone.get_json()["actors"]} == {uis, "uis-2"}
    apart = api.post("/api/v1/duplicates/apart", json={"a": uis, "b": "uis-2"})
    assert apart.get_json()["type"] == "NOT_SAME_AS"
    edges = twins.edges(EdgeQuery((uis,), ("TOOK_PART",), "out"))
    split = {"version": get_actor(twins, uis).version, "target": "uis-2", "interactions": [edges[0].end]}
    both = api.post(f"/api/v1/actors/{uis}/split", json=split).get_json()["actors"]
    assert [one["interactions"] for one in both] == [len(edges) - 1, 1]
    wrong = api.post(f"/api/v1/actors/{uis}/split", json={**split, "interactions": ["nada"]})
    assert (wrong.status_code, wrong.content_type) in {
        (409, "application/problem+json"),
        (422, "application/problem+json"),
    }
