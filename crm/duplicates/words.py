"""The words of names brought to one form, so that what means the same in four languages compares equal.

"University of Antioquia"   ->  university ~antioquia        "Embajada francesa" -> embassy @fr
"Univ. de Antioquia S.A.S." ->  university ~antioquia        "PNUD", "UNDP"      -> #undp

`@fr` is a country, `~cali` a city or region, `#undp` an organisation known by several names, `%21` a number.
The tables are crm/data/duplicates.toml and known_names.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from graph.fold import fold

LANGUAGES = ("es", "en", "fr", "pt")
_DIGITS = re.compile(r"\d+(?:[a-z]{1,2})?")
_ENDINGS = (
    (re.compile(r"(?:ciones|tions|cion|tion|cao|coes|zione)$"), "ci"),
    (re.compile(r"(?:idades|ities|idad|ity|ite|idade)$"), "it"),
    (re.compile(r"(?:icas|icos|iques|ique|ico|ica|ical|ic)$"), "ic"),
    (re.compile(r"(?:ivas|ivos|ives|iva|ivo|ive)$"), "iv"),
    (re.compile(r"(?:ales|als|ais|al|elle)$"), "al"),
    (re.compile(r"(?:mientos|mentos|ments|miento|mento|ment)$"), "ment"),
    (re.compile(r"(?:ias|ies|ia|ie|y|io)$"), "i"),
    (re.compile(r"(?:es|os|as|o|a|e|s)$"), ""),
)

Token = tuple[str, str]  # (in its common form, as it was written)
Phrase = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Tables:
    """What the data files say, ready to look up: `concepts` by word, `phrases` by their first word, the longest first."""

    concepts: Mapping[str, str]
    meanings: frozenset[str]
    phrases: Mapping[str, Sequence[Phrase]]
    legal: frozenset[str]
    small: frozenset[str]
    titles: frozenset[str]
    holders: frozenset[str]
    classes: Mapping[str, frozenset[str]]
    given: frozenset[str]
    surnames: frozenset[str]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("crm.data") / name).read_text(encoding="utf-8"))


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """The folded names of organisations that go by several, by a short word for each."""
    return {known: tuple(names.split(" | ")) for known, names in _data("known_names.toml").items()}


@cache
def tables() -> Tables:
    """The tables, read once in a process."""
    data = _data("duplicates.toml")
    concepts = {word: name for name, words in data["concepts"].items() for word in words.split()}
    concepts |= {word: f"@{code}" for code, words in data["demonyms"].items() for word in words.split()}
    concepts |= {word: f"%{number}" for number, words in data["numbers"].items() for word in words.split()}
    phrases = dict(_phrases(data, concepts))
    by_first: defaultdict[str, list[Phrase]] = defaultdict(list)
    for words, replaced in phrases.items():
        by_first[words[0]].append((words, replaced))
    return Tables(
        concepts,
        frozenset(concepts.values()),
        {first: sorted(some, key=lambda one: -len(one[0])) for first, some in by_first.items()},
        frozenset(data["legal"]["forms"].split()),
        frozenset(data["small"]["words"].split()),
        frozenset(data["small"]["titles"].split()),
        frozenset(data["small"]["holders"].split()),
        {name: _with_stems(words.split()) for name, words in data["classes"].items()},
        frozenset(data["given"]["names"].split()),
        frozenset(data["given"]["surnames"].split()),
    )


def _with_stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(words) | {stem(word) for word in words}


def _phrases(
    data: Mapping[str, Any], concepts: dict[str, str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for code, name in _countries():
        yield tuple(name.split()), (f"@{code}",)
    for name, city in ((name, city) for city, names in data["cities"].items() for name in names.split(",")):
        if " " in name:
            yield tuple(name.split()), (f"~{city}",)
        else:
            concepts.setdefault(name, f"~{city}")
    for text, replaced in data["phrases"].items():
        yield tuple(text.split()), tuple(replaced.split())
    for known, names in known_names().items():
        for name in names:
            yield tuple(name.split()), (f"#{known}",)
    for text in data["legal"]["phrases"]:
        yield tuple(text.split()), ()


def _countries() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and fold(name)
                and code not in {"EU", "UN", "EZ", "XA", "XB", "ZZ"}
            ):
                yield code.lower(), fold(name)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word that no table knows without what gender, number and cognate languages add: "biodiversidad" = "biodiversity"."""
    if len(word) < 5 or not word.isalpha():
        return word
    for ending, root in _ENDINGS[:-1] if len(word) >= 8 else ():
        shorter, count = ending.subn(root, word)
        if count and len(shorter) >= 5:
            return shorter.replace("ph", "f").replace("th", "t")
    return _ENDINGS[-1][0].sub("", word) or word


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """One word in its common form."""
    known = tables().concepts.get(word)
    if known is not None:
        return known
    if word.isdigit():
        return f"%{int(word)}"
    if _DIGITS.fullmatch(word):
        return f"%{word}"
    return word if word in tables().given or word in tables().surnames else stem(word)


def joined_initials(words: Sequence[str]) -> list[str]:
    """Letters that stood apart ("s a s", "u i s") as the one word they were."""
    joined: list[str] = []
    run = ""
    for word in (*words, "  "):
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined += [run] if len(run) > 2 else list(run)
            run = ""
        joined.append(word)
    return joined[:-1]


def without_legal(words: Sequence[str]) -> list[str]:
    """The words without a legal form of several letters: "s a", "s a s", "e s p"."""
    left: list[str] = []
    place = 0
    while place < len(words):
        found = [p for p, replaced in tables().phrases.get(words[place], ()) if not replaced and place]
        length = max((len(p) for p in found if tuple(words[place : place + len(p)]) == p), default=0)
        if not length:
            left.append(words[place])
        place += length or 1
    return left
