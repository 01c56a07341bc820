"""The list of actors as its address says it: filters, order, one page, facets with counts.

/actores?q=cámara&familia=private&tipo=chamber_of_commerce&pais=CO&enfrian=1&orden=-contacto
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request

from crm.access import Viewer
from crm.actors import Actor, ActorFilter, list_actors
from crm.listing import Listing
from crm.vocabulary import vocabulary
from graph.store import Store
from web.actors.facets import actor_facets, types_asked
from web.facets import Facet, chosen, is_on
from web.sorting import Orders, read_orders

LONGEST = 200
BATCH = 500
ORDERS = {"nombre": "name", "contacto": "last_contact", "interacciones": "interactions"}


@dataclass(frozen=True)
class ActorList:
    """What the page shows."""

    filter: ActorFilter
    listing: Listing[Actor]
    facets: list[Facet]
    orders: Orders


def read_actor_filter(viewer: Viewer) -> tuple[ActorFilter, Orders]:
    """The filter and order of the address. Reference actors and archived ones show only when asked for."""
    orders = read_orders(ORDERS, "nombre", frozenset({"contacto", "interacciones"}))
    families, types = known(chosen("familia"), "families"), known(chosen("tipo"), "actor_types")
    asked = ActorFilter(
        words=request.args.get("q", "")[:LONGEST].strip(),
        type=types_asked(families, types),
        sector=known(chosen("sector"), "sectors"),
        country=known(chosen("pais"), "countries"),
        quiet=is_on("enfrian"),
        reference=is_on("referencia"),
        archived=is_on("archivados"),
        to_review=True if is_on("revisar") else None,
        mine=viewer.id if is_on("mios") else None,
        order=orders.field,  # type: ignore[arg-type]  # one of ORDERS, which names nothing else
        descending=orders.descending,
        after=request.args.get("after") or None,
    )
    return asked, orders


def known(values: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The values that the vocabulary has, and "" for those without one; others in an address filter nothing."""
    return tuple(value for value in values if not value or value in vocabulary(name))


def gather_actors(store: Store, viewer: Viewer) -> ActorList:
    """One page of actors with its facets."""
    filter, orders = read_actor_filter(viewer)
    return ActorList(filter, list_actors(store, filter), actor_facets(store, filter, viewer), orders)


def every_actor(store: Store, filter: ActorFilter) -> Iterator[Actor]:
    """All actors that a filter finds, page by page."""
    after: str | None = None
    while True:
        page = list_actors(store, replace(filter, limit=BATCH, after=after))
        yield from page.items
        after = page.next
        if after is None:
            return
