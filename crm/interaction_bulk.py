"""Many interactions in one transaction, for the seed, an import, a synthetic city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from crm.access import Viewer
from crm.commitment_records import edges_of_commitment, node_of_commitment
from crm.contact import Ledger, contact_day
from crm.errors import Problem
from crm.identity import free_ids
from crm.interaction_model import Interaction
from crm.interaction_records import actors_in, edges_of_interaction, node_of_interaction
from crm.interaction_rules import actor_problems, id_base, named_actors, private_parties
from crm.interaction_writing import with_ids
from crm.saving import check, writing
from graph.collecting import collector_paused
from graph.records import Node
from graph.store import Store, Transaction


def save_many_interactions(store: Store, viewer: Viewer, interactions: Sequence[Interaction]) -> list[str]:
    """Records all the interactions or none, and gives their ids. They may be related to each other.

    They are trusted to be well formed (they are models); what they refer to is checked. Raises InvalidData with
    fields such as "[12].participants[0].actor", and for ids that are taken.
    """
    with collector_paused(), writing(store, viewer) as tx:
        check(_taken(tx, interactions))
        named = [with_ids(interaction) for interaction in _named(tx, store, interactions)]
        known = _known(tx, named)
        check(_problems(named, known))
        _write(tx, store, viewer.id, (named, known))
        return [interaction.id for interaction in named]


def _named(tx: Transaction, store: Store, interactions: Sequence[Interaction]) -> list[Interaction]:
    nameless = [index for index, interaction in enumerate(interactions) if not interaction.id]
    given = {interaction.id for interaction in interactions}
    named = list(interactions)
    free = free_ids(tx, store, [id_base(named[index]) for index in nameless], given)
    for index, id in zip(nameless, free, strict=True):
        named[index] = named[index].having(id=id)
    return named


def _taken(tx: Transaction, interactions: Sequence[Interaction]) -> Iterator[Problem]:
    ids = [interaction.id for interaction in interactions]
    there = set(tx.get({id for id in ids if id}))
    for index, id in enumerate(ids):
        if id in there:
            yield Problem(f"[{index}].id", "id_taken", {"value": id})
        there |= {id} if id else set()


def _known(tx: Transaction, interactions: Sequence[Interaction]) -> Mapping[str, Node]:
    actors = {id for interaction in interactions for _, id in named_actors(interaction)}
    documents = {evidence.document for interaction in interactions for evidence in interaction.sources}
    related = {id for interaction in interactions for id in interaction.related}
    return tx.get(actors | documents | related)


def _problems(interactions: Sequence[Interaction], known: Mapping[str, Node]) -> Iterator[Problem]:
    there = {interaction.id for interaction in interactions} | known.keys()
    for index, interaction in enumerate(interactions):
        unknown_actors = actor_problems(dict(named_actors(interaction)), known)
        private = private_parties(interaction, known)
        for problem in (*unknown_actors, *private, *_unknown(interaction, there)):
            yield Problem(f"[{index}].{problem.field}", problem.key, problem.params)


def _unknown(interaction: Interaction, known: set[str]) -> Iterator[Problem]:
    documents = [(f"sources[{i}].document", e.document) for i, e in enumerate(interaction.sources)]
    related = [(f"related[{i}]", id) for i, id in enumerate(interaction.related)]
    for field, id in (*documents, *related):
        if id not in known:
            yield Problem(field, "unknown_record", {"value": id})


def _write(
    tx: Transaction, store: Store, author: str, what: tuple[Sequence[Interaction], Mapping[str, Node]]
) -> None:
    interactions, known = what
    nodes = [node_of_interaction(interaction, author=author) for interaction in interactions]
    promises = [commitment for interaction in interactions for commitment in interaction.commitments]
    tx.put_nodes(chain(nodes, (node_of_commitment(c, known, author=author) for c in promises)))
    tx.put_edges(
        chain(
            chain.from_iterable(map(edges_of_interaction, interactions)),
            chain.from_iterable(map(edges_of_commitment, promises)),
        )
    )
    ledger = Ledger()
    for interaction, node in zip(interactions, nodes, strict=True):
        day = contact_day(node)
        for actor in actors_in(interaction):
            ledger.met(actor, None, day)
    for commitment in promises:
        ledger.promised(None, commitment)
    ledger.settle(tx, store)
