"""A day or a period in words, as the correction of a chip gives it: read as the line itself reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

from crm.capture.dates import find_dates
from crm.capture.kinds import is_planned
from crm.capture.line import Line
from crm.capture.model import When
from crm.capture.noise import noise
from crm.errors import InvalidData
from crm.periods import Period, parse_period
from web.capture.reading import when_words
from web.i18n import current_day

LONGEST = 100
_IN_ENGLISH = {"today": "hoy", "yesterday": "ayer", "tomorrow": "mañana"}


def read_date(text: str, today: date | None = None, ahead: bool = False) -> dict[str, Any]:
    """`{"text", "when"}`: in words and as a proposal has it; "" and None when nothing is understood.

    `ahead`, of what is promised or planned, makes a date without a year the next one, as words of the future do.
    """
    said = " ".join(text.split())[:LONGEST]
    found = _read(_IN_ENGLISH.get(said.lower(), said), today or current_day(), ahead)
    if found is None or found.start is None or found.end is None:
        return {"text": "", "when": None}
    when = When.from_period(found)
    return {"text": when_words(when), "when": when.model_dump(mode="json")}


def _read(text: str, today: date, ahead: bool) -> Period | None:
    line = Line.of(text)
    dates = find_dates(line.without(noise(line.plain)))
    if dates:
        return dates[0].days(today, ahead or is_planned(line))
    try:
        return parse_period(text)
    except InvalidData:
        return None
