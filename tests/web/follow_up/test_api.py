"""What the pages of following up can do, the API can do."""

from datetime import timedelta

import icalendar
import pytest

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor
from crm.commitments import create_commitment, get_commitment
from crm.interactions import create_interaction
from crm.office import today
from tests.makers import make_commitment, make_interaction, make_person
from tests.web.browsing import token_of
from tests.web.follow_up.test_pages import small

__all__ = ["small"]


@pytest.fixture
def call(login_as, small):
    """A browser of an administrator that sends JSON."""
    browser = login_as("administrator")
    token = token_of(browser.get("/").get_data(as_text=True))

    def send(verb: str, path: str, body=None, version: int | None = None, status: int = 200):
        headers = {"X-CSRFToken": token} | ({} if version is None else {"If-Match": f'"{version}"'})
        answer = browser.open(f"/api/v1{path}", method=verb, json=body, headers=headers)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_json() if answer.is_json or "problem" in str(answer.content_type) else answer.data

    return send


def test_a_commitment_is_concluded_with_its_next_step(call, small) -> None:
    one = create_commitment(small, SYSTEM, make_commitment(beneficiary="uis"))
    said = {"result": "enviada", "proof": "acta", "next": {"text": "firmar", "due": "2030-03"}}
    call("POST", f"/commitments/{one.id}/conclude", said, status=428)
    told = call("POST", f"/commitments/{one.id}/conclude", said, one.version)
    assert (told["commitment"]["status"], told["next"]["follows"], told["next"]["due"]["start"]) == (
        "done", one.id, "2030-03-01",
    )  # fmt: skip
    call("POST", f"/commitments/{one.id}/conclude", said, one.version, status=412)
    wrong = call("POST", f"/commitments/{one.id}/conclude", {"next": {"text": ""}}, one.version, status=422)
    assert wrong["errors"][0]["field"] == "next.text"
    following = call("GET", f"/commitments?follows={one.id}")
    assert [item["text"] for item in following["items"]] == ["firmar"]


def test_old_commitments_are_reviewed(call, small) -> None:
    one = create_commitment(small, SYSTEM, make_commitment(due="2024", status="to_review"))
    assert call("GET", "/commitments/to-review")["left"] == 1
    call("POST", f"/commitments/{one.id}/review", {"answer": "open"}, one.version, status=422)
    call("POST", f"/commitments/{one.id}/review", {"answer": "unknown"}, one.version)
    assert get_commitment(small, one.id).status == "unknown"
    assert call("GET", "/commitments/to-review") == {"commitment": None, "left": 0, "next": None}


def test_who_is_quiet_and_why_and_what_was_kept(call, small) -> None:
    create_interaction(small, SYSTEM, make_interaction("uis", when=today() - timedelta(days=140)))
    create_commitment(small, SYSTEM, make_commitment(beneficiary="uis", due=str(today() - timedelta(days=1))))
    (one,) = call("GET", "/quiet?type=university")["items"]
    assert (one["actor"]["id"], one["days_late"], one["because"]) == (
        "uis",
        20,
        {"contacts": 1, "ties": 0, "lines": 0},
    )
    assert call("GET", "/quiet?soon=1")["items"] == []
    call("GET", "/quiet?limit=1000", status=422)
    ledger = call("GET", "/actors/uis/reciprocity")
    assert (ledger["ours"]["total"], len(ledger["ours"]["late"]), ledger["theirs"]["total"]) == (1, 1, 0)


def test_rhythms_are_read_and_set(call, small) -> None:
    create_interaction(small, SYSTEM, make_interaction("uis", when=today()))
    rhythm = next(one for one in call("GET", "/rhythms")["items"] if one["type"] == "university")
    sent = {"items": [{"type": "university", "days": 7, "version": rhythm["version"]}]}
    assert call("PUT", "/rhythms", sent) == {"changed": ["university"], "settled": True}
    assert get_actor(small, "uis").cold_on == today() + timedelta(days=7)
    sent["items"][0]["days"] = 9
    call("PUT", "/rhythms", sent, status=409)
    call("PUT", "/rhythms", {"items": [{"type": "nada", "days": 7}]}, status=422)


def test_the_agenda_and_a_meeting_as_a_calendar(call, small) -> None:
    one = create_interaction(small, SYSTEM, make_interaction("uis", title="Comité", when="2026-11-18"))
    create_interaction(small, SYSTEM, make_interaction("uis", title="Vaga", when="2026-11"))
    told = call("GET", "/agenda?first=2026-11-16&last=2026-11-22")
    assert told["days"][0]["holiday"] == "Independencia de Cartagena"
    assert [entry["title"] for entry in told["days"][2]["entries"]] == ["Comité"]
    assert [entry["title"] for entry in told["bands"]] == ["Vaga"]
    call("GET", "/agenda?first=2026-01-01&last=2026-12-31", status=422)
    call("GET", "/agenda", status=422)
    (event,) = icalendar.Calendar.from_ical(call("GET", f"/interactions/{one.id}/calendar")).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Comité"


def test_ones_own_calendar_and_person(call, small, client) -> None:
    assert call("GET", "/me/calendar") == {"calendar": None}
    address = call("POST", "/me/calendar", {"parts": ["commitments"], "mine": True}, status=201)["address"]
    assert client.get(address.removeprefix("http://localhost")).status_code == 200
    assert call("GET", "/me/calendar")["calendar"]["parts"] == ["commitments"]
    call("POST", "/me/calendar", {"parts": ["todo"]}, status=422)
    call("DELETE", "/me/calendar")
    assert client.get(address.removeprefix("http://localhost")).status_code == 404
    luisa = create_actor(small, SYSTEM, make_person(name="Luisa Gómez", parent="ofai"))
    assert call("PUT", "/me/person", {"person": luisa.id}) == {"person": luisa.id}
    call("PUT", "/me/person", {"person": "uis"}, status=422)


def test_all_of_it_is_described(call) -> None:
    paths = call("GET", "/openapi.json")["paths"]
    assert {"/quiet", "/rhythms", "/agenda", "/me/calendar", "/commitments/{id}/conclude"} <= paths.keys()
    assert "requestBody" in paths["/rhythms"]["put"]
