"""What public bodies and kinds of offices are there for, and what says so: data of `crm/data/mandates.toml`, by identity.

mandate_of(("Instituto Colombiano de Bienestar Familiar (ICBF)",), "national_entity", "CO")  ->  "icbf"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.thesaurus import concepts
from crm.mapping.words import tokens
from crm.messages import say
from graph.fold import fold

if TYPE_CHECKING:
    from graph.store import Store

_ALSO, _PART = 0.5, 0.8
_HOME = (None, "", "CO")
_NEVER = frozenset({"person_role", "event"})
_UNREAD = frozenset({"memory", "page"})
_BRACKETS = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a body is there for: `subjects` of the thesaurus with their share, a sentence in each language, its `source` in
    each, and its `basis`: how it is known that the source says so (`mandate.*` of the messages has the words).

    A `wide` one may work on anything beside; a `support` office serves the others of its house, and one
    that is `only` for its field works on nothing else.
    """

    id: str
    subjects: Mapping[str, float]
    said: Mapping[str, str]
    source: Mapping[str, str]
    basis: str
    wide: bool = False
    support: bool = False
    only: bool = False

    @property
    def checked(self) -> bool:
        """Whether nothing of it remains to be checked: false where it cites a law or a page that was not read for it."""
        return self.basis not in _UNREAD

    def sentence(self, lang: str) -> str:
        """What it is there for and where that is written, with a plain word where nobody has checked it."""
        lang = "en" if lang == "en" else "es"
        return say(f"mandate.{self.basis}", lang, said=self.said[lang], source=self.source[lang])


@cache
def _said() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    return tomllib.loads(resources.files("crm.data").joinpath("mandates.toml").read_text(encoding="utf-8"))


@cache
def mandates() -> Mapping[str, Mandate]:
    """Every mandate by its id."""
    return {id: _mandate(id, said) for part in _said().values() for id, said in part.items()}


def _mandate(id: str, said: Mapping[str, Any]) -> Mandate:
    subjects = dict.fromkeys(said.get("also", ()), _ALSO) | dict.fromkeys(said["first"], 1.0)
    flags = {name: bool(said.get(name)) for name in ("wide", "support", "only")}
    subjects = dict(_parts_of(subjects)) | subjects
    source = said.get("source", "")
    sources = {"es": source, "en": said.get("source_en", source)}
    return Mandate(id, subjects, {"es": said["es"], "en": said["en"]}, sources, said["basis"], **flags)


def _parts_of(subjects: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Who is there for a subject is there for its parts: for fashion, so for footwear. What is wide leads to no part."""
    for part in concepts().values():
        shares = [
            subjects[whole] for whole in part.broader if whole in subjects and not concepts()[whole].general
        ]
        if shares:
            yield part.id, _PART * max(shares)


def mandate_of(names: Sequence[str], type: str, country: str | None) -> str | None:
    """The mandate of the actor with these names (its name, then its aliases), by being the body itself or of its kind."""
    if type in _NEVER:
        return None
    home = country in _HOME
    for name in chain.from_iterable(map(_parts, names)):
        for place in ("bodies", "world") if home else ("world",):
            if name in _bodies(place):
                return _bodies(place)[name]
    return next(_of_kind(names[0], type, home), None)


def _parts(name: str) -> Iterator[str]:
    """A name, the name without what stands in brackets, and that when it is the name's own acronym."""
    bare = _BRACKETS.sub(" ", name)
    short = [part for part in _BRACKETS.findall(name) if _is_acronym(fold(part), fold(bare))]
    for part in dict.fromkeys((name, bare, *short)):
        if fold(part).strip():
            yield " ".join(fold(part).split())


def _is_acronym(short: str, name: str) -> bool:
    """Whether the letters begin words of the name in their order: "Centro de Acceso (IMCT)" is no IMCT."""
    initials = iter(word[0] for word in name.split())
    return all(letter in initials for letter in short if letter.isalnum())


@cache
def _bodies(place: str) -> Mapping[str, str]:
    return {" ".join(fold(name).split()): id for id, said in _said()[place].items() for name in said["names"]}


def _of_kind(name: str, type: str, home: bool) -> Iterator[str]:
    stems = set(tokens(_BRACKETS.sub(" ", name)))
    for id, said in _said()["kinds"].items():
        holds = type in said["types"] and (home or said.get("abroad"))
        if holds and any(set(tokens(phrase)) <= stems for phrase in said["has"]):
            yield id


def mandate_array(store: Store, place: Mapping[str, int]) -> NDArray[np.bytes_]:
    """The id of each actor's mandate, empty for who has none; `place` gives the number of each actor."""
    found = [""] * len(place)
    rows: Iterator[tuple[Any, ...]] = chain.from_iterable(
        store.table("Actor", ("id", "name", "aliases", "type", "country"))
    )
    for id, name, aliases, type, country in rows:
        if id in place:
            found[place[id]] = mandate_of((name, *(aliases or ())), type, country) or ""
    return np.array([id.encode() for id in found], dtype=np.bytes_)
