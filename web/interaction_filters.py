"""The list of interactions as its address says it: filters, one page, facets with counts.

/interacciones?q=agua&clase=meeting&anio=2024&estado=done&actor=uis
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from crm.access import Viewer
from crm.interaction_lists import InteractionFilter, facet_interactions, list_interactions
from crm.interactions import Interaction
from crm.listing import Counts, Listing
from crm.vocabulary import vocabulary
from graph.store import Store
from web.actor_filters import LONGEST, known
from web.facets import Facet, Labels, choices_facet, chosen, flag, is_on
from web.i18n import term
from web.texts import gettext as _

FIRST_YEAR, LAST_YEAR = 1000, 9999


@dataclass(frozen=True)
class InteractionList:
    """What the page shows."""

    filter: InteractionFilter
    listing: Listing[Interaction]
    facets: list[Facet]


def read_interaction_filter(viewer: Viewer) -> InteractionFilter:
    """The filter of the address; what no vocabulary has filters nothing."""
    return InteractionFilter(
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
        mine=viewer.id if is_on("mias") else None,
        after=request.args.get("after") or None,
    )


def _years() -> tuple[int, ...]:
    asked = (
        int(value) for value in chosen("anio") if value.isdecimal() and len(value) == len(str(LAST_YEAR))
    )
    return tuple(year for year in asked if FIRST_YEAR <= year <= LAST_YEAR)


def gather_interactions(store: Store, viewer: Viewer) -> InteractionList:
    """One page of interactions with its facets."""
    filter = read_interaction_filter(viewer)
    listing = list_interactions(store, filter)
    return InteractionList(filter, listing, _facets(facet_interactions(store, filter)))


def _facets(counts: dict[str, Counts]) -> list[Facet]:
    others = (
        flag("mias", _("Las que registré"), None),
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
