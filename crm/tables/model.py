"""What importing a table would do, as a value: `Plan`, made by crm.tables.plan and done by crm.tables.applying."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from crm.actor_model import Actor
from crm.errors import Problem
from crm.fields import Noun
from crm.tables.choices import Choices
from crm.tables.columns import Columns
from crm.tables.contacts import Contacts
from crm.tables.doubts import Doubts
from crm.tables.names import ActorNames
from crm.tables.rows import RowProblem

T = TypeVar("T", bound=Noun)
Kind = Literal["actor", "interaction"]


@dataclass(frozen=True)
class Planned(Generic[T]):
    """A record as it shall be; `fields` are those that differ from what is there (none for a new one)."""

    row: int
    record: T
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """What the planning of every row needs."""

    columns: Columns
    names: ActorNames
    choices: Choices


@dataclass
class Plan:
    """What `apply_plan` will do. `same` counts rows that change nothing, `ignored` names columns nobody knows.

    `fresh` are actors that rows name and somebody decided to make, `contacts` the people that actors' rows name.
    """

    noun: str
    added: list[Planned[Any]] = field(default_factory=list)
    changed: list[Planned[Any]] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    same: int = 0
    left_out: int = 0
    fresh: list[Actor] = field(default_factory=list)
    doubts: Doubts = field(default_factory=Doubts)
    contacts: Contacts = field(default_factory=Contacts)
    ignored: list[str] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
