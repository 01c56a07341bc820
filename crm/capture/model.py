"""The proposal that one line of Spanish becomes: exactly the JSON shape that pages, API and command line exchange.

    Proposal                when, kind, mode, status, place, themes, title
      participants: Party   the office first; `actor` is a known id, or None for one that saving makes with `type`
      commitments: Promise  `owner` is an actor's id, the text of a new participant, or None
      warnings: Doubt       what the reading was unsure of, with the alternatives

`span` (characters of the line), `key` and `params` live in memory only; a person's correction comes back without them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from crm.actor_model import PERSON
from crm.errors import InvalidData, Problem
from crm.fields import Empty, Hour, Line, Name, Noun, RecordId, SomeId, Words, term
from crm.messages import catalogue, say
from crm.periods import Period, read_period
from crm.spans import Precision

Span = tuple[int, int]
HiddenSpan = Annotated[Span | None, Field(exclude=True)]
Status = Literal["done", "planned"]
SomeType = Annotated[Annotated[str, term("actor_types")] | None, Empty]

MAX_PARTIES = 200
MAX_PROMISES = 100


class When(Noun):
    """Days with the precision of what was said: `{"start", "end", "precision"}`."""

    start: date
    end: date
    precision: Precision
    span: HiddenSpan = None

    @classmethod
    def from_period(cls, period: Period, span: Span | None = None) -> Self:
        """The same days. A period that is open on one side is no answer to "when" and raises InvalidData."""
        if period.start is None or period.end is None:
            raise InvalidData.of("", "period_without_dates")
        return cls.trusted(
            {"start": period.start, "end": period.end, "precision": period.precision, "span": span}
        )

    @property
    def period(self) -> Period:
        """The office's own kind of period. Raises InvalidData when the days do not cover what the precision says."""
        return read_period({"start": self.start, "end": self.end, "precision": self.precision})

    @model_validator(mode="after")
    def _exact(self) -> Self:
        _ = self.period
        return self


class Party(Noun):
    """One participant. `type` is that of an actor still to be made, `person` the plain names of people not known yet."""

    text: Name
    actor: SomeId = None
    role: Annotated[str, term("roles")] = "counterpart"
    type: SomeType = None
    person: Line = None
    candidates: Annotated[list[RecordId], Field(max_length=500)] = Field(default_factory=list)
    span: HiddenSpan = None

    @property
    def is_new_person(self) -> bool:
        """Whether saving makes a person of it."""
        return self.actor is None and self.type == PERSON


class Promise(Noun):
    """One commitment of the line."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    owner: Line = None
    due: When | None = None
    span: HiddenSpan = None


class Doubt(Noun):
    """What was unsure: `about` is "kind", "when", "participants[2]", "commitments[0].owner"; `options` are values.

    Options are what the field may hold instead: actor ids, kinds, actor types, EDTF texts. `message` is Spanish;
    `said(lang)` is the sentence in a language, from the catalogue's key "capture.<key>".
    """

    about: Annotated[str, Field(min_length=1, max_length=80)]
    message: Annotated[str, Field(max_length=1000)] = ""
    options: Annotated[list[str], Field(max_length=500)] = Field(default_factory=list)
    key: Annotated[str, Field(exclude=True)] = ""
    params: Annotated[dict[str, Any], Field(exclude=True)] = Field(default_factory=dict)

    @classmethod
    def of_key(cls, about: str, key: str, options: list[str] | None = None, **params: object) -> Self:
        """The doubt that the catalogue words by `capture.<key>`."""
        message = say(f"capture.{key}", "es", **params)
        values = {"about": about, "message": message, "options": list(options or ())}
        return cls.trusted({**values, "key": key, "params": params})

    def said(self, lang: str) -> str:
        """The sentence in Spanish or English; what came without a key stays as it was written."""
        return say(f"capture.{self.key}", lang, **self.params) if self._worded else self.message

    @property
    def _worded(self) -> bool:
        return f"capture.{self.key}" in catalogue()


class Proposal(Noun):
    """What one line means, as far as it can be read. `text` is the line and `today` the day it was read on.

    `hour` is when it begins on a day; the JSON has it only where the line says one.
    """

    kind: Annotated[str, term("interaction_kinds")]
    mode: Annotated[Annotated[str, term("modes")] | None, Empty] = None
    status: Status = "done"
    when: When
    hour: Hour = None
    place: Line = None
    participants: Annotated[list[Party], Field(min_length=1, max_length=MAX_PARTIES)]
    themes: Words = Field(default_factory=list)
    commitments: Annotated[list[Promise], Field(max_length=MAX_PROMISES)] = Field(default_factory=list)
    title: Name
    warnings: Annotated[list[Doubt], Field(max_length=500)] = Field(default_factory=list)
    text: Annotated[str, Field(exclude=True)] = ""
    today: Annotated[date | None, Field(exclude=True)] = None
    spans: Annotated[dict[str, Span], Field(exclude=True)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_only_once(self) -> Self:
        seen: dict[str, int] = {}
        problems = []
        for index, party in enumerate(self.participants):
            if party.actor is not None and party.actor in seen:
                problems.append(Problem(f"participants[{index}].actor", "repeated", {"value": party.actor}))
            seen.setdefault(party.actor or "", index)
        if problems:
            raise InvalidData(problems)
        return self

    def shown(self, lang: str = "es") -> dict[str, Any]:
        """The JSON that is promised, its warnings worded in the language."""
        shape = self.model_dump(mode="json")
        if self.hour is None:
            del shape["hour"]
        for doubt, said in zip(shape["warnings"], self.warnings, strict=True):
            doubt["message"] = said.said(lang)
        return shape
