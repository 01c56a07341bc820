"""The JSON API's verbs, the same for every noun: list, get, create, update, archive, restore.

    GET    /api/v1/actors?type=embassy&limit=20     {"items", "total", "more", "next"}; `after` = `next` of the page before
    POST   /api/v1/actors                            201, Location, ETag; Idempotency-Key makes a repeat harmless
    PUT    /api/v1/actors/ID                         If-Match with the ETag of GET; 412 when somebody saved meanwhile

Who asks is a bearer token (`Authorization: Bearer …`) or the browser's session; errors are RFC 9457.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, cast

from flask import Blueprint, Response, g, jsonify, request, url_for
from pydantic import BaseModel, TypeAdapter, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from crm.errors import EditConflict, InvalidData, NotFound, Problem, from_validation
from crm.fields import Noun
from crm.idempotency import once
from crm.listing import Listing
from crm.tokens import token_viewer
from web.api_nouns import NOUNS, ApiNoun
from web.auth import current_viewer, public, the_viewer
from web.errors import Trouble, explain, render_trouble
from web.openapi import describe
from web.security import csrf
from web.store import current_store, whole_store
from web.texts import gettext as _

MOST = 500
LONGEST_KEY = 200
_ETAG = re.compile(r'^(?:W/)?"?(\d{1,12})"?$')
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


def plain(value: object) -> Any:
    """What jsonify can take, of models and the dataclasses around them."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return TypeAdapter(type(value)).dump_python(value, mode="json") if value is not None else None


def shown(record: Noun, status: int = 200) -> Response:
    """One record, with the tag that its next change must bring."""
    response = jsonify(plain(record))
    response.status_code = status
    response.headers["ETag"] = f'"{getattr(record, "version", 0)}"'
    return response


def listed(listing: Listing[Any]) -> Response:
    """One page of records; `total` is null when it was not counted."""
    total = None if listing.total < 0 else listing.total
    return jsonify(
        {"items": plain(listing.items), "total": total, "more": listing.more, "next": listing.next}
    )


def read_filter(filter: type) -> Any:
    """The query of the address as a filter. Raises InvalidData for what it does not know or cannot be."""
    names = {field.name for field in fields(filter)}
    unknown = [Problem(name, "unknown_field") for name in request.args if name not in names | {"lang"}]
    if unknown:
        raise InvalidData(unknown)
    defaults = {field.name: field.default for field in fields(filter)}
    given = {
        name: request.args.getlist(name) if isinstance(defaults[name], tuple) else request.args[name]
        for name in request.args
        if name in names
    }
    try:
        made: Any = TypeAdapter(filter).validate_python(given)
    except ValidationError as error:
        raise from_validation(error) from error
    if not 1 <= made.limit <= MOST:
        raise InvalidData.of(
            "limit", "too_big" if made.limit > MOST else "too_small", limit=MOST if made.limit > MOST else 1
        )
    return made


def read_body() -> dict[str, Any]:
    """The JSON object that was sent. Raises InvalidData when it is not one."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise InvalidData.of("", "not_an_object")
    return cast("dict[str, Any]", body)


def expected_version() -> int | None:
    """The version in If-Match, or None when the header is missing or is no tag of ours."""
    found = _ETAG.match(request.headers.get("If-Match", "").strip())
    return int(found[1]) if found else None


def without_condition() -> Response:
    """The answer to a change that does not say which version it changes."""
    text = _("Envíe en If-Match la etiqueta (ETag) que recibió al leer el registro.")
    return render_trouble(Trouble(428, _("Falta decir qué versión se cambia"), text))


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
        id = once(store, viewer, f"{path} {key}", lambda: str(noun.create(store, viewer, record).id))
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
