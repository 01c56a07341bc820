"""The JSON API: what programs rely on."""

from datetime import UTC, datetime
from threading import Thread

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaError

from crm.access import SYSTEM
from crm.accounts.managing import NewToken, make_token
from crm.actors import create_actor
from crm.interactions import create_interaction
from crm.projects import create_project
from tests.makers import make_actor, make_interaction, make_office, make_person, make_project
from tests.web.browsing import send, token_of
from web.api.openapi import describe


class Api:
    """A program with a token."""

    def __init__(self, app, secret):
        self.client, self.headers = app.test_client(), {"Authorization": f"Bearer {secret}"}

    def __call__(self, verb, path, body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(f"/api/v1{path}", method=verb, json=body, headers={**self.headers, **named})


@pytest.fixture
def api(app, store):
    """An editor's program, on a store with an embassy, a meeting and a project."""
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    promise = {"text": "Enviar la ficha", "owner": "ofai"}
    create_interaction(
        store, SYSTEM, make_interaction("embajada-francia", id="reunion", commitments=[promise])
    )
    create_project(store, SYSTEM, make_project())
    _token, secret = make_token(store, SYSTEM, NewToken("Programa", "editor", "office"), datetime.now(UTC))
    return Api(app, secret)


def test_without_a_token_nothing_is_said(client):
    answer = client.get("/api/v1/actors")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.mimetype == "application/problem+json"
    wrong = client.get("/api/v1/actors", headers={"Authorization": "Bearer ra_no"})
    assert wrong.status_code == 401


@pytest.mark.parametrize("noun", ["actors", "interactions", "commitments", "projects"])
def test_every_noun_can_be_listed_read_changed_archived_and_restored(api, noun):
    (first, *_rest) = api("GET", f"/{noun}").json["items"]
    read = api("GET", f"/{noun}/{first['id']}")
    assert read.status_code == 200
    title = {"actors": "name", "commitments": "text"}.get(noun, "title")
    changed = api(
        "PUT", f"/{noun}/{first['id']}", {**read.json, title: "Otro"}, If_Match=read.headers["ETag"]
    )
    assert (changed.status_code, changed.json[title]) == (200, "Otro")
    assert changed.headers["ETag"] != read.headers["ETag"]
    gone = api("DELETE", f"/{noun}/{first['id']}", If_Match=changed.headers["ETag"])
    assert gone.json["archived"] is True
    assert first["id"] not in [one["id"] for one in api("GET", f"/{noun}").json["items"]]
    back = api("POST", f"/{noun}/{first['id']}/restore", If_Match=gone.headers["ETag"])
    assert back.json["archived"] is False


def test_a_record_is_made_at_the_address_it_says(api):
    made = api("POST", "/actors", {"name": "Embajada de Suiza", "type": "embassy"})
    assert made.status_code == 201
    assert made.headers["Location"] == "/api/v1/actors/embajada-suiza"
    assert api("GET", "/actors/embajada-suiza").json == made.json


def test_a_person_is_an_actor_with_posts(api):
    body = make_person(posts=[{"organisation": "embajada-francia", "title": "Embajadora"}]).model_dump(
        mode="json"
    )
    made = api("POST", "/actors", body)
    assert made.json["posts"][0]["organisation"] == "embajada-francia"


def test_the_same_key_makes_one_record(api):
    body = {"name": "Embajada de Suiza", "type": "embassy"}
    answers = []
    threads = [
        Thread(target=lambda: answers.append(api("POST", "/actors", body, Idempotency_Key="k1")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.json["id"] for answer in answers} == {"embajada-suiza"}
    assert api("GET", "/actors?words=suiza").json["total"] == 1


def test_a_key_is_free_again_when_its_request_was_refused(api):
    assert (
        api(
            "POST", "/actors", {"name": "Suiza", "type": "embassy", "parent": "no-hay"}, Idempotency_Key="k"
        ).status_code
        == 422
    )
    assert (
        api("POST", "/actors", {"name": "Suiza", "type": "embassy"}, Idempotency_Key="k").status_code == 201
    )


def test_an_update_must_say_which_version_it_changes(api):
    read = api("GET", "/actors/embajada-francia").json
    assert api("PUT", "/actors/embajada-francia", read).status_code == 428
    assert api("DELETE", "/actors/embajada-francia").status_code == 428


def test_the_second_of_two_editors_is_told_what_is_there_now(api):
    read = api("GET", "/actors/embajada-francia")
    api("PUT", "/actors/embajada-francia", {**read.json, "city": "Bogotá"}, If_Match=read.headers["ETag"])
    late = api(
        "PUT", "/actors/embajada-francia", {**read.json, "city": "Cali"}, If_Match=read.headers["ETag"]
    )
    assert late.status_code == 412
    assert late.json["type"] == "urn:aliados:edit-conflict"
    assert late.json["current"]["city"] == "Bogotá"
    assert "city" in late.json["fields"]


def test_lists_are_filtered_and_paged_by_cursor(api, store):
    for number in range(5):
        create_actor(store, SYSTEM, make_actor(name=f"Universidad {number}", type="university", country="CO"))
    first = api("GET", "/actors?type=university&limit=2").json
    assert (first["total"], len(first["items"])) == (5, 2)
    names, after = [], None
    while True:
        page = api("GET", "/actors?type=university&limit=2" + (f"&after={after}" if after else "")).json
        names += [one["name"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert names == [f"Universidad {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("path", "field", "key"),
    [
        ("/actors?no_hay=1", "no_hay", "unknown_field"),
        ("/actors?limit=0", "limit", "too_small"),
        ("/actors?limit=9999", "limit", "too_big"),
        ("/actors?limit=muchos", "limit", "not_a_whole_number"),
        ("/actors?order=azar", "order", "unknown_choice"),
        ("/actors?after=no-es-nuestro", "after", "bad_query"),
        ("/search?q=x&limit=1000", "limit", "too_big"),
    ],
)
def test_a_wrong_question_is_refused_by_name(api, path, field, key):
    answer = api("GET", path)
    assert answer.status_code == 422
    assert (answer.json["errors"][0]["field"], answer.json["errors"][0]["key"]) == (field, key)


def test_wrong_data_says_what_and_where_in_the_asker_s_language(api):
    body = make_interaction("no-hay").model_dump(mode="json")
    answer = api("POST", "/interactions", body, Accept_Language="en")
    assert answer.status_code == 422
    (error,) = answer.json["errors"]
    assert error == {
        "field": "participants[1].actor",
        "detail": "There is no “no-hay”.",
        "key": "unknown_record",
    }


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_object_is_refused(api, body):
    answer = api.client.post(
        "/api/v1/actors", data=body, headers=api.headers, content_type="application/json"
    )
    assert answer.status_code == 422
    assert "errors" in answer.json or answer.json["detail"]


def test_unknown_nouns_and_records_are_not_found(api):
    assert api("GET", "/naves").status_code == 404
    assert api("GET", "/actors/no-hay").status_code == 404
    assert api("GET", "/actors/no-hay").mimetype == "application/problem+json"
    assert api("GET", "/actors/a/b/c").status_code == 404


def test_a_reader_s_token_writes_nothing(app, store):
    _token, secret = make_token(store, SYSTEM, NewToken("Lector", "reader", "office"), datetime.now(UTC))
    reader = Api(app, secret)
    answer = reader("POST", "/actors", {"name": "Suiza", "type": "embassy"})
    assert answer.status_code == 403
    assert answer.json["type"] == "urn:aliados:not-allowed"


def test_a_session_may_read_and_writes_only_with_its_form_token(login_as):
    browser = login_as("editor")
    assert browser.get("/api/v1/actors").status_code == 200
    body = {"name": "Suiza", "type": "embassy"}
    assert browser.post("/api/v1/actors", json=body).status_code == 400
    token = token_of(browser.get("/").get_data(as_text=True))
    assert browser.post("/api/v1/actors", json=body, headers={"X-CSRFToken": token}).status_code == 201


def test_a_form_of_another_site_reaches_nothing_with_a_session(login_as):
    assert send(
        login_as("editor"), "/api/v1/actors", {"name": "x"}, headers={"Content-Type": "text/plain"}
    ).status_code in {400, 422}


def test_commitments_are_ticked_and_unticked(api):
    (one,) = api("GET", "/commitments").json["items"]
    done = api(
        "POST", f"/commitments/{one['id']}/tick", {"result": "Enviada"}, If_Match=f'"{one["version"]}"'
    )
    assert (done.json["status"], done.json["result"]) == ("done", "Enviada")
    assert done.json["done_on"]
    undone = api("POST", f"/commitments/{one['id']}/untick", If_Match=done.headers["ETag"])
    assert undone.json["status"] == "pending"
    wrong = api("POST", f"/commitments/{one['id']}/tick", {"no_hay": 1}, If_Match=undone.headers["ETag"])
    assert wrong.json["errors"][0]["key"] == "unknown_field"
    assert api("POST", f"/commitments/{one['id']}/tick").status_code == 428


def test_the_rest_of_what_pages_do_can_be_asked_for(api):
    assert api("GET", "/me").json["role"] == "editor"
    assert api("GET", "/search?q=francia").json["actors"][0]["id"] == "embajada-francia"
    assert api("GET", "/suggest?q=fran").json["items"][0]["name"] == "Embajada de Francia"
    assert (
        api("GET", "/lookalikes?name=embajada+francia").json["items"][0]["actor"]["id"] == "embajada-francia"
    )
    entry = api("GET", "/actors/embajada-francia/timeline").json["items"][0]
    assert entry["interaction"]["id"] == "reunion"
    assert api("GET", "/actors/embajada-francia/ties").json == {"items": []}
    assert api("GET", "/history/embajada-francia").json["items"][0]["author"] == "system"


def test_what_was_saved_together_is_undone_together(api):
    made = api("POST", "/actors", {"name": "Suiza", "type": "embassy"}).json
    transaction = api("GET", f"/history/{made['id']}").json["items"][0]["transaction"]
    assert api("POST", f"/undo/{transaction}").status_code == 200
    assert api("GET", f"/actors/{made['id']}").status_code == 404


def _schema(name):
    return {"$ref": f"#/components/schemas/{name}", "components": describe()["components"]}


def test_the_document_describes_what_is_answered(api, client):
    document = client.get("/api/v1/openapi.json").json
    assert document["openapi"] == "3.1.0"
    names = {
        "actors": "Actor",
        "interactions": "Interaction",
        "commitments": "Commitment",
        "projects": "Project",
    }
    for noun, model in names.items():
        item = api("GET", f"/{noun}").json["items"][0]
        Draft202012Validator(_schema(model)).validate(item)
    with pytest.raises(SchemaError):
        Draft202012Validator(_schema("Actor")).validate({"name": 1})


def test_the_document_names_every_route_and_only_those(app, client):
    document = client.get("/api/v1/openapi.json").json
    nouns = {"/actors", "/interactions", "/commitments", "/projects", "/programme", "/engagements", "/views"}
    served = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.document":
            path = rule.rule.removeprefix("/api/v1").replace("<int:", "<").replace("<", "{").replace(">", "}")
            paths = [path.replace("/{path}", noun) for noun in nouns] if "{path}" in path else [path]
            served |= {(one, verb.lower()) for one in paths for verb in rule.methods - {"HEAD", "OPTIONS"}}
    described = {
        (path, verb) for path, item in document["paths"].items() for verb in item if verb != "parameters"
    }
    assert described == served


def test_every_reference_in_the_document_leads_somewhere():
    import json
    import re

    document = describe()
    for place in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        node = document
        for part in place.split("/"):
            node = node[part]
        assert node


def test_what_was_sent_is_quoted_even_when_it_is_no_text(api):
    headers = {**api.headers, "If-Match": '"1"', "Content-Type": "application/json"}
    sent = b'{"id": "\\ud800", "name": "x", "type": "embassy"}'
    answer = api.client.put("/api/v1/actors/embajada-francia", data=sent, headers=headers)
    assert answer.status_code == 422
    assert "«?»" in answer.json["errors"][0]["detail"]


def test_brackets_without_end_are_refused(api):
    headers = {**api.headers, "Content-Type": "application/json"}
    answer = api.client.post("/api/v1/actors", data=b"[" * 100_000, headers=headers)
    assert (answer.status_code, answer.json["status"]) == (422, 422)


def test_a_change_with_a_number_beyond_all_is_not_found(api, login_as):
    assert api("POST", f"/undo/{10**30}").status_code == 404
    assert login_as("editor").get(f"/historial/cambio/{10**30}").status_code == 404


def test_a_repeated_key_with_another_record_drops_nothing_in_silence(api):
    assert (
        api("POST", "/actors", {"name": "Suiza", "type": "embassy"}, Idempotency_Key="k").status_code == 201
    )
    other = api("POST", "/actors", {"name": "Suecia", "type": "embassy"}, Idempotency_Key="k")
    assert (other.status_code, other.json["errors" if "errors" in other.json else "detail"][:4]) == (
        422,
        "Esta",
    )
    assert (
        api("POST", "/actors", {"type": "embassy", "name": "Suiza"}, Idempotency_Key="k").status_code == 201
    )
