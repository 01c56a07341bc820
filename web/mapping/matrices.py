"""The guide's tables for a project: what each actor brings, and the sectors of Neiva's matrix with who is missing."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from crm.access import require
from crm.assessments.attributes import attributes_of, save_attributes
from crm.assessments.matrices import coverage, sector_matrix
from crm.assessments.model import ActorInProject
from crm.errors import EditConflict
from crm.messages import say
from crm.projects import Project, get_project
from crm.timeline import timeline_of
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.forms import FormState
from web.i18n import language
from web.mapping.members import members_of
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

blueprint = Blueprint("atributos", __name__)
Page = str | tuple[str, int] | Response
GUIDE = (
    "interests", "motivations", "willingness", "economic", "organisational", "political", "cognitive",
    "scope", "nature",
)  # fmt: skip
NEIVA = ("role", "interest_in_it", "guide_type")
EMPLOYMENT = ("initiative", "population", "guidance")
FIELDS = (*GUIDE, *NEIVA, *EMPLOYMENT, "facts")
_RECENT = 12
_VIEWS = {"": GUIDE, "iniciativas": EMPLOYMENT}


@blueprint.get("/proyectos/<id>/atributos")
def tabla(id: str) -> str:
    """What each actor brings, as the guide asks; `?ver=iniciativas` is the employment map's table."""
    project = get_project(current_store(), id)
    members = members_of(project)
    view = request.args.get("ver", "")
    record_names(text.partition("=")[2] for one in members.attributes.values() for text in one.facts)
    fields = _VIEWS.get(view, GUIDE)
    page = {"project": project, "members": members, "fields": fields, "view": view if view in _VIEWS else ""}
    return render_template("proyectos/atributos.html", **page)


@blueprint.get("/proyectos/<id>/sectores")
def sectores(id: str) -> str:
    """The actors by sector and type of the guide, with the places where nobody stands."""
    project = get_project(current_store(), id)
    members = members_of(project)
    sectors = sector_matrix(current_store(), members.ids, members.attributes)
    record_names(text.partition("=")[2] for one in members.attributes.values() for text in one.facts)
    page = {"project": project, "members": members, "sectors": sectors}
    return render_template("proyectos/sectores.html", **page, covered=coverage(current_store(), members.ids))


@blueprint.get("/proyectos/<id>/atributos/<actor>")
def editar(id: str, actor: str) -> Page:
    """The form of what one actor brings. Raises NotFound."""
    require(the_viewer(), "edit")
    current = attributes_of(current_store(), id, actor)
    return _form(get_project(current_store(), id), current, FormState.of(ActorInProject, FIELDS, current))


@blueprint.post("/proyectos/<id>/atributos/<actor>")
def guardar(id: str, actor: str) -> Page:
    """Saves it; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    project, before = get_project(current_store(), id), attributes_of(current_store(), id, actor)
    form = FormState.posted(ActorInProject, FIELDS, MultiDict(request.form))
    choose(form, before)
    save = partial(save_attributes, current_store(), the_viewer())
    back = url_for("atributos.tabla", id=id, ver=request.args.get("ver"), _anchor=f"actor-{actor}")
    try:
        saved = form.attempt(save, base=before, version=given_version(form))
    except EditConflict:
        return conflict_page(form, attributes_of(current_store(), id, actor), back)
    if saved is None:
        return _form(project, before, form)
    tell_saved(_("Guardado."), saved.id)
    return redirect(back)


def _form(project: Project, current: ActorInProject, form: FormState[ActorInProject]) -> Page:
    """Beside each field, what the actor took part in lately: one ticks what shows it."""
    recent = [
        entry.interaction for entry in timeline_of(current_store(), current.actor, _RECENT, None, []).items
    ]
    known = dict.fromkeys([*(text.partition("=")[2] for text in current.facts), *(one.id for one in recent)])
    record_names(known)
    actor_names([current.actor])
    page = {"project": project, "current": current, "form": form, "facts": list(known)}
    groups = {"guide": GUIDE, "neiva": NEIVA, "employment": EMPLOYMENT}
    return render_template("proyectos/aporta.html", **page, groups=groups), form.status


def _word(value: object, field: str) -> str:
    """One value of what an actor brings, in words."""
    if value is None or value == "":
        return ""
    table = {"scope": "actor_scope", "nature": "actor_nature", "willingness": "scale_urgency"}.get(field)
    return say(f"{table}.{value}", language()) if table else str(value)


def _fact_of(id: str, field: str) -> str:
    """The value that says that an interaction shows a field."""
    return f"{field}={id}"


blueprint.add_app_template_filter(_word, "attribute_word")
blueprint.add_app_template_filter(_fact_of, "fact_of")
