"""Making an actor from inside a picker, without leaving the form: name and type, look-alikes shown first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from crm.access import require
from crm.actors import Actor, create_actor
from crm.lookalikes import Lookalike, find_lookalikes
from crm.messages import say
from web.auth import the_viewer
from web.i18n import language
from web.marks import type_mark
from web.store import current_store

SHOWN = 3
blueprint = Blueprint("rapido", __name__)


@blueprint.post("/actores/rapido")
def crear() -> Response:
    """Makes the actor of `name` and `type`: 201 with `{"id", "name"}`.

    409 with `{"lookalikes": […]}` when it may already be there, unless `sure` says that it is not. What is wrong
    comes as a problem document.
    """
    require(the_viewer(), "edit")
    store, name, type = current_store(), request.form.get("name", ""), request.form.get("type", "")
    alike = [] if request.form.get("sure") else find_lookalikes(store, name[:200], type or None, SHOWN)
    likely = [_shown(one) for one in alike if one.likely]
    if likely:
        response = jsonify({"lookalikes": likely})
        response.status_code = 409
        return response
    actor = create_actor(store, the_viewer(), Actor.of({"name": name, "type": type, "to_review": True}))
    response = jsonify({"id": actor.id, "name": actor.name})
    response.status_code = 201
    return response


def _shown(one: Lookalike) -> dict[str, Any]:
    return {
        "id": one.actor.id,
        "name": one.actor.name,
        "type_label": type_mark(one.actor.type).label,
        "why": [say(f"why.{key}", language()) for key in one.why],
    }
