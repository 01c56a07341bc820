"""Dates as spreadsheets hold them, beyond those that sources write: serial numbers, short years, times of day.

"45366" -> 2024-03-15      "15/03/24", "15-mar-24", "15.03.2024 14:30", "viernes, 15 de marzo de 2024"
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from crm.errors import InvalidData
from crm.periods import Period, parse_period

# Excel counts days from here on; serials of 1950 to 2099 are taken for dates, as smaller numbers may be anything.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(18_264, 73_051)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_TIME = re.compile(
    r"[\sT,]+(?:a las )?\d{1,2}[:h.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?|horas|h|Z)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"^(?:lun(?:es)?|mar(?:tes)?|mi[eé](?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|s[aá]b(?:ado)?|dom(?:ingo)?)\.?,?\s+(?=\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    r"^(\d{1,2})([/.\- ])(\d{1,2}|[a-záéíóú]{3,10}\.?)\2(?:20|')?(\d{2})$", re.IGNORECASE
)
_MONTH_YEAR = re.compile(r"^([a-záéíóú]{3,10})\.?[/\- ]'?(\d{2}|\d{4})$", re.IGNORECASE)
_DASHED = re.compile(r"^(\d{1,2})[/.\-]([a-záéíóú]{3,10})\.?[/.\-](\d{4})$", re.IGNORECASE)
_ISO_SLASHES = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_MONTH_FIRST = re.compile(r"^(\d{1,2})[/\-](\d{1,2})[/\-](\d{4})$")
_DEGREE = re.compile(r"(?<=\d)\s?[°ºª]")


def read_date(text: str) -> Period:
    """The period of a cell. Raises InvalidData (key "bad_period").

    A month that cannot be ("03/25/2024") is read as month first, since it can mean nothing else.
    """
    try:
        return parse_period(text)
    except InvalidData:
        if serial := _serial(text.strip()):
            return parse_period(serial.isoformat())
        for other in _others(_DEGREE.sub("", _TIME.sub("", _WEEKDAY.sub("", text.strip())))):
            try:
                return parse_period(other)
            except InvalidData:
                continue
        raise


def _serial(text: str) -> date | None:
    found = _SERIAL.fullmatch(text)
    return _EPOCH + timedelta(days=int(found[1])) if found and int(found[1]) in _SERIALS else None


def _others(text: str) -> list[str]:
    """What else the text may be, each as the office writes dates."""
    tries = [text]
    if found := _SHORT_YEAR.match(text):
        day, _, month, year = found.groups()
        tries.append(
            f"{day} de {month} de {_year(year)}" if not month.isdigit() else f"{day}/{month}/{_year(year)}"
        )
    if found := _MONTH_YEAR.match(text):
        tries.append(f"{found[1]} de {_year(found[2])}")
    if found := _DASHED.match(text):
        tries.append("{} de {} de {}".format(*found.groups()))
    if found := _ISO_SLASHES.match(text):
        tries.append("{2}/{1}/{0}".format(*found.groups()))
    if (found := _MONTH_FIRST.match(text)) and int(found[2]) > 12:
        tries.append("{1}/{0}/{2}".format(*found.groups()))
    return tries


def _year(digits: str) -> str:
    if len(digits) == 4:
        return digits
    return f"20{digits}" if int(digits) < 70 else f"19{digits}"
