"""An assessment, an actor's attributes in a project and an influence: the single definitions, for form, API and export.

(:Actor)-[:ASSESSED_IN]->(:Assessment {assessor, on, power …})-[:ASSESSED_FOR]->(:Project)
(:Actor)-[:DESCRIBED_IN]->(:ActorInProject {interests …})-[:FOR_PROJECT]->(:Project)
(:Actor)-[:INFLUENCES]->(:Influence {strength})-[:INFLUENCE_ON]->(:Actor)      (:Influence)-[:FOR_PROJECT]->(:Project)
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm.errors import InvalidData
from crm.fields import THE_OFFICE, Audience, Empty, Ids, Line, NewId, Noun, RecordId, Text, Version, term
from crm.identity import record_id
from graph.fold import fold

SCALES = ("power", "interest", "legitimacy", "urgency")
VALUES = (*SCALES, "attitude")
LOWEST, HIGHEST = 1, 5
Five = Annotated[Annotated[int, Field(ge=LOWEST, le=HIGHEST)] | None, Empty]
Attitude = Annotated[Annotated[int, Field(ge=-2, le=2)] | None, Empty]
OptionalDay = Annotated[date | None, Empty]

TEXTS = (
    "interests", "motivations", "economic", "organisational", "political", "cognitive",
    "role", "interest_in_it", "initiative", "population", "guidance",
)  # fmt: skip
CHOICES = ("willingness", "scope", "nature", "guide_type")


class Assessment(Noun):
    """What one person thinks of one actor for one project on one day: 1 (very low) to 5 (very high), attitude -2 to 2.

    `assessor` is the account that wrote it, filled in when it is saved; `voice` says whose opinion it is when somebody
    else's was written down, as in a workshop. One a day for each assessor and voice: a second one the same day replaces it.
    """

    id: NewId = ""
    project: RecordId
    actor: RecordId
    assessor: NewId = ""
    voice: Line = None
    on: OptionalDay = None
    power: Five = None
    interest: Five = None
    legitimacy: Five = None
    urgency: Five = None
    attitude: Attitude = None
    note: Line = None
    audience: Audience = THE_OFFICE
    version: Version = 0

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, name) is None for name in VALUES):
            raise InvalidData.of("power", "assessment_empty")
        return self

    @property
    def whose(self) -> str:
        """Whose opinion it is: one key for each assessor, and for each voice that an assessor wrote down."""
        return f"{self.assessor}:{fold(self.voice)}" if self.voice else self.assessor


class ActorInProject(Noun):
    """What an actor is and brings in a project: the guide's attributes, Neiva's role and interest, the employment map's
    initiative. `facts` names, for a field, the interactions that show it: "interests=2026-05-02-taller".
    """

    id: NewId = ""
    project: RecordId
    actor: RecordId
    interests: Text = None
    motivations: Text = None
    willingness: Five = None
    economic: Text = None
    organisational: Text = None
    political: Text = None
    cognitive: Text = None
    scope: Annotated[Literal["internal", "local", "international"] | None, Empty] = None
    nature: Annotated[Literal["public", "private", "mixed"] | None, Empty] = None
    guide_type: Annotated[Annotated[str, term("guide_actor_types")] | None, Empty] = None
    role: Text = None
    interest_in_it: Text = None
    initiative: Text = None
    population: Text = None
    guidance: Text = None
    facts: Annotated[
        list[Annotated[str, Field(pattern=r"^[a-z_]{1,40}=[a-z0-9-]{1,80}$")]], Field(max_length=300)
    ] = Field(default_factory=list)
    audience: Audience = THE_OFFICE
    version: Version = 0

    def facts_of(self, field: str) -> list[str]:
        """The interactions that show a field."""
        return [text.partition("=")[2] for text in self.facts if text.partition("=")[0] == field]


class Influence(Noun):
    """One actor influences another on a project: 1 (a little), 2 (clearly), 3 (it decides)."""

    id: NewId = ""
    project: RecordId
    actor: RecordId
    upon: RecordId
    strength: Annotated[int, Field(ge=1, le=3)] = 2
    note: Line = None
    facts: Ids = Field(default_factory=list)
    archived: bool = False
    audience: Audience = THE_OFFICE
    version: Version = 0

    @model_validator(mode="after")
    def _joins_two(self) -> Self:
        if self.actor == self.upon:
            raise InvalidData.of("upon", "influence_itself")
        return self


def assessment_id(one: Assessment, day: date) -> str:
    """There is one for each project, actor, assessor, voice and day."""
    return record_id("assessment", one.project, one.actor, one.whose, day.isoformat())


def attributes_id(project: str, actor: str) -> str:
    """There is one for each actor in a project."""
    return record_id("attributes", project, actor)


def influence_id(project: str, actor: str, upon: str) -> str:
    """There is one for each direction between two actors in a project."""
    return record_id("influence", project, actor, upon)
