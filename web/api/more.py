"""The API beyond the four nouns: who I am, searching, an actor's timeline and look-alikes, ticks, ties, history."""

from __future__ import annotations

from datetime import date

from flask import Response, jsonify, request
from pydantic import BaseModel, ConfigDict

from crm.commitments import tick_commitment, untick_commitment
from crm.errors import InvalidData, from_validation
from crm.history import history_of, undo
from crm.lookalikes import find_lookalikes
from crm.searching import search, suggest_actors
from crm.ties import ties_of
from crm.timeline import timeline_of
from web.api.answers import expected_version, listed, plain, read_body, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.store import current_store
from web.store_keeping import whole_store

MOST = 100


class Tick(BaseModel):
    """What came of a commitment, and when."""

    model_config = ConfigDict(extra="forbid")

    result: str | None = None
    done_on: date | None = None


def _limit(usual: int) -> int:
    text = request.args.get("limit", str(usual))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST:
        raise InvalidData.of("limit", "too_big", limit=MOST)
    return int(text)


@blueprint.get("/me")
def me() -> Response:
    """Who the token or the session is."""
    viewer = the_viewer()
    return jsonify({"id": viewer.id, "name": viewer.name, "role": viewer.role})


@blueprint.get("/search")
def find() -> Response:
    """Everything with these words, by noun."""
    return jsonify(plain(search(current_store(), request.args.get("q", "")[:200], _limit(20))))


@blueprint.get("/suggest")
def suggest() -> Response:
    """The actors that typed words may mean."""
    return jsonify(
        {"items": plain(suggest_actors(current_store(), request.args.get("q", "")[:200], _limit(8)))}
    )


@blueprint.get("/lookalikes")
def lookalikes() -> Response:
    """Who may already be there under another name."""
    name, type = request.args.get("name", "")[:200], request.args.get("type")
    return jsonify({"items": plain(find_lookalikes(current_store(), name, type, _limit(5)))})


@blueprint.get("/actors/<id>/timeline")
def timeline(id: str) -> Response:
    """What happened with an actor, newest first."""
    kinds = request.args.getlist("kind")
    return listed(timeline_of(current_store(), id, _limit(20), request.args.get("after"), kinds))


@blueprint.get("/actors/<id>/ties")
def ties(id: str) -> Response:
    """The ties of an actor to others."""
    return jsonify({"items": plain(ties_of(current_store(), id))})


@blueprint.post("/commitments/<id>/tick")
def tick(id: str) -> Response:
    """Says that a commitment is done."""
    version = expected_version()
    if version is None:
        return without_condition()
    try:
        said = Tick.model_validate(read_body() if request.data else {})
    except ValueError as error:
        raise from_validation(error) from error  # type: ignore[arg-type]
    return shown(tick_commitment(current_store(), the_viewer(), id, version, said.result, said.done_on))


@blueprint.post("/commitments/<id>/untick")
def untick(id: str) -> Response:
    """Takes a tick back."""
    version = expected_version()
    if version is None:
        return without_condition()
    return shown(untick_commitment(current_store(), the_viewer(), id, version))


@blueprint.get("/history/<id>")
def history(id: str) -> Response:
    """Who changed what in a record, newest first."""
    return jsonify({"items": plain(history_of(current_store(), id))})


@blueprint.post("/undo/<int:transaction>")
def take_back(transaction: int) -> Response:
    """Undoes everything that was saved together; 409 when it was changed since."""
    undo(whole_store(), the_viewer(), transaction)
    return jsonify({"undone": transaction})


def _query(name: str, description: str = "") -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string"}}


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_NUMBER: Parameter = {"name": "transaction", "in": "path", "required": True, "schema": {"type": "integer"}}
_VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_LIMIT: Parameter = {
    "name": "limit",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST},
}
PATHS: tuple[Path, ...] = (
    Path("/me", "get", "me", "more", "Who the token is", []),
    Path("/search", "get", "search", "more", "Everything with these words", [_query("q"), _LIMIT]),
    Path("/suggest", "get", "suggest", "more", "Actors that typed words may mean", [_query("q"), _LIMIT]),
    Path(
        "/lookalikes",
        "get",
        "lookalikes",
        "more",
        "Who may be the same",
        [_query("name"), _query("type"), _LIMIT],
    ),
    Path(
        "/actors/{id}/timeline",
        "get",
        "timeline",
        "actors",
        "What happened, newest first",
        [_ID, _query("kind"), _query("after"), _LIMIT],
    ),
    Path("/actors/{id}/ties", "get", "ties", "actors", "Ties to other actors", [_ID]),
    Path("/commitments/{id}/tick", "post", "tick", "commitments", "Say it is done", [_ID, _VERSION], Tick),
    Path("/commitments/{id}/untick", "post", "untick", "commitments", "Take the tick back", [_ID, _VERSION]),
    Path("/history/{id}", "get", "history", "more", "Who changed what", [_ID]),
    Path("/undo/{transaction}", "post", "undo", "more", "Undo what was saved together", [_NUMBER]),
)
