"""The actor and the person: the single definition for form, API, import and table. Import them from `crm.actors`.

Actor (embassy, university, …)          a group is an actor too: is_group
  Person (type person_role)             named, or unnamed: only the post is known
    PostHeld                            a post at an organisation, over a period
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm.errors import InvalidData, Problem
from crm.evidence import Evidence
from crm.fields import (
    THE_OFFICE,
    Audience,
    Country,
    Email,
    Empty,
    Line,
    Name,
    NewId,
    Noun,
    Phone,
    RecordId,
    SomeId,
    Text,
    Url,
    Version,
    Words,
    term,
)
from crm.periods import Period

PERSON = "person_role"
KEPT = ("interactions", "last_contact", "next_due", "cold_on")
# Kept with the node as well, though no card shows them: crm.follow_up.weight.
WEIGHED = ("importance", "tie_count", "line_count")

Sector = Annotated[Annotated[str, term("sectors")] | None, Empty]
Sources = Annotated[list[Evidence], Field(max_length=200)]


class Actor(Noun):
    """Anyone the office deals with: an organisation, an event, a group, a person.

    `parent` is the actor it is part of. The last four fields are kept by the saving of interactions and commitments;
    what is given for them is ignored. `cadence_days` is how often one wants to hear from it, in place of its type's rhythm;
    0 expects nothing. `version` counts the edits of the card, not the meetings recorded.
    """

    id: NewId = ""
    name: Name
    aliases: Words = Field(default_factory=list)
    type: Annotated[str, term("actor_types")]
    sector: Sector = None
    sector_alt: Sector = None
    country: Country = None
    city: Line = None
    parent: SomeId = None
    website: Url = None
    email: Email = None
    phone: Phone = None
    address: Line = None
    notes: Text = None
    is_group: bool = False
    relation_status: Line = None
    cadence_days: Annotated[Annotated[int, Field(ge=0, le=3650)] | None, Empty] = None
    official_name_basis: Annotated[Literal["documento", "general"] | None, Empty] = None
    reference: bool = False
    archived: bool = False
    to_review: bool = False
    audience: Audience = THE_OFFICE
    sources: Sources = Field(default_factory=list)
    version: Version = 0
    interactions: Annotated[int, Field(ge=0)] = 0
    last_contact: date | None = None
    next_due: date | None = None
    cold_on: date | None = None

    @model_validator(mode="after")
    def _not_its_own_part(self) -> Self:
        if self.parent is not None and self.parent == self.id:
            raise InvalidData.of("parent", "part_of_itself")
        return self


class PostHeld(Noun):
    """A post somebody holds or held. `id` names the holding, `post` the post; both are empty until they are saved.

    Without `title` it is an untitled post: someone who is at the organisation. A post of the same title at the same
    organisation is the same post, whoever holds it.
    """

    id: NewId = ""
    post: NewId = ""
    title: Annotated[str, Field(max_length=200)] = ""
    organisation: RecordId
    period: Period | None = None
    note: Line = None
    source: Evidence | None = None

    def held_on(self, day: date) -> bool:
        """Whether the period says so; an end or a start that is not known does not limit it."""
        return self.period is None or (
            (self.period.start is None or self.period.start <= day)
            and (self.period.end is None or self.period.end >= day)
        )

    def begins_after(self, day: date) -> bool:
        """Whether it has not begun on that day: its holder is the next one, not a former one."""
        return self.period is not None and self.period.start is not None and self.period.start > day


class Person(Actor):
    """A person, or the holder of a post whose name is not known (`unnamed`; then `name` is the post's)."""

    type: Annotated[str, term("actor_types")] = PERSON
    unnamed: bool = False
    posts: Annotated[list[PostHeld], Field(max_length=60)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_a_person(self) -> Self:
        problems = []
        if self.type != PERSON:
            problems.append(Problem("type", "unknown_choice", {"value": self.type}))
        if self.is_group:
            problems.append(Problem("is_group", "person_is_no_group"))
        if problems:
            raise InvalidData(problems)
        return self


def is_person(actor: Actor) -> bool:
    """Whether it is one person (named or not), not a group of people."""
    return actor.type == PERSON and not actor.is_group
