"""What a picture of the red is asked for, and what it consists of. Import from `crm.picture`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NODES, EDGES = 500, 4000


@dataclass(frozen=True)
class PictureFilter:
    """What to draw. Several values of a field are alternatives, different fields must all hold; empty takes all. Types and
    families are alternatives of one field: what kind of actor.

    `since` and `until` choose interactions whose period touches theirs, inclusive. With one of `since`, `until`, `kinds`,
    `strategic_lines`, `themes`, only actors of such an interaction are drawn. `around` draws actors within `depth` ties of these.
    At most `limit` actors with the most contacts, and `edge_limit` ties with the most interactions.
    """

    types: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    communities: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    strategic_lines: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    depth: int = 1
    include_office: bool = False
    include_people: bool = False
    include_groups: bool = False
    include_events: bool = False
    include_reference: bool = False
    at_least: int = 1
    limit: int = NODES
    edge_limit: int = EDGES

    @property
    def asks_of_interactions(self) -> bool:
        """Whether only some interactions count."""
        return bool(self.since or self.until or self.kinds or self.strategic_lines or self.themes)


@dataclass(frozen=True, slots=True)
class PictureNode:
    """An actor drawn at (x, y) with radius `size`; `interactions` counts those of the filter."""

    id: str
    name: str
    type: str
    family: str
    sector: str | None
    x: float
    y: float
    size: float
    community: int
    interactions: int


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """A tie: how many interactions of the filter both took part in, the day of the last, the faded weight."""

    source: str
    target: str
    count: int
    last: date
    weight: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw. `total` actors and `total_edges` ties (among those drawn) match; more than is drawn when cut."""

    nodes: list[PictureNode]
    edges: list[PictureEdge]
    total: int
    total_edges: int
