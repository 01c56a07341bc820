"""The commitments that steps of a plan became follow their project's audience: seen by no more than see the project."""

from __future__ import annotations

from collections.abc import Collection

from crm.access import Viewer
from crm.assessments.hanging import narrowest
from crm.commitment_records import read_commitments
from crm.commitments import write_together
from crm.engagement.model import ENGAGEMENT
from crm.saving import edges_of
from graph.records import Node
from graph.store import Store, Transaction


def promises_follow(tx: Transaction, store: Store, viewer: Viewer, project: tuple[Node, Node]) -> None:
    """Gives them the audience that goes with the project's new one; `project` is its node before and now.

    One that had the project's audience follows it both ways; one that was narrower is only narrowed. Who moved its
    commitment to a meeting sees to it there.
    """
    before, now = project
    if set(before.audience) == set(now.audience):
        return
    nodes = _promised(tx, now.id)
    changes = []
    for node, noun in zip(nodes, read_commitments(tx, nodes), strict=True):
        audience = _audience(node.audience, before.audience, now.audience)
        if set(audience) != set(node.audience):
            changes.append((node, noun, noun.having(audience=audience)))
    if changes:
        write_together(tx, store, viewer, changes)


def _promised(tx: Transaction, project: str) -> list[Node]:
    plan = {edge.start for edge in edges_of(tx, [project], (ENGAGEMENT.to_project,), "in")}
    rows = tx.get(plan).values() if plan else ()
    wanted = {str(row.get("commitment")) for row in rows if row.get("commitment")}
    found = tx.get(wanted).values() if wanted else ()
    return [node for node in found if node.root == "Commitment" and not node.get("interaction")]


def _audience(own: Collection[str], before: Collection[str], now: Collection[str]) -> tuple[str, ...]:
    return tuple(now) if set(own) == set(before) else narrowest(tuple(own), tuple(now))
