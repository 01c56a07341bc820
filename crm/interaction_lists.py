"""Lists of interactions: filters, order, pages, and how many there are behind each filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crm.interaction_model import Interaction
from crm.interaction_records import read_interactions
from crm.listing import Counts, Listing, all_of, any_of, count_facets, find_page, without
from graph.store import Linked, Query, Store, Where

DIMENSIONS = ("kind", "status", "mode", "strategic_line", "themes", "sdgs", "year")


@dataclass(frozen=True)
class InteractionFilter:
    """Which interactions. Several values of one field are alternatives, but themes and SDGs must all be there.

    `since` and `until` (inclusive) limit the day it sorts by; `actor` keeps those it took part in; ("",) in a field
    means those without a value; `mine` is the id of the user who recorded them. `after`: the `next` of the page before.
    """

    words: str = ""
    kind: Sequence[str] = ()
    status: Sequence[str] = ()
    mode: Sequence[str] = ()
    strategic_line: Sequence[str] = ()
    themes: Sequence[str] = ()
    sdgs: Sequence[str] = ()
    year: Sequence[int] = ()
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    reference: bool | None = False
    archived: bool | None = False
    to_review: bool | None = None
    mine: str | None = None
    order: Literal["on", "start"] = "on"
    descending: bool = True
    limit: int = 50
    after: str | None = None


def list_interactions(store: Store, filter: InteractionFilter) -> Listing[Interaction]:
    """One page of whole interactions. Raises InvalidData for a cursor of another list."""
    page = find_page(store, query_of(filter))
    return Listing(read_interactions(store, page.items), page.total, page.more, page.next)


def facet_interactions(
    store: Store, filter: InteractionFilter, dimensions: Sequence[str] = DIMENSIONS
) -> dict[str, Counts]:
    """For each dimension: how many interactions have each value, the other filters applied."""
    queries = {name: query_of(without(filter, name)) for name in dimensions}
    return count_facets(store, {name: (query, name) for name, query in queries.items()})


def query_of(filter: InteractionFilter) -> Query:
    """The store's query for a filter."""
    return Query(
        "Interaction",
        text=filter.words,
        where=(*_chosen(filter), *_flags(filter)),
        linked=Linked(filter.actor, ("TOOK_PART",), "out") if filter.actor else None,
        order=((_order(filter), filter.descending),),
        limit=filter.limit,
        after=filter.after,
    )


def _order(filter: InteractionFilter) -> str:
    """Of one actor, by the day its edges copy: then a page of the office's 100,000 costs what a page of ten does."""
    return "link" if filter.actor and filter.order == "on" else filter.order


def _chosen(filter: InteractionFilter) -> Iterator[Where]:
    for name in ("kind", "status", "mode", "strategic_line"):
        yield from any_of(name, getattr(filter, name))
    for name in ("themes", "sdgs"):
        yield from all_of(name, getattr(filter, name))
    if filter.year:
        yield Where("year", "in", tuple(filter.year))
    if filter.since is not None:
        yield Where("on", ">=", filter.since)
    if filter.until is not None:
        yield Where("on", "<=", filter.until)


def _flags(filter: InteractionFilter) -> Iterator[Where]:
    for name in ("reference", "archived", "to_review"):
        value = getattr(filter, name)
        if value is not None:
            yield Where(name, "=", value)
    if filter.mine is not None:
        yield Where("recorded_by", "=", filter.mine)
