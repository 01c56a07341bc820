"""One's own quick assessment of the actors of a project: 1 to 5 for each, by keys, all saved at once."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.assessments.model import SCALES, VALUES, Assessment
from crm.assessments.saving import withdraw_assessment
from crm.errors import EditConflict, InvalidData
from crm.messages import words
from crm.projects import Project, get_project
from web.acting import act
from web.auth import the_viewer
from web.frame import tell
from web.i18n import language
from web.mapping.members import members_of
from web.mapping.own_words import own_words, save_words
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("valoraciones", __name__)
Page = str | tuple[str, int] | Response
Given = dict[str, dict[str, str]]
STANCES = (
    (-2, "strong_opposition"),
    (-1, "opposition"),
    (0, "neutral"),
    (1, "support"),
    (2, "strong_support"),
)


@blueprint.get("/proyectos/<id>/valoraciones")
def valorar(id: str) -> str:
    """The actors of the project with the reader's own values; what others said is neither shown nor sent."""
    require(the_viewer(), "edit")
    return _page(get_project(current_store(), id), {}, [])


def _page(project: Project, given: Given, problems: list[str]) -> str:
    return render_template(
        "proyectos/valoraciones.html",
        project=project,
        members=members_of(project),
        mine=own_words(project.id),
        given=given,
        problems=problems,
        scales=SCALES,
        stances=STANCES,
    )


@blueprint.post("/proyectos/<id>/valoraciones")
def guardar(id: str) -> Page:
    """Saves what differs from the reader's last word, all of it or nothing."""
    require(the_viewer(), "edit")
    project, given = get_project(current_store(), id), _posted()
    changes = _changes(given, own_words(id))
    try:
        if changes:
            save_words(id, changes)
        else:
            tell(_("No había nada nuevo que guardar."))
    except InvalidData as error:
        return _page(project, given, [text for _field, text in words(error, language())]), 422
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(url_for("valoraciones.valorar", id=id))
    return redirect(url_for("poder.matriz", id=id))


def _posted() -> Given:
    """The inputs "power-uis" by actor and field."""
    found: Given = {}
    for name, text in request.form.items():
        field, _dash, actor = name.partition("-")
        if actor and field in (*VALUES, "note"):
            found.setdefault(actor, {})[field] = text
    return found


def _changes(given: Given, mine: dict[str, Assessment]) -> list[tuple[str, dict[str, object]]]:
    """Of each actor what was changed; who was left alone is left out."""
    found = []
    for actor, said in given.items():
        differs = {name: text for name, text in said.items() if text.strip() != _text(mine.get(actor), name)}
        if differs:
            found.append((actor, dict[str, object](differs)))
    return found


def _text(before: Assessment | None, name: str) -> str:
    value = getattr(before, name, None)
    return "" if value is None else str(value)


@blueprint.post("/proyectos/<id>/valoraciones/<assessment>/retirar")
def retirar(id: str, assessment: str) -> Response:
    """Takes one's own assessment back."""
    return act(
        assessment,
        lambda version: withdraw_assessment(current_store(), the_viewer(), assessment, version),
        _("Su valoración quedó retirada."),
        url_for("poder.matriz", id=id),
    )
