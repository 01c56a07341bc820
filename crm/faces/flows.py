"""From lines of work to partners to what became of it: counted once for each interaction and each of the partners in it.

The partners with the most interactions stand by themselves ("@uis"), the others together by family ("diplomatic"). An
interaction with two of them runs through both, so that each band is whole interactions that one can open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from crm.faces.meetings import Meetings, Numbers
from crm.faces.outcomes import OUTCOMES
from crm.faces.sankey import Band
from crm.vocabulary import vocabulary

REST = "+"
ACTOR = "@"


@dataclass(frozen=True, slots=True)
class Flows:
    """Bands from lines (their ids, "" for none, REST for the smaller ones) to partners (ACTOR and an actor's id, or a
    family for its others) to outcomes. `lines`, `partners` and `outcomes` say how many interactions there are of each, each
    counted once; `families` of each family, the named partners too; `others` which partners a family stands for.
    """

    bands: Sequence[Band]
    lines: dict[str, int]
    partners: dict[str, int]
    families: dict[str, int]
    others: dict[str, tuple[str, ...]]
    outcomes: dict[str, int]
    total: int


def count_flows(meetings: Meetings, most_lines: int, most_partners: int) -> Flows:
    """The flows of some interactions; so many lines and partners, those with the most interactions, each by itself."""
    lines, line = _lines(meetings, most_lines)
    outcome = meetings.values("outcome").astype(np.int64)
    families = vocabulary("families").ids
    own = _families(meetings, families)
    partners, place, others = _partners(meetings, (families, own), most_partners)
    event, partner = _once(meetings, place, len(partners))
    bands = [
        Band(column, sources[source], targets[target], count)
        for column, (sources, source_of), (targets, target_of) in (
            (0, (lines, line[event]), (partners, partner)),
            (1, (partners, partner), (OUTCOMES, outcome[event])),
        )
        for source, target, count in _pairs(source_of, target_of)
    ]
    return Flows(
        bands=bands,
        lines=_counted(lines, line),
        partners=_counted(partners, partner),
        families=_counted(families, _once(meetings, own, len(families))[1]),
        others=others,
        outcomes=_counted(OUTCOMES, outcome),
        total=len(meetings.events),
    )


def _lines(meetings: Meetings, most: int) -> tuple[list[str], Numbers]:
    """The ids of the lines with "" and REST last, and the place of each interaction's line among them."""
    terms = meetings.derived.terms["strategic_lines"]
    numbers: Numbers = meetings.values("line").astype(np.int64)
    found, counts = np.unique(numbers[numbers >= 0], return_counts=True)
    own = found[np.argsort(-counts, kind="stable")][:most].tolist()
    place = np.full(len(terms) + 1, len(own) + 1, dtype=np.int64)
    place[own] = np.arange(len(own))
    place[-1] = len(own)  # a line of -1 is none
    return [*(terms[number] for number in own), "", REST], place[numbers]


def _families(meetings: Meetings, ids: Sequence[str]) -> Numbers:
    """The place of each actor's family."""
    number = {family: place for place, family in enumerate(ids)}
    families = meetings.derived.actors["family"]
    return np.array([number[families[actor]] for actor in meetings.actors.tolist()], dtype=np.int64)


def _partners(
    meetings: Meetings, families: tuple[Sequence[str], Numbers], most: int
) -> tuple[list[str], Numbers, dict[str, tuple[str, ...]]]:
    """The named partners and then the families, the place among them of each actor, and whom a family stands for. Who would
    be the only other of a family is named as well.
    """
    names, own = families
    counts = meetings.counts()
    order = np.lexsort((meetings.derived.array("name_rank")[meetings.actors], -counts))
    order = order[counts[order] > 0]
    rest = order[most:]
    alone = np.bincount(own[rest], minlength=len(names)) == 1
    named = np.concatenate([order[:most], rest[alone[own[rest]]]])
    place = len(named) + own
    place[named] = np.arange(len(named))
    ids = [meetings.derived.ids[number] for number in meetings.actors.tolist()]
    others: dict[str, tuple[str, ...]] = {}
    for number in rest[~alone[own[rest]]].tolist():
        others[names[own[number]]] = (*others.get(names[own[number]], ()), ids[number])
    return [*(f"{ACTOR}{ids[number]}" for number in named.tolist()), *names], place, others


def _once(meetings: Meetings, place: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Each interaction with each place that took part in it, once."""
    pairs = np.unique(meetings.event * size + place[meetings.actor])
    return pairs // size, pairs % size


def _pairs(source: Numbers, target: Numbers) -> Iterator[tuple[int, int, int]]:
    """Which pairs there are, and how often each."""
    width = int(target.max(initial=0)) + 1
    keys, counts = np.unique(source * width + target, return_counts=True)
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        yield key // width, key % width, count


def _counted(names: Sequence[str], places: Numbers) -> dict[str, int]:
    """How often each name is there, the most frequent first."""
    counts = np.bincount(places, minlength=len(names)).tolist()
    found = {name: count for name, count in zip(names, counts, strict=True) if count}
    return dict(sorted(found.items(), key=lambda one: -one[1]))
