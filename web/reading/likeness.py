"""The question who is like somebody, in one's own words: "la UIS no puede venir: ¿quién se le parece?".

asked_likeness(["quien", "se", "parece", "a", "la", "uis"], …)   ->   ("uis", [])
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from web.reading.lexicon import SAYING_NOTHING

# An actor's id by words; None for nobody.
Named = Callable[[str], str | None]
LONGEST = 12
_LIKE = re.compile(
    r"(?P<before>.*?)\b(?:parec\w*|asemej\w*|similar\w*|semejant\w*|reemplaz\w*|remplaz\w*|sustitu\w*|suplent\w*"
    r"|alternativ\w*|en (?:lugar|vez) de|(?:es|son|sea|otr[oa]s?) como|alike|like|resembl\w*|instead of|replac\w*"
    r"|substitut\w*)\b(?P<after>.*)"
)
# Why one asks: it turns nothing round.
_ABSENT = re.compile(
    r"\b(?:si )?(?:no (?:puede|pueden|podra|viene|vienen|vendra|asiste|asistira)|cannot|can ?t|does not|will not)"
    r"(?: (?:venir|asistir|ir|come|attend))?\b"
)
_QUIET = SAYING_NOTHING | {
    "podria", "podrian", "puede", "pueden", "venir", "mas", "otro", "otra", "otros", "otras", "le", "les", "could",
    "can", "come", "else", "another", "other", "alguien", "someone", "somebody",
}  # fmt: skip


def asked_likeness(tokens: Sequence[str], named: Named, meant: Named) -> tuple[str, list[str]] | None:
    """Who it is about, and the words that nothing is made of; None for another question.

    `named` knows actors by their very names; `meant`, by what may be the beginning of one, when no name is there.
    """
    found = _LIKE.fullmatch(" ".join(_ABSENT.sub(" ", " ".join(tokens)).split()))
    if found is None:
        return None
    sides = [found["after"].split(), found["before"].split()]
    for place, words in enumerate(sides):
        if (read := _name_in(words, named) or _meant_by(words, meant)) is not None:
            id, rest = read
            return id, [word for word in (*rest, *sides[1 - place]) if word not in _QUIET]
    return None


def _name_in(words: Sequence[str], named: Named) -> tuple[str, list[str]] | None:
    """The first name among the words, the longest, and the words beside it."""
    for begin in range(len(words)):
        for end in range(min(len(words), begin + LONGEST), begin, -1):
            if words[begin] in _QUIET or words[end - 1] in _QUIET:
                continue
            id = named(" ".join(words[begin:end]))
            if id is not None:
                return id, [*words[:begin], *words[end:]]
    return None


def _meant_by(words: Sequence[str], meant: Named) -> tuple[str, list[str]] | None:
    telling = [place for place, word in enumerate(words) if word not in _QUIET]
    id = meant(" ".join(words[telling[0] : telling[-1] + 1])) if telling else None
    return None if id is None else (id, [])
