"""What a need asks for beyond a kind of actor: "una ciudad europea hermanada" of a local government is a place and a tie.

asked_by(Requirement(need="una empresa operadora de transporte", kind="company"))
    -> Asked(qualifiers=(text "transport",), role=(text "oper" or "gestor" or …,), names_kind=True)
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from crm.mapping.thesaurus import COUNTRY, MARK, spots
from crm.mapping.words import tokens, weak_stems, written
from crm.requirements.regions import parts_of_the_world
from crm.vocabulary import vocabulary
from graph.fold import fold

if TYPE_CHECKING:
    from crm.project_model import Requirement


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One thing that has to be shown, and the words of the need that ask it.

    "text": one of `stems` stands in a fact, or one of `marks` (subjects of the thesaurus) on a card; "place": the actor
    is of one of `countries`; "foreign": of any but this one; "twinned": a tie says so.
    """

    kind: Literal["text", "place", "foreign", "twinned"]
    words: tuple[str, ...]
    stems: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """The qualifiers of a need; `role` is what it calls those it asks for, or what they have by being of the kind.

    `names_kind`: the need says its kind by name, so that nobody else will do, if not by the role.
    """

    qualifiers: tuple[Qualifier, ...]
    role: tuple[Qualifier, ...]
    names_kind: bool


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("crm.data").joinpath("needs.toml").read_text(encoding="utf-8"))


@cache
def _stems_in(name: str) -> frozenset[str]:
    return frozenset(tokens(str(_file()[name])))


def asked_by(one: Requirement) -> Asked:
    """What the need asks for. A need of weak words alone, of no kind, asks for these."""
    said = [(stem, word) for stem, word in written(one.need) if not stem.isdigit()]
    of_kind = frozenset[str]().union(*(_kind_stems(kind) for kind in one.kinds))
    found, taken = _places_and_ties(said)
    rest = [place for place in range(len(said)) if place not in taken]
    named = any(said[place][0] in of_kind for place in rest)
    rest = [place for place in rest if said[place][0] not in of_kind | _stems_in("filler")]
    telling = [place for place in rest if said[place][0] not in weak_stems()]
    kept = telling if telling or one.kind or found else rest
    own = _stems_in("role").union(*(_has(kind) for kind in one.kinds))
    roles = [place for place in kept if said[place][0] in own]
    subjects = [place for place in kept if place not in roles]
    text = tuple(_texts(said, subjects))
    return Asked((*found, *text), tuple(_roles(said, roles)), named)


@cache
def _has(kind: str) -> frozenset[str]:
    return frozenset(tokens(str(_file()["has"].get(kind, ""))))


@cache
def _kind_stems(kind: str) -> frozenset[str]:
    """The stems of all the names of a kind and of what it is a part of."""
    names = [str(_file()["kinds"].get(kind, "")).replace("_", " ")]
    for term in vocabulary("actor_types").path(kind):
        plurals = [str(term.extra.get(name, "")) for name in ("plural_es", "plural_en")]
        names += [term.es, term.en, *plurals, *term.extra.get("synonyms", ())]
    return frozenset(tokens(" ".join(names)))


def _places_and_ties(said: list[tuple[str, str]]) -> tuple[list[Qualifier], set[int]]:
    """The qualifiers that no text shows, and where in the need they stand."""
    found: list[Qualifier] = []
    taken: set[int] = set()
    for begin, length, countries in _places(said):
        if not taken & set(range(begin, begin + length)):
            taken |= set(range(begin, begin + length))
            words = tuple(word for _stem, word in said[begin : begin + length])
            found.append(Qualifier("place", words, countries=countries))
    for place, (_stem, word) in enumerate(said):
        for kind in ("twinned", "foreign"):
            if fold(word) in str(_file()[kind]).split():
                taken.add(place)
                found.append(Qualifier("twinned" if kind == "twinned" else "foreign", (word,)))
    return found, taken


def _places(said: list[tuple[str, str]]) -> Iterator[tuple[int, int, frozenset[str]]]:
    words = [fold(word) for _stem, word in said]
    for place in range(len(words)):
        for length in (2, 1):
            name = "_".join(words[place : place + length])
            if name in parts_of_the_world() and place + length <= len(words):
                yield place, length, parts_of_the_world()[name]
    for spot in spots([stem for stem, _word in said]):
        if spot.concept.startswith(COUNTRY):
            yield spot.begin, spot.length, frozenset({spot.concept.removeprefix(COUNTRY).upper()})


def _texts(said: list[tuple[str, str]], places: list[int]) -> Iterator[Qualifier]:
    """Each telling word, with the subject that it speaks of alone or with its neighbours."""
    subjects = spots([stem for stem, _word in said])
    for stem in dict.fromkeys(said[place][0] for place in places):
        at = [place for place in places if said[place][0] == stem]
        marks = [MARK + one.concept for one in subjects if one.begin <= at[0] < one.begin + one.length]
        yield Qualifier("text", tuple(said[place][1] for place in at), (stem,), tuple(dict.fromkeys(marks)))


def _roles(said: list[tuple[str, str]], places: list[int]) -> Iterator[Qualifier]:
    """All the words of a role are one: an operator is who manages or provides."""
    alike = _stems_in("role")
    words = tuple(said[place][1] for place in places if said[place][0] in alike)
    if words:
        yield Qualifier("text", words, tuple(sorted(alike)))
    yield from _texts(said, [place for place in places if said[place][0] not in alike])
