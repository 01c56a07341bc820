"""A project's map as one plain document, the same in files, in the store and in exports; words come when it is shown.

read_map(text) -> StakeholderMap        write_map(made) -> text (JSON)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from crm.mapping.reasons import Reason

# Grows when the document changes its meaning: one of another version counts as missing.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Judgement:
    """An attribute as people see it (`perceived`, the mean of `assessors`, with its `spread`) and as the network has it
    (`structural`); 0 to 1, None where nobody said or nothing is known.
    """

    perceived: float | None = None
    structural: float | None = None
    spread: float | None = None
    assessors: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """The next on the way to an actor, and the interactions that show they know each other, or the standing `tie`."""

    actor: str
    name: str
    via: tuple[str, ...] = ()
    tie: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way from the office to an actor: the steps, the actor itself the last; `strength` is 0 to 1, the product of the
    ties.
    """

    steps: tuple[Step, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class MapActor:
    """An actor on the map, at its place (from 1). `score` is the sum of `parts` (points by name, see `weights`);
    `requirements` are places in the brief; `ways` are there for those whom the office does not know.
    """

    actor: str
    name: str
    type: str
    sector: str
    place: int
    score: float
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]
    requirements: tuple[int, ...] = ()
    power: Judgement = field(default_factory=Judgement)
    interest: Judgement = field(default_factory=Judgement)
    salience: str | None = None
    strategy: str | None = None
    attitude: str | None = None
    strength: float | None = None
    last_contact: date | None = None
    turns_cold: date | None = None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who could close a gap; of a `reference` the guide speaks, and the office does not know it yet."""

    actor: str
    name: str
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """What has nobody: a requirement (by its place) with its `need`, or a sector or a stage by its `id`.

    `type` is the kind of actor that would close it, `names` are who could; `unconfirmed` when these are of the type and
    nothing shows the rest of what is asked. `have` of `count` are there; what is `optional` is only valued.
    """

    requirement: int | None
    need: str = ""
    type: str | None = None
    names: tuple[Named, ...] = ()
    kind: Literal["requirement", "sector", "stage"] = "requirement"
    id: str = ""
    unconfirmed: bool = False
    have: int = 0
    count: int = 1
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One of the coalition: which requirements it is there for, for which it may be (`maybe`, to be confirmed), and why."""

    actor: str
    name: str
    requirements: tuple[int, ...]
    reasons: tuple[Reason, ...] = ()
    maybe: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The coalition; when it is not `optimal` the best possible is at most `gap` (a share) better."""

    members: tuple[Member, ...] = ()
    optimal: bool = True
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two actors of the map that did things together: how strongly by now, and how often."""

    first: str
    second: str
    weight: float
    count: int


@dataclass(frozen=True, slots=True)
class StakeholderMap:
    """The whole map of a project. It speaks of the data at `revision` (of the log that began at `origin`), on the day
    `as_of`, for the project as it was at its `version`. `project` is the project as JSON.
    """

    project: Mapping[str, Any]
    as_of: date
    revision: int
    origin: str
    version: int
    made_at: str
    weights: Mapping[str, float]
    actors: tuple[MapActor, ...]
    coalition: Chosen = field(default_factory=Chosen)
    gaps: tuple[Missing, ...] = ()
    links: tuple[Link, ...] = ()
    candidates: int = 0
    seconds: float = 0.0
    format: int = FORMAT

    @property
    def by_actor(self) -> Mapping[str, MapActor]:
        """The actors by id."""
        return {one.actor: one for one in self.actors}

    @property
    def needs_open(self) -> tuple[Missing, ...]:
        """The requirements that nobody covers, or too few; what is only valued is none."""
        return tuple(gap for gap in self.gaps if gap.kind == "requirement" and not gap.optional)

    @property
    def by_sector(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the actors of each sector, the best first; "" for those without one."""
        found: dict[str, list[str]] = {}
        for one in self.actors:
            found.setdefault(one.sector, []).append(one.actor)
        return {sector: tuple(ids) for sector, ids in sorted(found.items())}


@cache
def _adapter() -> TypeAdapter[StakeholderMap]:
    return TypeAdapter(StakeholderMap)


def write_map(made: StakeholderMap) -> str:
    """The map as JSON."""
    return _adapter().dump_json(made).decode()


def read_map(text: str | bytes) -> StakeholderMap | None:
    """The map that a JSON text holds; None for one of another version, ValueError for what is none."""
    made = _adapter().validate_json(text)
    return made if made.format == FORMAT else None
