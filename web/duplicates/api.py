"""Look-alikes, joining, taking a joining back and taking apart, for the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, jsonify, request, url_for
from pydantic import BaseModel, ValidationError
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from crm.accounts.passwords import digest_of
from crm.actors import Actor, Person, get_actor
from crm.duplicates.doubts import keep_apart, list_doubts
from crm.errors import InvalidData, from_validation
from crm.idempotency import once
from crm.merging.joinings import merges_into
from crm.merging.merge import MergeOrder, merge_actors
from crm.merging.preview import preview_merge
from crm.merging.signposts import current_id
from crm.merging.split import SplitOrder, split_actor
from crm.merging.undo import undo_merge
from crm.messages import say
from web.api.answers import plain, read_body, shown
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.duplicates.bodies import Apart, Merge, Split, Undo
from web.i18n import language
from web.store import current_store

MOST = 100
M = TypeVar("M", bound=BaseModel)


def _read(model: type[M]) -> M:
    try:
        return model.model_validate(read_body() if request.data else {})
    except ValidationError as error:
        raise from_validation(error) from error


@blueprint.before_request
def follow_signposts() -> AnyResponse | None:
    """The id of a joined record answers with the address of the one it went into."""
    args = request.view_args or {}
    if request.method not in ("GET", "HEAD") or args.get("path", "actors") != "actors" or "id" not in args:
        return None
    if not request.path.startswith("/api/v1/actors/"):
        return None
    there = current_id(current_store(), str(args["id"]))
    if there == args["id"]:
        return None
    return redirect(url_for(str(request.endpoint), **{**args, "id": there}), 301)


@blueprint.get("/duplicates")
def duplicates() -> Response:
    """The pairs that may be one actor, best first."""
    start, limit = request.args.get("start", 0, int), request.args.get("limit", 20, int)
    if not 1 <= limit <= MOST:
        raise InvalidData.of(
            "limit", "too_big" if limit > MOST else "too_small", limit=MOST if limit > MOST else 1
        )
    found = list_doubts(current_store(), current_app.config["ALIADOS"].data_dir / "derived", start, limit)
    items = [
        {
            "a": plain(one.one),
            "b": plain(one.other),
            "score": one.score,
            "why": [say(f"why.{key}", language()) for key in dict.fromkeys(one.why)],
        }
        for one in found.items
    ]
    return jsonify({"items": items, "total": found.total, "next": found.next, "ready": found.ready})


@blueprint.post("/duplicates/apart")
def apart() -> Response:
    """Remembers that two actors are not the same."""
    said = _read(Apart)
    return shown(keep_apart(current_store(), the_viewer(), said.a, said.b), 201)


@blueprint.get("/actors/<id>/merge")
def merge_preview(id: str) -> Response:
    """What joining `?with=` to this actor would do."""
    return jsonify(plain(preview_merge(current_store(), id, request.args.get("with", ""))))


@blueprint.post("/actors/<id>/merge")
def merge(id: str) -> Response:
    """Joins another record to this one, once for each Idempotency-Key."""
    said = _read(Merge)
    order = MergeOrder(id, said.loser, (said.versions.winner, said.versions.loser), said.take)
    store, viewer = current_store(), the_viewer()
    made = _once("merge", lambda: merge_actors(store, viewer, order).merge)
    return _answer({"merge": made, "actor": plain(get_actor(store, current_id(store, id)))}, 201)


@blueprint.get("/actors/<id>/merges")
def merges(id: str) -> Response:
    """The records that were joined to this one."""
    return jsonify({"items": plain(merges_into(current_store(), id))})


@blueprint.post("/merges/<id>/undo")
def unmerge(id: str) -> Response:
    """Takes a joining back, whatever was edited since."""
    both = undo_merge(current_store(), the_viewer(), id, _read(Undo).give)
    return jsonify({"actors": plain(both)})


@blueprint.post("/actors/<id>/split")
def split(id: str) -> Response:
    """Moves what is chosen to another actor, new or there, once for each Idempotency-Key."""
    said = _read(Split)
    store, viewer = current_store(), the_viewer()
    target = said.target or _new(get_actor(store, id), said.new)
    parts = {
        name: getattr(said, name) for name in ("interactions", "commitments", "people", "ties", "aliases")
    }
    order = SplitOrder(id, said.version, target, **parts)
    made = _once("split", lambda: split_actor(store, viewer, order)[1].id)
    return _answer({"actors": [plain(get_actor(store, one)) for one in (id, made)]}, 201)


def _new(actor: Actor, said: dict[str, Any] | None) -> Actor:
    if said is None:
        raise InvalidData.of("target", "required")
    return (Person if isinstance(actor, Person) else Actor).of(said)


def _once(kind: str, make: Callable[[], str]) -> str:
    key = request.headers.get("Idempotency-Key", "").strip()[:LONGEST_KEY]
    if not key:
        return make()
    said = digest_of(json.dumps(read_body(), sort_keys=True) + request.path)
    return once(current_store(), the_viewer(), f"{kind} {key}", make, said)


def _answer(document: dict[str, Any], status: int) -> Response:
    response = jsonify(document)
    response.status_code = status
    return response


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_KEY: Parameter = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200}}
_WITH: Parameter = {"name": "with", "in": "query", "required": True, "schema": {"type": "string"}}
_START: Parameter = {"name": "start", "in": "query", "schema": {"type": "integer", "minimum": 0}}
_LIMIT: Parameter = {
    "name": "limit",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST},
}
PATHS: tuple[Path, ...] = (
    Path("/duplicates", "get", "duplicates", "more", "Pairs that may be one actor", [_START, _LIMIT]),
    Path("/duplicates/apart", "post", "keepApart", "more", "Remember that two are not the same", [], Apart),
    Path("/actors/{id}/merge", "get", "mergePreview", "actors", "What joining two would do", [_ID, _WITH]),
    Path(
        "/actors/{id}/merge", "post", "merge", "actors", "Join another record to this one", [_ID, _KEY], Merge
    ),
    Path("/actors/{id}/merges", "get", "merges", "actors", "Records joined to this one", [_ID]),
    Path("/merges/{id}/undo", "post", "undoMerge", "actors", "Take a joining back", [_ID], Undo),
    Path("/actors/{id}/split", "post", "split", "actors", "Take one record apart", [_ID, _KEY], Split),
)
