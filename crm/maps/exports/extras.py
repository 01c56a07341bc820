"""What a report says beside the map: whose letterhead, who pays by name, and the engagement plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm.actors import names_of
from crm.engagement.plans import plan_of
from crm.office import office_id

if TYPE_CHECKING:
    from crm.periods import Period
    from crm.projects import Project
    from graph.store import Store


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the plan: with whom, what for, how, what is next, who of the office does it, and when."""

    actor: str
    objective: str
    channel: str
    next_step: str
    who: str
    when: Period | None


@dataclass(frozen=True, slots=True)
class Extras:
    """The lines of the letterhead, the name of who pays, and the plan in its order."""

    issuer: tuple[str, ...] = ()
    funder: str = ""
    plan: tuple[Planned, ...] = ()


def extras_of(store: Store, project: Project) -> Extras:
    """What the store shows of it."""
    rows = plan_of(store, project.id)
    wanted = {office_id(), project.funder, *(one.actor for one in rows), *(one.who for one in rows)}
    names = names_of(store, [id for id in wanted if id])
    plan = [
        Planned(
            actor=names[one.actor],
            objective=one.objective or "",
            channel=one.channel or "",
            next_step=one.next_step or "",
            who=names.get(one.who or "", ""),
            when=one.when,
        )
        for one in rows
        if not one.archived and one.actor in names
    ]
    office = names.get(office_id())
    return Extras((office,) if office else (), names.get(project.funder or "", ""), tuple(plan))
