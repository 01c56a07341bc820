"""Words as relevance compares them: folded, without small words, cut to a stem.

"Cooperación para la educación ambiental"  ->  ["cooper", "educ", "ambient"]
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources

from graph.fold import fold

_SHORTEST_STEM = 4


@cache
def _words(name: str) -> tuple[str, ...]:
    text = resources.files("crm.data").joinpath("words.toml").read_text(encoding="utf-8")
    return tuple(sorted(tomllib.loads(text)[name].split(), key=lambda word: (-len(word), word)))


@cache
def stop_words() -> frozenset[str]:
    """The words that say nothing of a text's subject."""
    return frozenset(_words("stop"))


def tokens(text: str) -> list[str]:
    """The stems of a text's telling words, in order, repeated ones too.

    Examples:
        >>> tokens("Las Cámaras de comercio y la migración: migrantes")
        ['camar', 'comerc', 'migr', 'migr']
    """
    return [stem for written in text.split() for stem in _stems(written)]


@lru_cache(maxsize=200_000)
def _stems(written: str) -> tuple[str, ...]:
    """The stems in what stands between two spaces; the same few thousand words make up all texts."""
    return tuple(stem(word) for word in fold(written).split() if word not in stop_words() and len(word) > 1)


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
