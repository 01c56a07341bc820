"""The filters of the list of actors: families with their types, sectors, countries, and what one looks for in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from flask import request
from markupsafe import Markup

from crm.access import Viewer
from crm.actor_lists import query_of
from crm.actors import ActorFilter, facet_actors
from crm.listing import Counts, count_facets
from crm.vocabulary import family_of, vocabulary
from graph.store import Store
from web.facets import Facet, Labels, Option, choices_facet, flag, toggled
from web.frame import same_page
from web.i18n import term
from web.marks import Mark
from web.texts import gettext as _


def actor_facets(store: Store, filter: ActorFilter, viewer: Viewer) -> list[Facet]:
    """Everything one can narrow the list by, with counts."""
    counts = facet_actors(store, filter)
    sectors = Labels(_labels("sectors"), order=vocabulary("sectors").ids)
    return [
        families_facet(counts["type"]),
        choices_facet("sector", _("Sector"), counts["sector"], sectors),
        choices_facet("pais", _("País"), counts["country"], Labels(_labels("countries"))),
        flags_facet(store, filter, viewer),
    ]


def _labels(name: str) -> Callable[[str], str]:
    return lambda value: term(value, name)


def types_asked(families: Iterable[str], types: Iterable[str]) -> tuple[str, ...]:
    """The types that a choice of families and types means: a family with some of its types chosen means just those."""
    chosen = list(types)
    narrowed = {family_of(type) for type in chosen}
    whole = [
        term.id for term in vocabulary("actor_types") if term.extra["family"] in set(families) - narrowed
    ]
    return tuple(dict.fromkeys([*chosen, *whole]))


def families_facet(types: Counts) -> Facet:
    """The eight families; below one that is chosen, or has a chosen type, its types."""
    options = [_family(family.id, types) for family in vocabulary("families")]
    shown = [one for one in options if one.count or one.chosen or one.below]
    return Facet("familia", _("Tipo"), shown, shown=len(shown))


def _family(family: str, counts: Counts) -> Option:
    own = [term.id for term in vocabulary("actor_types") if term.extra["family"] == family]
    total = sum(counts.get(type, 0) for type in own)
    families, types = request.args.getlist("familia"), request.args.getlist("tipo")
    on = family in families
    others = [type for type in types if type not in own]
    left = [one for one in families if one != family] if on else [*families, family]
    url = same_page(after=None, familia=left, tipo=others)
    unfolded = on or any(type in types for type in own)
    below = [_type(type, counts.get(type, 0)) for type in own if counts.get(type) or type in types]
    return Option(
        family, term(family, "families"), total, url, on, family_picture(family), below if unfolded else ()
    )


def _type(type: str, count: int) -> Option:
    on = type in request.args.getlist("tipo")
    return Option(type, term(type, "actor_types"), count, toggled("tipo", type), on)


def family_picture(family: str) -> Markup:
    """The family's shape in its hue."""
    shape = str(vocabulary("families").get(family).extra["shape"])
    return Mark(family, "", "", family, shape).picture


def flags_facet(store: Store, filter: ActorFilter, viewer: Viewer) -> Facet:
    """Partners going quiet, cards to review, mine, the guide's, archived ones."""
    plain = replace(filter, quiet=False, to_review=None, mine=None, reference=False, archived=False)
    asked = {
        "enfrian": (_("Se enfrían"), replace(plain, quiet=True)),
        "revisar": (_("Por revisar"), replace(plain, to_review=True)),
        "mios": (_("Registrados por mí"), replace(plain, mine=viewer.id)),
        "referencia": (_("De referencia"), replace(plain, reference=True)),
        "archivados": (_("Archivados"), replace(plain, archived=True)),
    }
    options = [flag(name, label, count_actors(store, one)) for name, (label, one) in asked.items()]
    return Facet("mirar", _("Mirar"), [one for one in options if one.count or one.chosen])


def count_actors(store: Store, filter: ActorFilter) -> int:
    """How many actors a filter finds, without reading one."""
    counted = count_facets(store, {"all": (query_of(filter), "archived")})
    return sum(counted["all"].values())
