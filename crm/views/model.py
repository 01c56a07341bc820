"""A saved view of the red: the single definition. Import `SavedView` from here, reading and writing from beside.

Positions, annotations and the camera are in the units of the picture's own places (crm.derived.places), y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from crm.errors import InvalidData, Problem
from crm.fields import THE_OFFICE, Audience, Empty, Name, NewId, Noun, RecordId, SomeId, Version, is_id
from crm.views.query import tidy_query

HOME = "inicio"
MOST_PLACES, MOST_ANNOTATIONS, MOST_STEPS, MOST_PINS = 2000, 60, 12, 20
# The pages that show a selection, by their address.
FACES = frozenset(
    {
        "red",
        "red/grande",
        "red/tabla",
        "red/matriz",
        "red/anillos",
        "red/flujos",
        "red/calor",
        "red/linea",
        "red/tiempo",
        "mundo",
    }
)


def _face(value: str) -> str:
    if value not in FACES:
        raise InvalidData.of("", "unknown_choice", value=value[:80])
    return value


def _pin(value: str) -> str:
    if value != HOME and not is_id(value):
        raise InvalidData.of("", "bad_id", value=value[:80])
    return value


def _once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


Coordinate = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
Point = tuple[Coordinate, Coordinate]
Places = Annotated[dict[RecordId, Point], Field(max_length=MOST_PLACES)]
Hidden = Annotated[list[RecordId], Field(max_length=MOST_PLACES), AfterValidator(_once)]
Pins = Annotated[
    list[Annotated[str, AfterValidator(_pin)]], Field(max_length=MOST_PINS), AfterValidator(_once)
]


class Annotation(Noun):
    """A short text on the picture, at an actor or at a place; `x` and `y` beside an actor shift it from there."""

    text: Annotated[str, Field(min_length=1, max_length=200)]
    actor: SomeId = None
    x: Coordinate | None = None
    y: Coordinate | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.actor is None and (self.x is None or self.y is None):
            raise InvalidData.of("x", "annotation_nowhere")
        return self


class Camera(Noun):
    """Where one looks: the middle of what is in sight, and how near; at `scale` 1 the whole picture is in sight."""

    x: Coordinate
    y: Coordinate
    scale: Annotated[float, Field(ge=0.05, le=50, allow_inf_nan=False)] = 1.0


class Step(Noun):
    """One step of a story: what is said, at whom one looks (nobody: the whole picture), the records that show it."""

    text: Annotated[str, Field(min_length=1, max_length=600)]
    actors: Annotated[list[RecordId], Field(max_length=40), AfterValidator(_once)] = Field(
        default_factory=list
    )
    facts: Annotated[list[RecordId], Field(max_length=40), AfterValidator(_once)] = Field(
        default_factory=list
    )


class Held(Noun):
    """What the view held when it was saved: its actors, and between how many pairs of them there was a tie."""

    actors: Annotated[list[RecordId], Field(max_length=20_000)] = Field(default_factory=list)
    ties: Annotated[int, Field(ge=0)] = 0


class SavedView(Noun):
    """A view. `query` is the selection as its address has it (web.red.wish), `face` the page that shows it.

    `pins` are ids of actors and projects whose pages show it, and "inicio" for the first page. `revision` and
    `saved_on` say of when `held` and the picture are; who saves does not give them, nor `owner`.
    """

    id: NewId = ""
    name: Name
    notes: Annotated[Annotated[str, Field(max_length=2000)] | None, Empty] = None
    query: Annotated[str, AfterValidator(tidy_query)] = ""
    face: Annotated[str, AfterValidator(_face)] = "red"
    positions: Places = Field(default_factory=dict)
    hidden: Hidden = Field(default_factory=list)
    annotations: Annotated[list[Annotation], Field(max_length=MOST_ANNOTATIONS)] = Field(default_factory=list)
    camera: Camera | None = None
    steps: Annotated[list[Step], Field(max_length=MOST_STEPS)] = Field(default_factory=list)
    pins: Pins = Field(default_factory=list)
    held: Held = Held()
    revision: Annotated[int, Field(ge=0)] = 0
    saved_on: date | None = None
    owner: str = ""
    archived: bool = False
    audience: Audience = THE_OFFICE
    version: Version = 0

    @property
    def is_shared(self) -> bool:
        """Whether the whole office sees it."""
        return set(self.audience) == set(THE_OFFICE)


def problems_of(view: SavedView, owner: str) -> Iterator[Problem]:
    """What a view may not say: it is for the whole office or for whoever made it alone."""
    if not view.is_shared and view.audience != (f"user:{owner}",):
        yield Problem("audience", "view_audience", {"value": ", ".join(view.audience)[:80]})
