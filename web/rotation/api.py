"""The API of people who move: what would be lost, the change of holder, the paper that hands over."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, jsonify, request
from pydantic import BaseModel, ConfigDict

from crm.accounts.passwords import digest_of
from crm.errors import InvalidData
from crm.fields import Email, Ids, Line, Phone, SomeId
from crm.idempotency import once
from crm.people import get_person
from crm.periods import Period
from crm.rotation.changing import Succession, change_holder
from crm.rotation.handover import handover_of
from crm.rotation.losing import losses_of
from crm.rotation.paper import Lang, paper_of
from web.api.answers import expected_version, plain, read_body, without_condition
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.i18n import language
from web.rotation.posts import issuer, paper_response
from web.store import current_store

FORMATS = ("docx", "pdf")


class Follows(BaseModel):
    """Who leaves is in the address; this says until when, who follows and which commitments pass."""

    model_config = ConfigDict(extra="forbid")

    last: Period
    successor: SomeId = None
    name: Line = None
    email: Email = None
    phone: Phone = None
    first: Period | None = None
    passing: Ids = []
    note: Line = None


@blueprint.get("/actors/<id>/losses")
def losses(id: str) -> Response:
    """What the office loses when the person goes."""
    lost = losses_of(current_store(), id)
    return jsonify({**plain(lost), "person": lost.person.id})


@blueprint.post("/actors/<id>/posts/<holding>/succession")
def succession(id: str, holding: str) -> Response:
    """One step: the holder leaves, the next begins, promises pass. Once for each Idempotency-Key."""
    version, body = expected_version(), read_body()
    if version is None:
        return without_condition()
    change = Succession.of({**body, "person": id, "holding": holding, "version": version})
    key = request.headers.get("Idempotency-Key", "").strip()[:LONGEST_KEY]
    said = digest_of(json.dumps(body, sort_keys=True))
    came = _once(f"succession {holding} {key}", said, change) if key else _change(change)
    return jsonify(_told(change, came if came != id else None))


def _change(change: Succession) -> str:
    """The successor's id, or the leaver's when nobody follows yet."""
    done = change_holder(current_store(), the_viewer(), change)
    return (done.successor or done.left).id


def _once(key: str, said: str, change: Succession) -> str:
    return once(current_store(), the_viewer(), key, lambda: _change(change), said)


def _told(change: Succession, successor: str | None) -> dict[str, Any]:
    store = current_store()
    left = plain(get_person(store, change.person))
    came = plain(get_person(store, successor)) if successor else None
    return {"left": left, "successor": came, "passed": change.passing}


@blueprint.get("/actors/<id>/posts/<holding>/handover")
def handover(id: str, holding: str) -> Response:
    """The handover paper, as `?format=docx` or pdf, in `?language=es` or en."""
    format = request.args.get("format", "docx")
    if format not in FORMATS:
        raise InvalidData.of("format", "unknown_choice", value=format[:80])
    lang: Lang = "en" if request.args.get("language", language()) == "en" else "es"
    return paper_response(paper_of(handover_of(current_store(), id, holding), lang, issuer()), format)


def parameter(name: str, where: str, *, required: bool = False) -> Parameter:
    """One parameter, a text."""
    return {"name": name, "in": where, "required": required, "schema": {"type": "string"}}


_ID, _HOLDING = parameter("id", "path", required=True), parameter("holding", "path", required=True)
_VERSION = parameter("If-Match", "header", required=True)
_KEY = parameter("Idempotency-Key", "header")
PATHS: tuple[Path, ...] = (
    Path("/actors/{id}/losses", "get", "get-losses", "actors", "What is lost when a person goes", [_ID]),
    Path(
        "/actors/{id}/posts/{holding}/succession", "post", "change-holder", "actors",
        "Another person takes the post", [_ID, _HOLDING, _VERSION, _KEY], Follows,
    ),
    Path(
        "/actors/{id}/posts/{holding}/handover", "get", "get-handover", "actors",
        "The handover paper", [_ID, _HOLDING, parameter("format", "query"), parameter("language", "query")],
    ),
)  # fmt: skip
"""Every path here, for the OpenAPI document."""
