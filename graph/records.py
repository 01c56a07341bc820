"""Nodes, edges and changes: the values every store takes and gives back.

    (node) --edge--> (node)         an edge has an id of its own, so two nodes can be linked twice

Both stores keep exactly the same values: strings, 64-bit integers, finite floats, booleans, dates, aware datetimes
and lists of one such type. A property without a value is absent, never None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

Scalar = str | int | float | bool | date | datetime
Value = Scalar | Sequence[Scalar]
Properties = Mapping[str, Value]
Row = tuple[Value | None, ...]

PUBLIC = "public"
OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with labels (the first is its root label) and properties.

    `version` is 0 before the first save and grows by one with each; `audience` names the principals who may see it
    ("public", "office", "user:<id>").
    """

    id: str
    labels: tuple[str, ...]
    properties: Properties = field(default_factory=dict)
    audience: tuple[str, ...] = (OFFICE,)
    version: int = 0

    @property
    def root(self) -> str:
        """The label whose table, constraints and indexes the node belongs to."""
        return self.labels[0]

    def get(self, name: str, default: Any = None) -> Any:
        """The property's value, or `default` when it is absent."""
        return self.properties.get(name, default)

    def with_properties(self, **changes: Value | None) -> Node:
        """The same node with some properties set, and those given as None taken away."""
        return replace(self, properties=_merged(self.properties, changes))


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed, typed link between two nodes. It is seen only by those who see it and both its ends."""

    id: str
    type: str
    start: str
    end: str
    properties: Properties = field(default_factory=dict)
    audience: tuple[str, ...] = (OFFICE,)
    version: int = 0

    def get(self, name: str, default: Any = None) -> Any:
        """The property's value, or `default` when it is absent."""
        return self.properties.get(name, default)

    def with_properties(self, **changes: Value | None) -> Edge:
        """The same edge with some properties set, and those given as None taken away."""
        return replace(self, properties=_merged(self.properties, changes))


def _merged(old: Properties, changes: Mapping[str, Value | None]) -> dict[str, Value]:
    merged = {**old, **changes}
    return {name: value for name, value in merged.items() if value is not None}


Record = Node | Edge


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log.

    `revision` counts changes from 1 without gaps in commit order; `transaction` is the revision of the first change
    of the same unit of work, so equal numbers were saved together. `before` is None for a creation, `after` for a
    deletion, both for an erasure (and for what was erased later).
    """

    revision: int
    transaction: int
    at: datetime
    author: str
    action: Literal["put", "delete", "erase"]
    kind: Literal["node", "edge"]
    id: str
    before: Record | None
    after: Record | None
