"""The JSON API's verbs, the same for every noun: list, get, create, update, archive, restore.

    GET    /api/v1/actors?type=embassy&limit=20     {"items", "total", "more", "next"}; `after` = `next` of the page before
    POST   /api/v1/actors                            201, Location, ETag; Idempotency-Key makes a repeat harmless
    PUT    /api/v1/actors/ID                         If-Match with the ETag of GET; 412 when somebody saved meanwhile

Who asks is a bearer token (`Authorization: Bearer …`) or the browser's session; errors are RFC 9457.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from flask import Blueprint, Response, g, jsonify, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.accounts.passwords import digest_of
from crm.accounts.tokens import token_viewer
from crm.errors import EditConflict, InvalidData, NotFound
from crm.idempotency import once_with
from graph.store import Store
from web.api.answers import expected_version, listed, read_body, read_filter, shown, without_condition
from web.api.nouns import NOUNS, ApiNoun
from web.api.openapi import describe
from web.auth import current_viewer, the_viewer
from web.errors import Trouble, explain, render_trouble
from web.opendoor import public
from web.security import csrf
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _

LONGEST_KEY = 200
_SAFE = {"GET", "HEAD", "OPTIONS"}
blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(blueprint)


@blueprint.before_request
def let_in() -> Response | None:
    """Finds out who asks. A session's writes need the form token as well; a token's do not."""
    if request.endpoint == "api.document":
        return None
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        g.viewer = token_viewer(whole_store(), secret.strip(), datetime.now(UTC))
        g.user = None
    elif current_viewer() is not None and request.method not in _SAFE:
        csrf.protect()
    if current_viewer() is None:
        response = render_trouble(Trouble(401, _("Hace falta una llave de acceso")))
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    return None


@blueprint.errorhandler(EditConflict)
def on_conflict(error: EditConflict) -> Response:
    """Somebody saved meanwhile: 412 as the condition that was sent no longer holds, with what is there now."""
    trouble = explain(error)
    trouble.status = 412 if request.headers.get("If-Match") else error.status
    trouble.extra = {"current": error.current, "fields": error.fields}
    return render_trouble(trouble)


def _noun(path: str) -> ApiNoun:
    if path not in NOUNS:
        raise NotFound("record", path)
    return NOUNS[path]


@blueprint.get("/<path>")
def listing(path: str) -> Response:
    """One page of a noun."""
    noun = _noun(path)
    return listed(noun.list(current_store(), read_filter(noun.filter)))


@blueprint.post("/<path>")
def create(path: str) -> Response:
    """Makes a record, once for each Idempotency-Key."""
    noun, store, viewer, body = _noun(path), current_store(), the_viewer(), read_body()
    record = noun.model_for(body).of(body)
    key = request.headers.get("Idempotency-Key", "").strip()[:LONGEST_KEY]
    if key:
        said = digest_of(json.dumps(body, sort_keys=True))

        def make(one: Store) -> str:
            return str(noun.create(one, viewer, record).id)

        id = once_with(store, viewer, f"{path} {key}", make, said)
        made = noun.get(store, id)
    else:
        made = noun.create(store, viewer, record)
    response = shown(made, 201)
    response.headers["Location"] = url_for("api.one", path=path, id=made.id)
    return response


@blueprint.get("/<path>/<id>")
def one(path: str, id: str) -> Response:
    """One record, archived or not."""
    return shown(_noun(path).get(current_store(), id))


@blueprint.put("/<path>/<id>")
def update(path: str, id: str) -> AnyResponse:
    """Replaces a record by the body, if it is still the version of If-Match."""
    noun, version, body = _noun(path), expected_version(), read_body()
    if version is None:
        return without_condition()
    if body.get("id", id) != id:
        raise InvalidData.of("id", "unknown_choice", value=str(body["id"])[:80])
    record = noun.model_for(body).of({**body, "id": id, "version": version})
    return shown(noun.update(current_store(), the_viewer(), record))


@blueprint.delete("/<path>/<id>")
def archive(path: str, id: str) -> AnyResponse:
    """Takes a record out of lists and analyses; it can be restored."""
    noun, version = _noun(path), expected_version()
    if version is None:
        return without_condition()
    return shown(noun.archive(current_store(), the_viewer(), id, version))


@blueprint.post("/<path>/<id>/restore")
def restore(path: str, id: str) -> AnyResponse:
    """Brings an archived record back."""
    noun, version = _noun(path), expected_version()
    if version is None:
        return without_condition()
    return shown(noun.restore(current_store(), the_viewer(), id, version))


@blueprint.get("/openapi.json")
@public
def document() -> Response:
    """The API in OpenAPI 3.1."""
    return jsonify(describe())
