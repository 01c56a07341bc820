"""Colombia's holidays, by day, with their names. The list of other countries' is never loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

COUNTRY = "CO"
_LANGUAGES = {"es": "es", "en": "en_US"}


def holidays_between(first: date, last: date, lang: str = "es") -> dict[date, str]:
    """The holidays from one day to another, both included."""
    years = {day.year for day in (first, last)} | set(range(first.year, last.year + 1))
    known = {day: name for year in years for day, name in _of_year(year, lang).items()}
    return {day: name for day, name in sorted(known.items()) if first <= day <= last}


@cache
def _of_year(year: int, lang: str) -> Mapping[date, str]:
    import holidays

    if not 1984 <= year <= 2200:  # since then holidays move to Mondays as they do now
        return {}
    names = holidays.country_holidays(COUNTRY, years=year, language=_LANGUAGES.get(lang, "es"))
    return {day: name.replace(" (observado)", "").replace(" (observed)", "") for day, name in names.items()}
