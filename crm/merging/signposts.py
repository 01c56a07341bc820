"""Where a joined record went: its id stays a signpost to the one that has it all, also over several joinings."""

from __future__ import annotations

from collections.abc import Collection

from crm.errors import InvalidData
from graph.records import Node
from graph.store import Store, Transaction

MERGED_INTO = "merged_into"
_STEPS = 50


def current_id(reader: Store | Transaction, id: str) -> str:
    """The id under which the actor is now; the same one for whoever was never joined, or is not there."""
    return current_ids(reader, [id])[id]


def current_ids(reader: Store | Transaction, ids: Collection[str]) -> dict[str, str]:
    """The same for several, in one read for each step."""
    now = {id: id for id in ids}
    for _ in range(_STEPS):
        nodes = reader.get(set(now.values()))
        next_ids = {id: str(node.get(MERGED_INTO)) for id, node in nodes.items() if node.get(MERGED_INTO)}
        if not next_ids:
            break
        now = {id: next_ids.get(place, place) for id, place in now.items()}
    return now


def refuse_merged(node: Node) -> None:
    """Raises InvalidData when the record is only a signpost: it is changed where it went."""
    if node.get(MERGED_INTO):
        raise InvalidData.of("", "merged_away", id=node.get(MERGED_INTO))
