"""Whether what is kept for lists still follows from what is recorded: contacts, what is due, who turns cold.

Interaction, TOOK_PART, Commitment  ---counted anew--->  interactions, last_contact, next_due, cold_on of each Actor
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from crm.contact import SHARED, contact_day, with_cold_day
from crm.follow_up.rhythm import rhythm_of
from crm.interaction_model import OPEN
from crm.merging.checking import check_signposts
from crm.office import day_of
from graph.fold import fold
from graph.integrity import Flaw
from graph.records import Node, Value
from graph.store import Store
from graph.streams import BusySource

_ATTEMPTS = 5
_INTERACTION = ("id", "on", "status", "archived", "reference")
_COMMITMENT = ("owner", "beneficiary", "due", "status", "archived", "reference")
_ACTOR = (
    *("id", "name", "sort_name", "type", "parent", "is_group", "reference"),
    *("interactions", "last_contact", "next_due", "cold_on", "cadence_days"),
)


@dataclass
class _Expected:
    """What follows from the records, by actor."""

    contacts: Counter[str] = field(default_factory=Counter)
    last: dict[str, date] = field(default_factory=dict)
    newest: dict[str, str] = field(default_factory=dict)
    due: dict[str, date] = field(default_factory=dict)


def check_kept(store: Store) -> list[Flaw]:
    """What is kept with actors and edges and does not follow from the records.

    Flaws have the reason "kept_value" (an actor's property, in `detail` with what is kept and what follows) or
    "edge_date" (an edge does not carry its interaction's day). Raises BusySource when others keep writing.
    """
    for _attempt in range(_ATTEMPTS):
        revision = store.revision()
        flaws = list(_flaws(store))
        if store.revision() == revision:
            return flaws
    raise BusySource


def _flaws(store: Store) -> Iterator[Flaw]:
    shared = store.as_seen_by(SHARED)
    seen = {str(row["id"]) for row in _rows(shared, "Interaction", ("id",))}
    days: dict[str, tuple[date | None, Value | None]] = {}
    for row in _rows(store, "Interaction", _INTERACTION):
        node = Node(str(row["id"]), ("Interaction",), row)
        days[node.id] = (contact_day(node) if node.id in seen else None, row.get("on"))
    expected = _Expected()
    for row in _rows(store, "TOOK_PART", ("id", "start", "end", "on")):
        day, on = days[str(row["end"])]
        if row.get("on") != on:
            yield Flaw("edge_date", str(row["id"]), f"{row.get('on')} / {on}")
        _note_contact(expected, row, day)
    for row in _rows(shared, "Commitment", _COMMITMENT):
        _note_due(expected, row)
    yield from _actors(store, expected)
    yield from check_signposts(store)


def _rows(store: Store, name: str, columns: tuple[str, ...]) -> Iterator[dict[str, Value]]:
    for batch in store.table(name, columns):
        for row in batch:
            yield {column: value for column, value in zip(columns, row, strict=True) if value is not None}


def _note_contact(expected: _Expected, took_part: Mapping[str, Value], day: date | None) -> None:
    actor = str(took_part["start"])
    if day is None:
        return
    expected.contacts[actor] += 1
    if actor not in expected.last or day >= expected.last[actor]:
        expected.last[actor] = day
        expected.newest[actor] = str(took_part["end"])


def _note_due(expected: _Expected, row: Mapping[str, Value]) -> None:
    due = row.get("due")
    if not isinstance(due, date) or row["status"] not in OPEN or row.get("archived") or row.get("reference"):
        return
    for actor in {str(row[role]) for role in ("owner", "beneficiary") if role in row}:
        expected.due[actor] = min(expected.due.get(actor, due), due)


def _actors(store: Store, expected: _Expected) -> Iterator[Flaw]:
    rhythm = rhythm_of(store)
    for row in _rows(store, "Actor", _ACTOR):
        id = str(row["id"])
        actor = Node(id, ("Actor",), row)
        follows: dict[str, Value | None] = {
            "sort_name": fold(str(row["name"])),
            "interactions": expected.contacts[id],
            "last_contact": expected.last.get(id),
            "next_due": expected.due.get(id),
            "cold_on": with_cold_day(actor, rhythm).get("cold_on"),
        }
        for name, value in follows.items():
            kept = row.get(name)
            if kept != value and not (name == "last_contact" and _was_ahead(store, expected, actor)):
                yield Flaw("kept_value", id, f"{name}: {kept} / {value}")


def _was_ahead(store: Store, expected: _Expected, actor: Node) -> bool:
    """Whether the newest contact was recorded before its own day: then the day it was recorded is what is kept."""
    kept, newest = actor.get("last_contact"), expected.newest.get(actor.id)
    if kept is None or newest is None:
        return False
    return any(day_of(change.at) == kept for change in store.changes(of=[newest]))
