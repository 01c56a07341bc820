"""The narrow waist: what a property-graph store promises, whatever engine keeps it.

`SqliteStore` and `Neo4jStore` implement it, one contract suite holds both to it. A harder question than these
methods answer fetches a subgraph and uses networkx.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, Self

from graph.asking import (
    EXACT_TOTAL,
    Around,
    Direction,
    EdgeQuery,
    EdgeType,
    Health,
    Kind,
    Label,
    Linked,
    Operator,
    Page,
    Query,
    Schema,
    Subgraph,
    Where,
)
from graph.records import Change, Edge, Node, Record, Row, Scalar

__all__ = [
    "EXACT_TOTAL",
    "Around",
    "Direction",
    "EdgeQuery",
    "EdgeType",
    "Health",
    "Kind",
    "Label",
    "Linked",
    "Operator",
    "Page",
    "Query",
    "Schema",
    "Store",
    "Subgraph",
    "Transaction",
    "Where",
]


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

    def rewrite_log(self, root: str, rewrite: Callable[[Node], Node]) -> None:
        """Puts what `rewrite` gives in place of every node of a root label that the log holds, before and after changes.

        For forgetting: the nodes themselves must have been rewritten alike. Id, labels and version stay.
        """

    def health(self) -> Health:
        """Whether it answers; never raises."""

    def close(self) -> None:
        """Gives back connections and files."""
