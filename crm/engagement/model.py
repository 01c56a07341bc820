"""One row of an engagement plan: the single definition, and as a record between the actor and the project.

(:Actor)-[:ENGAGED_IN]->(:Engagement {who, channel, next_step, commitment})-[:ENGAGED_FOR]->(:Project)
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from crm.assessments.hanging import Hung, Kind
from crm.fields import THE_OFFICE, Audience, Empty, Line, NewId, Noun, RecordId, SomeId, Version
from crm.identity import record_id
from crm.periods import Period, period_from, period_properties
from crm.saving import present
from graph.records import Value

ENGAGEMENT = Kind("Engagement", "ENGAGED_IN", "ENGAGED_FOR")
_COPIED = ("objective", "message", "channel", "who", "next_step", "commitment", "position")
Words = Annotated[Annotated[str, Field(max_length=1000)] | None, Empty]


class Engagement(Noun):
    """What is planned with an actor for a project; there is one row an actor.

    `who` is somebody of the office; `commitment` the promise that the next step became.
    """

    id: NewId = ""
    project: RecordId
    actor: RecordId
    objective: Words = None
    message: Words = None
    channel: Line = None
    who: SomeId = None
    when: Period | None = None
    next_step: Annotated[Annotated[str, Field(max_length=500)] | None, Empty] = None
    commitment: SomeId = None
    position: Annotated[int, Field(ge=0, le=100_000)] = 0
    archived: bool = False
    audience: Audience = THE_OFFICE
    version: Version = 0


def engagement_id(project: str, actor: str) -> str:
    """The id of an actor's row in a project's plan."""
    return record_id("plan", project, actor)


def said_in(one: Engagement) -> dict[str, Value]:
    """The properties of a row's node."""
    period = period_properties(one.when) if one.when else {}
    return present({name: getattr(one, name) for name in _COPIED}) | period


def read_engagement(found: Hung) -> Engagement:
    """The row that a node keeps."""
    node = found.node
    said = {name: node.get(name) for name in _COPIED} | {"position": node.get("position") or 0}
    own = {"id": node.id, "project": node.get("project"), "actor": found.actor, "version": node.version}
    rest = {"when": period_from(node.properties), "archived": bool(node.get("archived"))}
    return Engagement.trusted({**said, **own, **rest, "audience": tuple(node.audience)})
