"""The organisation that a person belongs to: behind "de", in brackets, or named by the post itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm.capture.heads import TYPES, is_head
from crm.capture.line import BREAK, Line, listed, tidy
from crm.capture.names import NameIndex
from crm.capture.people_words import GIVEN, PARTICLES, POST_OF
from crm.capture.places_words import CITIES
from crm.capture.tokens import Token, separated, words

House = tuple[str, tuple[str, ...], int]
"""Its name, the ids when it is known, and how many words tell it."""
STOP = listed(
    """y e con para sobre que en por nos me se les a al quien financia convoco invito hoy ayer desde ante
    ya no compromiso compromisos tema temas acerca quedo quedamos quedaron junto rector rectora"""
)
_MARKS = re.compile(f"[(){BREAK}]")
_HOUSES = {
    "embajada": "Embajada",
    "consulado": "Consulado",
    "alcaldia": "Alcaldía",
    "gobernacion": "Gobernación",
    "ministerio": "Ministerio",
    "secretaria": "Secretaría",
}


class HouseReader:
    """Reads organisations behind people."""

    def __init__(self, line: Line, index: NameIndex) -> None:
        self.line, self.index = line, index

    def read(self, tokens: Sequence[Token], post: str, bracketed: bool) -> House:
        """The organisation the words begin with: that of the post, a known one, or as far as its name reaches."""
        own = self._of_post(tokens, post)
        if own is not None:
            return own
        count, ids = self.index.longest(words(tokens))
        if count and not (count == 1 and tokens[0].word in TYPES):
            return self._said(tokens[:count]), ids, count
        count = _bracketed(tokens) if bracketed else self._words(tokens)
        return self._said(tokens[:count]), (), count

    def _of_post(self, tokens: Sequence[Token], post: str) -> House | None:
        """The house a post names together with what follows: "embajador" + "Francia"."""
        head = POST_OF.get(post)
        if head in (None, "universidad") or is_head(tokens[0].word):
            return None
        for count in range(min(5, len(words(tokens))), 0, -1):
            name = " ".join(words(tokens)[:count])
            ids = self.index.exactly(f"{head} de {name}")
            if ids:
                return f"{_HOUSES[str(head)]} de {self._said(tokens[:count])}", ids, count
        if self.index.longest(words(tokens))[0] and tokens[0].upper:
            return None
        count = self._country(tokens) or self._words(tokens)
        return f"{_HOUSES[str(head)]} de {self._said(tokens[:count])}", (), count

    def _country(self, tokens: Sequence[Token]) -> int:
        told = words(tokens)
        return next(
            (count for count in range(min(4, len(told)), 0, -1) if " ".join(told[:count]) in CITIES), 0
        )

    def _words(self, tokens: Sequence[Token]) -> int:
        count = 1
        for at, token in enumerate(tokens[1:8], start=1):
            person = token.capital and token.word in GIVEN and tokens[at - 1].word not in PARTICLES
            if person or separated(token) or _MARKS.search(token.gap) or token.word in STOP:
                break
            if token.word not in PARTICLES:
                count = at + 1
        return count

    def _said(self, tokens: Sequence[Token]) -> str:
        return tidy(self.line.raw[tokens[0].start : tokens[-1].end])


def _bracketed(tokens: Sequence[Token]) -> int:
    """How many words stand before the bracket closes."""
    return next((at for at, token in enumerate(tokens) if at and ")" in token.gap), len(tokens))
