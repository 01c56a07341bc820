"""First rows of a plan from the actors of a map: what each would cover, how to reach them, what to do first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from crm.engagement.model import Engagement
from crm.messages import say
from crm.projects import Project
from graph.store import Store

if TYPE_CHECKING:
    from crm.maps.model import StakeholderMap

MOST = 10
_NEEDS = 2


class Ranked(Protocol):
    """An actor of a map, kept or current."""

    @property
    def actor(self) -> str:
        """Its id."""
        ...

    @property
    def requirements(self) -> Sequence[int]:
        """The places of what it covers in the brief."""
        ...


def best_of(made: StakeholderMap) -> list[Ranked]:
    """Whom to begin with: the map's coalition, each for what it is there for, then the best of all."""
    return [*made.coalition.members, *made.actors]


def propose_rows(
    store: Store, project: Project, ranked: Sequence[Ranked], taken: Collection[str], lang: str
) -> list[Engagement]:
    """Rows, not saved, for the first actors that have none."""
    free: dict[str, Ranked] = {}
    for one in ranked:
        if one.actor not in taken and one.actor not in project.exclude:
            free.setdefault(one.actor, one)
    chosen = list(free.values())[:MOST]
    nodes = store.get({one.actor for one in chosen}) if chosen else {}
    met = {id: bool(node.get("last_contact")) for id, node in nodes.items()}
    return [_row(project, one, met[one.actor], lang) for one in chosen if one.actor in met]


def _row(project: Project, one: Ranked, met: bool, lang: str) -> Engagement:
    places = [place for place in one.requirements if place < len(project.requirements)]
    needs = [project.requirements[place].need.rstrip(".") for place in places][:_NEEDS]
    objective = say("plan.cover", lang, need="; ".join(needs)) if needs else say("plan.know", lang)
    return Engagement(
        project=project.id,
        actor=one.actor,
        objective=objective[:1000],
        channel=say("plan.meeting" if met else "plan.letter", lang),
        who=project.lead,
        next_step=say("plan.ask" if met else "plan.introduce", lang, title=project.title)[:500],
    )
