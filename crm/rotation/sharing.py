"""What only a leaving account could see: shared with who takes over, or nobody would ever see it again.

A unit of work of its own: nobody else sees what it was before, so nobody else could undo it with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crm.access import Viewer
from crm.errors import translated
from crm.listing import every
from crm.saving import edges_of
from graph.records import Edge, Node
from graph.store import Query, Store

_ROOTS = (
    "Actor",
    "Interaction",
    "Commitment",
    "Project",
    "StakeholderMap",
    "File",
    "Assessment",
    "ActorInProject",
    "Influence",
    "Engagement",
)


def _private(store: Store, account: str) -> Iterator[Node]:
    """What nobody but this account sees."""
    me = f"user:{account}"
    view = store.as_seen_by({me})
    for root in _ROOTS:
        yield from (node for node in every(view, Query(root)) if tuple(node.audience) == (me,))


def count_private(store: Store, account: str) -> int:
    """How many records only this account sees."""
    return sum(1 for _node in _private(store, account))


def share_private(store: Store, viewer: Viewer, account: str, to: str) -> int:
    """Lets `to` see them as well; says how many records that were."""
    nodes = list(_private(store, account))
    if not nodes:
        return 0
    audience = tuple(sorted((f"user:{account}", f"user:{to}")))
    edges = [edge for edge in edges_of(store, [node.id for node in nodes], ()) if _only(edge, account)]
    with translated(), store.transaction(viewer.id) as tx:
        tx.put_nodes([replace(node, audience=audience) for node in tx.get([n.id for n in nodes]).values()])
        if edges:
            tx.put_edges([replace(edge, audience=audience) for edge in {e.id: e for e in edges}.values()])
    return len(nodes)


def _only(edge: Edge, account: str) -> bool:
    return tuple(edge.audience) == (f"user:{account}",)
