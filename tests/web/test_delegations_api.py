"""What the pages of visits can do, the API can do."""

from datetime import UTC, datetime

import pytest

from crm.access import SYSTEM
from crm.accounts.tokens import NewToken, make_token
from crm.interactions import get_interaction

QUEBEC = "2024q1-visita-quebec"


@pytest.fixture
def token(app, seeded):
    """An editor's program."""
    _token, secret = make_token(seeded, SYSTEM, NewToken("Programa", "editor", "office"), datetime.now(UTC))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def test_the_api_does_what_the_pages_do(seeded, token, store) -> None:
    visit = f"/api/v1/delegations/{QUEBEC}"
    listed = token.get("/api/v1/delegations").json
    assert QUEBEC in {one["interaction"]["id"] for one in listed["items"]}
    first = token.get(visit)
    assert first.headers["ETag"] == '"0"'
    body = {**first.json, "purpose": "Becas"}
    assert token.put(visit, json=body).status_code == 428
    saved = token.put(visit, json=body, headers={"If-Match": '"0"'})
    assert saved.json["purpose"] == "Becas"
    late = token.put(visit, json={**body, "purpose": "Otra"}, headers={"If-Match": '"0"'})
    assert late.status_code == 412
    assert late.json["fields"] == ["purpose"]
    session = {"interaction": QUEBEC, "day": "2027-06-12", "begins": "9:00", "title": "Saludo"}
    made = [token.post("/api/v1/programme", json=session, headers={"Idempotency-Key": "a"}) for _ in range(2)]
    assert made[0].json["id"] == made[1].json["id"]
    moved = {**made[0].json, "begins": "10:00"}
    where = f"/api/v1/programme/{moved['id']}"
    assert token.put(where, json=moved, headers={"If-Match": '"1"'}).json["begins"] == "10:00"
    assert token.get(f"/api/v1/programme?interaction={QUEBEC}").json["total"] == 1
    kinds = {one["kind"] for one in token.get(f"{visit}/remarks").json["items"]}
    assert kinds == {"weekend", "no_host"}
    (guest,) = token.post(f"{visit}/invitations", json={"actors": ["uis"]}).json["items"]
    came = token.put(
        f"/api/v1/invitations/{guest['id']}",
        json={**guest, "status": "attended"},
        headers={"If-Match": '"1"'},
    )
    assert came.json["status"] == "attended"
    assert "uis" in {one.actor for one in get_interaction(store, QUEBEC).participants}
    needs = {"needs": [{"name": "Myriam", "food": "sin gluten"}]}
    assert token.put(f"{visit}/needs", json=needs, headers={"If-Match": '"0"'}).json["erase_on"]
    assert token.get(f"{visit}/proposals").status_code == 503
    assert token.get(f"{visit}/papers/informe.docx?lang=en").status_code == 200
    assert token.get(f"{visit}/papers/informe.exe").status_code == 404
    assert token.post(f"{visit}/invitations", json={"actors": []}).status_code == 422
    described = token.get("/api/v1/openapi.json").json
    assert {"/delegations/{id}", "/programme", "/invitations/{id}"} <= set(described["paths"])
    assert "Delegation" in described["components"]["schemas"]
