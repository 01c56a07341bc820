"""How far a day is in words: days, weeks, months, years."""

from __future__ import annotations

from web.texts import ngettext


def past(days: int) -> str:
    """How long so many days are ago, in the unit that one would say."""
    if days < 14:
        return ngettext("hace %(num)s día", "hace %(num)s días", days)
    if days < 60:
        return ngettext("hace %(num)s semana", "hace %(num)s semanas", days // 7)
    if days < 730:
        return ngettext("hace %(num)s mes", "hace %(num)s meses", days // 30)
    return ngettext("hace %(num)s año", "hace %(num)s años", days // 365)


def future(days: int) -> str:
    """In how long so many days are."""
    if days < 14:
        return ngettext("en %(num)s día", "en %(num)s días", days)
    if days < 60:
        return ngettext("en %(num)s semana", "en %(num)s semanas", days // 7)
    if days < 730:
        return ngettext("en %(num)s mes", "en %(num)s meses", days // 30)
    return ngettext("en %(num)s año", "en %(num)s años", days // 365)
