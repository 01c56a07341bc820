"""Words a slip of the keyboard away from those of the names: one letter wrong, missing, too many, or swapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

_REMEMBERED = 20_000


class NearWords:
    """The words of an index grouped by length, made again when names have changed."""

    def __init__(self, words: Mapping[str, object]) -> None:
        self._words = words
        self._by_length: dict[int, list[str]] = {}
        self._near: dict[str, list[tuple[str, int]]] = {}

    def forget(self) -> None:
        """The names changed: what was grouped and found no longer holds."""
        self._by_length, self._near = {}, {}

    def near(self, word: str) -> list[tuple[str, int]]:
        """Words at most one slip away, two for eight letters and more, with how many; the nearest 20."""
        found = self._near.get(word)
        if found is None:
            found = self._search(word, self._grouped())
            if len(self._near) < _REMEMBERED:
                self._near[word] = found
        return found

    def _search(self, word: str, by_length: Mapping[int, list[str]]) -> list[tuple[str, int]]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        most = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        found: list[tuple[str, int]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            choices = by_length.get(length, ())
            hits = extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=20) if choices else []
            found += [(str(hit[0]), int(hit[1])) for hit in hits]
        return sorted(found, key=lambda one: (one[1], one[0]))[:20]

    def _grouped(self) -> Mapping[int, list[str]]:
        if not self._by_length:
            by_length: defaultdict[int, list[str]] = defaultdict(list)
            for word in list(self._words):
                by_length[len(word)].append(word)
            self._by_length = dict(by_length)
        return self._by_length
