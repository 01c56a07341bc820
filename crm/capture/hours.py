"""The hour at which something begins, when the line says which: "a las 3 pm", "10:30", "de 2 a 4 de la tarde".

An hour that may be of the morning or of the afternoon ("a las 3") is no hour: it is read past and not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from crm.capture.line import Line, Span
from crm.capture.numbers import UNITS, alternatives

_WORDS = {word: number for number, word in enumerate(UNITS[:12], start=1)} | {"una": 1}
_NUMBER = rf"(?:\d{{1,2}}(?!\d)|(?:{alternatives([*_WORDS])})\b)"
_MINUTES = r"(?:[:.](?P<minutes>[0-5]\d)(?!\d)| y (?P<part>media|cuarto)\b)"
_MARK = (
    r"(?: ?(?P<half>[ap])\.? ?m\b\.?| ?(?P<noon>m\.(?!\w))| ?(?P<day>horas\b|hrs?\b|h\b)"
    r"| (?:de|en|por) la (?P<when>manana|tarde|noche)\b| del? (?P<midday>medio ?dia)\b)"
)
_TO = r" ?(?:a|hasta|y|-) ?(?:las? )?"
_AT = r"\b(?:a|desde|sobre|tipo|hacia)(?: eso de)? las? "
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:de|entre|desde) (?:las? )?(?P<hour>{_NUMBER}){_MINUTES}?(?:{_TO}{_NUMBER}(?:[:.][0-5]\d)?){_MARK}",
        rf"{_AT}(?P<hour>{_NUMBER}){_MINUTES}?{_MARK}?",
        rf"(?<![\d/.,-])(?P<hour>\d{{1,2}}):(?P<minutes>[0-5]\d)(?![\d:]){_MARK}?",
        r"(?<![\d/.,:-])(?P<hour>\d{1,2}) ?(?P<half>[ap])\.? ?m\b",
    )
)
_PARTS = {"media": 30, "cuarto": 15}
_FIRST_OF_DAY, _NOON = 7, 12


def said_hour(line: Line) -> tuple[str, Span] | None:
    """The first hour of the line as "15:00", with its place; None when none is said or none is sure."""
    found = [hit for pattern in _PATTERNS for hit in [pattern.search(line.plain)] if hit]
    for hit in sorted(found, key=lambda one: (one.start(), -one.end())):
        said = {name: value or "" for name, value in hit.groupdict().items()}
        if (hour := _hour_of(said)) is not None:
            return f"{hour:02}:{_minutes_of(said):02}", hit.span()
    return None


def _minutes_of(said: Mapping[str, str]) -> int:
    return int(said.get("minutes") or _PARTS.get(said.get("part", ""), 0))


def _hour_of(said: Mapping[str, str]) -> int | None:
    hour = _WORDS.get(said["hour"]) or int(said["hour"])
    half, when = said.get("half"), said.get("when")
    if half or when:
        return _of_half(hour, late=half == "p" or when in ("tarde", "noche"))
    if said.get("noon") or said.get("midday"):
        return _NOON if hour == _NOON else None
    sure = _FIRST_OF_DAY <= hour <= _NOON or _NOON < hour < 24 or (bool(said.get("day")) and hour < 24)
    return hour if sure else None


def _of_half(hour: int, *, late: bool) -> int | None:
    if hour > _NOON:
        return hour if hour < 24 else None
    return hour % _NOON + (_NOON if late else 0) if hour else None
