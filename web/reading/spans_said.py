"""Time in a question: "desde 2019", "entre 2017 y 2019", "el año pasado", "desde hace seis meses", "in 2023".

said_in(["reuniones", "en", "2023"], 2026)  ->  ["reuniones"], {"desde": 2023, "hasta": 2023}, "en 2023"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_NUMBERS = {
    "un": 1, "una": 1, "a": 1, "one": 1, "dos": 2, "two": 2, "tres": 3, "three": 3, "cuatro": 4, "four": 4, "cinco": 5,
    "five": 5, "seis": 6, "six": 6, "doce": 12, "twelve": 12,
}  # fmt: skip
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_YEAR = r"((?:19|20)\d\d)"
_UNIT = r"(anos?|mes(?:es)?|years?|months?)"
Said = dict[str, int]


def _both(year: int) -> Said:
    return {"desde": year, "hasta": year}


def _between(found: re.Match[str], _now: int) -> Said:
    years = [int(year) for year in re.findall(_YEAR, found[0])]
    return {"desde": min(years), "hasta": max(years)}


def _months(found: re.Match[str], _now: int) -> Said:
    count = _NUMBERS.get(found[1]) or int(found[1])
    return {"meses": count * (12 if found[2].startswith(("ano", "year")) else 1)}


def _last(found: re.Match[str], now: int) -> Said:
    """The last so many years, this one with them; and so many months, for who was not seen in them."""
    count = max(_NUMBERS.get(found[1]) or int(found[1]), 1)
    return {"desde": now - count + 1, "meses": 12 * count}


_WAYS: tuple[tuple[str, Callable[[re.Match[str], int], Said]], ...] = (
    (rf"(?:entre|between|de|desde|from) {_YEAR} (?:y|and|a|hasta|to) {_YEAR}", _between),
    (rf"(?:en los |in the |los |the )?(?:ultimos|last|past) {_COUNT} (?:anos|years)", _last),
    (rf"(?:desde hace|hace|en|in|for|since) (?:mas de |over |more than )?{_COUNT} {_UNIT}(?: ago)?", _months),
    (r"(?:desde |en )?(?:el |este )?(?:ano pasado|ultimo ano)|(?:in |since )?last year", lambda _found, now: _both(now - 1)),
    (r"(?:en )?este ano|this year", lambda _found, now: _both(now)),
    (rf"(?:desde|since|from|a partir de) (?:el ano )?{_YEAR}", lambda found, _now: {"desde": int(found[1])}),
    (rf"(?:before|antes del?) (?:el |ano )*{_YEAR}", lambda found, _now: {"hasta": int(found[1]) - 1}),
    (rf"(?:hasta|until) (?:el ano )?{_YEAR}", lambda found, _now: {"hasta": int(found[1])}),
    (rf"(?:en |durante |in |during |de )?(?:{_YEAR} )+(?:y|and|a|hasta|to) {_YEAR}", _between),
    (rf"(?:en |durante |in |during |de )?(?:el ano )?{_YEAR}", lambda found, _now: _both(int(found[1]))),
)  # fmt: skip


def said_in(words: list[str], now: int) -> tuple[list[str], dict[str, Any], str]:
    """The words without those that say a time, the fields of a wish that these say, and these; `now` is this year."""
    text = " ".join(words)
    for way, read in _WAYS:
        found = re.search(rf"\b(?:{way})\b", text)
        if found:
            left = f"{text[: found.start()]} {text[found.end() :]}"
            return left.split(), read(found, now), found[0]
    return words, {}, ""
