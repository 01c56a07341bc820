"""How a period is said in Spanish and English. Each form is read back by `crm.period_reading` to the same period."""

from __future__ import annotations

from datetime import date

from crm.period_words import MONTHS
from crm.spans import Period, Precision

_ORDINALS = {"es": ("primer", "segundo", "tercer", "cuarto"), "en": ("first", "second", "third", "fourth")}
_WITH_ARTICLE = {"day", "quarter", "semester"}


def say_period(period: Period, lang: str) -> str:
    """The period in words: "primer trimestre de 2023", "del 3 al 5 de junio de 2024", "desde 2018"."""
    tongue = "en" if lang == "en" else "es"
    start, end = period.start, period.end
    if start is None or end is None:
        return _open(period, tongue)
    if period.precision == "week":
        return f"{'semana' if tongue == 'es' else 'week of'} {_days(start, end, tongue)}"
    if period.precision != "range":
        return _name(start, period.precision, tongue)
    if period.start_precision == period.end_precision == "day":
        return _days(start, end, tongue)
    return _span(period, tongue)


def _name(day: date, unit: Precision, lang: str) -> str:
    year = f"{day.year:04d}"
    if unit == "year":
        return year
    of = " de " if lang == "es" else " "
    if unit == "day":
        return f"{day.day}{of}{_month(day, lang)}{of}{year}"
    if unit == "month":
        return f"{_month(day, lang)}{of}{year}"
    if unit == "quarter":
        ordinal = _ORDINALS[lang][(day.month - 1) // 3]
        return f"{ordinal} trimestre de {year}" if lang == "es" else f"{ordinal} quarter of {year}"
    ordinal = _ORDINALS[lang][(day.month - 1) // 6]
    return f"{ordinal} semestre de {year}" if lang == "es" else f"{ordinal} half of {year}"


def _month(day: date, lang: str) -> str:
    return MONTHS[lang][day.month - 1]


def _days(start: date, end: date, lang: str) -> str:
    of = " de " if lang == "es" else " "
    first = str(start.day)
    if (start.year, start.month) != (end.year, end.month):
        first += f"{of}{_month(start, lang)}"
    if start.year != end.year:
        first += f"{of}{start.year:04d}"
    last = _name(end, "day", lang)
    return f"del {first} al {last}" if lang == "es" else f"{first} to {last}"


def _span(period: Period, lang: str) -> str:
    assert period.start is not None
    assert period.end is not None
    first = _name(period.start, period.start_precision, lang)
    last = _name(period.end, period.end_precision, lang)
    months = period.start_precision == period.end_precision == "month"
    if months and period.start.year == period.end.year:
        first = _month(period.start, lang)
    if lang == "en":
        return f"{first} to {last}"
    of = "del" if period.start_precision in _WITH_ARTICLE else "de"
    to = "al" if period.end_precision in _WITH_ARTICLE else "a"
    return f"{of} {first} {to} {last}"


def _open(period: Period, lang: str) -> str:
    since = period.start is not None
    unit = period.start_precision if since else period.end_precision
    name = _name(period.sort_day, unit, lang)
    if lang == "en":
        return f"{'since' if since else 'until'} {name}"
    article = "el " if unit in _WITH_ARTICLE else ""
    return f"{'desde' if since else 'hasta'} {article}{name}"
