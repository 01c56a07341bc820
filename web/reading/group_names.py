"""What a group of actors is called: a family, a country, a community by its strongest members."""

from __future__ import annotations

from crm.derived.results import Derived
from crm.vocabulary import vocabulary
from web.i18n import language, term
from web.red.names import brief, plain
from web.texts import gettext as _

# A community's name stands beside a bubble: shorter than an actor's.
LETTERS = 30
_VOCABULARIES = {
    "familia": "families",
    "sector": "sectors",
    "pais": "countries",
    "linea": "strategic_lines",
    "tema": "themes",
}


def group_name(derived: Derived, attribute: str, value: str) -> str:
    """The name of the actors that have this value of an attribute; types in the plural, an unknown value as it is."""
    if attribute == "grupo":
        return group_label(derived, int(value)) if value.isdecimal() else value
    if attribute == "tipo":
        return plural_of(value)
    return term(value, _VOCABULARIES[attribute]) or value


def plural_of(type: str) -> str:
    """A type of actors in the plural."""
    types = vocabulary("actor_types")
    return str(types.get(type).extra[f"plural_{language()}"]) if type in types else type


def group_label(derived: Derived, number: int) -> str:
    """What a group of partners is called, in short: its strongest member and how many more."""
    if number >= len(derived.communities):
        return str(number)
    found = derived.communities[number]
    first = brief(plain(str(derived.actors["name"][derived.number[found.first[0]]])), LETTERS)
    return _("%(name)s y %(count)s más", name=first, count=found.size - 1)


def group_themes(derived: Derived, number: int) -> str:
    """The themes that are more a community's own than others'; "" for none."""
    known = number < len(derived.communities)
    return (
        ", ".join(term(theme, "themes").lower() for theme in derived.communities[number].themes)
        if known
        else ""
    )
