"""Lists of actors: filters, order, pages, and how many there are behind each filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crm.actor_model import Actor
from crm.actor_records import read_actors
from crm.listing import Counts, Listing, any_of, count_facets, find_page, without
from crm.office import today
from crm.vocabulary import vocabulary
from graph.store import Query, Store, Where

Order = Literal["name", "last_contact", "interactions", "cold_on", "next_due"]
_ORDERS = {"name": "sort_name"}


@dataclass(frozen=True)
class ActorFilter:
    """Which actors. Several values of one field are alternatives; ("",) means those without a value.

    `quiet`: only partners whose tie has turned cold by today. `mine`: the id of the user who recorded them.
    `reference` None shows the office's own and the reference actors. `after` is the `next` of the page before.
    """

    words: str = ""
    type: Sequence[str] = ()
    sector: Sequence[str] = ()
    country: Sequence[str] = ()
    family: Sequence[str] = ()
    reference: bool | None = False
    archived: bool | None = False
    to_review: bool | None = None
    quiet: bool = False
    mine: str | None = None
    order: Order = "name"
    descending: bool = False
    limit: int = 50
    after: str | None = None


def list_actors(store: Store, filter: ActorFilter) -> Listing[Actor]:
    """One page of actors. Raises InvalidData for a cursor of another list."""
    page = find_page(store, query_of(filter))
    return Listing(read_actors(store, page.items), page.total, page.more, page.next)


def facet_actors(store: Store, filter: ActorFilter) -> dict[str, Counts]:
    """For type, sector, country and family: how many actors have each value, the other filters applied."""
    queries = {name: query_of(without(filter, name)) for name in ("type", "sector", "country", "family")}
    by_type = {"family": "type"}
    counted = count_facets(store, {name: (query, by_type.get(name, name)) for name, query in queries.items()})
    return {**counted, "family": _by_family(counted["family"])}


def _by_family(types: Counts) -> Counts:
    families: Counts = {}
    for type, number in types.items():
        family = str(vocabulary("actor_types").get(str(type)).extra["family"])
        families[family] = families.get(family, 0) + number
    return families


def query_of(filter: ActorFilter) -> Query:
    """The store's query for a filter; ties in the order are broken by name."""
    first = (_ORDERS.get(filter.order, filter.order), filter.descending)
    by_name = ("sort_name", False)
    return Query(
        "Actor",
        text=filter.words,
        where=(*_chosen(filter), *_flags(filter)),
        order=(first,) if first[0] == "sort_name" else (first, by_name),
        limit=filter.limit,
        after=filter.after,
    )


def _chosen(filter: ActorFilter) -> Iterator[Where]:
    types = set(filter.type)
    if filter.family:
        family = {term.id for term in vocabulary("actor_types") if term.extra["family"] in filter.family}
        types = types & family if types else family
        yield Where("type", "in", tuple(sorted(types)))
    else:
        yield from any_of("type", filter.type)
    yield from any_of("sector", filter.sector)
    yield from any_of("country", filter.country)


def _flags(filter: ActorFilter) -> Iterator[Where]:
    for name in ("reference", "archived", "to_review"):
        value = getattr(filter, name)
        if value is not None:
            yield Where(name, "=", value)
    if filter.quiet:
        yield Where("cold_on", "<=", today())
    if filter.mine is not None:
        yield Where("recorded_by", "=", filter.mine)
