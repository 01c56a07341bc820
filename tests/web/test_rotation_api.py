"""The API of files, of people who move, of accounts that leave and of erasing: what the pages do, programs do."""

import io
from datetime import UTC, datetime

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import NewToken, get_user, make_token
from crm.actors import create_actor
from crm.commitments import create_commitment, get_commitment
from crm.files.attaching import files_of
from crm.interactions import create_interaction
from crm.people import get_person
from tests.crm.test_files import PDF
from tests.makers import make_actor, make_commitment, make_interaction, make_office, make_person, make_post
from tests.web.browsing import add_user
from tests.web.test_api import Api
from web.api.openapi import describe


@pytest.fixture
def programs(app, store):
    """Programs by role, on a store with an ambassador who owes something."""
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    create_actor(
        store,
        SYSTEM,
        make_person(id="yvonne", parent="embajada-francia", posts=[make_post(period="2024/..")]),
    )
    create_commitment(store, SYSTEM, make_commitment(id="ficha", owner="yvonne"))
    create_interaction(store, SYSTEM, make_interaction("embajada-francia", id="reunion"))

    def made(role):
        return Api(app, make_token(store, SYSTEM, NewToken(role, role, "office"), datetime.now(UTC))[1])

    return {role: made(role) for role in ("reader", "editor", "administrator")}


@pytest.fixture
def editor(programs):
    return programs["editor"]


def attach(api, id, *files):
    data = {"files": [(io.BytesIO(content), name) for name, content in files]}
    return api.client.post(f"/api/v1/interactions/{id}/files", data=data, headers=api.headers)


def test_files_are_sent_listed_read_taken_away_and_brought_back(editor, store):
    answer = attach(editor, "reunion", ("acta.pdf", PDF), ("nota.txt", b"hola"))
    assert answer.status_code == 201
    assert [one["kind"] for one in answer.json["items"]] == ["pdf", "txt"]
    id = answer.json["items"][0]["id"]
    read = editor("GET", f"/files/{id}")
    content = editor("GET", f"/files/{id}/content")
    assert content.data == PDF
    assert "sandbox" in content.headers["Content-Security-Policy"]
    assert editor("DELETE", f"/files/{id}").status_code == 428
    gone = editor("DELETE", f"/files/{id}", If_Match=read.headers["ETag"])
    assert gone.json["archived"] is True
    assert editor("DELETE", f"/files/{id}", If_Match=read.headers["ETag"]).status_code == 412
    assert [one["name"] for one in editor("GET", "/interactions/reunion/files").json["items"]] == ["nota.txt"]
    assert len(editor("GET", "/interactions/reunion/files?archived=1").json["items"]) == 2
    back = editor("POST", f"/files/{id}/restore", If_Match=gone.headers["ETag"])
    assert back.json["archived"] is False


def test_what_cannot_be_attached_says_why_and_leaves_nothing(editor, programs, store):
    refused = attach(editor, "reunion", ("acta.pdf", PDF), ("x.html", b"<html>"))
    assert refused.status_code == 422
    assert [error["key"] for error in refused.json["errors"]] == ["file_unknown_kind"]
    assert files_of(store, "reunion") == []
    assert attach(editor, "nada", ("acta.pdf", PDF)).status_code == 404
    assert attach(programs["reader"], "reunion", ("acta.pdf", PDF)).status_code == 403


def test_a_post_passes_on_once(editor, store):
    holding = get_person(store, "yvonne").posts[0].id
    assert [one["id"] for one in editor("GET", "/actors/yvonne/losses").json["commitments"]] == ["ficha"]
    path = f"/actors/yvonne/posts/{holding}/succession"
    last = {"start": "2026-11-20", "end": "2026-11-20", "precision": "day"}
    body = {"last": last, "name": "Marie Dupont", "passing": ["ficha"]}
    assert editor("POST", path, body).status_code == 428
    version = f'"{get_person(store, "yvonne").version}"'
    first = editor("POST", path, body, If_Match=version, Idempotency_Key="k1")
    assert first.status_code == 200, first.json
    assert first.json["successor"]["id"] == "marie-dupont"
    assert first.json["passed"] == ["ficha"]
    again = editor("POST", path, body, If_Match=version, Idempotency_Key="k1")
    assert again.json == first.json
    assert editor("POST", path, body, If_Match=version).status_code == 412
    wrong = editor("POST", path, {"last": last, "successor": "yvonne"}, If_Match=version)
    assert [(error["field"], error["key"]) for error in wrong.json["errors"]] == [
        ("successor", "successor_is_leaver")
    ]


@pytest.mark.parametrize(("format", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_handover_paper_comes_in_both_formats(editor, store, format, start):
    holding = get_person(store, "yvonne").posts[0].id
    answer = editor("GET", f"/actors/yvonne/posts/{holding}/handover?format={format}&language=en")
    assert answer.data.startswith(start)
    assert editor("GET", f"/actors/yvonne/posts/{holding}/handover?format=exe").status_code == 422


def test_an_account_is_handed_over_by_administrators(programs, store):
    luz, sol = add_user(store, "editor", "Luz", "luz@red"), add_user(store, "editor", "Sol", "sol@red")
    create_commitment(store, luz.viewer, make_commitment(id="suya"))
    boss = programs["administrator"]
    assert boss("GET", f"/users/{luz.id}/belongings").json["commitments"] == ["suya"]
    assert programs["editor"]("POST", f"/users/{luz.id}/hand-over", {"to": sol.id}).status_code == 403
    assert boss("POST", f"/users/{luz.id}/hand-over", {"to": luz.id}).status_code == 422
    assert boss("POST", f"/users/{luz.id}/hand-over", {"to": sol.id}).json["passed"] == 1
    assert get_user(store, luz.id).disabled


def test_programs_of_readers_hand_nothing_over(app, store, programs):
    luz, sol = add_user(store, "reader", "Luz", "luz@red"), add_user(store, "editor", "Sol", "sol@red")
    key = make_token(store, luz.viewer, NewToken("mía", "reader", f"user:{luz.id}"), datetime.now(UTC))[1]
    body = {"to": sol.id, "person": "yvonne", "successor": "embajada-francia"}
    assert Api(app, key)("POST", f"/users/{luz.id}/hand-over", body).status_code == 403
    assert get_commitment(store, "ficha").owner == "yvonne"


def test_erasing_says_first_and_needs_the_name(programs):
    boss = programs["administrator"]
    assert programs["editor"]("GET", "/erasures/yvonne").status_code == 403
    assert boss("GET", "/erasures/yvonne").json["confirm"] == "Yvonne Baumann"
    assert boss("POST", "/erasures/yvonne", {"confirm": "otra"}).status_code == 422
    assert "yvonne" in boss("POST", "/erasures/yvonne", {"confirm": "Yvonne Baumann"}).json["erased"]
    assert boss("GET", "/actors/yvonne").status_code == 410


def test_every_path_is_described():
    paths = describe()["paths"]
    for path in ("/interactions/{id}/files", "/files/{id}/content", "/actors/{id}/losses", "/erasures/{id}"):
        assert path in paths
    assert set(paths["/files/{id}"]) >= {"get", "delete"}
