"""The map of a project's actors: ranked with reasons, what is missing, and the lists that were kept."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.derived.results import Derived, freshness
from crm.errors import NotFound
from crm.mapping.reasons import Reason
from crm.projects import Project, get_project, update_project
from crm.stakeholder_map import RankedActor, gaps_of, keep_map, kept_maps, rank_for, reason_text
from web.acting import act
from web.auth import the_viewer
from web.authors import author_names
from web.derived import current_results
from web.i18n import language
from web.mapping.tabs import map_tabs
from web.saying import record_names, record_path
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

SHOWN = 25
blueprint = Blueprint("mapas", __name__)


@blueprint.get("/proyectos/<id>/mapa")
def mapa(id: str) -> str:
    """The actors for a project as the data is now, or as a kept map has it (`?version=`)."""
    project = get_project(current_store(), id)
    maps = kept_maps(current_store(), id)
    asked = request.args.get("version", "")
    kept = next((one for one in maps if one.id == asked), None)
    if asked and kept is None:
        raise NotFound("map", asked)
    known = current_results()
    ranked = kept.ranked if kept else _ranked(known, project)
    record_names(fact for actor in ranked for reason in actor.reasons for fact in reason.facts)
    author_names(one.made_by for one in maps)
    actor_names(project.exclude)
    return render_template(
        "proyectos/mapa.html",
        project=project,
        maps=maps,
        kept=kept,
        ranked=ranked,
        gaps=kept.gaps if kept else gaps_of(project, ranked),
        fresh=freshness(known, current_store()),
    )


def _ranked(known: Derived | None, project: Project) -> list[RankedActor]:
    return rank_for(current_store(), known, project, limit=SHOWN) if known else []


@blueprint.post("/proyectos/<id>/mapa")
def conservar(id: str) -> Response:
    """Keeps the list as it is now with the project, dated."""
    require(the_viewer(), "edit")
    ranked = _ranked(current_results(), get_project(current_store(), id))
    if not ranked:
        return redirect(url_for("mapas.mapa", id=id))
    kept = keep_map(current_store(), the_viewer(), id, ranked)
    tell_saved(_("La lista quedó guardada con el proyecto."), kept.id)
    return redirect(url_for("mapas.mapa", id=id, version=kept.id))


@blueprint.post("/proyectos/<id>/<any(incluir, excluir, olvidar):what>/<actor>")
def decidir(id: str, what: str, actor: str) -> Response:
    """Says that an actor must be on the list, must not, or neither."""
    said = {
        "incluir": _("Irá siempre en la lista."),
        "excluir": _("Ya no sale en la lista."),
        "olvidar": _("Vuelve a contar como los demás."),
    }
    return act(id, _decision(id, what, actor), said[what], url_for("mapas.mapa", id=id))


def _decision(id: str, what: str, actor: str) -> Callable[[int], Project]:
    def decide(version: int) -> Project:
        project = get_project(current_store(), id)
        wanted = [one for one in project.must_include if one != actor]
        unwanted = [one for one in project.exclude if one != actor]
        if what == "incluir":
            wanted.append(actor)
        if what == "excluir":
            unwanted.append(actor)
        changed = project.changed(must_include=wanted, exclude=unwanted, version=version)
        return update_project(current_store(), the_viewer(), changed)

    return decide


def _said(reason: Reason) -> str:
    return reason_text(reason, language())


def fact_path(id: str) -> str:
    """The address of a record that a reason names; "" when it is gone or has no page."""
    named = record_names([id]).get(id)
    return record_path(named.kind, id) if named else ""


blueprint.add_app_template_global(fact_path)
blueprint.add_app_template_global(map_tabs)
blueprint.add_app_template_filter(_said, "reason_text")
