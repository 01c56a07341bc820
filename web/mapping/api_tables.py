"""The API of the guide's tables for a project: what each actor brings, sectors and who is missing, influences.

GET, PUT    /api/v1/projects/ID/attributes/ACTOR     with If-Match, "0" at first
GET         /api/v1/projects/ID/sectors
GET, POST   /api/v1/projects/ID/influences           Idempotency-Key makes a repeat harmless
PUT, DELETE /api/v1/influences/ID                    with If-Match
"""

from __future__ import annotations

import json
from typing import Any

from flask import Response, jsonify, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.accounts.passwords import digest_of
from crm.assessments.attributes import attributes_in, attributes_of, save_attributes
from crm.assessments.influences import get_influence, influences_in, remove_influence, save_influence
from crm.assessments.matrices import coverage, sector_matrix
from crm.assessments.model import ActorInProject, Influence
from crm.errors import InvalidData
from crm.idempotency import once_with
from crm.projects import get_project
from graph.store import Store
from web.api.answers import expected_version, plain, read_body, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.mapping.members import members_of
from web.store import current_store


@blueprint.get("/projects/<id>/attributes")
def project_attributes(id: str) -> Response:
    """What each actor brings."""
    get_project(current_store(), id)
    return jsonify({"items": plain(list(attributes_in(current_store(), id).values()))})


@blueprint.get("/projects/<id>/attributes/<actor>")
def one_attributes(id: str, actor: str) -> Response:
    """What one actor brings; version 0 when nobody has said anything."""
    return shown(attributes_of(current_store(), id, actor))


@blueprint.put("/projects/<id>/attributes/<actor>")
def put_attributes(id: str, actor: str) -> AnyResponse:
    """Replaces it, if it is still the version of If-Match."""
    version = expected_version()
    if version is None:
        return without_condition()
    own = {"project": id, "actor": actor, "version": version}
    given = ActorInProject.of({**_without(read_body(), own), **own})
    return shown(save_attributes(current_store(), the_viewer(), given))


def _without(body: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """What was sent without what the address says; it may not say something else."""
    for name in own.keys() & body.keys() - {"version"}:
        if body[name] != own[name]:
            raise InvalidData.of(name, "unknown_choice", value=str(body[name])[:80])
    return {name: value for name, value in body.items() if name not in {"id", "audience", "archived"}}


@blueprint.get("/projects/<id>/sectors")
def project_sectors(id: str) -> Response:
    """The actors by the guide's sectors and types, and its fifteen stakeholders; empty ones are who is missing."""
    members = members_of(get_project(current_store(), id))
    sectors = sector_matrix(current_store(), members.ids, members.attributes)
    return jsonify({"sectors": plain(sectors), "stakeholders": plain(coverage(current_store(), members.ids))})


@blueprint.get("/projects/<id>/influences")
def influences(id: str) -> Response:
    """Who influences whom, the strongest first."""
    get_project(current_store(), id)
    return jsonify({"items": plain(influences_in(current_store(), id))})


@blueprint.post("/projects/<id>/influences")
def post_influence(id: str) -> Response:
    """Says that one influences another; once for each Idempotency-Key."""
    require(the_viewer(), "edit")
    body = read_body()
    given = Influence.of({**_without(body, {"project": id}), "project": id})
    key = request.headers.get("Idempotency-Key", "").strip()[:LONGEST_KEY]

    def make(store: Store) -> str:
        return save_influence(store, the_viewer(), given).id

    store, said = current_store(), digest_of(json.dumps(body, sort_keys=True))
    saved = once_with(store, the_viewer(), f"influence {id} {key}", make, said) if key else make(store)
    response = shown(get_influence(store, saved), 201)
    response.headers["Location"] = url_for("api.one_influence", id=saved)
    return response


@blueprint.get("/influences/<id>")
def one_influence(id: str) -> Response:
    """One influence."""
    return shown(get_influence(current_store(), id))


@blueprint.put("/influences/<id>")
def put_influence(id: str) -> AnyResponse:
    """Says how much, if it is still the version of If-Match. Between whom stays."""
    version = expected_version()
    if version is None:
        return without_condition()
    current = get_influence(current_store(), id)
    own = {"project": current.project, "actor": current.actor, "upon": current.upon, "version": version}
    given = Influence.of({**_without(read_body(), own), **own})
    return shown(save_influence(current_store(), the_viewer(), given.having(id=id)))


@blueprint.delete("/influences/<id>")
def delete_influence(id: str) -> AnyResponse:
    """Takes it back."""
    version = expected_version()
    if version is None:
        return without_condition()
    remove_influence(current_store(), the_viewer(), id, version)
    return Response(status=204)


def _in_path(name: str) -> Parameter:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


_ID, _ACTOR = _in_path("id"), _in_path("actor")
_VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_KEY: Parameter = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
_TAG = "assessments"
_OF, _ONE = "/projects/{id}", "/influences/{id}"
_BRINGS = f"{_OF}/attributes/{{actor}}"
PATHS: tuple[Path, ...] = (
    Path(f"{_OF}/attributes", "get", "attributes", _TAG, "What each actor brings", [_ID]),
    Path(_BRINGS, "get", "actor-attributes", _TAG, "What one actor brings", [_ID, _ACTOR]),
    Path(_BRINGS, "put", "put-attributes", _TAG, "Replace it", [_ID, _ACTOR, _VERSION], ActorInProject),
    Path(
        f"{_OF}/sectors", "get", "sectors", _TAG, "Actors by the guide's sectors, and who is missing", [_ID]
    ),
    Path(f"{_OF}/influences", "get", "influences", _TAG, "Who influences whom", [_ID]),
    Path(f"{_OF}/influences", "post", "post-influence", _TAG, "Say that one does", [_ID, _KEY], Influence),
    Path(_ONE, "get", "influence", _TAG, "One influence", [_ID]),
    Path(_ONE, "put", "put-influence", _TAG, "Say how much", [_ID, _VERSION], Influence),
    Path(_ONE, "delete", "delete-influence", _TAG, "Take it back", [_ID, _VERSION]),
)
