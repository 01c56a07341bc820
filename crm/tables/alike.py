"""Which known actors a new name resembles, for a whole table at once: an index by words, no query for each row.

Candidates share a telling word, its beginning, or their initials; they are compared as crm.lookalikes compares them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crm.likeness import compare, names_of
from crm.naming import COMMON_WORDS, SMALL_WORDS, initials
from graph.fold import fold

LIKELY = 0.85
_CROWDED = 60  # a word that so many actors share tells nothing of any of them
_COMPARED = 40
_BUDGET = 600_000  # comparisons for one table; beyond them names are taken as they are
_BEGINNING = 5


@dataclass(frozen=True)
class Alike:
    """A known actor that may be meant; `why` are keys of the catalogue under "why"."""

    id: str
    name: str
    score: float
    why: tuple[str, ...]


class AlikeIndex:
    """Made once from (id, name, aliases) of all actors."""

    def __init__(self, actors: Iterable[tuple[str, str, list[str]]]) -> None:
        self._actors: dict[str, tuple[str, list[str]]] = {}
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        self._left = _BUDGET
        for id, name, aliases in actors:
            self._actors[id] = (name, aliases)
            for word in {word for text in (name, *aliases) for word in _keys(text)}:
                self._by_word[word].append(id)

    def find(self, name: str, least: float = LIKELY, most: int = 5) -> list[Alike]:
        """The actors most like the name, best first."""
        given, found = names_of(name), []
        for id in self._candidates(name):
            its_name, aliases = self._actors[id]
            score, why = compare(given, names_of(its_name, aliases))
            if score >= least:
                found.append(Alike(id, its_name, round(score, 3), tuple(why)))
        return sorted(found, key=lambda one: (-one.score, one.id))[:most]

    def _candidates(self, name: str) -> list[str]:
        if self._left <= 0 or not self._by_word:
            return []
        lists = [self._by_word[key] for key in sorted(_keys(name)) if key in self._by_word]
        few = sorted((ids for ids in lists if len(ids) <= _CROWDED), key=len)
        chosen = list(dict.fromkeys(id for ids in few for id in ids))[:_COMPARED]
        self._left -= len(chosen)
        return chosen


def _keys(text: str) -> set[str]:
    words = [word for word in fold(text).split() if word not in SMALL_WORDS]
    telling = [word for word in words if word not in COMMON_WORDS and len(word) > 1] or words
    short = initials(text)
    return {*telling, *_beginnings(telling), *([short] if short else [])}


def _beginnings(words: Iterable[str]) -> Iterator[str]:
    return (f"{word[:_BEGINNING]}…" for word in words if len(word) > _BEGINNING)
