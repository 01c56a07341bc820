"""Where an interaction came from: the e-mail or invitation it was made of, so that the same one is not recorded twice.

(:Origin {record, made})      id from "mail <message id>" or "event <uid>"; internal, not logged, so that undo is free of it
"""

from __future__ import annotations

from datetime import UTC, datetime

from crm.identity import record_id
from graph.records import Node
from graph.store import Store, Transaction

LONGEST = 300


def origin_id(kind: str, own: str) -> str:
    """The id for a message or event; "" when it has none of its own."""
    return record_id("origin", kind, own) if own else ""


def note_origin(tx: Transaction, origin: str, interaction: str) -> None:
    """Says, in the unit of work that saves the interaction, what it was made of."""
    known = tx.get([origin]).get(origin)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"record": interaction, "made": made}
    tx.put_nodes([Node(origin, ("Origin",), said, version=known.version if known else 0)])


def interaction_of(store: Store, origin: str) -> str:
    """The interaction made of it that may be seen and still is there; "" when there is none."""
    node = store.get([origin]).get(origin) if origin else None
    record = str(node.get("record")) if node is not None and node.root == "Origin" else ""
    found = store.get([record]).get(record) if record else None
    return record if found is not None and not found.get("archived") else ""
