"""From lines of work to partners to what became of it: counted once for each interaction and each kind of partner in it.

An interaction with universities and embassies runs through both, so that each band is whole interactions that one can open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from crm.faces.meetings import Meetings, Numbers
from crm.faces.outcomes import OUTCOMES
from crm.faces.sankey import Band
from crm.vocabulary import vocabulary

REST = "+"
Key = TypeVar("Key")


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
    names = _line_names(meetings, most_lines)
    outcomes = [OUTCOMES[number] for number in meetings.values("outcome").tolist()]
    pairs = _families(meetings)
    first = _counted([(names[event], family) for event, family in pairs])
    second = _counted([(family, outcomes[event]) for event, family in pairs])
    bands = [Band(0, line, family, count) for (line, family), count in first.items()]
    bands += [Band(1, family, outcome, count) for (family, outcome), count in second.items()]
    return Flows(
        bands=bands,
        lines=_counted(names),
        families=_counted([family for _event, family in pairs]),
        outcomes=_counted(outcomes),
        total=len(meetings.events),
    )


def _line_names(meetings: Meetings, most: int) -> list[str]:
    """The line of each interaction by its id."""
    terms = meetings.derived.terms["strategic_lines"]
    numbers: Numbers = meetings.values("line")
    found, counts = np.unique(numbers, return_counts=True)
    own = [number for number in found[np.argsort(-counts, kind="stable")].tolist() if number >= 0]
    named = {number: terms[number] for number in own[:most]} | {-1: ""}
    return [named.get(number, REST) for number in numbers.tolist()]


def _families(meetings: Meetings) -> list[tuple[int, str]]:
    """Each interaction with each family that took part in it, once."""
    ids = vocabulary("families").ids
    number = {family: place for place, family in enumerate(ids)}
    families = meetings.derived.actors["family"]
    own = np.array([number[families[actor]] for actor in meetings.actors.tolist()], dtype=np.int64)
    pairs = np.unique(meetings.event * len(ids) + own[meetings.actor])
    return [(pair // len(ids), ids[pair % len(ids)]) for pair in pairs.tolist()]


def _counted(keys: Sequence[Key]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return dict(sorted(found.items(), key=lambda one: -one[1]))
