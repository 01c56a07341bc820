"""What is kept with an actor so that lists need not compute: contacts so far, the last one, the next due, going cold.

    cold_on = later of (last_contact, the day the office began to use the system) + the actor's rhythm, or its type's

A save notes in a Ledger what changed for whom and settles it in its own transaction. An actor's many edges are read
only when its newest contact or its nearest due date is the one that went away, and then only the first of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from crm.follow_up.rhythm import Rhythm, rhythm_of
from crm.follow_up.weight import with_importance
from crm.interaction_model import OPEN, Commitment
from crm.office import office_id, today
from graph.records import OFFICE, PUBLIC, Node
from graph.store import EdgeQuery, Query, Store, Transaction, Where

SHARED = frozenset({PUBLIC, OFFICE})
_NO_CONTACT = frozenset({"planned", "cancelled"})


def is_shared(audience: Collection[str]) -> bool:
    """Whether the whole office may see what has this audience."""
    return not SHARED.isdisjoint(audience)


def contact_day(interaction: Node) -> date | None:
    """The day this interaction counts as contact; None while planned, and when cancelled, archived or reference.

    Nor does one count that not the whole office may see: what is kept with an actor, everybody reads.
    """
    if (
        not is_shared(interaction.audience)
        or interaction.get("archived")
        or interaction.get("reference")
        or interaction.get("status") in _NO_CONTACT
    ):
        return None
    day: date = interaction.get("on")
    return min(day, today())


def is_partner(actor: Node) -> bool:
    """Whether one can lose touch with it: not reference, no group, no event, not the office or its staff."""
    own = office_id() in (actor.id, actor.get("parent"))
    return not (own or actor.get("reference") or actor.get("is_group") or actor.get("type") == "event")


def cold_day(actor: Node, last: date | None, rhythm: Rhythm) -> date | None:
    """The day the tie turns cold if nothing happens; None for who was never met, has no rhythm or is no partner."""
    days = rhythm.days_for(actor)
    if last is None or days is None or not is_partner(actor):
        return None
    return max(last, rhythm.since or last) + timedelta(days=days)


def with_cold_day(actor: Node, rhythm: Rhythm) -> Node:
    """The actor's node with `cold_on` worked out anew from what it keeps."""
    return actor.with_properties(cold_on=cold_day(actor, actor.get("last_contact"), rhythm))


@dataclass
class _Touch:
    count: int = 0
    met: date | None = None
    met_lost: date | None = None
    due: date | None = None
    due_lost: date | None = None


@dataclass
class Ledger:
    """What one save changes for each actor: note it, then `settle` after everything else was written."""

    touched: defaultdict[str, _Touch] = field(default_factory=lambda: defaultdict(_Touch))
    commitments: dict[str, Commitment] = field(default_factory=dict)

    def met(self, actor: str, before: date | None, after: date | None) -> None:
        """One interaction's day of contact for one actor; None when there is none."""
        if before == after:
            return
        touch = self.touched[actor]
        touch.count += (after is not None) - (before is not None)
        if after is not None:
            touch.met = max(touch.met or after, after)
        if before is not None and (after is None or after < before):
            touch.met_lost = max(touch.met_lost or before, before)

    def promised(self, before: Commitment | None, after: Commitment) -> None:
        """One commitment as it was and as it is."""
        self.commitments[after.id] = after
        old, new = _dues(before), _dues(after)
        for actor, day in new.items() - old.items():
            touch = self.touched[actor]
            touch.due = min(touch.due or day, day)
        for actor, day in old.items() - new.items():
            touch = self.touched[actor]
            touch.due_lost = min(touch.due_lost or day, day)

    def settle(self, tx: Transaction, store: Store) -> None:
        """Writes the kept properties of the actors whose contact changed."""
        actors = tx.get(self.touched.keys())
        if not actors:
            return
        rhythm = rhythm_of(tx)
        settled = (self._settled(tx, store, node) for node in actors.values())
        changed = [with_importance(with_cold_day(node, rhythm)) for node in settled]
        tx.put_nodes([node for node in changed if node.properties != actors[node.id].properties])

    def _settled(self, tx: Transaction, store: Store, actor: Node) -> Node:
        touch = self.touched[actor.id]
        last, due = actor.get("last_contact"), actor.get("next_due")
        if touch.met is not None and (last is None or touch.met >= last):
            last = touch.met
        elif touch.met_lost is not None and last is not None and touch.met_lost >= last:
            last = _newest_contact(tx, actor.id)
        if touch.due is not None and (due is None or touch.due <= due):
            due = touch.due
        elif touch.due_lost is not None and due is not None and touch.due_lost <= due:
            due = self._nearest_due(store, actor.id)
        count = max(0, actor.get("interactions", 0) + touch.count)
        return actor.with_properties(interactions=count, last_contact=last, next_due=due)

    def _nearest_due(self, store: Store, actor: str) -> date | None:
        """The store shows what was committed before; what this save changes is laid over it."""
        days = [_dues(commitment).get(actor) for commitment in self.commitments.values()]
        office = store.as_seen_by(SHARED)
        for role in ("owner", "beneficiary"):
            page = office.find(open_of(actor, role, len(self.commitments) + 1))
            days += [node.get("due") for node in page.items if node.id not in self.commitments]
        return min((day for day in days if day is not None), default=None)


def _dues(commitment: Commitment | None) -> dict[str, date]:
    """Whom an open commitment that the office may see concerns, with the day that counts."""
    if commitment is None or not commitment.open or commitment.due is None or commitment.reference:
        return {}
    day, actors = commitment.due.sort_day, (commitment.owner, commitment.beneficiary)
    return {actor: day for actor in actors if actor is not None and is_shared(commitment.audience)}


def open_of(actor: str, role: str, limit: int) -> Query:
    """Open commitments of the actor in that role ("owner", "beneficiary"), the first due first."""
    where = (
        Where(role, "=", actor),
        Where("status", "in", tuple(sorted(OPEN))),
        Where("archived", "=", False),
        Where("reference", "=", False),
        Where("due", "present"),
    )
    return Query("Commitment", where=where, order=(("due", False),), limit=limit, total=False)


def _newest_contact(tx: Transaction, actor: str) -> date | None:
    limit, seen = 32, 0
    while True:
        edges = tx.edges(EdgeQuery((actor,), ("TOOK_PART",), "out", limit=limit))
        nodes = tx.get({edge.end for edge in edges[seen:]})
        days = (contact_day(nodes[edge.end]) for edge in edges[seen:] if edge.end in nodes)
        newest = next((day for day in days if day is not None), None)
        if newest is not None or len(edges) < limit:
            return newest
        limit, seen = limit * 8, len(edges)
