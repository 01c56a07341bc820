"""The API of reading a call and of the engagement plan; the rows of a plan are a noun like others: /api/v1/engagements.

POST /api/v1/terms                        {"text", "today"}   what the text proposes; nothing is saved
GET  /api/v1/projects/ID/plan             the rows in their order, each with its commitment
POST /api/v1/projects/ID/plan/proposal    first rows for the best actors of the map; nothing is saved
POST /api/v1/engagements/ID/commitment    with If-Match: the next step becomes a commitment
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, jsonify
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.briefs.model import Terms
from crm.briefs.proposing import fields_of
from crm.briefs.reading import read_terms
from crm.capture.doors import known_names
from crm.engagement.plans import plan_of
from crm.engagement.promising import commitments_of, promise_step
from crm.engagement.proposing import best_of, placed_high, propose_rows
from crm.errors import NotReady, from_validation
from crm.projects import Project, get_project
from web.api.answers import expected_version, plain, read_body, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.i18n import current_day, language
from web.mapping.current import current_map
from web.store import current_store


class CallText(BaseModel):
    """The text of a call, and the day it is read on (today when it is left out)."""

    model_config = ConfigDict(extra="forbid")

    text: str
    today: date | None = None


@blueprint.post("/terms")
def terms() -> Response:
    """What the text proposes, with its quotations, and the project that its sure parts would make."""
    require(the_viewer(), "edit")
    try:
        said = CallText.model_validate(read_body())
    except ValidationError as error:
        raise from_validation(error) from error
    names = known_names(current_store(), the_viewer())
    found = read_terms(said.text, said.today or current_day(), names)
    return jsonify({"terms": plain(found), "project": _project(found)})


def _project(found: Terms) -> dict[str, Any]:
    said = fields_of(found)
    project: dict[str, Any] = plain(Project.of(said))
    return {name: project[name] for name in said}


@blueprint.get("/projects/<id>/plan")
def plan(id: str) -> Response:
    """The rows of a project's plan."""
    get_project(current_store(), id)
    rows = plan_of(current_store(), id)
    promised = commitments_of(current_store(), rows)
    items = [{"engagement": plain(row), "commitment": plain(promised.get(row.id))} for row in rows]
    return jsonify({"items": items})


@blueprint.post("/projects/<id>/plan/proposal")
def plan_proposal(id: str) -> Response:
    """First rows for the best actors that have none. 503 while the map is not there yet."""
    require(the_viewer(), "edit")
    project = get_project(current_store(), id)
    made = current_map(project).made
    if made is None:
        raise NotReady("map", id)
    taken = {one.actor for one in plan_of(current_store(), id)}
    ranked = best_of(made, placed_high(current_store(), the_viewer(), id), project.funder)
    return jsonify({"items": plain(propose_rows(current_store(), project, ranked, taken, language()))})


@blueprint.post("/engagements/<id>/commitment")
def engagement_commitment(id: str) -> AnyResponse:
    """Makes the next step a commitment."""
    version = expected_version()
    if version is None:
        return without_condition()
    return shown(promise_step(current_store(), the_viewer(), id, version))


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_TAG = "projects"
PATHS: tuple[Path, ...] = (
    Path("/terms", "post", "read-terms", _TAG, "What the text of a call proposes", [], CallText),
    Path("/projects/{id}/plan", "get", "plan", _TAG, "The engagement plan", [_ID]),
    Path("/projects/{id}/plan/proposal", "post", "plan-proposal", _TAG, "First rows, not saved", [_ID]),
    Path(
        "/engagements/{id}/commitment",
        "post",
        "promise-engagement",
        "engagements",
        "The next step becomes a commitment",
        [_ID, _VERSION],
    ),
)
