"""Interactions that are in the results and were changed since: as they are now, and who takes part in them no more.

changed_meetings(store, whole, Touched({"m1"}, {("uis", "m1")}))  ->  {number of m1: Meeting(…)}, gone {…}, left {…}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crm.derived.results import Derived
from crm.network_data import HOST, INTERACTION, counts, event_row
from crm.saving import edges_of
from crm.vocabulary import vocabulary
from graph.records import Change, Edge, Node
from graph.store import Store
from graph.two_mode import from_rows

PARTS = ("start", "end", "kind", "line", "weight", "half_life")
Part = tuple[int, int]


class Meeting(NamedTuple):
    """What the arrays `interaction_…` say of an interaction now; `hosts`: the only ones whom it links with the others."""

    start: int
    end: int
    kind: int
    line: int
    weight: float
    half_life: float
    hosts: frozenset[int] | None


@dataclass(frozen=True)
class Touched:
    """What changes are about: nodes by id, parts that actors took by (actor, interaction)."""

    nodes: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def by(cls, changes: Iterable[Change]) -> Touched:
        """Of all of these changes; of an erased edge nothing is known, but its ends are told of as well."""
        nodes, parts = set[str](), set[tuple[str, str]]()
        for change in changes:
            if change.kind == "node":
                nodes.add(change.id)
            for record in (change.before, change.after):
                if isinstance(record, Edge) and record.type == "TOOK_PART":
                    parts.add((record.start, record.end))
        return cls(frozenset(nodes), frozenset(parts))

    @property
    def ids(self) -> set[str]:
        """The nodes, and the interactions of the parts."""
        return {*self.nodes, *(event for _actor, event in self.parts)}


@dataclass
class MeetingsNow:
    """By number: interactions that count no more, those that are otherwise now, and parts that are taken no more."""

    gone: set[int] = field(default_factory=set)
    otherwise: dict[int, Meeting] = field(default_factory=dict)
    left: set[Part] = field(default_factory=set)

    def take(self, store: Store, whole: Derived, touched: Touched) -> None:
        """Takes in what was touched. `store` shows what the whole office may see. Raises StoreUnavailable."""
        number = numbers_of(whole, touched.ids)
        nodes = store.get(number) if number else {}
        edges = edges_of(store, number, ("TOOK_PART",), "in") if number else []
        for id, event in number.items():
            self._settle(whole, event, nodes.get(id), [edge for edge in edges if edge.end == id])
        now = {(edge.start, edge.end) for edge in edges}
        for actor, meeting in touched.parts:
            part = whole.number.get(actor, -1), number.get(meeting, -1)
            self.left.discard(part)
            if (actor, meeting) not in now and took_part(whole, part):
                self.left.add(part)

    def _settle(self, whole: Derived, event: int, node: Node | None, parties: list[Edge]) -> None:
        self.gone.discard(event)
        self.otherwise.pop(event, None)
        meeting = meeting_now(whole, node, parties) if node is not None else None
        if meeting is None:
            self.gone.add(event)
        elif meeting.hosts is not None or meeting[:-1] != _before(whole, event):
            self.otherwise[event] = meeting


def numbers_of(whole: Derived, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of those of the ids that are interactions of the results."""
    asked = np.array([id.encode() for id in ids], dtype=np.bytes_)
    if not len(asked):
        return {}
    numbers = np.flatnonzero(np.isin(whole.array("interaction_id"), asked)).tolist()
    return dict(zip(whole.interaction_ids(numbers), numbers, strict=True))


def took_part(whole: Derived, part: Part) -> bool:
    """Whether the actor took part in the interaction when the results were made."""
    actor, event = part
    if min(part) < 0:
        return False
    begin, end = whole.array("took_part_begins")[actor : actor + 2].tolist()
    return bool((whole.array("took_part_event")[begin:end] == event).any())


def meeting_now(whole: Derived, node: Node, parties: Iterable[Edge]) -> Meeting | None:
    """The interaction as an analysis would read it now; None when it counts no more."""
    row = (node.id, *(node.get(name) for name in INTERACTION[1:]))
    data = from_rows([], [event_row(row)], []) if counts(row, None) else None
    if data is None or not data.events:
        return None
    hosts = {
        whole.number[edge.start]
        for edge in parties
        if edge.get("role") == HOST and edge.start in whole.number
    }
    return Meeting(
        start=int(data.start[0]),
        end=int(data.end[0]),
        kind=_place("interaction_kinds", node.get("kind")),
        line=_place("strategic_lines", node.get("strategic_line")),
        weight=float(np.float32(data.weight[0])),
        half_life=float(np.float32(data.half_life[0])),
        hosts=frozenset(hosts) if data.star[0] else None,
    )


def _place(name: str, id: Any) -> int:
    return vocabulary(name).ids.index(id) if id in vocabulary(name) else -1


def _before(whole: Derived, event: int) -> tuple[float, ...]:
    return tuple(whole.array(f"interaction_{part}")[event].item() for part in PARTS)


def renewed(array: NDArray[Any], part: str, meetings: Mapping[int, Meeting]) -> NDArray[Any]:
    """One of the arrays `interaction_…` with what is otherwise now."""
    found = np.array(array)
    found[[*meetings]] = [getattr(meeting, part) for meeting in meetings.values()]
    return found


def without_parts(
    begins: NDArray[Any], event: NDArray[Any], left: Iterable[Part]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The arrays `took_part_…` without the parts that are taken no more."""
    lines = [
        int(begins[actor]) + int(np.flatnonzero(event[begins[actor] : begins[actor + 1]] == meeting)[0])
        for actor, meeting in left
    ]
    fewer = np.zeros(len(event) + 1, dtype=np.int64)
    fewer[np.array(lines, dtype=np.int64) + 1] = 1
    return begins - np.cumsum(fewer)[begins], np.delete(event, lines)
