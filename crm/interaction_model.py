"""The interaction and the commitment: the single definition. Import them from `crm.interactions`, `crm.commitments`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from crm.actor_model import Sources
from crm.errors import InvalidData, Problem
from crm.evidence import Evidence
from crm.fields import (
    THE_OFFICE,
    Audience,
    Duration,
    Empty,
    Hour,
    Line,
    Name,
    NewId,
    Noun,
    RecordId,
    SomeId,
    SortedIds,
    Text,
    Url,
    Version,
    Word,
    Words,
    term,
)
from crm.periods import Period

MAX_PARTICIPANTS = 500
_OF_DAYS = frozenset({"day", "range"})


def _whole_when_it_is(value: float) -> float:
    return int(value) if value.is_integer() else value


Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15), AfterValidator(_whole_when_it_is)]
OPEN = frozenset({"pending", "waiting"})
Direction = Literal["ours", "theirs", "none"]
Kind = Annotated[str, term("interaction_kinds")]


class Participant(Noun):
    """Who took part, in which role; `person` is who came on the organisation's behalf."""

    actor: RecordId
    role: Annotated[str, term("roles")] = "counterpart"
    person: SomeId = None
    note: Line = None
    source: Evidence | None = None


class Amount(Noun):
    """Money, in a currency (ISO 4217); `approx` when the source says "about"."""

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "COP"
    value: Number
    concept: Line = None
    approx: bool = False


class Figure(Noun):
    """A count the source gives: 600 "docentes de inglés", `qualifier` "más de"."""

    value: Number
    unit: Word
    qualifier: Line = None


class Commitment(Noun):
    """What somebody promised to somebody.

    `direction` is worked out: "ours" when the office or its staff owes it, "theirs" when another does. `result` is what
    came of it, `proof` what shows that it was kept, in words and as a link. `interaction` is where it was promised,
    `follows` the commitment whose next step it is.
    """

    id: NewId = ""
    text: Annotated[str, Field(min_length=1, max_length=500)]
    owner: SomeId = None
    beneficiary: SomeId = None
    due: Period | None = None
    status: Annotated[str, term("commitment_statuses")] = "pending"
    result: Text = None
    proof: Line = None
    proof_url: Url = None
    done_on: Annotated[date | None, Empty] = None
    interaction: SomeId = None
    follows: SomeId = None
    direction: Direction = "none"
    reference: bool = False
    archived: bool = False
    audience: Audience = THE_OFFICE
    sources: Sources = Field(default_factory=list)
    version: Version = 0

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.status in OPEN and not self.archived


class Interaction(Noun):
    """Something that happened, happens or is planned with many parties: a meeting, a delegation, an agreement.

    `hour` is when it begins ("09:30", the office's zone) on the first day of `when`; `duration` is in minutes.
    """

    id: NewId = ""
    kind: Kind
    kind_alt: Line = None
    title: Name
    when: Period
    hour: Hour = None
    duration: Duration = None
    mode: Annotated[Annotated[str, term("modes")] | None, Empty] = None
    status: Annotated[str, term("statuses")] = "done"
    place: Line = None
    strategic_line: Annotated[Annotated[str, term("strategic_lines")] | None, Empty] = None
    themes: Words = Field(default_factory=list)
    sdgs: Annotated[list[Annotated[str, term("sdgs")]], Field(max_length=17)] = Field(default_factory=list)
    summary: Text = None
    agreed: Text = None
    results: Text = None
    notes: Text = None
    status_note: Text = None
    next_step: Text = None
    amounts: Annotated[list[Amount], Field(max_length=50)] = Field(default_factory=list)
    numbers: Annotated[list[Figure], Field(max_length=50)] = Field(default_factory=list)
    related: SortedIds = Field(default_factory=list)
    participants: Annotated[list[Participant], Field(min_length=1, max_length=MAX_PARTICIPANTS)]
    commitments: Annotated[list[Commitment], Field(max_length=100)] = Field(default_factory=list)
    reference: bool = False
    archived: bool = False
    audience: Audience = THE_OFFICE
    sources: Sources = Field(default_factory=list)
    to_review: bool = False
    version: Version = 0

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = [*_repeated(self.participants), *_twice(self.commitments)]
        if self.hour is not None and self.when.precision not in _OF_DAYS:
            problems.append(Problem("hour", "hour_without_day"))
        if self.id and self.id in self.related:
            problems.append(Problem(f"related[{self.related.index(self.id)}]", "related_to_itself"))
        if problems:
            raise InvalidData(problems)
        return self


def _repeated(participants: list[Participant]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, participant in enumerate(participants):
        for field in ("actor", "person"):
            id = getattr(participant, field)
            if id is not None and id in seen:
                yield Problem(f"participants[{index}].{field}", "repeated", {"value": id})
            seen.add(id or "")


def _twice(commitments: list[Commitment]) -> Iterator[Problem]:
    seen = {""}
    for index, commitment in enumerate(commitments):
        if commitment.id and commitment.id in seen:
            yield Problem(f"commitments[{index}].id", "repeated", {"value": commitment.id})
        seen.add(commitment.id)
