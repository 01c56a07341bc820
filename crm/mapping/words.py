"""Words as relevance compares them: folded, without small words, cut to a stem.

"Cooperación para la educación ambiental"  ->  ["cooper", "educ", "ambient"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from graph.fold import fold

_SHORTEST_STEM = 4
_AROUND = ".,;:()[]«»“”\"'¿?¡!–-"


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("crm.data").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(_file()[name].split(), key=lambda word: (-len(word), word)))


@cache
def stop_words() -> frozenset[str]:
    """The words that say nothing of a text's subject."""
    return frozenset(_words("stop"))


@cache
def weak_stems() -> frozenset[str]:
    """The stems of words that every brief and every institution says: alone they are no reason for anything."""
    return frozenset(stem(piece) for word in _words("weak") for piece in fold(word).split())


def written(text: str) -> list[tuple[str, str]]:
    """The stems of a text, each with the word as it was written.

    Examples:
        >>> written("los recursos hídricos,")
        [('recurs', 'recursos'), ('hidr', 'hídricos')]
    """
    return [(stem, word.strip(_AROUND)) for word in text.split() for stem in _stems(word)]


class Phrases:
    """The words of a text between two of its stems, as they are written; the text is taken apart once.

    Examples:
        >>> Phrases("Mejor calidad del aire.").of(1, 2)
        'calidad del aire'
    """

    def __init__(self, text: str) -> None:
        self._pieces = text.split()
        self._places = [place for place, piece in enumerate(self._pieces) for _ in _stems(piece)]

    def of(self, begin: int, length: int) -> str:
        """As many stems from one on, with what stands between."""
        first, last = self._places[begin], self._places[begin + length - 1]
        return " ".join(self._pieces[first : last + 1]).strip(_AROUND)


def tokens(text: str) -> list[str]:
    """The stems of a text's telling words, in order, repeated ones too.

    Examples:
        >>> tokens("Las Cámaras de comercio y la migración: migrantes")
        ['camar', 'comerc', 'migr', 'migr']
    """
    return [stem for word in text.split() for stem in _stems(word)]


@lru_cache(maxsize=200_000)
def _stems(word: str) -> tuple[str, ...]:
    """The stems in what stands between two spaces; the same few thousand words make up all texts."""
    return tuple(stem(part) for part in fold(word).split() if part not in stop_words() and len(part) > 1)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word without the endings that mark number, gender, and the commonest families of words.

    Light on purpose: two words are joined wrongly less often than a plural is missed; acronyms and short words stay.

    Examples:
        >>> [stem(word) for word in ("ambiental", "ambiente", "convenios", "paz", "onu", "ciudades", "residuos")]
        ['ambient', 'ambient', 'conven', 'paz', 'onu', 'ciudad', 'resid']
    """
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    if word in _file()["apart"]:
        return str(_file()["apart"][word])
    singular = _singular(word)
    for suffix in _words("suffixes"):
        if singular.endswith(suffix) and len(singular) - len(suffix) >= _SHORTEST_STEM:
            singular = singular[: -len(suffix)]
            break
    return _without_last_vowels(singular)


def _singular(word: str) -> str:
    if word.endswith("ces") and len(word) > 4 and word[-4] in "aeiou":
        return word[:-3] + "z"
    if word.endswith("es") and len(word) > 5 and word[-3] in "lrndjyz":
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_last_vowels(word: str) -> str:
    for _ in range(2):
        if len(word) > _SHORTEST_STEM and word[-1] in "aeiou":
            word = word[:-1]
    return word
