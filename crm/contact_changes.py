"""What a unit of work that is not a noun's own save changes in contacts and dues: looked at before and after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from crm.commitment_records import read_commitments
from crm.contact import Ledger, contact_day
from crm.interaction_model import Commitment
from crm.saving import edges_of
from graph.records import Edge, Node, Record
from graph.store import Store, Transaction

Contacts = dict[str, dict[str, date | None]]


@dataclass(frozen=True)
class ContactChanges:
    """Who was in contact by which interactions, and what was due, before the records change."""

    interactions: Collection[str]
    commitments: Collection[str]
    met: Contacts
    promised: dict[str, Commitment]

    @classmethod
    def of(cls, tx: Transaction, records: Iterable[Record]) -> ContactChanges:
        """Looks at the interactions and commitments among the records, and at those their edges lead to."""
        interactions, commitments = set(), set()
        for record in records:
            if isinstance(record, Edge) and record.type == "TOOK_PART":
                interactions.add(record.end)
            elif isinstance(record, Node) and record.root == "Interaction":
                interactions.add(record.id)
            elif isinstance(record, Node) and record.root == "Commitment":
                commitments.add(record.id)
        return cls(interactions, commitments, _met(tx, interactions), _promised(tx, commitments))

    def settle(self, tx: Transaction, store: Store) -> None:
        """Looks again, and writes what actors keep of it."""
        ledger = Ledger()
        for interaction, after in _met(tx, self.interactions).items():
            before = self.met.get(interaction, {})
            for actor in before.keys() | after.keys():
                ledger.met(actor, before.get(actor), after.get(actor))
        promised = _promised(tx, self.commitments)
        for id in self.commitments:
            old, new = self.promised.get(id), promised.get(id)
            if new is not None:
                ledger.promised(old, new)
            elif old is not None:
                ledger.promised(old, old.model_copy(update={"due": None}))  # gone, so nothing is due
        ledger.settle(tx, store)


def _met(tx: Transaction, interactions: Collection[str]) -> Contacts:
    nodes = tx.get(interactions)
    met: Contacts = {id: {} for id in interactions}
    for edge in edges_of(tx, interactions, ("TOOK_PART",), "in"):
        met[edge.end][edge.start] = contact_day(nodes[edge.end])
    return met


def _promised(tx: Transaction, commitments: Collection[str]) -> dict[str, Commitment]:
    nodes = list(tx.get(commitments).values())
    return {commitment.id: commitment for commitment in read_commitments(tx, nodes)} if nodes else {}
