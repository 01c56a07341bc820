"""What actors keep of meetings and promises that were saved by somebody who does not see those actors.

An actor made confidential after a meeting still took part in it. A colleague who moves the meeting cannot write to what
the view hides, so right afterwards, as the system, the edge gets its new day and the actor is counted anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from crm.access import SYSTEM
from crm.contact import SHARED, contact_day, is_shared, open_of, with_cold_day
from crm.errors import translated
from crm.follow_up.rhythm import rhythm_of
from crm.follow_up.weight import with_importance
from crm.saving import edges_of
from graph.records import Edge, Node
from graph.store import Store, Transaction

_PARTIES = ("TOOK_PART", "OWES", "OWED_TO")


def settle_hidden(store: Store, changed: Collection[str]) -> None:
    """Brings up to date the actors of these interactions and commitments that not the whole office may see.

    Nothing is written, and little read, when there are none. It may be said twice.
    """
    whole = store.as_seen_by(None)
    edges = _touching(whole, changed)
    ends = whole.get({end for edge in edges for end in (edge.start, edge.end)}) if edges else {}
    hidden = {n.id for n in ends.values() if n.root == "Actor" and not is_shared(n.audience)}
    mine = [edge for edge in edges if {edge.start, edge.end} & hidden]
    if mine:
        with translated(), whole.transaction(SYSTEM.id) as tx:
            _settle(tx, whole, mine, hidden)


def _touching(whole: Store, changed: Collection[str]) -> list[Edge]:
    """Parties of the records and, of interactions, of their commitments."""
    produced = {edge.end for edge in edges_of(whole, changed, ("PRODUCED",), "out")}
    return edges_of(whole, {*changed, *produced}, _PARTIES)


def _settle(tx: Transaction, whole: Store, edges: Iterable[Edge], hidden: Collection[str]) -> None:
    nodes = tx.get({end for edge in edges for end in (edge.start, edge.end)})
    late = [moved for edge in edges if (moved := _with_day(edge, nodes)) != edge]
    if late:
        tx.put_edges(late)
    rhythm = rhythm_of(tx)
    actors = {id: nodes[id] for id in hidden if id in nodes}
    counted = [
        with_importance(with_cold_day(_counted(tx, whole, actor), rhythm)) for actor in actors.values()
    ]
    tx.put_nodes([node for node in counted if node.properties != actors[node.id].properties])


def _with_day(edge: Edge, nodes: Mapping[str, Node]) -> Edge:
    """The edge with the day of its record: of a meeting when it was, of a promise when it is due."""
    name, at = ("on", edge.end) if edge.type == "TOOK_PART" else ("due", _promise(edge))
    record = nodes.get(at)
    return edge if record is None else edge.with_properties(**{name: record.get(name)})


def _promise(edge: Edge) -> str:
    return edge.end if edge.type == "OWES" else edge.start


def _counted(tx: Transaction, whole: Store, actor: Node) -> Node:
    """The actor with everything it keeps counted from its records."""
    took_part = edges_of(tx, [actor.id], ("TOOK_PART",), "out")
    meetings = tx.get({edge.end for edge in took_part})
    days = [day for node in meetings.values() if (day := contact_day(node)) is not None]
    count = sum(1 for edge in took_part if contact_day(meetings[edge.end]) is not None)
    return actor.with_properties(
        interactions=count, last_contact=max(days, default=None), next_due=_nearest(whole, actor.id)
    )


def _nearest(whole: Store, actor: str) -> date | None:
    office = whole.as_seen_by(SHARED)
    pages = [office.find(open_of(actor, role, 1)) for role in ("owner", "beneficiary")]
    return min((node.get("due") for page in pages for node in page.items), default=None)
