"""From lines of work to partners to what became of it: counted once for each interaction and each kind of partner in it.

An interaction with universities and embassies runs through both, so that each band is whole interactions that one can open.
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


@dataclass(frozen=True, slots=True)
class Flows:
    """Bands from lines (their ids, "" for none, REST for the smaller ones) to families to outcomes. `lines` and
    `outcomes` say how many interactions there are of each, each counted once; `total` all of them.
    """

    bands: Sequence[Band]
    lines: dict[str, int]
    families: dict[str, int]
    outcomes: dict[str, int]
    total: int


def count_flows(meetings: Meetings, most_lines: int) -> Flows:
    """The flows of some interactions; the `most_lines` lines with the most interactions each by itself."""
    lines, line = _lines(meetings, most_lines)
    outcome = meetings.values("outcome").astype(np.int64)
    families = vocabulary("families").ids
    event, family = _families(meetings, families)
    bands = [
        Band(column, sources[source], targets[target], count)
        for column, (sources, source_of), (targets, target_of) in (
            (0, (lines, line[event]), (families, family)),
            (1, (families, family), (OUTCOMES, outcome[event])),
        )
        for source, target, count in _pairs(source_of, target_of)
    ]
    return Flows(
        bands=bands,
        lines=_counted(lines, line),
        families=_counted(families, family),
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


def _families(meetings: Meetings, ids: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Each interaction with each family that took part in it, once: their places."""
    number = {family: place for place, family in enumerate(ids)}
    families = meetings.derived.actors["family"]
    own = np.array([number[families[actor]] for actor in meetings.actors.tolist()], dtype=np.int64)
    pairs = np.unique(meetings.event * len(ids) + own[meetings.actor])
    return pairs // len(ids), pairs % len(ids)


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
