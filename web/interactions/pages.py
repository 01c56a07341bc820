"""Interactions: the list with its filters, what is seen of it as a file, and each one's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import partial

from babel.dates import format_time
from flask import Blueprint, Response, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.actors import Actor, get_actors
from crm.commitments import Commitment
from crm.interactions import (
    Interaction,
    archive_interaction,
    get_interaction,
    restore_interaction,
    update_interaction,
)
from crm.office import office_id
from crm.source_issues import SourceIssue, issues_about
from web.acting import act
from web.auth import the_viewer
from web.commitments.ticking import just_ticked
from web.downloads import Cell, csv_response
from web.i18n import language, term
from web.interactions.audiences import who_sees
from web.interactions.filters import every_interaction, gather_interactions, read_interaction_filter
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext
from web.wording import actor_names, period

NAMED = 3
blueprint = Blueprint("interacciones", __name__)


@dataclass(frozen=True)
class InteractionPage:
    """Everything the page of one interaction shows, each record read once."""

    interaction: Interaction
    actors: dict[str, Actor]
    issues: list[SourceIssue]
    ticked: Commitment | None


@blueprint.get("/interacciones")
def lista() -> str:
    """The interactions, narrowed by the address."""
    shown = gather_interactions(current_store(), the_viewer())
    actor_names(part.actor for one in shown.listing.items for part in one.participants)
    return render_template("interacciones/lista.html", shown=shown)


@blueprint.get("/interacciones/exportar")
def exportar() -> Response:
    """What the list with the same address shows, all of it, as a CSV file."""
    filter, _orders = read_interaction_filter(the_viewer())
    headers = [
        _("Cuándo"), _("Clase"), _("Título"), _("Estado"), _("Participantes"), _("Lugar"), _("Hora"),
        _("Duración en minutos"), _("Temas"), _("Línea estratégica"), _("De qué se habló"), _("Lo acordado"), _("Resultados"),
        _("Siguiente paso"), _("Identificador"),
    ]  # fmt: skip
    return csv_response("interacciones", headers, map(_row, every_interaction(current_store(), filter)))


def _row(one: Interaction) -> list[Cell]:
    ids = [part.actor for part in one.participants]
    names = actor_names(ids)
    return [
        period(one.when),
        term(one.kind, "interaction_kinds"),
        one.title,
        term(one.status, "statuses"),
        "; ".join(names.get(id, id) for id in ids),
        one.place,
        one.hour,
        one.duration,
        "; ".join(term(theme, "themes") for theme in one.themes),
        term(one.strategic_line, "strategic_lines"),
        one.summary,
        one.agreed,
        one.results,
        one.next_step,
        one.id,
    ]


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


def minutes_words(minutes: int) -> str:
    """How long it lasted: "45 min", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest)
    return " ".join(parts)


def hour_words(hour: str) -> str:
    """The time it began, as each language says it: "2:30 p. m.", "2:30 PM"."""
    return format_time(time.fromisoformat(hour), "short", locale="es_CO" if language() == "es" else "en")


blueprint.add_app_template_global(names_line)
blueprint.add_app_template_global(who_sees)
blueprint.add_app_template_filter(minutes_words)
blueprint.add_app_template_filter(hour_words)


def _gather(id: str) -> InteractionPage:
    store = current_store()
    interaction = get_interaction(store, id)
    parties = {part.actor for part in interaction.participants}
    people = {part.person for part in interaction.participants if part.person}
    promised = {id for one in interaction.commitments for id in (one.owner, one.beneficiary) if id}
    record_names(interaction.related)
    actor_names(parties | people | promised)
    return InteractionPage(
        interaction, get_actors(store, parties | people), issues_about(store, id), just_ticked()
    )


@blueprint.post("/interacciones/<id>/revisado")
def revisado(id: str) -> AnyResponse:
    """Settles what was doubtful when it was recorded."""

    def do(version: int) -> Interaction:
        now = get_interaction(current_store(), id)
        return update_interaction(current_store(), the_viewer(), now.having(to_review=False, version=version))

    return act(id, do, _("Quedó como revisada."), url_for("interacciones.ficha", id=id))


@blueprint.post("/interacciones/<id>/archivar")
def archivar(id: str) -> AnyResponse:
    """Takes it out of lists and analysis; it can be undone at once."""
    do = partial(archive_interaction, current_store(), the_viewer(), id)
    said = _("Archivada: ya no sale en listas ni cuenta en el análisis.")
    return act(id, do, said, url_for("interacciones.ficha", id=id))


@blueprint.post("/interacciones/<id>/restaurar")
def restaurar(id: str) -> AnyResponse:
    """Brings it back."""
    do = partial(restore_interaction, current_store(), the_viewer(), id)
    return act(id, do, _("Restaurada."), url_for("interacciones.ficha", id=id))
