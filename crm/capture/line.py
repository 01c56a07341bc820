"""A line of text, and the same line in plain letters, character for character, so that what is found has its place.

    Line.of("Reunión con la UIS").plain  ->  "reunion con la uis"

What was understood is `without`-ed: its characters become BREAK, which no pattern and no name goes across.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

Span = tuple[int, int]
BREAK = "\x1f"
MAX_LINE = 2_000
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "–": "-", "—": "-", "\t": " "})


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    if character in ("\n", "\r"):
        return "\n"
    if unicodedata.category(character)[0] in "CZ":
        return " "
    base = unicodedata.normalize("NFKD", character)[0]
    return base.casefold()[0] if base.isalpha() else base


def plain(text: str) -> str:
    """The text in small letters without accents, of the same length."""
    return "".join(map(_letter, text.translate(_QUOTES)))


@dataclass(frozen=True)
class Line:
    """`raw` as it was written (composed, without invisible marks), `plain` to look for patterns in."""

    raw: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Self:
        """The line; what is beyond 2,000 characters is left out."""
        raw = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))[:MAX_LINE]
        raw = "".join(" " if "\ud800" <= character <= "\udfff" else character for character in raw)
        return cls(raw, plain(raw))

    def without(self, spans: Iterable[Span]) -> Self:
        """The line whose plain letters are broken where the spans are; the raw text stays."""
        letters = list(self.plain)
        for start, end in spans:
            letters[start:end] = BREAK * (end - start)
        return replace(self, plain="".join(letters))

    def only(self, spans: Iterable[Span]) -> Self:
        """The line in which nothing but the spans can be found."""
        letters = [BREAK] * len(self.plain)
        for start, end in spans:
            letters[start:end] = self.plain[start:end]
        return replace(self, plain="".join(letters))

    def said(self, span: Span) -> str:
        """What was written there, in single spaces, without marks of punctuation around it."""
        return tidy(self.raw[slice(*span)])


def tidy(text: str) -> str:
    """Single spaces, no punctuation or quotes around, brackets only in pairs."""
    text = " ".join(text.split())
    text = text.strip(" \t,;:.-–—_*·•\"'“”«»¡!¿?/&+=~|<>\\`^")
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        text = text.strip("()[] ,;:.")
    return text


def meets(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def listed(words: str) -> frozenset[str]:
    """The words of a text, for lists that read better without quotes."""
    return frozenset(words.split())


def in_order(words: str) -> list[str]:
    """The words of a text in their order."""
    return words.split()
