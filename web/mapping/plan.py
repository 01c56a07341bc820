"""A project's engagement plan as one table to be filled: saved together, a step promised in one press."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.engagement.model import Engagement
from crm.engagement.plans import create_engagement, plan_of, save_plan
from crm.engagement.promising import commitments_of
from crm.engagement.proposing import best_of, placed_high, propose_rows
from crm.errors import EditConflict, InvalidData
from crm.office import today
from crm.projects import Project, get_project
from crm.staff import staff_on
from web.auth import the_viewer
from web.frame import tell
from web.i18n import language
from web.making import create_asked
from web.mapping.current import current_map
from web.mapping.plan_buttons import pressed
from web.mapping.plan_rows import PlanForm, changed_rows, plan_form, say_conflict
from web.meant import offer_meant
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext
from web.undoing import tell_saved
from web.wording import actor_names

blueprint = Blueprint("plan", __name__)
Page = str | tuple[str, int] | Response


@blueprint.get("/proyectos/<id>/plan")
def tabla(id: str) -> Page:
    """The plan of a project."""
    project = get_project(current_store(), id)
    rows = plan_of(current_store(), id)
    return _page(project, rows, plan_form(rows))


def _page(project: Project, rows: Sequence[Engagement], form: PlanForm) -> Page:
    known = {one.id: one for one in rows}
    promised = commitments_of(current_store(), rows)
    actor_names([one.actor for one in rows] + [one.who for one in rows if one.who])
    page = render_template(
        "proyectos/plan.html",
        project=project,
        form=form,
        known=known,
        promised=promised,
        staff=_staff(rows),
        channels=_channels(),
        ready=bool(current_map(project).made),
    )
    return page, form.status


def _channels() -> tuple[str, ...]:
    """The usual ways to reach somebody; any other may be written."""
    return (_("Reunión"), _("Llamada"), _("Correo"), _("Visita"), _("Carta"), _("Evento"), _("Videollamada"))


def _staff(rows: Sequence[Engagement]) -> list[str]:
    """Who of the office may do something: its people today, and whoever is named already."""
    people = [one.id for one in staff_on(current_store(), today())]
    return list(dict.fromkeys([*people, *(one.who for one in rows if one.who)]))


@blueprint.post("/proyectos/<id>/plan")
def guardar(id: str) -> Page:
    """Saves what was written; then, when a button of a row was pressed, promises its step or takes it out."""
    require(the_viewer(), "edit")
    project = get_project(current_store(), id)
    form = plan_form(posted=request.form)
    try:
        changed = changed_rows(form, id)
        saved = save_plan(current_store(), the_viewer(), changed) if changed else []
    except InvalidData as error:
        form.add(error)
        return _again(project, form)
    except EditConflict as error:
        say_conflict(form, error)
        return _again(project, form)
    if saved:
        tell_saved(_("Plan guardado."), saved[0].id)
    refused = pressed(project, form, saved)
    return (
        _again(project, refused)
        if refused
        else redirect(url_for("plan.tabla", id=id, _anchor=_place_of(form)))
    )


def _place_of(form: PlanForm) -> str | None:
    """Where the row stands whose button was pressed, so that one goes on there."""
    promised = request.form.get("promise", "")
    rows = (one for one in form.rows("rows") if promised and form.value(f"{one}-id") == promised)
    row = next(rows, "")
    return f"fila-{form.value(f'{row}-actor')}" if row else None


def _again(project: Project, form: PlanForm) -> Page:
    return _page(project, plan_of(current_store(), project.id), form)


@blueprint.post("/proyectos/<id>/plan/proponer")
def proponer(id: str) -> Response:
    """Adds first rows for the best actors of the map that have none."""
    require(the_viewer(), "edit")
    fresh = _fresh_rows(get_project(current_store(), id))
    if not fresh:
        tell(_("No hay más actores del mapa por proponer."))
        return redirect(url_for("plan.tabla", id=id))
    saved = save_plan(current_store(), the_viewer(), fresh)
    said = ngettext(
        "%(num)s actor propuesto: revise su fila.",
        "%(num)s actores propuestos: revise sus filas.",
        len(saved),
    )
    tell_saved(said, saved[0].id)
    return redirect(url_for("plan.tabla", id=id))


def _fresh_rows(project: Project) -> list[Engagement]:
    """Rows, not saved, for the best actors of the map without one, after those that are there."""
    made, taken = current_map(project).made, plan_of(current_store(), project.id)
    high = placed_high(current_store(), the_viewer(), project.id)
    ranked = best_of(made, high, project.funder) if made else []
    fresh = propose_rows(current_store(), project, ranked, {one.actor for one in taken}, language())
    start = max((one.position for one in taken), default=0) + 1
    return [one.having(position=start + place) for place, one in enumerate(fresh)]


@blueprint.post("/proyectos/<id>/plan/anadir")
def anadir(id: str) -> Page:
    """Puts one actor on the plan."""
    require(the_viewer(), "edit")
    project, rows = get_project(current_store(), id), plan_of(current_store(), id)
    adding = plan_form(rows)
    adding.values.update(request.form)
    adding.resolve(current_store())
    if create_asked(adding):
        return _page(project, rows, adding)
    try:
        position = max((one.position for one in rows), default=0) + 1
        actor = adding.value("actor")
        row = Engagement.of({"project": id, "actor": actor, "position": position, "who": project.lead})
        saved = create_engagement(current_store(), the_viewer(), row)
    except InvalidData as error:
        adding.add(error)
        offer_meant(adding)
        return _page(project, rows, adding)
    tell_saved(_("Añadido al plan."), saved.id)
    return redirect(f"{url_for('plan.tabla', id=id)}#fila-{saved.actor}")
