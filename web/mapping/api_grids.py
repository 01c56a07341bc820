"""The API of assessments: power and interest of a project's actors, one's own words, what moved.

GET  /api/v1/projects/ID/grid            every actor, 0 to 1, as far as the reader may see what others said
GET  /api/v1/projects/ID/grid.svg        the same as a picture; ?lang=en, ?theme=dark, ?influences=1
POST /api/v1/projects/ID/assessments     one's own; Idempotency-Key makes a repeat harmless
PUT, DELETE /api/v1/assessments/ID       with If-Match
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, jsonify, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.accounts.passwords import digest_of
from crm.assessments.changes import moves
from crm.assessments.drawing import grid_svg
from crm.assessments.grids import Grid, Judged, Placed
from crm.assessments.hiding import assessments_for, visible
from crm.assessments.influences import pulls_in
from crm.assessments.model import Assessment
from crm.assessments.records import all_assessments
from crm.assessments.saving import get_assessment, save_assessment, withdraw_assessment
from crm.errors import InvalidData, NotAllowed
from crm.idempotency import once_with
from crm.office import today
from crm.projects import get_project
from graph.store import Store
from web.api.answers import expected_version, plain, read_body, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.i18n import language
from web.mapping.members import members_of
from web.store import current_store


@blueprint.get("/projects/<id>/grid")
def project_grid(id: str) -> Response:
    """Where each actor of a project stands."""
    grid = members_of(get_project(current_store(), id), _day("until")).grid
    return jsonify({"project": id, "actors": grid_document(grid)})


def grid_document(grid: Grid) -> list[dict[str, Any]]:
    """The actors of a grid as plain values."""
    return [_placed(one) for one in grid.placed]


def _placed(one: Placed) -> dict[str, Any]:
    values = {name: _judged(getattr(one, name)) for name in ("power", "interest", "legitimacy", "urgency")}
    said = {
        name: getattr(one, name) for name in ("salience", "strategy", "attitude", "attitude_mean", "hidden")
    }
    return {"actor": one.actor, "name": one.name, "type": one.type, **values, **said}


def _judged(value: Judged) -> dict[str, Any]:
    names = ("perceived", "spread", "assessors", "structural")
    return {name: _rounded(getattr(value, name)) for name in names}


def _rounded(value: float | None) -> float | None:
    return round(value, 4) if isinstance(value, float) else value


@blueprint.get("/projects/<id>/grid.svg")
def project_grid_picture(id: str) -> Response:
    """The grid as a picture, with who influences whom when one asks for it."""
    grid = members_of(get_project(current_store(), id)).grid
    if request.args.get("influences") == "1":
        grid = replace(grid, pulls=pulls_in(current_store(), id))
    picture = grid_svg(grid, language(), dark=request.args.get("theme") == "dark")
    return Response(picture, mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})


@blueprint.get("/projects/<id>/assessments")
def assessments(id: str) -> Response:
    """What each assessor said last of each actor, as far as the reader may see it; `hidden` has others' more."""
    get_project(current_store(), id)
    said, hidden = assessments_for(current_store(), the_viewer(), id, _day("until"))
    items = [plain(one) for by in said.values() for one in by]
    return jsonify({"items": items, "hidden": sorted(hidden)})


def _day(name: str) -> date | None:
    text = request.args.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidData.of(name, "not_a_date") from error


@blueprint.post("/projects/<id>/assessments")
def post_assessment(id: str) -> Response:
    """Says what one thinks of an actor; once for each Idempotency-Key."""
    require(the_viewer(), "edit")
    body = read_body()
    given, key = _given(body, id), request.headers.get("Idempotency-Key", "").strip()[:LONGEST_KEY]

    def make(store: Store) -> str:
        return save_assessment(store, the_viewer(), given).id

    store, said = current_store(), digest_of(json.dumps(body, sort_keys=True))
    saved = once_with(store, the_viewer(), f"assessment {id} {key}", make, said) if key else make(store)
    response = shown(get_assessment(store, the_viewer(), saved), 201)
    response.headers["Location"] = url_for("api.one_assessment", id=saved)
    return response


def _given(body: dict[str, Any], project: str) -> Assessment:
    """What was sent, without what nobody chooses."""
    if body.get("project", project) != project:
        raise InvalidData.of("project", "unknown_choice", value=str(body["project"])[:80])
    kept = {name: value for name, value in body.items() if name not in {"id", "assessor", "audience"}}
    return Assessment.of({**kept, "project": project})


@blueprint.get("/assessments/<id>")
def one_assessment(id: str) -> Response:
    """One assessment; another's only when one has said one's own."""
    return shown(get_assessment(current_store(), the_viewer(), id))


@blueprint.put("/assessments/<id>")
def put_assessment(id: str) -> AnyResponse:
    """Replaces one's own, if it is still the version of If-Match. Actor, day and voice stay."""
    version = expected_version()
    if version is None:
        return without_condition()
    current = get_assessment(current_store(), the_viewer(), id)
    fixed = {name: getattr(current, name) for name in ("actor", "voice", "on")}
    given = _given({**read_body(), **fixed, "version": version}, current.project)
    if current.assessor != the_viewer().id:
        raise NotAllowed("edit", the_viewer().role)
    return shown(save_assessment(current_store(), the_viewer(), given))


@blueprint.delete("/assessments/<id>")
def delete_assessment(id: str) -> AnyResponse:
    """Takes one's own back."""
    version = expected_version()
    if version is None:
        return without_condition()
    withdraw_assessment(current_store(), the_viewer(), id, version)
    return Response(status=204)


@blueprint.get("/projects/<id>/assessment-changes")
def assessment_changes(id: str) -> Response:
    """What moved between two days, and who said so."""
    get_project(current_store(), id)
    since, until = _day("from"), _day("to") or today()
    if since is None:
        raise InvalidData.of("from", "required")
    known = visible(all_assessments(current_store(), id), the_viewer())
    items = [{**plain(one), "distance": round(one.distance, 4)} for one in moves(known, since, until)]
    return jsonify({"from": since.isoformat(), "to": until.isoformat(), "items": items})


def _query(name: str) -> Parameter:
    return {"name": name, "in": "query", "schema": {"type": "string"}}


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_KEY: Parameter = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
_TAG = "assessments"
_LOOK = [_ID, _query("theme"), _query("influences")]
_OF, _ONE = "/projects/{id}", "/assessments/{id}"
PATHS: tuple[Path, ...] = (
    Path(f"{_OF}/grid", "get", "grid", _TAG, "Power and interest of each actor", [_ID, _query("until")]),
    Path(f"{_OF}/grid.svg", "get", "grid-picture", _TAG, "The grid as a picture", _LOOK),
    Path(
        f"{_OF}/assessments",
        "get",
        "assessments",
        _TAG,
        "What each assessor said last",
        [_ID, _query("until")],
    ),
    Path(f"{_OF}/assessments", "post", "post-assessment", _TAG, "Say one's own", [_ID, _KEY], Assessment),
    Path(
        f"{_OF}/assessment-changes",
        "get",
        "assessment-changes",
        _TAG,
        "What moved",
        [_ID, _query("from"), _query("to")],
    ),
    Path(_ONE, "get", "assessment", _TAG, "One assessment", [_ID]),
    Path(_ONE, "put", "put-assessment", _TAG, "Replace one's own", [_ID, _VERSION], Assessment),
    Path(_ONE, "delete", "delete-assessment", _TAG, "Take one's own back", [_ID, _VERSION]),
)
