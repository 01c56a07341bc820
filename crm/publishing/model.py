"""What is published and what anybody may see of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Band = Literal[1, 2, 3]
TOGETHER = "together"
"""The kind of a tie that was made by public interactions; the others are types of ties, as PART_OF."""

FieldValue = str | tuple[str, ...] | tuple["PublicPerson", ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A view as an administrator published it: whom it draws, and where. `published_by` is for the office alone.

    `view` is the id of the saved view it came from; `positions` are in the picture's units, y downwards. `withdrawn`
    publications are no longer public.
    """

    slug: str
    title: str
    note: str = ""
    view: str = ""
    actors: tuple[str, ...] = ()
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    published_on: date | None = None
    published_by: str = ""
    withdrawn: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class PublicPerson:
    """Somebody at an organisation: person, post and the link between them are all public."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class PublicActor:
    """What anybody may know of an actor: `fields` holds those that the settings name and that have a value.

    sector, country (ids of vocabularies), city, website (texts), themes (texts), people (PublicPerson).
    """

    id: str
    name: str
    type: str
    fields: Mapping[str, FieldValue] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field when it is one text, else ""."""
        value = self.fields.get(name, "")
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class PublicTie:
    """A tie between two actors, `a` before `b` by id when they were `TOGETHER`, else from `a` to `b`.

    `count` is of public interactions, None under the limit and for other kinds. `band`: 1 under the limit, 2 under three
    times the limit, 3 above. A picture draws the band, never the count.
    """

    a: str
    b: str
    kind: str
    band: Band
    count: int | None = None


@dataclass(frozen=True, slots=True)
class PublicRed:
    """A publication with those who are public now. Places of others are left out of `publication`."""

    publication: Publication
    actors: tuple[PublicActor, ...]
    ties: tuple[PublicTie, ...]


@dataclass(frozen=True, slots=True)
class PublicFilter:
    """Which actors of the directory. What is not published of actors cannot be asked for either."""

    text: str = ""
    type: str = ""
    sector: str = ""
    country: str = ""
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class PublicFacets:
    """How many actors the directory has, all together and by value; None is a number that is not said.

    Not said are numbers under the limit, and others from which those would follow. Values are in the order of their ids.
    """

    total: int | None
    type: Mapping[str, int | None]
    sector: Mapping[str, int | None]
    country: Mapping[str, int | None]
