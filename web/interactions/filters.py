"""The list of interactions as its address says it: filters, order, one page, facets with counts.

/interacciones?q=agua&clase=meeting&anio=2024&estado=done&actor=uis&orden=fecha
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request

from crm.access import Viewer
from crm.accounts.persons import person_of
from crm.interaction_lists import InteractionFilter, facet_interactions, list_interactions
from crm.interactions import Interaction
from crm.listing import Counts, Listing
from crm.vocabulary import vocabulary
from graph.store import Store
from web.actors.filters import LONGEST, known
from web.facets import Active, Facet, Labels, active_filters, choices_facet, chosen, flag, is_on
from web.frame import same_page
from web.i18n import term
from web.remembered import remembered
from web.sorting import Orders, read_orders
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.wording import actor_name

FIRST_YEAR, LAST_YEAR = 1000, 9999
COUNTED = ("kind", "status", "strategic_line", "themes", "year")
ORDERS = {"fecha": "on"}
BATCH = 500


@dataclass(frozen=True)
class InteractionList:
    """What the page shows."""

    filter: InteractionFilter
    listing: Listing[Interaction]
    facets: list[Facet]
    active: list[Active]
    orders: Orders


def read_interaction_filter(viewer: Viewer) -> tuple[InteractionFilter, Orders]:
    """The filter and the order of the address; what no vocabulary has filters nothing."""
    orders = read_orders(ORDERS, "-fecha", frozenset(ORDERS))
    asked = InteractionFilter(
        words=request.args.get("q", "")[:LONGEST].strip(),
        kind=known(chosen("clase"), "interaction_kinds"),
        status=known(chosen("estado"), "statuses"),
        strategic_line=known(chosen("linea"), "strategic_lines"),
        themes=chosen("tema"),
        year=_years(),
        actor=request.args.get("actor") or None,
        reference=is_on("referencia"),
        archived=is_on("archivadas"),
        to_review=True if is_on("revisar") else None,
        descending=orders.descending,
        after=request.args.get("after") or None,
    )
    return own_interactions(asked, viewer) if is_on("mias") else asked, orders


def own_interactions(filter: InteractionFilter, viewer: Viewer) -> InteractionFilter:
    """Those one took part in; of an account that is tied to no person, and beside another actor, those one recorded."""
    person = None if filter.actor else person_of(whole_store(), viewer)
    return replace(filter, actor=person) if person else replace(filter, mine=viewer.id)


def _years() -> tuple[int, ...]:
    asked = (
        int(value) for value in chosen("anio") if value.isdecimal() and len(value) == len(str(LAST_YEAR))
    )
    return tuple(year for year in asked if FIRST_YEAR <= year <= LAST_YEAR)


def gather_interactions(store: Store, viewer: Viewer) -> InteractionList:
    """One page of interactions with its facets."""
    filter, orders = read_interaction_filter(viewer)
    listing = list_interactions(store, filter)
    counted = replace(filter, after=None, descending=True)
    facets = _facets(remembered("interactions", counted, lambda: facet_interactions(store, counted, COUNTED)))
    active = active_filters(facets, filter.words)
    if filter.actor:
        active.insert(0, Active(_("Con"), actor_name(filter.actor), same_page(actor=None, after=None)))
    return InteractionList(filter, listing, facets, active, orders)


def every_interaction(store: Store, filter: InteractionFilter) -> Iterator[Interaction]:
    """All interactions that a filter finds, page by page."""
    after: str | None = None
    while True:
        page = list_interactions(store, replace(filter, limit=BATCH, after=after))
        yield from page.items
        after = page.next
        if after is None:
            return


def _facets(counts: dict[str, Counts]) -> list[Facet]:
    others = (
        flag("mias", _("Lo mío"), None),
        flag("revisar", _("Por revisar"), None),
        flag("referencia", _("De la guía"), None),
        flag("archivadas", _("Archivadas"), None),
    )
    return [
        choices_facet("anio", _("Año"), counts["year"], Labels(str, order=_descending(counts["year"]))),
        choices_facet("clase", _("Clase"), counts["kind"], _words("interaction_kinds")),
        choices_facet("estado", _("Estado"), counts["status"], _words("statuses")),
        choices_facet("linea", _("Línea estratégica"), counts["strategic_line"], _words("strategic_lines")),
        choices_facet("tema", _("Tema"), counts["themes"], Labels(lambda id: term(id, "themes"))),
        Facet("otras", _("También"), others),
    ]


def _words(name: str) -> Labels:
    return Labels(lambda id: term(id, name), order=tuple(vocabulary(name).ids) if name == "statuses" else ())


def _descending(counts: Counts) -> tuple[str, ...]:
    return tuple(str(year) for year in sorted((y for y in counts if y is not None), reverse=True, key=str))
