"""Interactions: the list with its filters, and each one's page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import Actor, get_actors
from crm.interactions import Interaction, archive_interaction, get_interaction, restore_interaction
from crm.office import office_id
from crm.source_issues import SourceIssue, issues_about
from web.auth import the_viewer
from web.facets import active_filters
from web.interaction_filters import gather_interactions
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext
from web.undoing import tell_saved
from web.wording import actor_names

NAMED = 3
blueprint = Blueprint("interacciones", __name__)


@dataclass(frozen=True)
class InteractionPage:
    """Everything the page of one interaction shows, each record read once."""

    interaction: Interaction
    actors: dict[str, Actor]
    issues: list[SourceIssue]


@blueprint.get("/interacciones")
def lista() -> str:
    """The interactions, narrowed by the address."""
    shown = gather_interactions(current_store(), the_viewer())
    actor_names(part.actor for one in shown.listing.items for part in one.participants)
    active = active_filters(shown.facets, shown.filter.words)
    return render_template("interacciones/lista.html", shown=shown, active=active)


@blueprint.get("/interacciones/<id>")
def ficha(id: str) -> str:
    """One interaction. Raises NotFound."""
    page = _gather(id)
    return render_template("interacciones/ficha.html", page=page, one=page.interaction)


def names_line(interaction: Interaction) -> str:
    """Who took part besides the office, three by name and how many more; lists read the names first."""
    ids = [part.actor for part in interaction.participants if part.actor != office_id()]
    names = actor_names(ids)
    rest = len(ids) - NAMED
    shown = ", ".join(names.get(id, id) for id in ids[:NAMED])
    return shown + (" " + ngettext("y %(num)s más", "y %(num)s más", rest) if rest > 0 else "")


blueprint.add_app_template_global(names_line)


def _gather(id: str) -> InteractionPage:
    store = current_store()
    interaction = get_interaction(store, id)
    ids = {part.actor for part in interaction.participants} | {
        part.person for part in interaction.participants if part.person
    }
    owners = {c.owner for c in interaction.commitments if c.owner}
    record_names(interaction.related)
    actor_names(ids | owners | {c.beneficiary for c in interaction.commitments if c.beneficiary})
    return InteractionPage(interaction, get_actors(store, ids | owners), issues_about(store, id))


@blueprint.post("/interacciones/<id>/archivar")
def archivar(id: str) -> Response:
    """Takes it out of lists and analysis; it can be undone at once."""
    require(the_viewer(), "edit")
    archive_interaction(current_store(), the_viewer(), id, _version())
    tell_saved(_("Archivada: ya no sale en listas ni cuenta en el análisis."), id)
    return redirect(url_for("interacciones.ficha", id=id))


@blueprint.post("/interacciones/<id>/restaurar")
def restaurar(id: str) -> Response:
    """Brings it back."""
    require(the_viewer(), "edit")
    restore_interaction(current_store(), the_viewer(), id, _version())
    tell_saved(_("Restaurada."), id)
    return redirect(url_for("interacciones.ficha", id=id))


def _version() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() else 0
