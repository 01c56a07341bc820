"""What a store is told it will hold, what it is asked, and how it answers: plain values that every engine understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.records import Edge, Node, Scalar

EXACT_TOTAL = 10_000
Kind = Literal["text", "integer", "number", "boolean", "date", "list"]
Operator = Literal["=", "!=", "in", "<", "<=", ">", ">=", "has", "missing", "present"]
Direction = Literal["in", "out", "any"]


@dataclass(frozen=True, slots=True)
class Label:
    """A root label: what must be unique, what can be filtered, ordered and counted by, what is searched.

    `indexed` maps a property to its kind; a property of kind "list" can be filtered with `has` and counted by, not
    ordered by. `internal` labels stay out of text search across labels, exports and analysis; labels that are not
    `logged` leave no trace in the change log.
    """

    name: str
    indexed: Mapping[str, Kind]
    unique: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    internal: bool = False
    logged: bool = True


@dataclass(frozen=True, slots=True)
class EdgeType:
    """An edge type; `sort` names the edge's own property (date or text) that its timelines are ordered by."""

    name: str
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """All root labels and edge types. Labels beside the root need no declaration, only a well-formed name."""

    labels: tuple[Label, ...]
    edge_types: tuple[EdgeType, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on an indexed property. `value` is a list for "in", ignored for "missing" and "present"."""

    property: str
    operator: Operator
    value: Scalar | tuple[Scalar, ...] = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """Only nodes linked to node `id` by an edge of one of these types; "out" follows the edge's arrow from `id`."""

    id: str
    types: tuple[str, ...]
    direction: Direction = "any"


@dataclass(frozen=True, slots=True)
class Query:
    """Which nodes, in which order, which page.

    `label` is a root label or one that stands beside it (then `root` names the root). `text`: every word is a prefix
    of some word of the node's folded text, all must match. `order` is (property, descending); the id breaks ties;
    nodes without the property come last. The special property "link" orders by the linking edge's sort value.
    `after` is the `next` of the page before. `total` False spares the counting.
    """

    root: str
    label: str | None = None
    text: str = ""
    where: tuple[Where, ...] = ()
    linked: Linked | None = None
    order: tuple[tuple[str, bool], ...] = ()
    limit: int = 50
    after: str | None = None
    total: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One page of nodes. With `linked` there is one item for each linking edge, and `edges[i]` leads to `items[i]`.

    `total` is exact up to 10,000; above, it is 10,000 and `more` is True. -1 when it was not asked for.
    """

    items: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int
    more: bool
    next: str | None


@dataclass(frozen=True, slots=True)
class EdgeQuery:
    """Edges touching any of `nodes`, of the given types (all when empty), newest sort value first, then by id.

    `since` and `until` (inclusive) limit the edge's sort value.
    """

    nodes: tuple[str, ...]
    types: tuple[str, ...] = ()
    direction: Direction = "any"
    since: date | str | None = None
    until: date | str | None = None
    limit: int = 10_000


@dataclass(frozen=True, slots=True)
class Around:
    """An ego network to fetch: from `ids`, `depth` steps along `types` (all when empty), either direction.

    Nodes in `stop_at` are shown but not expanded; at most `limit` nodes come back.
    """

    ids: tuple[str, ...]
    depth: int = 1
    types: tuple[str, ...] = ()
    stop_at: frozenset[str] = frozenset()
    limit: int = 500


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and the edges among them; `complete` is False when the limit cut it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the store answers, which engine it is, and its last revision."""

    ok: bool
    engine: str
    revision: int
    detail: str = ""
