"""Which documents say what a question asks: an inverted index of fields, and its scores.

documents as {field: stems}  ->  Index (arrays, ready to be memory-mapped)  ->  matches(index, {stem: weight})
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.5
# Longer stems are cut, so that the sorted list of stems is an array of fixed width.
WIDTH = 32


@dataclass(frozen=True, slots=True)
class Index:
    """The index of `size` documents.

    `terms` are the stems, sorted (UTF-8 bytes); the documents of term i are `document[begins[i]:begins[i + 1]]`, sorted, with
    their weighted frequency in `frequency`.
    """

    terms: NDArray[np.bytes_]
    begins: NDArray[np.int64]
    document: NDArray[np.int32]
    frequency: NDArray[np.float32]
    size: int


@dataclass(slots=True)
class Builder:
    """Takes documents in any order; `weights` says how much a word counts in each field, `size` how many there are."""

    weights: Mapping[str, float]
    size: int
    _numbers: dict[str, int] = field(default_factory=dict)
    _term: array[int] = field(default_factory=lambda: array("i"))
    _document: array[int] = field(default_factory=lambda: array("i"))
    _frequency: array[float] = field(default_factory=lambda: array("f"))
    _length: dict[int, float] = field(default_factory=dict)

    def add(self, document: int, fields: Mapping[str, Sequence[str]]) -> None:
        """The document of this number (0 to size - 1), as stems by field."""
        found: dict[str, float] = {}
        for name, stems in fields.items():
            weight = self.weights[name]
            for stem in stems:
                found[stem[:WIDTH]] = found.get(stem[:WIDTH], 0.0) + weight
        for stem, frequency in found.items():
            self._term.append(self._numbers.setdefault(stem, len(self._numbers)))
            self._document.append(document)
            self._frequency.append(frequency)
        self._length[document] = sum(found.values())

    def finish(self) -> Index:
        """The index of all documents added."""
        names = np.array([stem.encode() for stem in self._numbers], dtype=f"S{WIDTH * 4}")
        names = names.astype(f"S{max((len(name) for name in names.tolist()), default=1)}")
        by_name = np.argsort(names, kind="stable")
        rank = np.empty(len(names), dtype=np.int64)
        rank[by_name] = np.arange(len(names))
        term = rank[np.array(self._term, dtype=np.int64)]
        document = np.array(self._document, dtype=np.int32)
        order = np.lexsort((document, term))
        frequency = np.array(self._frequency, dtype=np.float32) / self._relative_length()[document]
        return Index(
            terms=names[by_name],
            begins=np.searchsorted(term[order], np.arange(len(names) + 1)),
            document=document[order],
            frequency=frequency[order].astype(np.float32),
            size=self.size,
        )

    def _relative_length(self) -> NDArray[np.float64]:
        length = np.zeros(self.size)
        length[list(self._length)] = list(self._length.values())
        mean = float(length.sum()) / max(len(self._length), 1)
        relative: NDArray[np.float64] = 1 - B + B * length / max(mean, 1e-9)
        return relative


@dataclass(frozen=True, slots=True)
class Matches:
    """What a question found: `score` one a document, and for each stem the documents that have it (`where`)."""

    score: NDArray[np.float64]
    where: Mapping[str, NDArray[np.int32]]

    def stems_of(self, some: Sequence[int] | NDArray[Any]) -> list[str]:
        """The stems of the question that at least one of some documents has, in the order of the question."""
        wanted = np.asarray(some, dtype=np.int64)
        return [stem for stem, documents in self.where.items() if _are_in(wanted, documents).any()]

    def having(self, stems: Sequence[str], some: NDArray[Any]) -> NDArray[Any]:
        """Those of some documents that have one of these stems of the question, in their order."""
        there = np.zeros(len(some), dtype=np.bool_)
        for stem in stems:
            if stem in self.where:
                there |= _are_in(some, self.where[stem])
        kept: NDArray[Any] = some[there]
        return kept


def _are_in(wanted: NDArray[Any], documents: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of the wanted are among the sorted documents; a search for each, however many documents there are."""
    place = np.minimum(np.searchsorted(documents, wanted), len(documents) - 1)
    there: NDArray[np.bool_] = documents[place] == wanted
    return there


def matches(index: Index, question: Mapping[str, float], kept: NDArray[np.bool_] | None = None) -> Matches:
    """The score of each document for weighted stems. With `kept`, only those documents are there, for the counts too.

    ``score(d) = sum over stems t of weight(t) * log(1 + (N - n(t) + 0.5) / (n(t) + 0.5)) * f / (k1 + f)``, with f the
    frequency of t in d, each field weighted, over ``1 - b + b * length / mean length``; k1 = 1.2, b = 0.5.

    Reference: S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", Foundations and
    Trends in Information Retrieval 3 (2009), with one length for all fields.

    Examples:
        >>> builder = Builder({"name": 1.0}, size=3)
        >>> for number, words in enumerate((["agua", "rio"], ["paz"], ["agua"])):
        ...     builder.add(number, {"name": words})
        >>> found = matches(builder.finish(), {"agua": 1.0, "mar": 1.0})
        >>> found.score.round(2).tolist(), found.stems_of([2])
        ([0.19, 0.0, 0.23], ['agua'])
    """
    score = np.zeros(index.size)
    size = index.size if kept is None else int(np.count_nonzero(kept))
    where: dict[str, NDArray[np.int32]] = {}
    for stem, weight in question.items():
        documents, frequency = postings(index, stem)
        if kept is not None:
            there = kept[documents]
            documents, frequency = documents[there], frequency[there]
        if len(documents):
            rarity = np.log1p((size - len(documents) + 0.5) / (len(documents) + 0.5))
            score[documents] += weight * rarity * frequency / (K1 + frequency)
            where[stem] = documents
    return Matches(score, where)


def postings(index: Index, stem: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The documents with the stem and its frequency in each."""
    name = stem[:WIDTH].encode()
    place = int(np.searchsorted(index.terms, name)) if len(index.terms) else 0
    if place >= len(index.terms) or index.terms[place] != name:
        return index.document[:0], index.frequency[:0]
    part = slice(int(index.begins[place]), int(index.begins[place + 1]))
    return index.document[part], index.frequency[part]
