"""Hours from and to: "de 8 a 10", "de 2 a 4 p. m.", "entre nueve y once de la mañana"; they are no days."""

from __future__ import annotations

from crm.capture.date_pieces import DE, M
from crm.capture.numbers import UNITS, alternatives

HALF = r"(?:a\. ?m\.?|p\. ?m\.?|am\b|pm\b|m\.(?!\w))"
HOUR = rf"(?:\d{{1,2}}(?:[:.]\d{{2}})?(?!\d)|(?:{alternatives([*UNITS[:12], 'una'])})\b)"
PART = r"(?:(?:en|por|de) (?:horas de )?la (?:manana|tarde|noche|madrugada))"
_SMALL = r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?![\d/])"
_MARK = rf"(?: ?{HALF}| ?(?:horas|hrs?|h)\b| {PART}| del? medio ?dia\b)"
_TO = r" ?(?:a|hasta|y|-) ?(?:eso de )?(?:las? )?"
_NO_DAYS = (
    rf"(?!{DE}{M})(?![\d/-])(?! del? (?:este|presente|proximo|corriente|mes|ano|\d{{4}}))"
    r"(?! (?:anos|meses|semanas|dias|%|por ciento|mil|millones|de cada)\b)(?! ?%)"
)
RANGES = (
    # a mark behind it, or before it, says that these are hours, be they digits or words
    # (the first number of "el 24 a las 3 pm" is a day)
    rf"\b(?!{HOUR} ?(?:a|hasta|y|-) ?(?:eso de )?las? )(?:de |entre |desde )?(?:las? )?{HOUR}{_MARK}?{_TO}{HOUR}{_MARK}",
    rf"(?:{PART}|\bhor(?:a|as|ario)\b)[ ,:(-]*(?:de |entre |desde )?(?:las? )?{HOUR}{_TO}{HOUR}{_NO_DAYS}",
    # without any mark: small numbers, no month behind them, "a" and not "al"
    rf"\bde {_SMALL}(?: ?a ?|-){_SMALL}{_NO_DAYS}",
)
"""Patterns over plain letters."""
