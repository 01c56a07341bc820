"""Which rules cannot hold together: the smallest set of them, found among named rules.

Deletion filtering (J. W. Chinneck, "Feasibility and Infeasibility in Optimization", Springer 2008): leave out one rule
after another, and for good when the rest still cannot hold. What remains is irreducible: without any one of it the
others can hold. Then every smaller set is tried, while there are few enough; if none is in conflict, it is the smallest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.counting import fewest
from crm.coalitions.model import Rule
from graph.two_mode import BoolArray

_MOST_TRIED = 20_000


@dataclass(frozen=True)
class Ruled:
    """Who covers what (`covers`, candidates x requirements) and which candidate each rule is about (by its actor).

    `patterns` are the different rows of it, `pattern` (one a candidate) which of them it is.
    """

    covers: BoolArray
    place: dict[str, int]
    patterns: BoolArray
    pattern: NDArray[np.int64]
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    @classmethod
    def of(cls, covers: BoolArray, place: dict[str, int]) -> Ruled:
        """From the rows of all candidates."""
        patterns, pattern = np.unique(covers, axis=0, return_inverse=True)
        return cls(covers, place, patterns, pattern.ravel())

    def holds(self, rules: Collection[Rule]) -> bool:
        """Whether some set of candidates keeps all the rules."""
        must = {self.place[rule.id] for rule in rules if rule.kind == "must"}
        out = {rule.id for rule in rules if rule.kind in {"without", "excluded"}}
        banned = {self.place[id] for id in out if id in self.place}
        most = min((rule.count for rule in rules if rule.kind == "at_most"), default=None)
        needed = sorted({rule.place for rule in rules if rule.kind == "requirement"})
        if must & banned:
            return False
        left = [place for place in needed if not self.covers[list(must), place].any()]
        count = self._fewest(tuple(sorted(banned)), tuple(left))
        return count >= 0 and (most is None or len(must) + count <= most)

    def _fewest(self, banned: tuple[int, ...], needed: tuple[int, ...]) -> int:
        """The fewest candidates that cover some requirements without those banned; -1 when none do."""
        if (banned, needed) not in self._known:
            sizes = np.bincount(self.pattern, minlength=len(self.patterns))
            left = sizes - np.bincount(self.pattern[list(banned)], minlength=len(self.patterns))
            self._known[banned, needed] = fewest(self.patterns[left > 0][:, list(needed)])
        return self._known[banned, needed]


def find_conflict(ruled: Ruled, rules: Iterable[Rule], seconds: float = 1.0) -> tuple[tuple[Rule, ...], bool]:
    """The smallest set of rules that cannot hold together, and whether that is proved; () when all can hold.

    When time runs out or there are too many sets to try, the set is irreducible, and a smaller one may exist.
    """
    until = perf_counter() + seconds
    all_rules = tuple(rules)
    if ruled.holds(all_rules):
        return (), True
    kept = _filtered(ruled, all_rules)
    smaller, proved = _smaller(ruled, all_rules, len(kept), until)
    return (smaller or kept), proved


def _filtered(ruled: Ruled, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """What is irreducible, keeping rather what comes first: a wish says more to its user than a requirement."""
    kept = list(rules)
    for rule in reversed(rules):
        rest = [other for other in kept if other is not rule]
        if not ruled.holds(rest):
            kept = rest
    return tuple(kept)


def _smaller(ruled: Ruled, rules: tuple[Rule, ...], size: int, until: float) -> tuple[tuple[Rule, ...], bool]:
    """A conflict of fewer rules, and whether all smaller sets were tried."""
    tried = 0
    for count in range(1, size):
        tried += comb(len(rules), count)
        if tried > _MOST_TRIED:
            return (), False
        for some in combinations(rules, count):
            if not ruled.holds(some):
                return some, True
            if perf_counter() > until:
                return (), False
    return (), True


def places_of(numbers: NDArray[np.int64], ids: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The place among the candidates of each actor, from its id and number."""
    place = {number: index for index, number in enumerate(numbers.tolist())}
    return {id: place[number] for id, number in ids if number in place}
