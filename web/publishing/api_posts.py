"""The API of posts that citizens may know of, for administrators.

GET    /api/v1/actors/ID/public-posts               the posts a person holds today: chosen to be shown, and what is missing
PUT    /api/v1/actors/ID/public-posts/HOLDING       shows one; DELETE does no longer; both with If-Match, the person's version
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from crm.access import Viewer, require
from crm.people import get_person
from crm.publishing.people import PostInPublic, hide_post, posts_in_public, show_post
from graph.store import Store
from web.api.answers import expected_version, plain, without_condition
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.store import current_store


def _answer(person: str) -> Response:
    store = current_store()
    response = jsonify({"items": [_told(one) for one in posts_in_public(store, person)]})
    response.headers["ETag"] = f'"{get_person(store, person).version}"'
    return response


def _told(one: PostInPublic) -> dict[str, Any]:
    return {**plain(one), "seen": one.seen}


@blueprint.get("/actors/<id>/public-posts")
def public_posts(id: str) -> Response:
    """How each stands."""
    require(the_viewer(), "administer")
    return _answer(id)


def _decide(do: Callable[[Store, Viewer, str, str, int], None], person: str, holding: str) -> AnyResponse:
    require(the_viewer(), "administer")
    version = expected_version()
    if version is None:
        return without_condition()
    do(current_store(), the_viewer(), person, holding, version)
    return _answer(person)


@blueprint.put("/actors/<id>/public-posts/<holding>")
def show_public_post(id: str, holding: str) -> AnyResponse:
    """Lets anybody see it."""
    return _decide(show_post, id, holding)


@blueprint.delete("/actors/<id>/public-posts/<holding>")
def hide_public_post(id: str, holding: str) -> AnyResponse:
    """Takes it out of the public's sight."""
    return _decide(hide_post, id, holding)


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_HOLDING: Parameter = {"name": "holding", "in": "path", "required": True, "schema": {"type": "string"}}
_MATCH: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_ONE, _TAG = "/actors/{id}/public-posts/{holding}", "publications"
PATHS: tuple[Path, ...] = (
    Path(
        "/actors/{id}/public-posts",
        "get",
        "publicPosts",
        _TAG,
        "A person's posts, and which are shown",
        [_ID],
    ),
    Path(_ONE, "put", "showPublicPost", _TAG, "Show a post to anybody", [_ID, _HOLDING, _MATCH]),
    Path(_ONE, "delete", "hidePublicPost", _TAG, "Show it no longer", [_ID, _HOLDING, _MATCH]),
)
