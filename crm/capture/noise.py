"""What looks like a date or a name and is neither: addresses, telephones, money, counts, hours of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crm.capture.line import Span
from crm.capture.numbers import UNITS, alternatives

_HALF = r"(?:a\. ?m\.?|p\. ?m\.?|am\b|pm\b|m\.(?!\w))"
_HOUR = rf"(?:\d{{1,2}}(?:[:.]\d{{2}})?(?!\d)|(?:{alternatives([*UNITS[:12], 'una'])})\b)"
_PART = r"(?:(?:en|por|de) (?:horas de )?la (?:manana|tarde|noche|madrugada))"
_MONEY = r"(?:mil|millon(?:es)?|mill|billones|mm)"
_COINS = r"(?:pesos|dolares|euros|libras|francos|yenes|cop|usd|eur|us)"
_COUNTED = (
    r"(?:%|por ciento|personas|asistentes|participantes|cupos|becas|estudiantes|empresas|empresarios|ciudades|"
    r"docentes|funcionarios|jovenes|mujeres|ninos|familias|proyectos|horas|minutos|km|hectareas|anos de|paginas)"
)
_NOISE = tuple(
    re.compile(pattern)
    for pattern in (
        r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[a-z]{2,}",
        r"(?:https?://|www\.)\S+",
        # telephones: marked as such, international, mobile, with the code of a city, or simply long
        r"\b(?:cel|celular|tel|telefono|movil|fijo|linea|whatsapp|pbx)\b\.? ?:? ?\+?[\d(][\d ().-]{4,}\d",
        r"\+\d{1,3}[ -]?\(?\d[\d ()-]{5,}\d",
        r"(?<![\d/.-])\d{3}[ -]\d{3}[ -]?\d{2}[ -]?\d{2}(?![\d/])",
        r"\(\d{1,3}\) ?\d[\d -]{5,}\d",
        r"(?<![\d/.-])\d{3}[ -]\d{4}(?![\d/-])",
        r"(?<![\d/.-])\d{7,15}(?![\d/-])",
        # money and counts
        rf"(?:us|cop|usd|eur)? ?[$€£] ?\d[\d.,']*\d?(?: {_MONEY}\b)?(?: de)?(?: {_COINS}\b)?",
        rf"\b{_COINS} ?\d[\d.,]*(?: {_MONEY}\b)?",
        rf"(?<![\d/-])\d[\d.,]* ?{_MONEY}\b(?: (?:de )?{_COINS}\b)?",
        rf"(?<![\d/-])\d[\d.,]* ?(?:de )?{_COINS}\b",
        rf"(?<![\d/-])\d[\d.,]* ?{_COUNTED}(?!\w)",
        r"(?<![\d/.-])\d{1,3}(?:[.,]\d{3})+(?![\d/-])",
        # hours
        (
            rf"\b(?:a|desde|hasta|sobre|entre)(?: eso de)? las? {_HOUR}(?:(?:,? y (?:media|cuarto|\d+))|:\d\d)?"
            rf"(?: ?{_HALF})?(?: ?(?:horas|hrs?|h)\b)?(?: {_PART})?(?: (?:y|a|hasta) las? {_HOUR})?(?: ?{_HALF})?"
        ),
        rf"\b(?:de )?\d{{1,2}}(?::\d\d)? ?(?:{_HALF})? ?(?:a|-) ?\d{{1,2}}(?::\d\d)? ?{_HALF}",
        rf"(?<![\d/])\d{{1,2}}:\d\d(?: ?{_HALF})?(?: ?(?:horas|hrs?|h)\b)?",
        rf"(?<![\d/])\d{{1,2}} ?{_HALF}(?!\w)",
        r"\b\d{1,2} ?(?:hrs?|h)\b",
        _PART.replace("(?:en|", r"\b(?:en|"),
        r"\besta (?:manana|tarde|noche|madrugada)\b",
        r"\b(?:al?|de|en el) medio ?dia\b",
        r"\ba primera hora\b|\btodo el dia\b|\btemprano\b",
    )
)


def noise(plain: str) -> Iterator[Span]:
    """The places of a plain line that hold none of its dates and names."""
    for pattern in _NOISE:
        yield from (found.span() for found in pattern.finditer(plain) if found.end() > found.start())
