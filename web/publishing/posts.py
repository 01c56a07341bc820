"""/actores/ID/cargos/CARGO/publico: whether citizens may know that a person holds a post."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import NotFound
from crm.people import get_person
from crm.publishing.people import hide_post, posts_in_public, show_post
from web.acting import act
from web.auth import the_viewer
from web.store import current_store
from web.texts import gettext as _
from web.wording import actor_names

blueprint = Blueprint("cargos_publicos", __name__)


@blueprint.get("/actores/<id>/cargos/<cargo>/publico")
def decidir(id: str, cargo: str) -> str:
    """What people would see, and the button. Raises NotFound for a post that is not held today."""
    require(the_viewer(), "administer")
    one = next((one for one in posts_in_public(current_store(), id) if one.holding == cargo), None)
    if one is None:
        raise NotFound("post", cargo[:80])
    actor_names([one.organisation])
    version = get_person(current_store(), id).version
    return render_template("publicar/cargo.html", one=one, version=version)


@blueprint.post("/actores/<id>/cargos/<cargo>/publico")
def guardar(id: str, cargo: str) -> Response:
    """Shows the post to anybody, or no longer."""
    require(the_viewer(), "administer")
    shows = request.form.get("public") == "1"
    said = (
        _("El cargo está a la vista de la gente.")
        if shows
        else _("El cargo ya no está a la vista de la gente.")
    )
    do = show_post if shows else hide_post
    return act(
        id,
        lambda version: do(current_store(), the_viewer(), id, cargo, version),
        said,
        url_for("actores.detalle", id=id),
    )
