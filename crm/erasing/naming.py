"""What somebody who is erased was called, found in texts however it is written: other case, accents, an alias."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crm.messages import say
from graph.fold import fold
from graph.records import Node

_WORD = re.compile(r"[^\W_]+")


def bare(name: str) -> str:
    """The name as titles have it: without what stands in brackets at its end."""
    return name.rsplit(" (", 1)[0] if name.endswith(")") else name


@dataclass(frozen=True)
class Names:
    """The folded names, the longest first."""

    folded: tuple[str, ...]

    @classmethod
    def of(cls, actor: Node) -> Names:
        """Its name and aliases. What the words in place of a name say themselves is left out."""
        name = str(actor.get("name") or actor.id)
        found = {fold(one) for one in (name, bare(name), *actor.get("aliases", ()))}
        nobody = f" {fold(_nobody())} "
        return cls(tuple(sorted((one for one in found if one and f" {one} " not in nobody), key=_longest)))

    def said_in(self, text: str) -> bool:
        """Whether the text says one of them, as whole words."""
        folded = f" {fold(text)} "
        return any(f" {name} " in folded for name in self.folded)

    def erased(self, text: str) -> str:
        """The text with "(nombre borrado)" in place of each of them."""
        if not self.said_in(text):
            return text
        plain = unicodedata.normalize("NFC", text)
        for start, end in sorted(self._spans(plain), reverse=True):
            plain = f"{plain[:start]}{_nobody()}{plain[end:]}"
        # Letters that fold into several words are not found one by one.
        return _nobody() if self.said_in(plain) else plain

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        words = [(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            count = next((n for name in self.folded if (n := _begins(words[at:], name))), 0)
            if count:
                yield words[at][0], words[at + count - 1][1]
            at += count or 1


def _begins(words: list[tuple[int, int, str]], name: str) -> int:
    """How many of the words are the name; 0 when they are not."""
    wanted = name.split()
    return len(wanted) if [word for *_place, word in words[: len(wanted)]] == wanted else 0


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def _nobody() -> str:
    return say("erased_name", "es")
