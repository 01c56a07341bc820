"""One session of a visit's programme: the single definition, and the session as a node with the people on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from crm.errors import InvalidData, Problem
from crm.fields import (
    THE_OFFICE,
    Audience,
    Hour,
    Ids,
    Line,
    Name,
    NewId,
    Noun,
    RecordId,
    Text,
    Version,
    minutes_said,
)
from crm.identity import edge_id
from crm.saving import present
from graph.records import Edge, Node, Value

DAY_MINUTES = 24 * 60
BUFFER = 15
Minutes = Annotated[int, Field(ge=5, le=DAY_MINUTES), BeforeValidator(minutes_said)]
Buffer = Annotated[int, Field(ge=0, le=600), BeforeValidator(minutes_said)]
_COPIED = ("interaction", "day", "title", "place", "transport", "notes", "minutes", "buffer", "archived")


def minute_of(hour: str) -> int:
    """An hour such as "09:30" as minutes after midnight."""
    return int(hour[:2]) * 60 + int(hour[3:])


def hour_of(minute: int) -> str:
    """Minutes after midnight as "09:30"; the end of the day is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


class Session(Noun):
    """What happens at an hour: where, who receives, who comes along, how one gets there.

    `begins` is the office's time; `minutes` how long it lasts; `buffer` the minutes one needs to move on afterwards.
    """

    id: NewId = ""
    interaction: RecordId
    day: date
    begins: Hour
    minutes: Minutes = 60
    title: Name
    place: Line = None
    hosts: Annotated[Ids, Field(max_length=20)] = Field(default_factory=list)
    people: Ids = Field(default_factory=list)
    transport: Line = None
    buffer: Buffer = BUFFER
    notes: Text = None
    archived: bool = False
    audience: Audience = THE_OFFICE
    version: Version = 0

    @model_validator(mode="after")
    def _within_its_day(self) -> Self:
        problems = list(_problems(self))
        if problems:
            raise InvalidData(problems)
        return self

    @property
    def start(self) -> int:
        """Minutes after midnight when it begins."""
        return minute_of(self.begins or "00:00")

    @property
    def end(self) -> int:
        """Minutes after midnight when it ends."""
        return self.start + self.minutes

    @property
    def ends(self) -> str:
        """The hour when it ends."""
        return hour_of(self.end)


def _problems(session: Session) -> Iterator[Problem]:
    if session.begins is None:
        yield Problem("begins", "required")
    elif session.end > DAY_MINUTES:
        yield Problem("minutes", "visit_past_midnight")
    for number, id in enumerate(session.people):
        if id in session.hosts:
            yield Problem(f"people[{number}]", "repeated", {"value": id})


def node_of_session(session: Session, before: Node | None, audience: tuple[str, ...]) -> Node:
    """The session's node."""
    properties = present({name: getattr(session, name) for name in _COPIED})
    properties["begins"] = session.begins or ""
    return Node(session.id, ("ProgrammeSession",), properties, audience, before.version if before else 0)


def edges_of_session(session: Session, audience: tuple[str, ...]) -> Iterator[Edge]:
    """To its visit, and from everyone who is on it."""
    id = session.id
    yield Edge(edge_id("SCHEDULED_IN", id), "SCHEDULED_IN", id, session.interaction, {}, audience)
    for role, actors in (("host", session.hosts), ("guest", session.people)):
        for position, actor in enumerate(actors):
            said: dict[str, Value] = {"role": role, "position": position, "on": session.day}
            yield Edge(edge_id("ON_PROGRAMME", actor, id), "ON_PROGRAMME", actor, id, said, audience)


def read_session(node: Node, edges: Iterable[Edge]) -> Session:
    """The session of a node and the edges that lead to it."""
    on = sorted(edges, key=lambda edge: (edge.get("position", 0), edge.id))
    said = {name: node.get(name) for name in _COPIED if name in node.properties}
    who = {
        "hosts": [edge.start for edge in on if edge.get("role") == "host"],
        "people": [edge.start for edge in on if edge.get("role") == "guest"],
    }
    own = {"id": node.id, "begins": node.get("begins"), "audience": tuple(node.audience)}
    return Session.trusted({**said, **who, **own, "version": node.version})
