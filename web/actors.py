"""Actors: the list with its filters, and what is seen of it as a file. The record is in web.actor_record."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from crm.actors import Actor
from web.actor_filters import every_actor, gather_actors, read_actor_filter
from web.auth import the_viewer
from web.downloads import Cell, csv_response
from web.facets import active_filters
from web.i18n import term
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("actores", __name__)


@blueprint.get("/actores")
def lista() -> str:
    """The actors, narrowed by the address."""
    shown = gather_actors(current_store(), the_viewer())
    active = active_filters(shown.facets, shown.filter.words)
    return render_template("actores/lista.html", shown=shown, active=active)


@blueprint.get("/actores/exportar")
def exportar() -> Response:
    """What the list with the same address shows, all of it, as a CSV file."""
    filter, _orders = read_actor_filter(the_viewer())
    headers = [
        _("Nombre"), _("Otros nombres"), _("Tipo"), _("Sector"), _("País"), _("Ciudad"), _("Último contacto"),
        _("Interacciones"), _("Identificador"),
    ]  # fmt: skip
    return csv_response("actores", headers, (_row(actor) for actor in every_actor(current_store(), filter)))


def _row(actor: Actor) -> list[Cell]:
    return [
        actor.name,
        "; ".join(actor.aliases),
        term(actor.type, "actor_types"),
        term(actor.sector, "sectors"),
        term(actor.country, "countries"),
        actor.city,
        actor.last_contact,
        actor.interactions,
        actor.id,
    ]
