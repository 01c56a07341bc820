"""Ways of reading a table that somebody named: found again when a table with the same headers comes.

(:Setting {kind "reading", name, noun, headers, choices})      internal, so in backup and migrate, never in search
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from crm.access import Viewer
from crm.errors import InvalidData
from crm.identity import record_id
from crm.saving import writing
from crm.tables.choices import Choices
from graph.fold import fold
from graph.records import Node
from graph.store import Query, Store

_KIND = "reading"
_LONGEST = 120
_MOST = 500


@dataclass(frozen=True)
class Reading:
    """A named way of reading: which table it is for, and what was decided about it."""

    id: str
    name: str
    noun: str
    choices: Choices


def reading_id(headers: Sequence[str]) -> str:
    """The id of the reading of every table with these headers, in whatever order and capitals."""
    return record_id(_KIND, *sorted(fold(header) for header in headers if header))


def remember_reading(
    store: Store, viewer: Viewer, name: str, headers: Sequence[str], how: tuple[str, Choices]
) -> Reading:
    """Keeps how tables with these headers are read: (noun, choices). Raises InvalidData (field "remember")."""
    noun, choices = how
    if not name.strip() or len(name.strip()) > _LONGEST:
        raise InvalidData.of("remember", "mapping_name" if not name.strip() else "too_long", limit=_LONGEST)
    reading = Reading(reading_id(headers), name.strip(), noun, choices)
    said = {"kind": _KIND, "name": reading.name, "noun": noun, "choices": json.dumps(choices.shown())}
    with writing(store, viewer) as tx:
        known = tx.get([reading.id]).get(reading.id)
        tx.put_nodes([Node(reading.id, ("Setting",), said, version=known.version if known else 0)])
    return reading


def find_reading(store: Store, headers: Sequence[str], noun: str = "") -> Reading | None:
    """The reading for a table with these headers, if anybody named one; only of the noun when it is said."""
    node = store.get([reading_id(headers)]).get(reading_id(headers))
    reading = _read(node) if node is not None else None
    return reading if reading is not None and noun in {"", reading.noun} else None


def list_readings(store: Store) -> list[Reading]:
    """All of them by name."""
    nodes = store.find(Query("Setting", limit=_MOST, total=False)).items
    found = [_read(node) for node in nodes if node.get("kind") == _KIND]
    return sorted((reading for reading in found if reading), key=lambda reading: fold(reading.name))


def forget_reading(store: Store, viewer: Viewer, id: str) -> None:
    """Deletes one; nothing happens when it is gone already."""
    with writing(store, viewer) as tx:
        node = tx.get([id]).get(id)
        if node is not None and node.root == "Setting" and node.get("kind") == _KIND:
            tx.delete_nodes([id])


def _read(node: Node) -> Reading | None:
    try:
        choices = Choices.read(json.loads(str(node.get("choices", "{}"))))
    except (ValueError, InvalidData):
        return None
    return Reading(node.id, str(node.get("name")), str(node.get("noun")), choices)
