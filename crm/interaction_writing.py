"""How an interaction and its commitments reach the store: whole, in one transaction, and only what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm import commitment_records, interaction_records
from crm.commitment_records import edges_of_commitment, node_of_commitment
from crm.contact import Ledger, contact_day
from crm.files.attaching import follow_audience
from crm.interaction_model import Commitment, Interaction
from crm.interaction_records import actors_in, edges_of_interaction, node_of_interaction
from crm.saving import sync_edges
from graph.records import Edge, Node
from graph.store import Store, Transaction


@dataclass(frozen=True)
class Stored:
    """An interaction as it is in the store; `promises` holds all its commitments' nodes, also those taken out."""

    interaction: Interaction
    node: Node
    edges: Sequence[Edge]
    promises: dict[str, Node] = field(default_factory=dict)


def stored(tx: Transaction, node: Node) -> Stored:
    """Everything that belongs to the interaction of this node."""
    (interaction,) = interaction_records.read_interactions(tx, [node])
    edges = interaction_records.own_edges(tx, [node.id]).get(node.id, [])
    produced = {edge.end for edge in edges if edge.type == "PRODUCED"}
    return Stored(interaction, node, [e for e in edges if e.type != "PRODUCED"], tx.get(produced))


def with_ids(interaction: Interaction, promises: Iterable[str] = ()) -> Interaction:
    """The interaction whose commitments carry its id, audience and standing, and a number nobody had before."""
    if not interaction.commitments:
        return interaction
    number = max((_number(interaction.id, id) for id in promises), default=0)
    numbered = []
    for commitment in interaction.commitments:
        id = commitment.id
        if not id:
            number += 1
            id = f"{interaction.id}-c{number}"
        inherited = {"interaction": interaction.id, "audience": interaction.audience}
        update = {**inherited, "id": id, "reference": interaction.reference, "archived": interaction.archived}
        numbered.append(commitment.having(**update))
    return interaction.having(commitments=numbered)


def _number(interaction: str, commitment: str) -> int:
    match = re.fullmatch(re.escape(interaction) + r"-c(\d+)", commitment)
    return int(match[1]) if match else 0


def write(tx: Transaction, store: Store, author: str, change: tuple[Stored | None, Interaction]) -> Node:
    """Writes what differs between what is stored and the interaction as it shall be, and settles the contacts."""
    before, after = change
    ledger = Ledger()
    (node,) = tx.put_nodes([node_of_interaction(after, before.node if before else None, author)])
    sync_edges(tx, before.edges if before else (), edges_of_interaction(after))
    _write_promises(tx, author, change, ledger)
    if before is not None and set(before.node.audience) != set(node.audience):
        follow_audience(tx, node)
    note_contact(ledger, _contact(before), (actors_in(after), contact_day(node)))
    ledger.settle(tx, store)
    return node


def _contact(before: Stored | None) -> tuple[set[str], date | None]:
    return (actors_in(before.interaction), contact_day(before.node)) if before else (set(), None)


def note_contact(
    ledger: Ledger, before: tuple[set[str], date | None], after: tuple[set[str], date | None]
) -> None:
    """Notes for everyone who took part or takes part now on which day."""
    (old, day), (new, new_day) = before, after
    for actor in old | new:
        ledger.met(actor, day if actor in old else None, new_day if actor in new else None)


def _write_promises(
    tx: Transaction, author: str, change: tuple[Stored | None, Interaction], ledger: Ledger
) -> None:
    before, after = change
    old = {c.id: c for c in before.interaction.commitments} if before else {}
    kept = {c.id for c in after.commitments}
    gone = [c.having(archived=True) for id, c in old.items() if id not in kept]
    changed = [*(c for c in after.commitments if not same(old.get(c.id), c)), *gone]
    nodes = before.promises if before else {}
    write_commitments(tx, author, [(nodes.get(c.id), old.get(c.id), c) for c in changed], ledger)


Written = tuple[Node | None, Commitment | None, Commitment]


def write_commitments(tx: Transaction, author: str, changes: Sequence[Written], ledger: Ledger) -> list[Node]:
    """Writes commitments, each with its node and noun as they were, and notes what became of what is due.

    The edge of a party that the view hides stays as it is: `crm.hidden_parties` brings it up to date.
    """
    if not changes:
        return []
    parties = tx.get({id for _, _, c in changes for id in (c.owner, c.beneficiary) if id})
    nodes = tx.put_nodes([node_of_commitment(after, parties, node, author) for node, _, after in changes])
    there = [after.id for node, _, after in changes if node is not None]
    edges = commitment_records.own_edges(tx, there) if there else {}
    old = [edge for found in edges.values() for edge in found]
    new = (edge for _, _, after in changes for edge in edges_of_commitment(after))
    sync_edges(tx, old, [edge for edge in new if _has_party(edge, parties)])
    for _, before, after in changes:
        ledger.promised(before, after)
    return nodes


def _has_party(edge: Edge, parties: Mapping[str, Node]) -> bool:
    return (
        edge.type not in {"OWES", "OWED_TO"} or (edge.start if edge.type == "OWES" else edge.end) in parties
    )


def same(one: Commitment | None, other: Commitment) -> bool:
    """Whether two commitments say the same, whoever read them when."""
    ignored = {"version", "direction"}
    return one is not None and one.model_dump(exclude=ignored) == other.model_dump(exclude=ignored)


def differing(current: Interaction, given: Interaction) -> Iterator[str]:
    """The fields in which two interactions differ, commitments one by one: "title", "commitments[0].status"."""
    now, then = current.model_dump(mode="json"), given.model_dump(mode="json")
    yield from (name for name in now if name not in ("version", "commitments") and now[name] != then[name])
    if {c["id"] for c in now["commitments"]} != {c["id"] for c in then["commitments"]}:
        yield "commitments"


def edited_elsewhere(current: Interaction, given: Interaction) -> Iterator[str]:
    """Fields of commitments that say something else than was saved after they were read."""
    now = {commitment.id: commitment for commitment in current.commitments}
    for index, commitment in enumerate(given.commitments):
        there = now.get(commitment.id)
        if there is not None and there.version != commitment.version and not same(there, commitment):
            old, new = there.model_dump(mode="json"), commitment.model_dump(mode="json")
            named = [name for name in old if name not in ("version", "direction")]
            yield from (f"commitments[{index}].{name}" for name in named if old[name] != new[name])
