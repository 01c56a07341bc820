"""First rows of a plan from the actors of a map: what each would cover, how to reach them, what to do first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from crm.engagement.model import Engagement
from crm.messages import say
from crm.projects import Project
from graph.store import Store

MOST = 12


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


def propose_rows(
    store: Store, project: Project, ranked: Sequence[Ranked], taken: Collection[str], lang: str
) -> list[Engagement]:
    """Rows, not saved, for the best actors that have none: those that cover a requirement, then the others, in order."""
    free = [one for one in ranked if one.actor not in taken and one.actor not in project.exclude]
    covering = [one for one in free if one.requirements]
    chosen = [*covering, *(one for one in free if not one.requirements)][:MOST]
    nodes = store.get({one.actor for one in chosen}) if chosen else {}
    return [
        _row(project, one, bool(nodes[one.actor].get("last_contact")), lang)
        for one in chosen
        if one.actor in nodes
    ]


def _row(project: Project, one: Ranked, met: bool, lang: str) -> Engagement:
    needs = [
        project.requirements[place].need for place in one.requirements if place < len(project.requirements)
    ]
    objective = say("plan.cover", lang, need="; ".join(needs)) if needs else say("plan.know", lang)
    return Engagement(
        project=project.id,
        actor=one.actor,
        objective=objective[:1000],
        channel=say("plan.meeting" if met else "plan.letter", lang),
        who=project.lead,
        next_step=say("plan.ask" if met else "plan.introduce", lang, title=project.title)[:500],
    )
