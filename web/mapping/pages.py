"""The map of a project's actors: ranked with reasons, what is missing, and the lists that were kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from crm.access import require
from crm.mapping.reasons import Reason
from crm.maps.absent import Absent
from crm.maps.joining import with_grid
from crm.maps.model import MapActor, Missing
from crm.maps.wording import absent_text, gap_text, part_about, part_name, strength_word
from crm.projects import Project, get_project, update_project
from crm.stakeholder_map import keep_map, kept_map, kept_maps, reason_text
from web.acting import act
from web.auth import the_viewer
from web.authors import author_names
from web.i18n import language
from web.making import made_once_with
from web.mapping.current import current_map, shown_as
from web.mapping.kept import kept_as_seen
from web.mapping.listing import Shown, narrow
from web.mapping.members import members_of
from web.mapping.tabs import map_tabs
from web.saying import record_names, record_path
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

blueprint = Blueprint("mapas", __name__)


@blueprint.get("/proyectos/<id>/mapa")
def mapa(id: str) -> str:
    """The actors for a project as they were made last, or as a kept map has them (`?version=`)."""
    project = get_project(current_store(), id)
    maps = kept_maps(current_store(), id)
    asked = request.args.get("version", "")
    kept = kept_map(current_store(), id, asked) if asked else None
    current = None if kept else current_map(project)
    made = kept_as_seen(kept) if kept else current.made if current else None
    shown = narrow(made, project, kept=kept is not None) if made else None
    _read_names(shown, project)
    author_names(one.made_by for one in maps)
    state = current.state if current else "kept"
    return render_template(
        "proyectos/mapa.html",
        project=project,
        maps=maps,
        kept=kept,
        made=made,
        shown=shown,
        state=state,
    )


def _read_names(shown: Shown | None, project: Project) -> None:
    """Everything the page names, read at once."""
    actors = shown.actors if shown else ()
    record_names(_facts(actors))
    actor_names(project.exclude)


def _facts(actors: Iterable[MapActor]) -> Iterable[str]:
    for one in actors:
        yield from (fact for reason in one.reasons for fact in reason.facts)
        yield from (fact for way in one.ways for step in way.steps for fact in (step.actor, *step.via))


@blueprint.get("/proyectos/<id>/mapa/estado")
def estado(id: str) -> Response:
    """Whether the map is still being made, for the page that waits; `revision` changes with what the one there is shows."""
    current = current_map(get_project(current_store(), id))
    revision = shown_as(current.made) if current.made else ""
    return jsonify({"state": current.state, "revision": revision})


@blueprint.post("/proyectos/<id>/mapa")
def conservar(id: str) -> Answer:
    """Keeps the map as it is now with the project, dated."""
    require(the_viewer(), "edit")
    project = get_project(current_store(), id)
    made = current_map(project).made
    if made is None or not made.actors:
        return redirect(url_for("mapas.mapa", id=id))
    whole = with_grid(made, members_of(project).grid)
    kept = made_once_with(f"map {id}", lambda store: keep_map(store, the_viewer(), id, whole).id)
    tell_saved(_("La lista quedó guardada con el proyecto."), kept)
    return redirect(url_for("mapas.mapa", id=id, version=kept))


@blueprint.post("/proyectos/<id>/<any(incluir, excluir, olvidar):what>/<actor>")
def decidir(id: str, what: str, actor: str) -> Answer:
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


def fact_path(id: str) -> str:
    """The address of a record that a reason names; "" when it is gone or has no page."""
    named = record_names([id]).get(id)
    return record_path(named.kind, id) if named else ""


def _said(reason: Reason) -> str:
    return reason_text(reason, language())


def _part(name: str) -> str:
    return part_name(name, language())


def _about(name: str) -> str:
    return part_about(name, language())


def _strength(strength: float | None) -> str:
    return strength_word(strength, language())


def _absent(absent: Absent) -> str:
    return absent_text(absent, language())


def _gap(gap: Missing) -> str:
    return gap_text(gap, language())


blueprint.add_app_template_global(fact_path)
blueprint.add_app_template_global(map_tabs)
for _filter, _name in (
    (_said, "reason_text"),
    (_part, "part_name"),
    (_about, "part_about"),
    (_strength, "tie_strength"),
    (_absent, "absent_text"),
    (_gap, "gap_text"),
):
    blueprint.add_app_template_filter(_filter, _name)
blueprint.add_app_template_filter(shown_as, "shown_as")
