"""Days that are said by how far they are: hoy, ayer, mañana. Records keep the day itself, as words age."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from werkzeug.datastructures import MultiDict

from crm.errors import InvalidData
from crm.periods import parse_period, say_period
from graph.fold import fold
from web.i18n import current_day, language

_NEAR = {
    "hoy": 0, "ayer": -1, "anteayer": -2, "antier": -2, "manana": 1, "pasado manana": 2,
    "today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


def as_day(text: str) -> str:
    """The day that a near word means, as "2026-11-19"; other texts as they are."""
    days = _NEAR.get(fold(text))
    return text if days is None else (current_day() + timedelta(days=days)).isoformat()


def put_days(values: MultiDict[str, str], is_date: Callable[[str], object]) -> None:
    """Puts days where near words were typed, in the inputs that hold dates."""
    for name in [name for name in values if is_date(name)]:
        values.setlist(name, [as_day(text) for text in values.getlist(name)])


def named(pattern: str) -> Callable[[str], object]:
    """Whether an input is called like the pattern."""
    return re.compile(pattern).fullmatch


def understood(text: str) -> str:
    """How a date or period was read, in words; "" when it cannot be."""
    try:
        return say_period(parse_period(as_day(text)), language()) if text.strip() else ""
    except InvalidData:
        return ""
