"""The actors of a project as cards to print and cut: who it is, why, what to ask."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from crm.engagement.plans import plan_of
from crm.mapping.reasons import reason_text
from crm.maps.model import MapActor
from crm.projects import Project, get_project
from web.i18n import language
from web.mapping.current import current_map
from web.store import current_store
from web.wording import actor_names

MOST = 40
_REASONS = 2
blueprint = Blueprint("tarjetas_proyecto", __name__)


@dataclass(frozen=True)
class Card:
    """One card: the actor, why it matters here, what is asked of it."""

    actor: str
    type: str
    why: tuple[str, ...]
    ask: tuple[str, ...]


@blueprint.get("/proyectos/<id>/tarjetas")
def imprimir(id: str) -> str:
    """The cards of the plan's actors; of the map's best while there is no plan."""
    project = get_project(current_store(), id)
    cards = _cards(project)
    actor_names([card.actor for card in cards])
    return render_template("proyectos/tarjetas.html", project=project, cards=cards)


def _cards(project: Project) -> list[Card]:
    made = current_map(project).made
    mapped = {one.actor: one for one in made.actors} if made else {}
    rows = {one.actor: one for one in plan_of(current_store(), project.id)}
    chosen = list(rows) or list(mapped)
    nodes = current_store().get(chosen[:MOST]) if chosen else {}
    made_of = []
    for id in chosen[:MOST]:
        if id not in nodes:
            continue
        row = rows.get(id)
        own = (row.objective, row.next_step) if row else ()
        asked = tuple(text for text in own if text) or _needs(project, mapped.get(id))
        made_of.append(Card(id, str(nodes[id].get("type")), _why(mapped.get(id)), asked))
    return made_of


def _why(one: MapActor | None) -> tuple[str, ...]:
    reasons = sorted(one.reasons, key=lambda reason: -reason.points)[:_REASONS] if one else ()
    return tuple(reason_text(reason, language()) for reason in reasons)


def _needs(project: Project, one: MapActor | None) -> tuple[str, ...]:
    places = one.requirements if one else ()
    return tuple(project.requirements[place].need for place in places if place < len(project.requirements))
