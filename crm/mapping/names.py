"""Which actors a text names: their names and aliases as an index, and how much of one a text has.

"Convenio con la Embajada de Suiza"  ->  1.0 for the embassy of Switzerland, 0.1 for another embassy
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.mapping.bm25 import Builder, Index, postings
from crm.mapping.words import tokens, weak_stems

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.store import Store
    from graph.two_mode import FloatArray, IntArray

_BRACKETS = re.compile(r"\(([^)]*)\)")
# A part of a name says little, the whole name nearly everything.
_POWER = 6
# A word of everyday life that is somebody's whole name ("Planeación") may mean something else.
_EVERYDAY = 0.35


def index_names(store: Store, place: Mapping[str, int]) -> tuple[Index, IntArray, FloatArray]:
    """The index of names, the actor of each name, and how surely the whole name means that actor."""
    said = [(place[id], name) for id, name in _names(store) if id in place and tokens(name)]
    builder = Builder({"name": 1.0}, len(said))
    for number, (_, name) in enumerate(said):
        builder.add(number, {"name": sorted(set(tokens(name)))})
    surely = np.array([_surely(name) for _, name in said], dtype=np.float64)
    return builder.finish(), np.array([actor for actor, _ in said], dtype=np.int32), surely


def _names(store: Store) -> Iterator[tuple[str, str]]:
    rows: Iterator[tuple[Any, ...]] = chain.from_iterable(store.table("Actor", ["id", "name", "aliases"]))
    for id, name, aliases in rows:
        for one in (name, *(aliases or ())):
            whole = _BRACKETS.sub(" ", one)
            for part in dict.fromkeys((whole, *_BRACKETS.findall(one))):
                yield str(id), part


def _surely(name: str) -> float:
    stems = set(tokens(name))
    if stems <= weak_stems():
        return 0.0
    acronym = any(character.isupper() for character in name[1:])
    return 1.0 if len(stems) > 1 or acronym else _EVERYDAY


def named(derived: Derived, stems: Collection[str]) -> FloatArray:
    """How surely a text of these stems names each actor, 0 to 1.

    ``surely * (sum of rarity of the name's stems that the text has / sum of rarity of all its stems) ** 6``, with rarity
    ``log(1 + N / n)`` among names; of several names the surest.
    """
    actor, surely = derived.array("names_actor"), derived.array("names_surely")
    terms, begins = derived.array("names_terms"), derived.array("names_begins")
    document = derived.array("names_document")
    found = np.zeros(len(derived.ids))
    if not len(actor):
        return found
    index = Index(terms, begins, document, derived.array("names_frequency"), len(actor))
    counts = np.diff(begins)
    rarity = np.log1p(len(actor) / np.maximum(counts, 1))
    whole = np.bincount(document, np.repeat(rarity, counts), len(actor))
    had = np.zeros(len(actor))
    for stem in stems:
        places, _ = postings(index, stem)
        if len(places):
            had[places] += np.log1p(len(actor) / len(places))
    share = np.divide(had, whole, out=np.zeros(len(actor)), where=whole > 0)
    np.maximum.at(found, actor, surely * np.minimum(share, 1.0) ** _POWER)
    return found
