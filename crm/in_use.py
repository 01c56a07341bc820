"""Since when the office uses the system: nobody is called quiet for what was not recorded before."""

from __future__ import annotations

from datetime import date
from itertools import islice

from crm.access import Viewer, require
from crm.contact import with_cold_day
from crm.errors import translated
from crm.follow_up.rhythm import IN_USE, rhythm_of
from crm.listing import every
from graph.records import Node
from graph.store import Query, Store, Transaction, Where

_STEP = 500


def in_use_since(reader: Store | Transaction) -> date | None:
    """The day the office began to use the system, if it was said."""
    setting = reader.get([IN_USE]).get(IN_USE)
    return setting.get("day") if setting else None


def begin_use(store: Store, viewer: Viewer, day: date) -> None:
    """Says from which day the office uses the system, and works out again who turns cold when."""
    require(viewer, "administer")
    with translated(), store.transaction(viewer.id) as tx:
        before = tx.get([IN_USE]).get(IN_USE)
        tx.put_nodes([Node(IN_USE, ("Setting",), {"day": day}, version=before.version if before else 0)])
        rhythm = rhythm_of(tx)
    nodes = every(store, Query("Actor", where=(Where("last_contact", "present"),)))
    while batch := list(islice(nodes, _STEP)):
        with translated(), store.transaction(viewer.id) as tx:
            now = tx.get([node.id for node in batch])
            turned = [with_cold_day(node, rhythm) for node in now.values()]
            tx.put_nodes([node for node in turned if node.get("cold_on") != now[node.id].get("cold_on")])
