"""What looks like a date or a name and is neither: addresses, telephones, money, counts, hours of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crm.capture.clock import HALF, HOUR, PART, RANGES
from crm.capture.line import Span

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
        *RANGES,
        (
            rf"\b(?:a|desde|hasta|sobre|entre)(?: eso de)? las? {HOUR}(?:(?:,? y (?:media|cuarto|\d+))|:\d\d)?"
            rf"(?: ?{HALF})?(?: ?(?:horas|hrs?|h)\b)?(?: {PART})?(?: (?:y|a|hasta) las? {HOUR})?(?: ?{HALF})?"
        ),
        rf"\b(?:de )?\d{{1,2}}(?::\d\d)? ?(?:{HALF})? ?(?:a|-) ?\d{{1,2}}(?::\d\d)? ?{HALF}",
        rf"(?<![\d/])\d{{1,2}}:\d\d(?: ?{HALF})?(?: ?(?:horas|hrs?|h)\b)?",
        rf"(?<![\d/])\d{{1,2}} ?{HALF}(?!\w)",
        r"\b\d{1,2} ?(?:hrs?|h)\b",
        PART.replace("(?:en|", r"\b(?:en|"),
        r"\besta (?:manana|tarde|noche|madrugada)\b",
        r"\b(?:al?|de|en el) medio ?dia\b",
        r"\ba primera hora\b|\btodo el dia\b|\btemprano\b",
    )
)


def noise(plain: str) -> Iterator[Span]:
    """The places of a plain line that hold none of its dates and names."""
    for pattern in _NOISE:
        yield from (found.span() for found in pattern.finditer(plain) if found.end() > found.start())
