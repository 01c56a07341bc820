"""The pieces that date patterns are made of, over plain letters, and what each piece means."""

from __future__ import annotations

import re
from datetime import date

from crm.capture.numbers import (
    FULL_MONTHS,
    MONTHS,
    SPOKEN_YEARS,
    WEEKDAYS,
    WORDS,
    alternatives,
    number_of,
    year_of,
)
from crm.periods import Precision

Match = re.Match[str]

_DAYS = [word for word, number in WORDS.items() if number <= 31 and word not in ("un", "una", "par de")]
D = rf"(?:\d{{1,2}}(?:ro|er|o|°)?(?![\w%])|\b(?:{alternatives(_DAYS)})\b)"
M = rf"(?:{alternatives(MONTHS)})\b\.?"
FULL = rf"(?:{alternatives(FULL_MONTHS)})\b"
YEAR = rf"(?:(?:19|20)\d\d(?!\d)|\b(?:{alternatives(SPOKEN_YEARS)})\b)"
_REL = (
    r"(?:este ano|presente ano|ano en curso|ano pasado|ano anterior|proximo ano|ano proximo|ano que viene"
    r"|ano entrante)\b"
)
Y = rf"(?:[,/-]? ?(?:de |del )?(?:el )?(?:ano )?(?P<y>{YEAR})|,? (?:de|del) (?P<rel>{_REL}))?"
DE = r"(?: ?[-/.] ?| de | del mes de | )"
DIR = r"(?:(?P<dir>pasado|proximo) )?"
EL = r"(?:\b(?:el|este|los|del|al) )?"
DIA = r"(?:dias? )?"
AND = r"(?: (?:al?|hasta|y|e)(?: el)?(?: dia)? | ?- ?|, ?\d{1,2} y )"
FROM = r"(?:\b(?:del?|desde|entre)(?: el)?(?: dia)? )"
WEEKDAY = rf"(?:{alternatives(WEEKDAYS)})"
UNIT = r"(?P<unit>dia|semana|mes|ano)(?:es|s)?\b"
PERIOD = r"(?P<unit>semana|mes|trimestre|semestre|ano)\b"
NEXT = r"(?:proxim[ao]|siguiente|entrante|que viene|que entra|venider[ao])\b"
LAST = r"(?:pasad[ao]|anterior)\b"
COUNT = rf"(?:\d{{1,3}}(?!\d)|(?:{alternatives(WORDS)})\b)"
UNITS = {"dia": "day", "semana": "week", "mes": "month", "ano": "year"}
PRECISIONS: dict[str, Precision] = {
    "semana": "week",
    "mes": "month",
    "trimestre": "quarter",
    "semestre": "semester",
    "ano": "year",
    "t": "quarter",
    "q": "quarter",
    "s": "semester",
}


def day_in(text: str) -> int:
    """The number of a day: "15", "1ro", "quince"."""
    return number_of(re.sub(r"(?<=\d)(?:ro|er|o|°)$", "", text.strip()))


def month_in(text: str) -> int:
    """The number of a month: "marzo", "mar.", "03"; 0 for a number that is no month."""
    word = text.strip(". ")
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else 0
    return MONTHS[word]


def year_in(found: Match, today: date) -> int | None:
    """The year that a match of `Y` says: its digits or words, or "del año pasado"; None when it says none."""
    groups = found.groupdict()
    if groups.get("y"):
        return year_of(groups["y"])
    said = groups.get("rel")
    return None if not said else today.year + step_in(said)


def step_in(words: str) -> int:
    """-1 for the last, 0 for this, 1 for the next."""
    if re.search(r"pasad|anterior|ultim", words):
        return -1
    return 1 if re.search(r"proxim|siguiente|entrante|viene|entra|venider|otr", words) else 0


def ahead_in(found: Match, ahead: bool) -> bool:
    """The direction that "pasado" or "próximo" gives; without them the one that holds anyway."""
    said = found.groupdict().get("dir")
    return ahead if not said else said.startswith("proxim")
