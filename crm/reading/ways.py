"""The warmest ways between two actors, step by step with the meetings that show them, and whom both know.

ways_between(store, derived, ("uis", "jica"), today())  ->  [Way(uis -> ... -> jica, strength 0.2)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from crm.doors.network import Reach, reach_on
from graph.paths import Search, tie_strength

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.records import Node
    from graph.store import Store

WAYS, EVIDENCE, _READ = 3, 2, 8


@dataclass(frozen=True, slots=True)
class Step:
    """From one actor to the next: the interactions that show it (id, title; the newest first), how many there are, the
    type of a standing tie between them when there is one, and the strength of it all (0 to 1).
    """

    start: str
    end: str
    shown_by: tuple[tuple[str, str], ...]
    count: int
    last: date | None
    standing: str | None
    outward: bool
    strength: float


@dataclass(frozen=True, slots=True)
class Way:
    """A way: its steps, and the product of their strengths."""

    steps: tuple[Step, ...]
    strength: float

    @property
    def actors(self) -> tuple[str, ...]:
        """Everybody on it, both ends too."""
        return (self.steps[0].start, *(step.end for step in self.steps))


def ways_between(
    store: Store, derived: Derived, ends: tuple[str, str], day: date, limit: int = WAYS
) -> list[Way]:
    """The warmest ways of at most three ties, the best first, no two through the same actor; [] when nobody leads there.

    Not through the office, fairs or population groups. A way with a step of which `store` shows nothing is left out.
    """
    if not all(id in derived.number for id in ends) or ends[0] == ends[1]:
        return []
    reach = reach_on(derived, day)
    source, target = (derived.number[id] for id in ends)
    found = _search(reach, source).ways(target, limit)
    lines = [(source, *way.nodes) for way in found]
    nodes = _read(store, reach, lines)
    ways = [_way(reach, line, nodes) for line in lines]
    return [way for way in ways if way is not None]


def _search(reach: Reach, source: int) -> Search:
    """The same search as from the office, begun at an actor, which no way passes again."""
    ties = reach.search.ties
    _, to, strength = ties.rows(np.array([source], dtype=np.int64))
    first = np.zeros(len(reach.first))
    np.maximum.at(first, to, strength)
    favour = reach.search.favour.copy()
    favour[source] = 0.0
    return Search(ties, first, favour)


def _read(store: Store, reach: Reach, lines: Sequence[Sequence[int]]) -> dict[str, Node]:
    wanted = {id for line in lines for pair in pairwise(line) for id in _evidence(reach, pair)}
    wanted |= {reach.derived.ids[number] for line in lines for number in line}
    found = store.get(wanted) if wanted else {}
    return {id: node for id, node in found.items() if not node.get("archived")}


def _evidence(reach: Reach, pair: tuple[int, int]) -> list[str]:
    return reach.derived.interaction_ids(reach.events_between(*pair)[:_READ])


def _way(reach: Reach, line: Sequence[int], nodes: dict[str, Node]) -> Way | None:
    steps = [step for pair in pairwise(line) if (step := _step(reach, pair, nodes)) is not None]
    if len(steps) < len(line) - 1 or any(reach.derived.ids[number] not in nodes for number in line):
        return None
    return Way(tuple(steps), float(np.prod([step.strength for step in steps])))


def _step(reach: Reach, pair: tuple[int, int], nodes: dict[str, Node]) -> Step | None:
    seen = [id for id in _evidence(reach, pair) if id in nodes]
    held = reach.standing_between(*pair)
    if not seen and held is None:
        return None
    last = nodes[seen[0]].get("end") or nodes[seen[0]].get("on") if seen else None
    ids = reach.derived.ids
    return Step(
        start=ids[pair[0]],
        end=ids[pair[1]],
        shown_by=tuple((id, str(nodes[id].get("title") or id)) for id in seen[:EVIDENCE]),
        count=max(len(seen), len(reach.events_between(*pair)) if seen else 0),
        last=last if isinstance(last, date) else None,
        standing=held[0] if held else None,
        outward=held[1] if held else True,
        strength=tie_strength(reach.search.ties, *pair),
    )


def common_contacts(derived: Derived, ends: tuple[str, str], day: date, limit: int = 40) -> list[str]:
    """Whom both actors meet or are tied with anyhow, those first whose weaker tie is the strongest; at most `limit`."""
    if not all(id in derived.number for id in ends):
        return []
    reach = reach_on(derived, day)
    one, other = (dict(_contacts(reach, derived.number[id])) for id in ends)
    numbers = {derived.number[id] for id in ends}
    both = [number for number in one if number in other and number not in numbers]
    best = sorted(both, key=lambda number: (-min(one[number], other[number]), number))
    return [derived.ids[number] for number in best[:limit]]


def _contacts(reach: Reach, number: int) -> Iterator[tuple[int, float]]:
    """The contacts of an actor that may be asked, each with the strength of the tie."""
    _, to, strength = reach.search.ties.rows(np.array([number], dtype=np.int64))
    order = np.argsort(strength, kind="stable")
    allowed = (reach.search.favour[to] > 0) & (strength > 0)
    for place in order[allowed[order]].tolist():
        yield int(to[place]), float(strength[place])
