"""Lists of commitments: what is due, for whom, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crm.commitment_records import read_commitments
from crm.interaction_model import Commitment
from crm.listing import Counts, Listing, any_of, count_facets, find_page, without
from graph.store import Query, Store, Where

DIMENSIONS = ("status", "direction", "owner", "beneficiary")


@dataclass(frozen=True)
class CommitmentFilter:
    """Which commitments. Several values of one field are alternatives; ("",) means those without a value.

    `since` and `until` (inclusive) limit the day it is due; `undated` keeps those without one; `mine` is the id of the user who recorded it. Without a
    due day they come last. `after` is the `next` of the page before.
    """

    words: str = ""
    status: Sequence[str] = ()
    direction: Sequence[str] = ()
    owner: Sequence[str] = ()
    beneficiary: Sequence[str] = ()
    interaction: str | None = None
    follows: str | None = None
    since: date | None = None
    until: date | None = None
    reference: bool | None = False
    archived: bool | None = False
    undated: bool = False
    mine: str | None = None
    order: Literal["due", "done_on"] = "due"
    descending: bool = False
    limit: int = 50
    after: str | None = None


def list_commitments(store: Store, filter: CommitmentFilter) -> Listing[Commitment]:
    """One page of commitments. Raises InvalidData for a cursor of another list."""
    page = find_page(store, query_of(filter))
    return Listing(read_commitments(store, page.items), page.total, page.more, page.next)


def facet_commitments(
    store: Store, filter: CommitmentFilter, dimensions: Sequence[str] = DIMENSIONS
) -> dict[str, Counts]:
    """For each dimension: how many commitments have each value, the other filters applied."""
    queries = {name: query_of(without(filter, name)) for name in dimensions}
    return count_facets(store, {name: (query, name) for name, query in queries.items()})


def query_of(filter: CommitmentFilter) -> Query:
    """The store's query for a filter."""
    return Query(
        "Commitment",
        text=filter.words,
        where=tuple(_conditions(filter)),
        order=((filter.order, filter.descending),),
        limit=filter.limit,
        after=filter.after,
    )


def _conditions(filter: CommitmentFilter) -> Iterator[Where]:
    for name in DIMENSIONS:
        yield from any_of(name, getattr(filter, name))
    for name in ("reference", "archived", "interaction", "follows"):
        value = getattr(filter, name)
        if value is not None:
            yield Where(name, "=", value)
    if filter.since is not None:
        yield Where("due", ">=", filter.since)
    if filter.until is not None:
        yield Where("due", "<=", filter.until)
    if filter.undated:
        yield Where("due", "missing")
    if filter.mine is not None:
        yield Where("recorded_by", "=", filter.mine)
