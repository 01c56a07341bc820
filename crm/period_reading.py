"""How people and sources write periods, read with the precision they have: both languages, ISO, EDTF, day first.

A text is cut into words, words that say nothing ("de", "el", "of") fall away, and what is left is looked up:

    "primer trimestre de 2023" -> primer trimestre 2023        "del 3 al 5 de junio de 2024" -> 3 | 5 junio 2024
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.errors import InvalidData
from crm.period_words import DAY_FIRST, FILLERS, FROM, TO, WEEK, read_part
from crm.spans import PRECISIONS, Period, Precision, between, from_edtf, span_of, whole

_LONGEST = 120


def parse_period(text: str, lang: str = "es") -> Period:  # noqa: ARG001 - both languages are always understood
    """The period that a text means. Raises InvalidData (key "bad_period").

    Dates of digits are day first ("15/03/2024"), whatever the language. A date without a year is refused: what year
    is meant depends on the day, which this function does not know.
    """
    period = _read(_words(text)) if len(text) <= _LONGEST else None
    if period is None:
        raise InvalidData.of("", "bad_period", value=text[:80])
    return period


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = plain.replace("a partir de", "desde").replace("–", "-").replace("—", "-")
    return [word for raw in plain.split() if (word := raw.strip(",;.") if raw != ".." else raw)]


def _read(words: list[str]) -> Period | None:
    if len(words) == 1 and (words[0][:1].isdigit() or words[0].startswith((".", "/"))):
        single = _read_code(words[0])
        if single:
            return single
    try:
        kept = [word for word in words if word not in FILLERS]
        return _read_week(kept[1:]) if kept[:1] and kept[0] in WEEK else _read_range(kept) or read_part(kept)
    except InvalidData:  # such as an end before its start
        return None


def _read_code(word: str) -> Period | None:
    if DAY_FIRST.fullmatch(word):
        return read_part([word])
    try:
        return from_edtf(word)
    except InvalidData:
        return None


def _read_range(words: list[str]) -> Period | None:
    words = _apart(words)
    if words[:1] and words[0] in FROM:
        words = words[1:]
        if not any(word in TO for word in words):
            only = read_part(words)
            return between(only, None) if only else None
    if words[:1] and words[0] in TO:
        only = read_part(words[1:])
        return between(None, only) if only else None
    place = next((index for index, word in enumerate(words) if word in TO), 0)
    if not place:
        return None
    last = read_part(words[place + 1 :])
    first = _completed(words[:place], last) if last else None
    return between(first, last) if first else None


def _apart(words: list[str]) -> list[str]:
    """The dash of "3-5 junio 2024" and of "2017-2019" as a word of its own."""
    head = words[0].split("-") if words else []
    pair = len(head) == 2 and all(part.isdigit() for part in head)
    if pair and len(head[0]) == len(head[1]) == 4:
        return [head[0], "-", head[1], *words[1:]]
    if pair and len(words) > 1 and max(map(len, head)) <= 2:
        return [head[0], "-", head[1], *words[1:]]
    return words


def _completed(words: list[str], last: Period) -> Period | None:
    """The start of a range, which may leave to its end the month and the year."""
    assert last.start is not None
    year, month = f"{last.start.year:04d}", str(last.start.month)
    for tail in ([], [year], [month, year]):
        first = read_part([*words, *tail])
        if first:
            break
    if first and tail == [year] and first.start and last.end and first.start > last.end:
        return read_part(
            [*words, f"{last.start.year - 1:04d}"]
        )  # "del 30 de diciembre al 2 de enero de 2024"
    return first


def _read_week(words: list[str]) -> Period | None:
    """What follows "semana": its first and last day, or a day in it. The week is from Monday to Sunday."""
    period = _read_range(words) or read_part(words)
    if period is None or period.start is None or period.end is None:
        return None
    exact = {period.start_precision, period.end_precision} == {"day"} and period.precision in {"day", "range"}
    week = whole(period.start, "week")
    assert week.end is not None
    return week if exact and period.end <= week.end else None


def read_period(value: Any) -> Period:
    """A Period as it is, from a text, or from an object `{start, end, precision, text}`. Raises InvalidData.

    An object may leave out `end` of a unit, and `precision` when the days say it ("day" or "range").
    """
    if isinstance(value, Period):
        return value
    if isinstance(value, str):
        return parse_period(value)
    if not isinstance(value, Mapping):
        raise InvalidData.of("", "bad_period", value="")
    unknown = [name for name in value if name not in Period.__dataclass_fields__]
    if unknown:
        raise InvalidData.of(str(unknown[0])[:80], "unknown_field")
    return _read_object(value)


def _read_object(value: Mapping[str, Any]) -> Period:
    start, end = _day(value, "start"), _day(value, "end")
    same = start is not None and start == end
    precision = _unit(value, "precision", "day" if same else "range")
    if precision != "range" and start is not None and end is None:
        end = span_of(start, precision)[1]
    text = value.get("text") or ""
    if not isinstance(text, str):
        raise InvalidData.of("text", "not_a_text")
    edges = _unit(value, "start_precision", "day"), _unit(value, "end_precision", "day")
    return Period(start, end, precision, text.strip()[:500], *edges)


def _day(value: Mapping[str, Any], name: str) -> date | None:
    day = value.get(name)
    try:
        return date.fromisoformat(day) if isinstance(day, str) and day else _as_date(day)
    except ValueError as error:
        raise InvalidData.of(name, "not_a_date") from error


def _as_date(day: object) -> date | None:
    if day is None or day == "":
        return None
    if type(day) is not date:
        raise ValueError(day)
    return day


def _unit(value: Mapping[str, Any], name: str, default: Precision) -> Precision:
    unit = value.get(name) or default
    if unit not in PRECISIONS:
        raise InvalidData.of(name, "unknown_choice", value=str(unit)[:80])
    return unit


def shown(period: Period) -> dict[str, Any]:
    """The period as the object that the API, exports and `read_period` share."""
    ends = {
        name: day.isoformat() if day else None for name, day in (("start", period.start), ("end", period.end))
    }
    shape: dict[str, Any] = {**ends, "precision": period.precision, "text": period.text}
    edges = {"start_precision": period.start_precision, "end_precision": period.end_precision}
    return shape | {name: unit for name, unit in edges.items() if unit != "day"}
