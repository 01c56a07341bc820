"""The network of partners with what was saved since the analyst's results, by the change log: nothing is read anew.

derived (arrays)  +  store.changes(since its revision)  ->  contacts, strength and ties of anybody, as of now

Shared analyses show only what the whole office may see, and so does this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from crm.derived.measure_table import MeasureRow
from crm.derived.newest import Newest
from crm.derived.results import Derived
from crm.network_data import ACTOR, HOST, INTERACTION, ActorRow, actor_row, counts, event_row, office_people
from crm.office import office_id
from crm.saving import edges_of
from graph.one_mode import OneMode
from graph.records import OFFICE, PUBLIC, Change, Edge, Node
from graph.snapshot import Base, Snapshot, Tie
from graph.store import Store
from graph.streams import changes_after
from graph.two_mode import TwoMode, from_rows

# More than this is left to the analyst, who is at it: what is known stays what it was.
MOST_CHANGES = 20_000
MOST_INTERACTIONS = 2_000


class Live:
    """Ties as they are now, followed from the results `derived`; `revision` is how far."""

    def __init__(self, derived: Derived) -> None:
        self.derived = derived
        self.revision = derived.revision
        self._partner: dict[str, bool] = {}  # who is one now, of those that changed or are new
        self._lock = Lock()

    @cached_property
    def snapshot(self) -> Snapshot:
        """The arrays, and what was put since."""
        derived = self.derived
        events = derived.interaction_ids(np.arange(len(derived.array("interaction_id"))))
        return Snapshot(_base(derived), derived.ids, events)

    def ties(self, actor: str) -> dict[str, Tie]:
        """With which partners an actor is tied, and how."""
        return self.snapshot.ties(actor)

    @property
    def changed(self) -> set[str]:
        """The actors some of whose ties may be others than in the results."""
        return self.snapshot.changed() if self.revision > self.derived.revision else set()

    def follow(self, store: Store) -> None:
        """Takes in what was saved since the last time, unless it is more than is quick. Raises StoreUnavailable."""
        with self._lock:
            now = store.revision()
            if now <= self.revision or now - self.derived.revision > MOST_CHANGES:
                return
            interactions, actors = _touched(changes_after(store, self.revision))
            shared = store.as_seen_by({PUBLIC, OFFICE})
            interactions |= self._of_actors(shared, actors)
            if len(interactions) <= MOST_INTERACTIONS:
                self._put(shared, interactions)
                self.revision = now

    def _of_actors(self, store: Store, ids: set[str]) -> set[str]:
        """The interactions of actors who became partners, or are none any more."""
        turned = {id for id, is_one in _partners(store, ids).items() if is_one != self._is_partner(id)}
        self._partner |= {id: not self._is_partner(id) for id in turned}
        return {edge.end for edge in edges_of(store, turned, ("TOOK_PART",), "out")} if turned else set()

    def _is_partner(self, id: str) -> bool:
        known = self._partner.get(id)
        if known is not None:
            return known
        number = self.derived.number.get(id)
        return number is not None and bool(self.derived.array("partner")[number])

    def _put(self, store: Store, ids: set[str]) -> None:
        if ids:
            took_part = edges_of(store, ids, ("TOOK_PART",), "in")
            self.snapshot.put(self._events(store.get(ids), ids, took_part))

    def _events(self, nodes: Any, ids: set[str], took_part: list[Edge]) -> TwoMode:
        """The interactions as events of partners; one that does not count has none."""
        rows = {id: _columns(nodes[id]) for id in ids if id in nodes}
        day = self.derived.day
        kept = {id: row for id, row in rows.items() if counts(row, None) and not row[7]}
        events = {id: event_row(row) for id, row in kept.items()}
        dated = {id: row.start or row.end for id, row in events.items()}
        past = {id: events[id] for id, began in dated.items() if began is not None and began <= day}
        empty = {
            id: event_row((id, "meeting", "done", day, day, day, None, None, None))
            for id in ids - past.keys()
        }
        parties = [(edge.start, edge.end, edge.get("role") == HOST) for edge in took_part if edge.end in past]
        parties = [party for party in parties if self._is_partner(party[0])]
        return from_rows(sorted({party[0] for party in parties}), [*past.values(), *empty.values()], parties)


def _base(derived: Derived) -> Base:
    names = ("first", "second", "weight", "count", "last", "begins", "event", "share")
    first, second, weight, count, last, begins, event, share = (
        derived.array(f"core_{name}") for name in names
    )
    as_of, end = derived.day.toordinal(), np.asarray(derived.array("interaction_end"))
    left = np.exp2(-np.maximum(as_of - end, 0) / derived.array("interaction_half_life").astype(np.float64))
    one = OneMode(tuple(derived.ids), first, second, weight, count, last, begins, event, share)
    rows = (derived.array("core_from"), derived.array("core_to"), derived.array("core_edge"))
    return Base(one, left, np.minimum(end, as_of), as_of, rows)


def _touched(changes: Iterable[Change]) -> tuple[set[str], set[str]]:
    """The interactions and the actors that changes are about."""
    interactions: set[str] = set()
    actors: set[str] = set()
    for change in changes:
        for record in (change.before, change.after):
            if isinstance(record, Edge) and record.type == "TOOK_PART":
                interactions.add(record.end)
            elif isinstance(record, Node) and record.root == "Interaction":
                interactions.add(record.id)
            elif isinstance(record, Node) and record.root == "Actor":
                actors.add(record.id)
    return interactions, actors


def _partners(store: Store, ids: set[str]) -> dict[str, bool]:
    """Which of these actors count as partners."""
    if not ids:
        return {}
    own, nodes = office_people(store) | {office_id()}, store.get(ids)
    return {id: id in nodes and _counts_as_partner(nodes[id], own) for id in ids}


def _counts_as_partner(node: Node, own: set[str]) -> bool:
    said = {name: node.get(name) for name in ACTOR} | {"id": node.id, "labels": node.labels}
    row: ActorRow = actor_row(said, own)
    return not (said["archived"] or row.own or row.person or row.group or row.event or row.reference)


def _columns(node: Node) -> tuple[Any, ...]:
    return (node.id, *(node.get(name) for name in INTERACTION[1:]))


_LIVE = Newest(Live)


def live(store: Store, derived: Derived) -> Live:
    """The ties as of now. The same object as long as the results are the same; only the newest is kept."""
    found = _LIVE.of(derived)
    found.follow(store)
    return found


def renewed(found: Live, row: MeasureRow) -> MeasureRow:
    """A partner's line with its contacts and strength as of now; what takes the whole network stays as it was."""
    if row.id not in found.changed:
        return row
    contacts, strength = contacts_and_strength(found, row.id)
    return replace(row, values={**row.values, "degree": float(contacts), "strength": strength})


def contacts_and_strength(found: Live, actor: str) -> tuple[int, float]:
    """How many partners an actor is tied with, and how strongly."""
    ties = found.ties(actor)
    return len(ties), sum(tie.weight for tie in ties.values())
