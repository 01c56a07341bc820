"""One page of a list, and walking a list to its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from crm.errors import translated
from graph.query_checks import write_cursor
from graph.records import Edge, Node, Scalar
from graph.store import Page, Query, Store, Where

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
F = TypeVar("F", bound="DataclassInstance")
Counts = dict[Scalar | None, int]


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A page of things. `total` is exact up to 10,000; above, it is 10,000 and `more` is True; -1 when not counted.

    `next` is the `after` of the next page, None on the last.
    """

    items: list[T]
    total: int
    more: bool
    next: str | None


def any_of(property: str, values: Sequence[str]) -> list[Where]:
    """No condition when nothing was chosen; else the property has one of the values, or none when only "" was."""
    chosen = tuple(value for value in values if value)
    if chosen:
        return [Where(property, "in", chosen)]
    return [Where(property, "missing")] if values else []


def all_of(property: str, values: Sequence[str]) -> list[Where]:
    """The list property has every one of the values."""
    return [Where(property, "has", value) for value in values]


def without(filter: F, name: str) -> F:
    """The filter with nothing chosen in one of its fields."""
    cleared: dict[str, Any] = {name: ()}
    return replace(filter, **cleared)


def find_page(store: Store, query: Query) -> Page:
    """One page of nodes. Raises InvalidData for an order, a filter or a cursor that makes no sense."""
    with translated():
        return store.find(query)


def cursor_after(query: Query, node: Node) -> str:
    """Where a page begins that follows on this node of the query, also when the page before ended later."""
    return write_cursor(query, [*(node.get(name) for name, _falling in query.order), node.id])


def count_facets(store: Store, facets: Mapping[str, tuple[Query, str]]) -> dict[str, Counts]:
    """For each facet the counts of a property over a query; facets with the same query are counted in one pass."""
    together: dict[Query, list[str]] = {}
    for query, property in facets.values():
        together.setdefault(_unpaged(query), []).append(property)
    with translated():
        counts = {query: store.count(query, sorted(set(names))) for query, names in together.items()}
    return {name: counts[_unpaged(query)][property] for name, (query, property) in facets.items()}


def _unpaged(query: Query) -> Query:
    return replace(query, order=(), after=None)


def every(store: Store, query: Query) -> Iterator[Node]:
    """All nodes of a query, page by page."""
    after: str | None = None
    while True:
        page = store.find(replace(query, after=after, limit=500, total=False))
        yield from page.items
        after = page.next
        if after is None:
            return


def linked_nodes(store: Store, query: Query) -> Iterator[tuple[Node, Edge]]:
    """All nodes of a linked query with the edges that lead to them, page by page."""
    after: str | None = None
    while True:
        page = store.find(replace(query, after=after, total=False))
        yield from zip(page.items, page.edges, strict=True)
        after = page.next
        if after is None:
            return
