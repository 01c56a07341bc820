"""What is sent to the API of following up, and how it is read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from flask import request
from pydantic import Field, ValidationError

from crm.errors import from_validation
from crm.fields import Line, Noun, SomeId, Text, Url
from crm.follow_up.reviewing import Answer
from crm.periods import Period
from web.api.answers import read_body
from web.api.parts import Parameter


class FollowingStep(Noun):
    """The step that follows; without an owner it is that of the commitment before."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    due: Period | None = None
    owner: SomeId = None


class Conclusion(Noun):
    """What came of a commitment, what shows it, and the step that follows."""

    result: Text = None
    proof: Line = None
    proof_url: Url = None
    done_on: date | None = None
    next: FollowingStep | None = None


class ReviewAnswer(Noun):
    """What became of an old commitment; an open one needs a day to come."""

    answer: Answer
    due: Period | None = None
    done_on: date | None = None
    result: Text = None


class RhythmGiven(Noun):
    """How often one wants to hear from actors of a type, in days; 0 expects nothing."""

    type: str
    days: int
    version: int = 0


class RhythmsGiven(Noun):
    """Some rhythms, with the versions they were read with."""

    items: Annotated[list[RhythmGiven], Field(max_length=100)]


def read_model(model: type[Any]) -> Any:
    """What was sent, as the model. Raises InvalidData."""
    try:
        return model.model_validate(read_body() if request.data else {})
    except ValidationError as error:
        raise from_validation(error) from error


def query(name: str, description: str = "") -> Parameter:
    """A parameter of the address."""
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string"}}


ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
