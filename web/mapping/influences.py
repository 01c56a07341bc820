"""Who influences whom on a project: the list, a line to add, and taking one back."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from crm.access import require
from crm.assessments.influences import get_influence, influences_in, remove_influence, save_influence
from crm.assessments.model import Influence, influence_id
from crm.errors import EditConflict
from crm.projects import Project, get_project
from web.acting import act
from web.auth import the_viewer
from web.forms import FormState
from web.frame import tell
from web.mapping.members import members_of
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

FIELDS = ("actor", "upon", "strength", "note")
blueprint = Blueprint("influencias", __name__)
Page = str | tuple[str, int] | Response
Form = FormState[Influence]


@blueprint.get("/proyectos/<id>/influencias")
def lista(id: str) -> Page:
    """Who influences whom, the strongest first, with a form for one more."""
    return _page(get_project(current_store(), id), FormState.of(Influence, FIELDS))


@blueprint.post("/proyectos/<id>/influencias")
def guardar(id: str) -> Page:
    """Says that one influences the other; said again, it changes how much."""
    require(the_viewer(), "edit")
    project = get_project(current_store(), id)
    form: Form = FormState.posted(Influence, FIELDS, MultiDict(request.form)).resolve(current_store())
    try:
        saved = form.attempt(_save, project=id)
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(url_for("influencias.lista", id=id))
    if saved is None:
        return _page(project, form)
    tell_saved(_("Influencia guardada."), saved.id)
    return redirect(url_for("influencias.lista", id=id))


def _save(given: Influence) -> Influence:
    """What is said of two actors already is changed, not made twice."""
    known = {one.id: one for one in influences_in(current_store(), given.project)}
    before = known.get(influence_id(given.project, given.actor, given.upon))
    version = before.version if before else 0
    facts = before.facts if before else []
    return save_influence(current_store(), the_viewer(), given.having(version=version, facts=facts))


def _page(project: Project, form: Form) -> Page:
    found = influences_in(current_store(), project.id)
    actor_names({end for one in found for end in (one.actor, one.upon)})
    page = {"project": project, "influences": found, "members": members_of(project), "form": form}
    return render_template("proyectos/influencias.html", **page), form.status


@blueprint.post("/proyectos/<id>/influencias/<influence>/quitar")
def quitar(id: str, influence: str) -> Response:
    """Takes one back."""
    get_influence(current_store(), influence)
    do = partial(remove_influence, current_store(), the_viewer(), influence)
    return act(influence, do, _("Influencia quitada."), url_for("influencias.lista", id=id))
