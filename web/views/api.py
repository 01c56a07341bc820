"""The API of views beside the noun itself (/api/v1/views): their story, and what changed since they were saved.

GET /api/v1/views/ID/story     the steps that are kept, else those that its data propose; `?propose=1` proposes anew
GET /api/v1/views/ID/since     who came and went, and how many more ties there are
"""

from __future__ import annotations

from flask import Response, jsonify, request

from crm.errors import NotReady
from crm.views.comparing import since_saved
from crm.views.reading import view_of
from web.api.answers import plain
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.store import current_store
from web.views.gathering import scene_of, since_words
from web.views.telling import proposed_story


@blueprint.get("/views/<id>/story")
def view_story(id: str) -> Response:
    """The story; a changed one is kept by changing the view's `steps`."""
    view = view_of(current_store(), id)
    kept = bool(view.steps) and request.args.get("propose") != "1"
    steps = view.steps if kept else proposed_story(current_store(), view)
    return jsonify({"kept": kept, "steps": plain(steps)})


@blueprint.get("/views/<id>/since")
def view_since(id: str) -> Response:
    """What differs from what the view held. 503 before the first analysis."""
    view = view_of(current_store(), id)
    scene = scene_of(current_store(), view)
    if scene is None:
        raise NotReady("view", id)
    since = since_saved(view, [node.id for node in scene.nodes], scene.ties)
    said = {"saved_on": plain(view.saved_on), "revision": view.revision, "text": since_words(since)}
    return jsonify({**said, **plain(since)})


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_PROPOSE: Parameter = {"name": "propose", "in": "query", "schema": {"type": "string", "enum": ["1"]}}
PATHS: tuple[Path, ...] = (
    Path("/views/{id}/story", "get", "view-story", "views", "The story, kept or proposed", [_ID, _PROPOSE]),
    Path("/views/{id}/since", "get", "view-since", "views", "What changed since it was saved", [_ID]),
)
