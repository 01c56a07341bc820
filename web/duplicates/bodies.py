"""What is sent to the API to tell apart, join, take back and take apart."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from crm.fields import RecordId

Ids = Annotated[list[RecordId], Field(max_length=5_000)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Apart(_Body):
    """Two actors that are not the same."""

    a: RecordId
    b: RecordId


class Versions(_Body):
    """The versions of both records as they were read."""

    winner: int
    loser: int


class Merge(_Body):
    """Which record goes into this one, and what is taken from it field by field."""

    loser: RecordId
    versions: Versions
    take: dict[str, Literal["winner", "loser", "both"]] = Field(default_factory=dict)


class Undo(_Body):
    """Interactions recorded since that belong to the one that comes back."""

    give: Ids = Field(default_factory=list)


class Split(_Body):
    """What goes to `target`, an actor that is there, or to `new`."""

    version: int
    target: RecordId | None = None
    new: dict[str, Any] | None = None
    interactions: Ids = Field(default_factory=list)
    commitments: Ids = Field(default_factory=list)
    people: Ids = Field(default_factory=list)
    ties: Ids = Field(default_factory=list)
    aliases: list[str] = Field(default_factory=list)
