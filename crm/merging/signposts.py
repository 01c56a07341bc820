"""Where a joined record went: its id stays a signpost to the one that has it all, also over several joinings."""

from __future__ import annotations

from collections.abc import Collection

from crm.errors import InvalidData
from crm.interaction_model import Commitment, Interaction
from crm.interaction_rules import named_actors, named_by_commitment
from crm.listing import every
from graph.records import Node
from graph.store import Query, Store, Transaction, Where

MERGED_INTO = "merged_into"
_STEPS = 50


def current_id(reader: Store | Transaction, id: str) -> str:
    """The id under which the actor is now; the same one for whoever was never joined, or is not there."""
    return current_ids(reader, [id])[id]


def current_ids(reader: Store | Transaction, ids: Collection[str]) -> dict[str, str]:
    """The same for several, in one read for each step."""
    now = {id: id for id in ids}
    for _ in range(_STEPS):
        nodes = reader.get(set(now.values()))
        next_ids = {id: str(node.get(MERGED_INTO)) for id, node in nodes.items() if node.get(MERGED_INTO)}
        if not next_ids:
            break
        now = {id: next_ids.get(place, place) for id, place in now.items()}
    return now


def with_current(reader: Store | Transaction, interaction: Interaction) -> Interaction:
    """The interaction with everybody it names by the id they have now, each participant once."""
    now = current_ids(reader, {id for _, id in named_actors(interaction)})
    if all(id == there for id, there in now.items()):
        return interaction
    parties = [
        party.having(actor=now[party.actor], person=now[party.person] if party.person else None)
        for party in interaction.participants
    ]
    once = list({party.actor: party for party in reversed(parties)}.values())[::-1]
    promises = [_promise(promise, now) for promise in interaction.commitments]
    return interaction.having(participants=once, commitments=promises)


def commitment_with_current(reader: Store | Transaction, commitment: Commitment) -> Commitment:
    """The commitment with its owner and beneficiary by the ids they have now."""
    return _promise(commitment, current_ids(reader, {id for _, id in named_by_commitment(commitment)}))


def _promise(promise: Commitment, now: dict[str, str]) -> Commitment:
    owner, beneficiary = promise.owner or "", promise.beneficiary or ""
    said = {"owner": now.get(owner, owner) or None, "beneficiary": now.get(beneficiary, beneficiary) or None}
    return promise.having(**said)


def refuse_merged(node: Node) -> None:
    """Raises InvalidData when the record is only a signpost: it is changed where it went."""
    if node.get(MERGED_INTO):
        raise InvalidData.of("", "merged_away", id=node.get(MERGED_INTO))


def records_of_joinings(store: Store, actor: str) -> dict[str, Node]:
    """What was joined into the actor, and what tells of its joinings: all of it goes when the actor is forgotten."""
    found: dict[str, Node] = {}
    waiting = [actor]
    while waiting:
        id = waiting.pop()
        for role in ("winner", "loser"):
            for merge in every(store, Query("Merge", where=(Where(role, "=", id),))):
                went_in = role == "winner" and not merge.get("undone")
                losers = store.get([str(merge.get("loser"))]) if went_in and merge.id not in found else {}
                found |= {merge.id: merge, **losers}
                waiting += losers
    return found
