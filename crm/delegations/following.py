"""Who may see a visit may see what belongs to it, and nobody else: the parts follow the interaction's audience."""

from __future__ import annotations

from dataclasses import replace

from crm.delegations.model import delegation_id
from crm.delegations.needs_records import last_use, needs_id
from graph.records import Node
from graph.store import EdgeQuery, Transaction

_TO_VISIT = ("EXTENDS", "SCHEDULED_IN", "INVITES_TO")
_MANY = 100_000


def follow_visit(tx: Transaction, interaction: Node) -> None:
    """Gives the delegation, its programme, its invitations and its needs the audience that the interaction has by now."""
    edges = tx.edges(EdgeQuery((interaction.id,), _TO_VISIT, "in", limit=_MANY))
    parts = tx.get({edge.start for edge in edges})
    audience = interaction.audience
    tx.put_nodes([replace(node, audience=audience) for node in parts.values() if node.audience != audience])
    on = tx.edges(EdgeQuery(tuple(parts), ("ON_PROGRAMME", "INVITED_TO"), "in", limit=_MANY)) if parts else []
    follow_needs(tx, interaction)
    tx.put_edges([replace(edge, audience=audience) for edge in [*edges, *on] if edge.audience != audience])


def follow_needs(tx: Transaction, interaction: Node) -> None:
    """Gives what guests need the visit's audience, and the day after which it is of no use, by the dates as they are now."""
    needs, extension = needs_id(interaction.id), delegation_id(interaction.id)
    found = tx.get([needs, extension])
    if needs in found:
        before = found[needs]
        after = replace(before, audience=interaction.audience)
        after = after.with_properties(
            erase_on=last_use(interaction, found.get(extension), after.get("erase_on"))
        )
        if after != before:
            tx.put_nodes([after])
