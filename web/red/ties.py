"""The lines of a picture: between two actors one for each meaning, side by side when there are several.

(uis)====(agreement)====(jica)       what they agreed
(uis)----(interaction)--(jica)       how often they met
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.derived.results import Derived
from crm.picture import PictureEdge
from crm.reading.meanings import MEANINGS, OF_TIE, Shared, shared_by_meaning
from crm.standing_ties import StandingTie
from graph.two_mode import BoolArray


@dataclass(frozen=True, slots=True)
class Tie:
    """One line: what it means, how many interactions of that meaning (`last`: the newest one's day), the types of standing
    ties, and whether nothing states it but only lets it be inferred.
    """

    source: str
    target: str
    meaning: str
    count: int
    last: date | None
    standing: tuple[str, ...]
    weak: bool


def ties_of(
    derived: Derived, edges: Sequence[PictureEdge], standing: Sequence[StandingTie], mask: BoolArray
) -> list[Tie]:
    """The lines of the pairs that meet and of those that hang together anyway, of the interactions of a mask."""
    met = {(edge.source, edge.target): edge for edge in edges}
    shared = shared_by_meaning(derived, met, mask)
    held: defaultdict[frozenset[str], list[StandingTie]] = defaultdict(list)
    for tie in standing:
        held[frozenset((tie.source, tie.target))].append(tie)
    found = []
    for pair, edge in met.items():
        own = held.pop(frozenset(pair), [])
        found += _of_pair(pair, shared[pair] or [_whole(edge)], own)
    for rest in held.values():
        found += _of_pair((rest[0].source, rest[0].target), [], rest)
    return found


def _whole(edge: PictureEdge) -> Shared:
    """A tie of the office's own, of which only the counts are known."""
    return Shared(MEANINGS[0], edge.count, edge.last, weak=False)


def _of_pair(pair: tuple[str, str], shared: Sequence[Shared], held: Sequence[StandingTie]) -> list[Tie]:
    met = {one.meaning: one for one in shared}
    made = []
    for meaning in MEANINGS:
        own = [tie for tie in held if OF_TIE.get(tie.type, "membership") == meaning]
        one = met.get(meaning)
        if own or one:
            made.append(_tie(pair, meaning, one, own))
    return made


def _tie(pair: tuple[str, str], meaning: str, met: Shared | None, held: Sequence[StandingTie]) -> Tie:
    source, target = (held[0].source, held[0].target) if held else pair
    return Tie(
        source=source,
        target=target,
        meaning=meaning,
        count=met.count if met else 0,
        last=met.last if met else None,
        standing=tuple(dict.fromkeys(tie.type for tie in held)),
        weak=(met is None or met.weak) and all(tie.weak for tie in held),
    )
