"""Why an actor stands where it stands on the grid, and what moved between two days."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from crm.assessments.changes import days_of, moves
from crm.assessments.hiding import visible
from crm.assessments.influences import influences_in
from crm.assessments.model import VALUES
from crm.assessments.records import all_assessments
from crm.assessments.structure import Part, Structural, interests, powers
from crm.errors import InvalidData, NotFound
from crm.messages import say
from crm.projects import Project, get_project
from web.auth import the_viewer
from web.authors import author_names
from web.derived import current_results
from web.i18n import current_day, language
from web.mapping.current import current_map
from web.mapping.members import BEST, members_of
from web.saying import record_names
from web.store import current_store
from web.wording import actor_names

blueprint = Blueprint("porque", __name__)


@blueprint.get("/proyectos/<id>/matriz/<actor>")
def actor(id: str, actor: str) -> str:
    """What each person said of one actor, and what stands behind the network's view. Raises NotFound."""
    project = get_project(current_store(), id)
    members = members_of(project)
    placed = members.grid.of(actor)
    if placed is None:
        raise NotFound("actor", actor)
    said = members.said.get(actor, ())
    author_names(one.assessor for one in said)
    structural = _structural(project, actor)
    record_names(fact for one in structural.values() for part in one.parts for fact in part.facts)
    near = [one for one in influences_in(current_store(), id) if actor in {one.actor, one.upon}]
    actor_names({end for one in near for end in (one.actor, one.upon)})
    page = {"project": project, "placed": placed, "said": said, "structural": structural, "influences": near}
    return render_template("proyectos/porque.html", **page, values=VALUES)


def _structural(project: Project, actor: str) -> dict[str, Structural]:
    known, current = current_results(), current_map(project)
    if known is None:
        return {}
    best = current.made.actors[:BEST] if current.made else ()
    scores = {one.actor: one.parts.get("relevance", one.score) for one in best}
    found = {
        "power": powers(current_store(), known, [actor]),
        "interest": interests(known, project, scores, [actor]),
    }
    return {name: by_actor[actor] for name, by_actor in found.items() if actor in by_actor}


def _part_text(part: Part) -> str:
    """A part of a structural value in words."""
    return say(f"structural_part.{part.name}", language(), share=round(100 * part.value), count=part.count)


@blueprint.get("/proyectos/<id>/cambios")
def cambios(id: str) -> str:
    """What moved between two days, as far as the reader may see it. Raises InvalidData for what is no day."""
    project = get_project(current_store(), id)
    known = visible(all_assessments(current_store(), id), the_viewer())
    days = days_of(known)
    since = _day("desde") or (days[1] if len(days) > 1 else days[0] if days else current_day())
    until = _day("hasta") or current_day()
    if until < since:
        since, until = until, since
    found = moves(known, since, until)
    actor_names(one.actor for one in found)
    author_names(said.assessor for one in found for said in one.said)
    return render_template(
        "proyectos/cambios.html", project=project, days=days, since=since, until=until, moves=found
    )


def _day(name: str) -> date | None:
    text = request.args.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidData.of(name, "not_a_date") from error


blueprint.add_app_template_filter(_part_text, "part_text")
