"""What ours is measured against: four simple ways to recommend, and two ways to put them together.

Each gives a score an actor from what was known, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_array

from crm.derived.results import Derived
from crm.mapping.bm25 import Builder, Index, matches
from crm.mapping.knowing import Known, known_before
from crm.mapping.recommending import Asked
from crm.mapping.words import tokens
from graph.centrality import pagerank
from graph.one_mode import symmetric
from graph.store import Store
from graph.two_mode import FloatArray

_RECIPROCAL = 60  # Cormack, Clarke and Büttcher, "Reciprocal rank fusion", SIGIR 2009
SINGLE = ("popularity", "BM25", "co-participation", "personalised PageRank")
COMBINED = ("sum of the four", "rank fusion of the four")


class Rivals:
    """The rivals over one store; `texts` of cards and interactions are read once."""

    def __init__(self, store: Store, derived: Derived) -> None:
        self.derived = derived
        self._cards = _texts(store, "Actor", ("name", "aliases", "type", "city", "country"))
        events = _texts(store, "Interaction", ("title", "summary", "results", "themes", "place"))
        self._events = [
            events[id] for id in derived.interaction_ids(range(len(derived.array("interaction_start"))))
        ]
        self._index = lru_cache(maxsize=2)(self._make_index)
        self._ties = lru_cache(maxsize=2)(self._make_ties)

    def scores(self, asked: Asked) -> Mapping[str, FloatArray]:
        """One score an actor by the name of each rival."""
        derived = self.derived
        known = known_before(derived, asked.before, asked.without)
        key = (asked.before, asked.without if self._is_known_otherwise(asked) else ())
        size = len(derived.ids)
        start = np.zeros(size)
        start[[derived.number[id] for id in asked.companions if id in derived.number]] = 1.0
        matrix = self._ties(key)
        found = {
            "popularity": self._counts(known),
            "BM25": matches(self._index(key), dict.fromkeys(tokens(asked.text), 1.0)).score,
            "co-participation": np.asarray(matrix @ start),
            "personalised PageRank": pagerank(matrix, start) if start.any() else np.zeros(size),
        }
        return {**found, **_together(found, derived.array("partner"))}

    def _is_known_otherwise(self, asked: Asked) -> bool:
        """Whether leaving the interaction out changes what is known before the day."""
        day = known_before(self.derived, asked.before)
        return bool((day.mask != known_before(self.derived, asked.before, asked.without).mask).any())

    def _counts(self, known: Known) -> FloatArray:
        derived = self.derived
        begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
        running = np.concatenate([[0.0], np.cumsum(known.mask[event])])
        counted: FloatArray = running[begins[1:]] - running[begins[:-1]]
        return counted

    def _make_index(self, key: tuple[object, tuple[str, ...]]) -> Index:
        """One document an actor: its card and the texts of what it took part in."""
        derived = self.derived
        known = known_before(derived, *key)  # type: ignore[arg-type]  # the key is (before, without)
        begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
        builder = Builder({"text": 1.0}, len(derived.ids))
        for number, id in enumerate(derived.ids):
            events = event[begins[number] : begins[number + 1]]
            told = [word for one in events[known.mask[events]].tolist() for word in self._events[one]]
            builder.add(number, {"text": [*self._cards[id], *told]})
        return builder.finish()

    def _make_ties(self, key: tuple[object, tuple[str, ...]]) -> csr_array:
        derived = self.derived
        known = known_before(derived, *key)  # type: ignore[arg-type]  # the key is (before, without)
        sizes = np.diff(derived.array("core_begins"))
        edge = np.repeat(np.arange(len(sizes)), sizes)
        links = derived.array("core_share") * known.mask[derived.array("core_event")]
        weight = np.bincount(edge, links, len(sizes)).astype(np.float64)
        kept = weight > 0
        first, second = derived.array("core_first")[kept], derived.array("core_second")[kept]
        return symmetric(first, second, weight[kept], len(derived.ids))


def _texts(store: Store, label: str, fields: tuple[str, ...]) -> dict[str, list[str]]:
    return {
        str(row[0]): [stem for value in row[1:] for text in _parts(value) for stem in tokens(text)]
        for batch in store.table(label, ("id", *fields))
        for row in batch
    }


def _parts(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [str(value)] if value else []


def _together(found: Mapping[str, FloatArray], partner: np.ndarray) -> dict[str, FloatArray]:
    summed = np.zeros(len(partner))
    fused = np.zeros(len(partner))
    for score in found.values():
        kept = np.where(partner, score, 0.0)
        summed += kept / max(float(kept.max()), 1e-12)
        fused += np.where(kept > 0, 1 / (_RECIPROCAL + _places(kept)), 0.0)
    return dict(zip(COMBINED, (summed, fused), strict=True))


def _places(score: FloatArray) -> FloatArray:
    from scipy.stats import rankdata

    return np.asarray(rankdata(-score, method="average"), dtype=np.float64)
