"""Which actors a text names: their names and aliases as an index, and how much of one a text has.

"Convenio con la Embajada de Suiza"  ->  1.0 for the embassy of Switzerland, 0.1 for another embassy
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.capture.places_words import CITIES
from crm.derived.arrays import Arrays, word_index
from crm.mapping.bm25 import Builder, Index, postings
from crm.mapping.words import tokens, weak_stems

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.store import Store
    from graph.two_mode import FloatArray

_BRACKETS = re.compile(r"\(([^)]*)\)")
# A part of a name says little, the whole name nearly everything.
_POWER = 5
# A word of everyday life that is somebody's whole name ("Planeación") may mean something else.
_EVERYDAY = 0.35
_WEAK, _SOME, _WHOLE = 1 / 3, 0.6, 0.999


def index_names(store: Store, place: Mapping[str, int]) -> Arrays:
    """The index of names, the actor of each, how surely the whole name means it, and whether it has only weak words."""
    said = [(place[id], name) for id, name in _names(store) if id in place and tokens(name)]
    builder = Builder({"name": 1.0}, len(said))
    for number, (_, name) in enumerate(said):
        builder.add(number, {"name": sorted(set(tokens(name)))})
    return word_index("names", builder.finish()) | {
        "names_actor": np.array([actor for actor, _ in said], dtype=np.int32),
        "names_surely": np.array([_surely(name) for _, name in said], dtype=np.float64),
        "names_weak": np.array([set(tokens(name)) <= weak_stems() for _, name in said], dtype=np.bool_),
    }


def _names(store: Store) -> Iterator[tuple[str, str]]:
    rows: Iterator[tuple[Any, ...]] = chain.from_iterable(store.table("Actor", ["id", "name", "aliases"]))
    for id, name, aliases in rows:
        for one in (name, *(aliases or ())):
            whole = _BRACKETS.sub(" ", one)
            for part in dict.fromkeys((whole, *_BRACKETS.findall(one))):
                yield str(id), part


def _surely(name: str) -> float:
    stems = set(tokens(name))
    acronym = any(character.isupper() for character in name[1:])
    return 1.0 if len(stems) > 1 or acronym else _EVERYDAY


def named(
    derived: Derived, texts: Sequence[Sequence[str]], loose: Collection[str], capital: Collection[str] = ()
) -> FloatArray:
    """How surely texts (as stems in their order) name each actor, 0 to 1.

    ``surely * (sum of rarity of the name's stems that the text has / sum of rarity of all its stems) ** 5``, with rarity
    ``log(1 + N / n)`` among names, a third of it for a weak word ("gobierno"); of several names the surest. A part of a
    name counts only by the `loose` stems, which are no part of a phrase ("bancos de alimentos" names no bank), and only
    when two words of the name that are no place ("Nueva York") stand there side by side ("salud mental" is no "Secretaría de Salud"); a name of weak words
    alone ("Global Plan Santander") must be there word by word. Where a text has words with a `capital`, so must a name:
    "el área metropolitana" is a place, "el Área Metropolitana" somebody.
    """
    actor, surely = derived.array("names_actor"), derived.array("names_surely")
    found = np.zeros(len(derived.ids))
    if not len(actor):
        return found
    share = _shares(derived, {stem for text in texts for stem in text})
    share = np.where(share > _WHOLE, share, _shares(derived, set(loose) - _places()))
    weak = derived.array("names_weak")
    literal = [
        one for one in np.flatnonzero(weak & (share > _WHOLE)).tolist() if _says(derived, texts, actor[one])
    ]
    share = np.where(weak, 0.0, share)
    pairs = {pair for text in texts for pair in pairwise(text)}
    part = np.flatnonzero((share >= _SOME) & (share <= _WHOLE)).tolist()
    kept = [one for one in part if pairs & set(pairwise(_stems(derived, actor[one])))]
    share[share <= _WHOLE], share[kept] = 0.0, share[kept]
    share[literal] = 1.0
    share = np.where(_shares(derived, capital) > 0, share, 0.0) if capital else share
    np.maximum.at(found, actor, surely * share**_POWER)
    return found


def _shares(derived: Derived, stems: Collection[str]) -> FloatArray:
    """How much of each name the stems are, by rarity."""
    terms, begins, document = (derived.array(f"names_{part}") for part in ("terms", "begins", "document"))
    size = len(derived.array("names_actor"))
    index = Index(terms, begins, document, derived.array("names_frequency"), size)
    counts = np.diff(begins)
    rarity = np.log1p(size / np.maximum(counts, 1))
    rarity[np.isin(terms, _weak_terms())] *= _WEAK
    whole = np.bincount(document, np.repeat(rarity, counts), size)
    had = np.zeros(size)
    for stem in stems:
        places, _ = postings(index, stem)
        if len(places):
            had[places] += np.log1p(size / len(places)) * (_WEAK if stem in weak_stems() else 1.0)
    share: FloatArray = np.divide(had, whole, out=np.zeros(size), where=whole > 0)
    return np.minimum(share, 1.0)


@cache
def _places() -> frozenset[str]:
    """The stems of cities' names: to say where something is names nobody who has the place in their name."""
    return frozenset(stem for name in CITIES for stem in tokens(name))


@cache
def _weak_terms() -> NDArray[np.bytes_]:
    return np.array(sorted(stem.encode() for stem in weak_stems()), dtype=np.bytes_)


def _stems(derived: Derived, actor: int) -> list[str]:
    return tokens(_BRACKETS.sub(" ", str(derived.actors["name"][actor])))


def _says(derived: Derived, texts: Sequence[Sequence[str]], actor: int) -> bool:
    """Whether a text has the actor's name word by word."""
    name = _stems(derived, actor)
    length = len(name)
    return length > 1 and any(
        list(text[begin : begin + length]) == name
        for text in texts
        for begin in range(len(text) - length + 1)
    )
