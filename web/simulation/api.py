"""The API of the simulator: a trial is asked for, and looked at until it is done."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, url_for
from pydantic import ValidationError

from crm.access import require
from crm.errors import from_validation
from crm.simulation.running import statements_in
from web.api.answers import read_body
from web.api.parts import Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.derived import needed_results
from web.simulation.asking import asked_change, look_as_seen, start
from web.simulation.jobs import Job
from web.simulation.pages import Wanted
from web.words.api import ID
from web.words.sentences import as_json, say_all


@blueprint.post("/simulations")
def try_change() -> Response:
    """Starts a trial: 202 with its address. The same change on the same data is the same trial."""
    require(the_viewer(), "read")
    try:
        wanted = Wanted.model_validate(read_body())
    except ValidationError as error:
        raise from_validation(error) from error
    derived = needed_results()
    id = start(derived, asked_change(derived, wanted.kind, wanted.actor, wanted.other or ""))
    answer = jsonify(_told(id, look_as_seen(derived, id)))
    answer.status_code = 202
    answer.headers["Location"] = url_for("api.trial", id=id)
    return answer


@blueprint.get("/simulations/<id>")
def trial(id: str) -> Response:
    """How a trial stands, with its result once it is done; 404 when the data have changed since."""
    derived = needed_results()
    answer = jsonify(_told(id, look_as_seen(derived, id)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _told(id: str, job: Job) -> dict[str, Any]:
    told: dict[str, Any] = {"id": id, "status": job.status, "change": job.change, "result": None}
    if job.status == "done":
        result = {name: value for name, value in job.result.items() if name != "statements"}
        said = say_all(statements_in(job.result))
        told["result"] = {**result, "sentences": [as_json(one) for one in said]}
    return told


PATHS: tuple[Path, ...] = (
    Path("/simulations", "post", "tryChange", "network", "Try what would change", [], Wanted),
    Path("/simulations/{id}", "get", "trial", "network", "How a trial stands", [ID]),
)
