"""Acronyms: the one that stands beside a name, and whether one is made of a name's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm.duplicates.words import tables
from graph.fold import fold

_SHORT = r"[A-ZÑÁÉÍÓÚ][A-ZÑÁÉÍÓÚ.&]{1,11}"
_BESIDE = re.compile(
    rf"(?P<name>.+?)(?:\s*\((?P<bracket>{_SHORT})\)|\s[-–—/]\s?(?P<dash>{_SHORT})|\s(?P<end>[A-ZÑ]{{3,9}}))"
)


def fits(acronym: str, words: Sequence[str]) -> float:
    """How well an acronym is made of the words' beginnings, in order: 1 for plain initials, 0 for not at all.

    "unab" of "universidad autonoma bucaramanga" takes two letters of the first; half the words may be passed over.
    """
    initials = "".join(word[0] for word in words)
    if acronym == initials:
        return 1.0 if len(words) > 2 else 0.5
    if len(acronym) < 3 or len(words) < 2 or not acronym.isalpha():
        return 0.0
    used = _most_words(acronym, tuple(words), 0)
    if used <= 1 or used * 2 < len(words):
        return 0.0
    return 0.92 if used == len(words) else 0.8 if used >= 3 and used >= 0.6 * len(words) else 0.0


def _most_words(acronym: str, words: tuple[str, ...], taken: int) -> int:
    """The most words whose beginnings, in order, spell the acronym; 0 when none do. It begins in the first or second."""
    if not acronym:
        return taken
    best = 0
    for place, word in enumerate(words):
        if taken == 0 and place > 1:
            break
        length = 0
        while length < min(12, len(word), len(acronym)) and word[length] == acronym[length]:
            length += 1
            best = max(best, _most_words(acronym[length:], words[place + 1 :], taken + 1))
    return best


def stated_acronym(text: str) -> tuple[str, str]:
    """A name without the acronym that stands beside it in capitals: "Universidad de Santander - UDES"."""
    found = _BESIDE.fullmatch(text.strip())
    if found is None or len(found["name"].split()) < 2 or (found["end"] and found["name"].isupper()):
        return text, ""
    short = found["bracket"] or found["dash"] or found["end"]
    words = [word for word in fold(found["name"]).split() if word not in tables().small]
    if len(words) < 2 or (found["end"] and words[0][0] != fold(short)[0]):
        return text, ""
    letters = iter("".join(fold(found["name"]).split()))
    spelt = all(letter in letters for letter in fold(short).replace(" ", ""))
    return found["name"], fold(short).replace(" ", "") if spelt else ""
