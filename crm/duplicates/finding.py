"""Finding who is there twice among many records: candidate pairs, compared, the likely ones best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from crm.duplicates.blocking import candidate_pairs
from crm.duplicates.glance import hopeless
from crm.duplicates.names import Likeness
from crm.duplicates.records import Described
from crm.duplicates.scoring import APART, DEFAULT, compare

_AMBIGUOUS = 0.7


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be the same; `why` are keys of the catalogue under "why"."""

    a: str | int
    b: str | int
    score: float
    why: tuple[str, ...]


def find_pairs(records: Sequence[Described], threshold: float = DEFAULT) -> list[Pair]:
    """The pairs that reach the threshold, best first; below 0.55 not all of them are found. An acronym that fits several bodies means none of them."""
    found: list[tuple[int, int, Likeness]] = []
    for one, other in candidate_pairs(records):
        if _is_hopeless(records[one], records[other]):
            continue
        likeness = compare(records[one], records[other])
        if likeness.score >= min(threshold, _AMBIGUOUS):
            found.append((one, other, likeness))
    settled = _without_ambiguous(found)
    pairs = [
        Pair(records[one].id, records[other].id, likeness.score, likeness.why)
        for one, other, likeness in settled
        if likeness.score >= threshold
    ]
    return sorted(pairs, key=lambda pair: (-pair.score, str(pair.a), str(pair.b)))


def _is_hopeless(one: Described, other: Described) -> bool:
    if len(one.names) + len(other.names) > 2:
        return False
    return hopeless(one.names[0], other.names[0], one.places | other.places)


def _without_ambiguous(found: Sequence[tuple[int, int, Likeness]]) -> list[tuple[int, int, Likeness]]:
    sure = {frozenset((one, other)) for one, other, likeness in found if likeness.score >= DEFAULT}
    by_record: defaultdict[int, list[int]] = defaultdict(list)
    for one, other, likeness in found:
        if "same_acronym" in likeness.why and likeness.score >= DEFAULT:
            by_record[one].append(other)
            by_record[other].append(one)
    doubtful = {
        record
        for record, meant in by_record.items()
        if any(frozenset((first, other)) not in sure for first in meant for other in meant if first < other)
    }
    return [
        (one, other, _lowered(likeness) if _is_doubtful(likeness, {one, other} & doubtful) else likeness)
        for one, other, likeness in found
    ]


def _is_doubtful(likeness: Likeness, doubtful: set[int]) -> bool:
    vouched = {"same_web", "same_domain", "same_email", "shared_people"} & set(likeness.why)
    return bool(doubtful) and "same_acronym" in likeness.why and not vouched


def _lowered(likeness: Likeness) -> Likeness:
    return Likeness(min(likeness.score, APART), (*likeness.why, "acronym_of_several"))
