"""The words of dates in both languages, without accents, and the reading of one date made of them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crm.spans import Period, Precision, whole

MONTHS = {
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
FILLERS = frozenset(
    {"de", "del", "el", "la", "los", "las", "ano", "en", "durante", "of", "the", "year", "in", "on", "during"}
)
FROM = frozenset({"desde", "entre", "from", "since", "between"})
TO = frozenset({"a", "al", "hasta", "y", "e", "to", "until", "till", "through", "and", "-"})
WEEK = frozenset({"semana", "week"})

_MONTHS = {
    form: number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
    for form in (name.casefold(), name.casefold()[:3])
} | {"sept": 9, "set": 9, "setiembre": 9}
_ORDINALS = {
    form: number
    for number, forms in enumerate(
        (
            "primer primero 1er 1ero 1ro 1.er 1o i first 1st 1",
            "segundo 2do 2o ii second 2nd 2",
            "tercer tercero 3er 3ero 3ro 3.er 3o iii third 3rd 3",
            "cuarto 4to 4o iv fourth 4th 4",
        ),
        start=1,
    )
    for form in forms.split()
}
_UNITS: dict[str, Precision] = {
    "trimestre": "quarter",
    "quarter": "quarter",
    "semestre": "semester",
    "semester": "semester",
    "half": "semester",
    "half-year": "semester",
}
_LETTERS: dict[str, Precision] = {"t": "quarter", "q": "quarter", "s": "semester", "h": "semester"}
_HOW_MANY = {"quarter": 4, "semester": 2}

_YEAR = re.compile(r"\d{4}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:o|ro|st|nd|rd|th)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ISO_WEEK = re.compile(r"(\d{4})-?w(\d{2})", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})[-/](\d{2})", re.ASCII)
_UNIT_LAST = re.compile(r"(\d{4})-?([tqsh])([1-4])", re.ASCII)
_UNIT_FIRST = re.compile(r"([tqsh])([1-4])-?(\d{4})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})|(\d{1,2})[/.-](\d{4})", re.ASCII)


def read_part(words: list[str]) -> Period | None:
    """One date, month, quarter, semester or year; None when the words (folded, without fillers) are not one."""
    try:
        if len(words) == 1:
            return _one_word(words[0])
        if len(words) == 2:
            return _two_words(*words)
        return _three_words(words) if len(words) == 3 else None
    except ValueError:  # such as 31 February
        return None


def _one_word(word: str) -> Period | None:
    if _YEAR.fullmatch(word):
        return whole(date(int(word), 1, 1), "year")
    if found := DAY_FIRST.fullmatch(word):
        day, _, month, year, only_month, its_year = found.groups()
        return whole(
            date(int(year or its_year), int(month or only_month), int(day or 1)), "day" if day else "month"
        )
    if found := _UNIT_LAST.fullmatch(word):
        return _numbered(_LETTERS[found[2]], int(found[3]), int(found[1]))
    if found := _UNIT_FIRST.fullmatch(word):
        return _numbered(_LETTERS[found[1]], int(found[2]), int(found[3]))
    return _iso(word)


def _iso(word: str) -> Period | None:
    if found := _ISO.fullmatch(word):
        return whole(date(*(int(number) for number in found.groups())), "day")
    if found := _ISO_WEEK.fullmatch(word):
        return whole(date.fromisocalendar(int(found[1]), int(found[2]), 1), "week")
    found = _ISO_MONTH.fullmatch(word)
    return whole(date(int(found[1]), int(found[2]), 1), "month") if found else None


def _two_words(first: str, year: str) -> Period | None:
    if not _YEAR.fullmatch(year):
        return None
    if first in _MONTHS:
        return whole(date(int(year), _MONTHS[first], 1), "month")
    return _one_word(f"{first}{year}") if re.fullmatch(r"[tqsh][1-4]", first) else None


def _three_words(words: list[str]) -> Period | None:
    first, second, last = words
    if not _YEAR.fullmatch(last):
        return None
    for number, unit in ((first, second), (second, first)):
        if unit in _UNITS and number in _ORDINALS:
            return _numbered(_UNITS[unit], _ORDINALS[number], int(last))
    named = ((first, _MONTHS.get(second)), (second, _MONTHS.get(first)), (first, _month_number(second)))
    for number, month in named:
        day = _day_number(number)
        if day and month:
            return whole(date(int(last), month, day), "day")
    return None


def _day_number(word: str) -> int | None:
    if word in {"primero", "first"}:
        return 1
    found = _DAY.fullmatch(word)
    return int(found[1]) if found else None


def _month_number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and 1 <= int(word) <= 12 else None


def _numbered(unit: Precision, number: int, year: int) -> Period | None:
    if number > _HOW_MANY[unit]:
        return None
    return whole(date(year, 1, 1) + timedelta(days=366 * (number - 1) // _HOW_MANY[unit]), unit)
