"""Projects: what a new project is about, and its page. The map of its actors is in web.mapping."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict
from crm.money_words import CODES
from crm.projects import (
    Project,
    ProjectFilter,
    archive_project,
    create_project,
    facet_projects,
    get_project,
    list_projects,
    restore_project,
    update_project,
)
from crm.stakeholder_map import kept_maps
from crm.vocabulary import vocabulary
from web.acting import act
from web.actors.filters import LONGEST, known
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.facets import Facet, Labels, active_filters, choices_facet, chosen, flag, is_on
from web.forms import FormState
from web.i18n import term
from web.making import create_asked, made_once_with
from web.meant import offer_meant
from web.near_days import named, put_days
from web.store import current_store
from web.texts import gettext as _
from web.theme_words import with_themes
from web.undoing import tell_saved
from web.wording import actor_names

FIELDS = (
    "title", "summary", "themes", "sectors", "sdgs", "place", "period", "budget", "funder", "funder_name", "call",
    "deadline", "funder_hopes", "requirements", "lead", "status", "notes",
)  # fmt: skip
LINES = ("funder_hopes",)
CURRENCIES = tuple((code, code) for code in CODES)
blueprint = Blueprint("proyectos", __name__)
Form = FormState[Project]
Page = str | tuple[str, int] | Response
_DATES = named("period|deadline")


@blueprint.get("/proyectos")
def lista() -> str:
    """The projects, narrowed by the address."""
    filter = ProjectFilter(
        words=request.args.get("q", "")[:LONGEST].strip(),
        status=known(chosen("estado"), "project_statuses"),
        themes=chosen("tema"),
        archived=is_on("archivados"),
        mine=the_viewer().id if is_on("mios") else None,
        after=request.args.get("after") or None,
    )
    listing = list_projects(current_store(), filter)
    facets = _facets(filter)
    active = active_filters(facets, filter.words)
    return render_template(
        "proyectos/lista.html", listing=listing, filter=filter, facets=facets, active=active
    )


def _facets(filter: ProjectFilter) -> list[Facet]:
    counts = facet_projects(current_store(), filter)
    order = tuple(vocabulary("project_statuses").ids)
    statuses = Labels(lambda id: term(id, "project_statuses"), order=order)
    others = (flag("mios", _("Lo mío"), None), flag("archivados", _("Archivados"), None))
    return [
        choices_facet("estado", _("Estado"), counts["status"], statuses),
        choices_facet("tema", _("Tema"), counts["themes"], Labels(lambda id: term(id, "themes"))),
        Facet("otros", _("También"), others),
    ]


@blueprint.get("/proyectos/nuevo")
def nuevo() -> Page:
    """An empty form."""
    require(the_viewer(), "edit")
    return _page(FormState.of(Project, FIELDS, lines=LINES))


@blueprint.post("/proyectos/nuevo")
def crear() -> Page:
    """Saves it once and goes on to the map of its actors."""
    require(the_viewer(), "edit")
    form = _posted()
    if form.change_rows() or create_asked(form):
        return _page(form)
    saved = form.attempt(_create)
    if saved is None:
        return _page(form)
    tell_saved(_("Proyecto guardado."), saved)
    return redirect(url_for("mapas.mapa", id=saved))


def _create(project: Project) -> str:
    return made_once_with("project", lambda store: create_project(store, the_viewer(), project).id)


def _posted() -> Form:
    values: MultiDict[str, str] = with_themes(request.form)
    put_days(values, _DATES)
    return FormState.posted(Project, FIELDS, values, LINES).resolve(current_store())


@blueprint.get("/proyectos/<id>")
def ficha(id: str) -> str:
    """One project. Raises NotFound."""
    project = get_project(current_store(), id)
    actor_names([*project.must_include, *project.exclude, *filter(None, (project.lead, project.funder))])
    return render_template("proyectos/ficha.html", project=project, maps=kept_maps(current_store(), id))


@blueprint.get("/proyectos/<id>/editar")
def editar(id: str) -> Page:
    """The form of a project that is there."""
    require(the_viewer(), "edit")
    project = get_project(current_store(), id)
    return _page(FormState.of(Project, FIELDS, project, LINES), project)


@blueprint.post("/proyectos/<id>/editar")
def cambiar(id: str) -> Page:
    """Saves the changes; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    form, before = _posted(), get_project(current_store(), id)
    if form.change_rows() or create_asked(form):
        return _page(form, before)
    choose(form, before)
    try:
        saved = form.attempt(
            lambda project: update_project(current_store(), the_viewer(), project),
            base=before,
            version=given_version(form),
        )
    except EditConflict:
        return conflict_page(form, get_project(current_store(), id), url_for("proyectos.ficha", id=id))
    if saved is None:
        return _page(form, before)
    tell_saved(_("Guardado."), id)
    return redirect(url_for("proyectos.ficha", id=id))


def _page(form: Form, project: Project | None = None) -> Page:
    if form.problems:
        offer_meant(form)
    page = render_template("proyectos/formulario.html", form=form, project=project, currencies=CURRENCIES)
    return page, form.status


@blueprint.post("/proyectos/<id>/<any(archivar, restaurar):what>")
def guardar_estado(id: str, what: str) -> Response:
    """Takes it out of the lists, or brings it back."""
    away = what == "archivar"
    do = partial(archive_project if away else restore_project, current_store(), the_viewer(), id)
    said = _("Archivado.") if away else _("Restaurado.")
    return act(id, do, said, url_for("proyectos.ficha", id=id))
