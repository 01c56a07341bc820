"""The world page in words: its finding, what it shows for who does not see it, remarks, a country in a line."""

from __future__ import annotations

from collections.abc import Iterator

from crm.world.model import Country, World
from web.i18n import number, term
from web.texts import gettext as _
from web.texts import ngettext


def title_of(world: World) -> str:
    """The finding: how many countries, and which is the most active."""
    partners = world.partners
    if not partners:
        return _("Ningún aliado de otro país")
    counted = ngettext("%(shown)s país", "%(shown)s países", len(partners), shown=number(len(partners)))
    best = partners[0]
    if not best.interactions:
        return counted
    return _("%(counted)s; %(name)s es el más activo", counted=counted, name=term(best.code, "countries"))


def description_of(world: World) -> str:
    """How many actors and interactions are abroad."""
    count = sum(one.actors for one in world.countries)
    if not count:
        return _("Nadie de lo elegido es de otro país.")
    actors = ngettext(
        "%(shown)s actor de otro país", "%(shown)s actores de otros países", count, shown=number(count)
    )
    met = ngettext(
        "%(shown)s interacción con ellos",
        "%(shown)s interacciones con ellos",
        world.abroad,
        shown=number(world.abroad),
    )
    return f"{actors}, {met}."


def remarks_of(world: World) -> Iterator[str]:
    """What is not on the map, and why."""
    if world.placeless:
        yield ngettext(
            "%(shown)s actor no es de un país (por ejemplo, un organismo internacional).",
            "%(shown)s actores no son de un país (por ejemplo, organismos internacionales).",
            world.placeless,
            shown=number(world.placeless),
        )
    if world.placeless_guide:
        yield ngettext(
            "%(shown)s red u organismo de la guía no es de un país.",
            "%(shown)s redes y organismos de la guía no son de un país.",
            world.placeless_guide,
            shown=number(world.placeless_guide),
        )
    if world.unplaced:
        yield ngettext(
            "%(shown)s delegación no dice de qué país es la otra parte.",
            "%(shown)s delegaciones no dicen de qué país es la otra parte.",
            world.unplaced,
            shown=number(world.unplaced),
        )


def said_of(country: Country) -> str:
    """A country in a line: "Canadá: 4 actores, 6 interacciones, 1 delegación recibida"."""
    return _("%(name)s: %(facts)s", name=term(country.code, "countries"), facts=", ".join(_facts(country)))


def _facts(country: Country) -> Iterator[str]:
    if country.is_partner:
        yield ngettext("%(shown)s actor", "%(shown)s actores", country.actors, shown=number(country.actors))
        yield interactions_words(country.interactions)
    if country.sent:
        yield ngettext(
            "%(shown)s delegación enviada",
            "%(shown)s delegaciones enviadas",
            country.sent,
            shown=number(country.sent),
        )
    if country.received:
        yield ngettext(
            "%(shown)s delegación recibida",
            "%(shown)s delegaciones recibidas",
            country.received,
            shown=number(country.received),
        )
    if country.reference:
        yield ngettext(
            "%(shown)s actor de la guía",
            "%(shown)s actores de la guía",
            country.reference,
            shown=number(country.reference),
        )


def interactions_words(count: int) -> str:
    """How many interactions."""
    return ngettext("%(shown)s interacción", "%(shown)s interacciones", count, shown=number(count))
