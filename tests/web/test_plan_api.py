"""What the pages of a call and of a plan do, the API does."""

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.projects import create_project
from tests.makers import make_actor, make_office, make_project
from tests.web.test_terms import CALL


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="uis", name="UIS", type="university"))
    create_project(store, SYSTEM, make_project())
    return store


def test_a_call_is_read_corrected_and_planned_by_the_api(small, login_as):
    ana = login_as("editor")
    api, headers = ana, {"X-CSRFToken": _token(ana)}
    read = api.post("/api/v1/terms", json={"text": CALL, "today": "2026-11-23"}, headers=headers)
    assert read.status_code == 200
    said = read.get_json()
    assert said["terms"]["deadline"]["period"]["start"] == "2027-03-12"
    assert [one["kind"] for one in said["project"]["requirements"]] == ["university", None]
    made = api.post("/api/v1/projects", json=said["project"], headers=headers)
    assert made.status_code == 201
    assert made.get_json()["budget"] == {"amount": 600_000, "currency": "USD"}
    for text, key in (("", "terms_empty"), ("a " * 600_000, "terms_too_long")):
        refused = api.post("/api/v1/terms", json={"text": text}, headers=headers)
        assert (refused.status_code, refused.get_json()["errors"][0]["key"]) == (422, key)
    row = {"project": "agua-segura", "actor": "uis", "next_step": "Llamar"}
    planned = api.post("/api/v1/engagements", json=row, headers=headers)
    assert planned.status_code == 201
    id, tag = planned.get_json()["id"], planned.headers["ETag"]
    assert api.post(f"/api/v1/engagements/{id}/commitment", headers=headers).status_code == 428
    promised = api.post(f"/api/v1/engagements/{id}/commitment", headers={**headers, "If-Match": tag})
    assert promised.status_code == 200
    (item,) = api.get("/api/v1/projects/agua-segura/plan").get_json()["items"]
    assert item["commitment"]["text"] == "Llamar"
    stale = api.put(
        f"/api/v1/engagements/{id}", json={**row, "objective": "x"}, headers={**headers, "If-Match": tag}
    )
    assert stale.status_code == 412
    assert len(api.get("/api/v1/engagements?project=agua-segura").get_json()["items"]) == 1
    assert api.post("/api/v1/projects/agua-segura/plan/proposal", headers=headers).status_code == 503


def _token(client):
    from tests.web.browsing import token_of

    return token_of(client.get("/proyectos").get_data(as_text=True))
