"""A workshop: projected and large, one person types what is said in the room, a line an actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import Actor, create_actor
from crm.assessments.model import Assessment
from crm.capture.doors import known_names
from crm.engagement.plans import plan_of
from crm.errors import CrmError, EditConflict, InvalidData
from crm.history import undo
from crm.messages import say, words
from crm.projects import Project, get_project
from crm.workshop.entering import enter, entries_of, transaction_said_last
from crm.workshop.reading import Entry, read_entry, whom
from web.auth import the_viewer
from web.frame import tell
from web.i18n import language
from web.mapping.current import current_map
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.wording import actor_name, actor_names

LONGEST_VOICE = 80
MOST_MEMBERS = 60
blueprint = Blueprint("taller", __name__)
Page = str | tuple[str, int] | Response


@dataclass
class Trouble:
    """A line that could not be kept, why, whom it may have meant; `name` could become a new actor."""

    line: str = ""
    text: str = ""
    choices: Sequence[str] = field(default_factory=tuple)
    name: str = ""


@blueprint.get("/proyectos/<id>/taller")
def sala(id: str) -> Page:
    """The line, and what was said so far."""
    require(the_viewer(), "edit")
    return _page(get_project(current_store(), id), _voice(request.args.get("voz", "")), Trouble())


def _voice(text: str) -> str:
    """In whose name things are said; the workshop itself unless another is told."""
    return " ".join(text.split())[:LONGEST_VOICE] or _("Taller")


def _page(project: Project, voice: str, trouble: Trouble) -> Page:
    said = entries_of(current_store(), the_viewer(), project.id, voice)
    members = _members(project)
    actor_names([*members, *(one.actor for one in said), *trouble.choices])
    page = render_template(
        "proyectos/taller.html",
        project=project,
        voice=voice,
        said=said[::-1],
        cells=_cells(said),
        members=members,
        trouble=trouble,
    )
    return page, 422 if trouble.text else 200


def _members(project: Project) -> list[str]:
    """Whom the room talks about: the plan's actors, then the map's best."""
    made = current_map(project).made
    mapped = [one.actor for one in made.actors] if made else []
    planned = [one.actor for one in plan_of(current_store(), project.id)]
    return list(dict.fromkeys([*planned, *mapped]))[:MOST_MEMBERS]


def _cells(said: Sequence[Assessment]) -> dict[tuple[int, int], list[str]]:
    """The actors by (power, interest), those with both."""
    cells: dict[tuple[int, int], list[str]] = {}
    for one in said:
        if one.power and one.interest:
            cells.setdefault((int(one.power), int(one.interest)), []).append(one.actor)
    return cells


@blueprint.post("/proyectos/<id>/taller")
def anotar(id: str) -> Page:
    """Keeps a line and comes back for the next."""
    require(the_viewer(), "edit")
    project, voice = get_project(current_store(), id), _voice(request.form.get("voice", ""))
    line = request.form.get("line", "")
    try:
        entry = read_entry(line)
        actor = request.form.get("actor") or _actor(project, entry) or _created(entry)
        if actor is None:
            return _page(project, voice, _unsure(project, line, entry))
        enter(current_store(), the_viewer(), (id, actor), entry.values, voice)
    except InvalidData as error:
        text = " ".join(said for _field, said in words(error, language()))
        return _page(project, voice, Trouble(line, text))
    except EditConflict:
        return _page(project, voice, Trouble(line, _("Alguien lo anotó al mismo tiempo: envíelo de nuevo.")))
    return redirect(url_for("taller.sala", id=id, voz=voice))


def _meant(project: Project, entry: Entry) -> tuple[str | None, Sequence[str]]:
    names, members = known_names(current_store(), the_viewer()), _members(project)
    actor_names(members)
    found = whom(entry.name, names, members, actor_name)
    return found.actor, found.choices


def _actor(project: Project, entry: Entry) -> str | None:
    return _meant(project, entry)[0]


def _created(entry: Entry) -> str | None:
    """A new actor of that name, when its type was chosen; to be looked at later."""
    type = request.form.get("type", "")
    if not type:
        return None
    said = {"name": entry.name, "type": type, "to_review": True}
    return create_actor(current_store(), the_viewer(), Actor.of(said)).id


def _unsure(project: Project, line: str, entry: Entry) -> Trouble:
    choices = _meant(project, entry)[1]
    key = "workshop_which" if choices else "workshop_unknown"
    return Trouble(line, say(key, language(), value=entry.name[:80]), choices, entry.name)


@blueprint.post("/proyectos/<id>/taller/deshacer")
def deshacer(id: str) -> Response:
    """Takes the last line back."""
    require(the_viewer(), "edit")
    voice = _voice(request.form.get("voice", ""))
    said = entries_of(current_store(), the_viewer(), id, voice)
    if said:
        last = transaction_said_last(current_store(), said[-1].id)
        try:
            if last is not None:
                undo(whole_store(), the_viewer(), last)
        except CrmError as error:
            tell(" ".join(text for _field, text in words(error, language())))
    return redirect(url_for("taller.sala", id=id, voz=voice))
