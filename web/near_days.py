"""Days said from where one stands: hoy, ayer, el 15, 20 de noviembre. Records keep the day itself, as words age.

Without a year, what happened is the latest such day up to today, and what is promised the next one after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from crm.briefs.lengths import period_of_length
from crm.errors import InvalidData
from crm.periods import Period, parse_period, say_period
from graph.fold import fold
from web.i18n import current_day, language

_NEAR = {
    "hoy": 0, "ayer": -1, "anteayer": -2, "antier": -2, "manana": 1, "pasado manana": 2,
    "today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
_DAY_OF_MONTH = re.compile(r"(?:el |the )?(\d{1,2})")
_BEFORE = re.compile(r"(?:antes del?|a m[aá]s tardar(?: el)?|before|no later than) +", re.IGNORECASE)
_PROMISED = re.compile(r"(commitments-\d+-)?due|deadline|rows-\d+-when")
_MONTHS_AROUND = 3


def as_day(text: str, promised: bool = False) -> str:
    """What the words mean today, as a period's own text; texts that say it themselves, or mean nothing, as they are."""
    days = _NEAR.get(fold(text))
    if days is not None:
        return (current_day() + timedelta(days=days)).isoformat()
    if not text.strip() or _read(text) is not None:
        return text
    lasting = period_of_length(text)
    if lasting is not None:
        return lasting.edtf
    text = _BEFORE.sub("hasta ", text.strip())
    if _read(text) is not None:
        return text
    found = _chosen(list(_readings(text)), promised)
    return found.edtf if found else text


def _read(text: str) -> Period | None:
    try:
        return parse_period(text)
    except InvalidData:
        return None


def _readings(text: str) -> Iterator[Period]:
    """What it could mean in the months or years around today, in the order of time; months without that day fall out."""
    today = current_day()
    alone = _DAY_OF_MONTH.fullmatch(fold(text))
    if alone:
        for number in range(today.month - _MONTHS_AROUND - 1, today.month + _MONTHS_AROUND):
            year, month = today.year + number // 12, number % 12 + 1
            yield from filter(None, [_read(f"{alone[1]}/{month:02}/{year}")])
        return
    for year in range(today.year - 1, today.year + 2):
        found = _read(f"{text}/{year}") or _read(f"{text} de {year}")
        if found and found.precision != "year":  # the words themselves said something
            yield found


def _chosen(readings: list[Period], promised: bool) -> Period | None:
    today = current_day()
    if promised:
        return next((one for one in readings if (one.end or date.max) > today), None)
    return next((one for one in reversed(readings) if (one.start or date.min) <= today), None)


def put_days(values: MultiDict[str, str], is_date: Callable[[str], object]) -> None:
    """Puts days where near words were typed, in the inputs that hold dates."""
    planned = values.get("status") == "planned"
    for name in [name for name in values if is_date(name)]:
        promised = planned or _PROMISED.fullmatch(name) is not None
        values.setlist(name, [as_day(text, promised) for text in values.getlist(name)])


def named(pattern: str) -> Callable[[str], object]:
    """Whether an input is called like the pattern."""
    return re.compile(pattern).fullmatch


def understood(text: str, promised: bool = False) -> str:
    """How a date or period was read, in words; "" when it cannot be."""
    period = _read(as_day(text, promised)) if text.strip() else None
    return say_period(period, language()) if period else ""
