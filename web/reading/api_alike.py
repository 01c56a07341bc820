"""Who is like an actor, as JSON.

GET /api/v1/actors/uis/alike
"""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from crm.actors import get_actor
from crm.reading.alike import SHOWN, Alike, alike_to
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.derived import needed_results
from web.store import current_store

_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


@blueprint.get("/actors/<id>/alike")
def actors_alike(id: str) -> Response:
    """The partners most like an actor, with what both have. Raises NotFound, NotReady."""
    derived = needed_results()
    actor = get_actor(current_store(), id)
    return jsonify({"actor": actor.id, "items": [_item(one) for one in alike_to(derived, actor.id, SHOWN)]})


def _item(one: Alike) -> dict[str, Any]:
    return {
        "actor": one.actor,
        "score": one.score,
        "kind": one.kind,
        "by_contacts": one.by_contacts,
        "by_themes": one.by_themes,
        "contacts": list(one.contacts),
        "themes": list(one.themes),
    }


PATHS: tuple[Path, ...] = (
    Path("/actors/{id}/alike", "get", "actors-alike", "actors", "Who is like an actor, and why", [_ID]),
)
