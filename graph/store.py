"""The narrow waist: what a property-graph store promises, whatever engine keeps it.

`SqliteStore` and `Neo4jStore` implement it, one contract suite holds both to it. A harder question than these
methods answer fetches a subgraph and uses networkx.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, Self

from graph.records import Change, Edge, Node, Record, Row, Scalar

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


class Transaction(Protocol):
    """One unit of work. Leaving the `with` block commits it; an exception undoes all of it."""

    @property
    def number(self) -> int:
        """What the log will call this unit of work, if it changes anything that is logged: `Change.transaction`."""

    def get(self, ids: Collection[str]) -> dict[str, Node]:
        """Nodes as this transaction sees them, its own writes included."""

    def edges(self, query: EdgeQuery) -> list[Edge]:
        """Edges as this transaction sees them, its own writes included."""

    def put_nodes(self, nodes: Iterable[Node]) -> list[Node]:
        """Makes (version 0) or replaces (the version it was read with) nodes; gives them with their new version.

        Raises Conflict, DuplicateKey, InvalidRecord. All properties are replaced.
        """

    def put_edges(self, edges: Iterable[Edge]) -> list[Edge]:
        """Makes or replaces edges. Type and ends never change. Raises Conflict, MissingRecord, InvalidRecord."""

    def delete_nodes(self, ids: Collection[str]) -> None:
        """Deletes nodes without edges. Raises StillLinked, MissingRecord."""

    def delete_edges(self, ids: Collection[str]) -> None:
        """Deletes edges. Raises MissingRecord."""


class Store(Protocol):
    """A property graph. Safe to use from several threads; one object per process, closed at its end."""

    schema: Schema

    @property
    def principals(self) -> tuple[str, ...] | None:
        """Whose eyes this view reads with; None sees everything."""

    @property
    def shared(self) -> object:
        """What a store and all its views have in common: one object for each opened store, to remember it by."""

    def as_seen_by(self, principals: Collection[str] | None) -> Self:
        """The same store with every read limited to what one of the principals may see. None sees everything.

        A view's transactions refuse (MissingRecord) to read or change what the view does not show.
        """

    def get(self, ids: Collection[str]) -> dict[str, Node]:
        """Nodes by id; ids that do not exist (or may not be seen) are left out."""

    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        """Edges by id; the same rule."""

    def find(self, query: Query) -> Page:
        """One page of nodes. Raises BadQuery."""

    def count(self, query: Query, by: Sequence[str]) -> dict[str, dict[Scalar | None, int]]:
        """How many nodes of the query have each value of each property, in one pass; None counts those without."""

    def edges(self, query: EdgeQuery) -> list[Edge]:
        """Edges by their ends."""

    def neighbourhood(self, around: Around) -> Subgraph:
        """The nodes within some steps, nearest first, and all edges of the types among them."""

    def transaction(self, author: str) -> AbstractContextManager[Transaction]:
        """A unit of work: all or nothing, logged under the author."""

    def changes(self, since: int = 0, of: Collection[str] = (), limit: int = 1000) -> list[Change]:
        """The log after revision `since`, oldest first; with `of` only changes of those records."""

    def revision(self) -> int:
        """The last revision: 0 in a new store."""

    def scan(self) -> Iterator[list[Record]]:
        """The whole graph in batches, nodes before edges, ordered by id, as it was when the scan began."""

    def table(self, name: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        """Chosen columns of every node of a root label or every edge of a type, in batches.

        Columns are property names and "id", "labels" (nodes), "start", "end" (edges). Made for projections.
        """

    def load(self, records: Iterable[Record], changes: Iterable[Change]) -> None:
        """Fills an empty store with a whole copy, versions and history kept; all or nothing, also after a crash.

        Nodes must come before edges. Raises NotEmpty.
        """

    def erase(self, ids: Collection[str], author: str) -> None:
        """Forgets nodes and their edges for good, in the log too; a dated tombstone stays in the log."""

    def health(self) -> Health:
        """Whether it answers; never raises."""

    def close(self) -> None:
        """Gives back connections and files."""
