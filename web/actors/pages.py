"""Actors: the list with its filters, what is seen of it as a file, and the addresses of everything about one actor.

web.actors.record    the record, archiving            web.actors.editing   making and changing
web.people          people and their posts           web.actors.ties      standing ties
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from crm.actors import Actor
from web import people
from web.actors import editing, record, ties
from web.actors.filters import every_actor, gather_actors, read_actor_filter
from web.auth import the_viewer
from web.downloads import Cell, csv_response
from web.facets import active_filters
from web.i18n import term
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("actores", __name__)


def lista() -> str:
    """The actors, narrowed by the address."""
    shown = gather_actors(current_store(), the_viewer())
    active = active_filters(shown.facets, shown.filter.words)
    return render_template("actores/lista.html", shown=shown, active=active)


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


GET_POST = ["GET", "POST"]
blueprint.add_url_rule("/actores", "lista", lista)
blueprint.add_url_rule("/actores/exportar", "exportar", exportar)
blueprint.add_url_rule("/actores/nuevo", "nuevo", editing.nuevo, methods=GET_POST)
blueprint.add_url_rule("/actores/<id>", "detalle", record.detalle)
blueprint.add_url_rule("/actores/<id>/archivar", "archivar", record.archivar, methods=GET_POST)
blueprint.add_url_rule("/actores/<id>/restaurar", "restaurar", record.restaurar, methods=["POST"])
blueprint.add_url_rule("/actores/<id>/revisado", "revisado", record.revisado, methods=["POST"])
blueprint.add_url_rule("/actores/<id>/editar", "editar", editing.editar, methods=GET_POST)
blueprint.add_url_rule("/actores/<id>/personas", "personas", people.personas)
blueprint.add_url_rule(
    "/actores/<id>/personas/nueva", "persona_nueva", people.persona_nueva, methods=GET_POST
)
blueprint.add_url_rule("/actores/<id>/cargos/nuevo", "cargo_nuevo", people.cargo_nuevo, methods=GET_POST)
blueprint.add_url_rule(
    "/actores/<id>/cargos/<cargo>/terminar", "cargo_terminar", people.cargo_terminar, methods=GET_POST
)
blueprint.add_url_rule(
    "/actores/<id>/cargos/<cargo>/quitar", "cargo_quitar", people.cargo_quitar, methods=["POST"]
)
blueprint.add_url_rule("/actores/<id>/vinculos/nuevo", "vinculo_nuevo", ties.vinculo_nuevo, methods=GET_POST)
blueprint.add_url_rule(
    "/actores/<id>/vinculos/<vinculo>/quitar", "vinculo_quitar", ties.vinculo_quitar, methods=["POST"]
)
