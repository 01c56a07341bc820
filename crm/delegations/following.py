"""Who may see a visit may see what belongs to it, and nobody else: the parts follow the interaction's audience."""

from __future__ import annotations

from dataclasses import replace

from graph.records import Node
from graph.store import EdgeQuery, Transaction

_TO_VISIT = ("EXTENDS", "SCHEDULED_IN", "INVITES_TO")
_MANY = 100_000


def follow_audience(tx: Transaction, interaction: Node) -> None:
    """Gives the delegation, its programme and its invitations the audience that the interaction has by now."""
    edges = tx.edges(EdgeQuery((interaction.id,), _TO_VISIT, "in", limit=_MANY))
    parts = tx.get({edge.start for edge in edges})
    audience = interaction.audience
    tx.put_nodes([replace(node, audience=audience) for node in parts.values() if node.audience != audience])
    on = tx.edges(EdgeQuery(tuple(parts), ("ON_PROGRAMME", "INVITED_TO"), "in", limit=_MANY)) if parts else []
    tx.put_edges([replace(edge, audience=audience) for edge in [*edges, *on] if edge.audience != audience])
