"""What a delegation or visit says beside its interaction: the single definition, for form, API and export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from crm.errors import InvalidData, Problem
from crm.evidence import Evidence
from crm.fields import (
    THE_OFFICE,
    Audience,
    Empty,
    Line,
    Name,
    Noun,
    RecordId,
    SomeId,
    Text,
    Url,
    Version,
    term,
)
from crm.identity import record_id
from crm.interaction_model import Number

KINDS = ("delegation_received", "delegation_sent", "visit")
OptionalDay = Annotated[date | None, Empty]
Lines = Annotated[list[Annotated[str, Field(min_length=1, max_length=300)]], Field(max_length=40)]


def delegation_id(interaction: str) -> str:
    """The id of the record that extends an interaction."""
    return record_id("visit", interaction)


class Member(Noun):
    """Who travels: somebody on record, or a name as the other side sent it."""

    name: Line = None
    person: SomeId = None
    post: Line = None
    organisation: SomeId = None
    organisation_name: Line = None
    languages: Line = None
    head: bool = False

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.name is None and self.person is None:
            raise InvalidData.of("name", "required")
        return self


class Host(Noun):
    """Who receives or accompanies them here, in which sector's name, and what they do."""

    actor: RecordId
    sector: Annotated[Annotated[str, term("sectors")] | None, Empty] = None
    task: Line = None


class BudgetLine(Noun):
    """What something costs and who pays; `currency` is ISO 4217."""

    concept: Annotated[str, Field(min_length=1, max_length=300)]
    amount: Number
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "COP"
    payer: SomeId = None
    payer_name: Line = None


class Reference(Noun):
    """A document or a mention in the press: what it is called, where it is, of when."""

    title: Annotated[str, Field(min_length=1, max_length=300)]
    url: Url = None
    on: OptionalDay = None


class Step(Noun):
    """One step of the checklist, due some days before the visit begins (below 0: after)."""

    id: RecordId
    text: Annotated[str, Field(min_length=1, max_length=300)]
    days_before: Annotated[int, Field(ge=-365, le=365)] = 0
    owner: SomeId = None
    done_on: OptionalDay = None
    source: Evidence | None = None


class Delegation(Noun):
    """The extension of one interaction; `interaction` is its id. What came of it stays with the interaction itself."""

    interaction: RecordId
    purpose: Text = None
    first_day: OptionalDay = None
    last_day: OptionalDay = None
    places: Lines = Field(default_factory=list)
    languages: Lines = Field(default_factory=list)
    lodging: Text = None
    raise_topics: Text = None
    avoid_topics: Text = None
    members: Annotated[list[Member], Field(max_length=200)] = Field(default_factory=list)
    hosts: Annotated[list[Host], Field(max_length=200)] = Field(default_factory=list)
    budget: Annotated[list[BudgetLine], Field(max_length=200)] = Field(default_factory=list)
    documents: Annotated[list[Reference], Field(max_length=200)] = Field(default_factory=list)
    press: Annotated[list[Reference], Field(max_length=200)] = Field(default_factory=list)
    steps: Annotated[list[Step], Field(max_length=100)] = Field(default_factory=list)
    audience: Audience = THE_OFFICE
    version: Version = 0

    @property
    def id(self) -> str:
        """The id of its own record, for its history."""
        return delegation_id(self.interaction)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = [*_heads(self.members), *_twice(self.hosts)]
        if self.first_day and self.last_day and self.last_day < self.first_day:
            problems.append(Problem("last_day", "end_before_start"))
        if problems:
            raise InvalidData(problems)
        return self


def _heads(members: list[Member]) -> Iterator[Problem]:
    heads = [number for number, member in enumerate(members) if member.head]
    for number in heads[1:]:
        yield Problem(f"members[{number}].head", "visit_one_head")


def _twice(hosts: list[Host]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, host in enumerate(hosts):
        if host.actor in seen:
            yield Problem(f"hosts[{number}].actor", "repeated", {"value": host.actor})
        seen.add(host.actor)


class Need(Noun):
    """What one guest needs, so that the table and the way in fit."""

    name: Name
    food: Line = None
    access: Line = None


class Needs(Noun):
    """The needs of a visit's guests, with the day after which they are forgotten."""

    interaction: RecordId
    needs: Annotated[list[Need], Field(max_length=300)] = Field(default_factory=list)
    erase_on: OptionalDay = None
    version: Version = 0
