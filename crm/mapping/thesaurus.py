"""The thesaurus of the field: which words speak of the same subject, and which subjects lie near each other.

spots(["recurs", "hidr", "rur"])  ->  [Spot(concept="water", begin=0, length=2)]
nearby("water")                   ->  {"environment": 0.08, "sanitation": 0.15, …}
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from crm.mapping.words import tokens, weak_stems
from crm.vocabulary import Term, vocabulary

# How much a subject that lies near one that is asked for counts, against the one asked for.
NARROWER, RELATED, BROADER = 0.4, 0.15, 0.08
MARK, COUNTRY = "#", "country-"
_DEMONYMS = "demonyms"


@dataclass(frozen=True, slots=True)
class Concept:
    """One subject: its labels, all the words for it in both languages, its neighbours, and where the words come from.

    A `general` one is so wide that asking for it does not mean its parts; `means` are what any project may use, and few are
    about; `nothing` collects phrases without a subject.
    """

    id: str
    es: str
    en: str
    names: tuple[str, ...]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    general: bool = False
    means: bool = False
    nothing: bool = False
    source: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """What it is called."""
        return self.en if lang == "en" else self.es


@dataclass(frozen=True, slots=True)
class Spot:
    """A subject that a text speaks of, and in which of the text's stems."""

    concept: str
    begin: int
    length: int


@cache
def _said() -> Mapping[str, Mapping[str, Any]]:
    text = resources.files("crm.data").joinpath("thesaurus.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by id: those of the file, and the countries of the world."""
    found = {id: _concept(id, said) for id, said in _said().items() if id != _DEMONYMS}
    return found | {one.id: one for one in _countries()}


def _concept(id: str, said: Mapping[str, Any]) -> Concept:
    themes = vocabulary("themes")
    theme = themes.get(id) if id in themes else None
    without = set(said.get("without", ()))
    own = [name for name in _names(theme) if name not in without] if theme else [said["es"], said["en"]]
    parent = (theme.parent,) if theme and theme.parent else ()
    return Concept(
        id=id,
        es=theme.es if theme else said["es"],
        en=theme.en if theme else said["en"],
        names=tuple(dict.fromkeys([*own, *said.get("synonyms", ())])),
        broader=tuple(dict.fromkeys([*parent, *said.get("broader", ())])),
        related=tuple(said.get("related", ())),
        general=bool(said.get("general")),
        means=bool(said.get("means")),
        nothing=bool(said.get("nothing")),
        source=tuple(said.get("source", ())),
    )


def _names(term: Term) -> list[str]:
    """A theme's names; "Cultura y artes" is the name of the theme, and no phrase that a text would have."""
    return [term.es, term.en, *term.extra.get("synonyms", ())]


def _countries() -> Iterator[Concept]:
    demonyms = _said()[_DEMONYMS]
    for term in vocabulary("countries"):
        names = (term.es, term.en, *str(demonyms.get(term.id, "")).split())
        yield Concept(country_concept(term.id), term.es, term.en, tuple(dict.fromkeys(names)))


def country_concept(code: str) -> str:
    """The concept of a country."""
    return f"{COUNTRY}{code.lower()}"


@cache
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """By their first stem, the phrases and what they mean, the longest first; one weak word alone means nothing."""
    found: defaultdict[str, dict[tuple[tuple[str, ...], str], None]] = defaultdict(dict)
    for concept in concepts().values():
        for name in concept.names:
            stems = tuple(tokens(name))
            if stems and not (len(stems) == 1 and stems[0] in weak_stems()):
                found[stems[0]][stems, concept.id] = None
    return {first: sorted(of, key=lambda phrase: -len(phrase[0])) for first, of in found.items()}


def spots(stems: Sequence[str]) -> list[Spot]:
    """The subjects that stems in a row speak of; a longer phrase hides the shorter ones within it."""
    found: list[Spot] = []
    phrases, place = _phrases(), 0
    while place < len(stems):
        taken = 1
        for phrase, concept in phrases.get(stems[place], ()):
            if len(phrase) < taken:
                break
            if tuple(stems[place : place + len(phrase)]) == phrase:
                found.append(Spot(concept, place, len(phrase)))
                taken = len(phrase)
        place += taken
    return [spot for spot in found if not concepts()[spot.concept].nothing]


@cache
def vocabulary_stems() -> frozenset[str]:
    """Every stem of every name of a subject: the words that the field knows."""
    return frozenset(stem for one in concepts().values() for name in one.names for stem in tokens(name))


def marks(stems: Sequence[str]) -> list[str]:
    """The same subjects as words of an index ("#water"), one for each time."""
    return [MARK + spot.concept for spot in spots(stems)]


@cache
def nearby(concept: str) -> Mapping[str, float]:
    """The subjects near one, and how much each counts against it: its parts, its relatives, what it is a part of.

    What is wide leads to nothing, and nothing leads to what is wide but its parts.
    """
    one = concepts()[concept]
    if one.general or one.nothing:
        return {}
    found: dict[str, float] = {}
    for id, weight in _near(one):
        if id != concept:
            found[id] = max(found.get(id, 0.0), weight)
    return found


def _near(one: Concept) -> Iterator[tuple[str, float]]:
    for other in concepts().values():
        if one.id in other.broader:
            yield other.id, NARROWER
        elif one.id in other.related:
            yield other.id, RELATED
    for id in one.related:
        yield id, RELATED
    for id in one.broader:
        yield id, BROADER
