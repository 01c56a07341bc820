"""Interactions: recorded, changed, archived, always whole: participants, commitments, evidence, contacts kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from crm.access import Viewer
from crm.delegations.following import follow_visit
from crm.errors import EditConflict, Problem
from crm.hidden_parties import settle_hidden
from crm.identity import free_ids
from crm.interaction_archiving import archive_interaction, restore_interaction
from crm.interaction_bulk import save_many_interactions
from crm.interaction_lists import InteractionFilter, facet_interactions, list_interactions
from crm.interaction_model import Amount, Commitment, Figure, Interaction, Participant
from crm.interaction_records import read_interactions
from crm.interaction_rules import id_base, narrowed, problems_of_interaction
from crm.interaction_writing import Stored, differing, edited_elsewhere, same, stored, with_ids, write
from crm.merging.signposts import with_current
from crm.saving import check, node_of, writing
from graph.records import Node
from graph.store import Store, Transaction

Also = Callable[[Transaction, Node], object]

__all__ = [
    "Amount",
    "Commitment",
    "Figure",
    "Interaction",
    "InteractionFilter",
    "Participant",
    "archive_interaction",
    "create_interaction",
    "facet_interactions",
    "get_interaction",
    "get_interactions",
    "list_interactions",
    "restore_interaction",
    "save_many_interactions",
    "update_interaction",
]


def get_interaction(store: Store, id: str) -> Interaction:
    """The interaction, archived or not. Raises NotFound."""
    return read_interactions(store, [node_of(store, "interaction", "Interaction", id)])[0]


def get_interactions(store: Store, ids: Collection[str]) -> dict[str, Interaction]:
    """Interactions by id; those that do not exist are left out."""
    nodes = [node for node in store.get(ids).values() if node.root == "Interaction"]
    return {interaction.id: interaction for interaction in read_interactions(store, nodes)}


def create_interaction(
    store: Store, viewer: Viewer, interaction: Interaction, also: Also | None = None
) -> Interaction:
    """Records an interaction with its commitments, in one transaction. Raises InvalidData, NotAllowed.

    `also(tx, node)` is done in the same unit of work: attaching its files, for one.
    """
    with writing(store, viewer) as tx:
        interaction = with_current(tx, interaction)
        check([*problems_of_interaction(tx, interaction), *_taken(tx, store, interaction)])
        id = interaction.id or free_ids(tx, store, [id_base(interaction)])[0]
        named = with_ids(interaction.having(id=id))
        node = write(tx, store, viewer.id, (None, named))
        if also is not None:
            also(tx, node)
        return read_interactions(tx, [node])[0]


def _taken(tx: Transaction, store: Store, interaction: Interaction) -> Iterator[Problem]:
    given = {f"commitments[{i}].id": c.id for i, c in enumerate(interaction.commitments) if c.id}
    if interaction.id:
        given["id"] = interaction.id
    for index, commitment in enumerate(interaction.commitments):
        yield from narrowed(commitment, interaction.audience, f"commitments[{index}].")
    # An id that the view hides is taken like any other: what has it stays unsaid.
    there = {**tx.get(set(given.values())), **_anywhere(store, given.values())} if given else {}
    for field, id in given.items():
        if id in there:
            yield Problem(field, "id_taken", {"value": id})


def _anywhere(store: Store, ids: Collection[str]) -> dict[str, Node]:
    return store.as_seen_by(None).get(set(ids))


def update_interaction(
    store: Store, viewer: Viewer, interaction: Interaction, also: Also | None = None
) -> Interaction:
    """Saves the interaction as given; a commitment left out is archived, one without an id is new.

    Raises EditConflict with both versions when it, or one of its commitments, was saved meanwhile and says otherwise.
    `also(tx, node)` is done in the same unit of work.
    """
    saved = _update(store, viewer, interaction, also)
    settle_hidden(store, [saved.id])
    return saved


def _update(store: Store, viewer: Viewer, interaction: Interaction, also: Also | None) -> Interaction:
    with writing(store, viewer) as tx:
        interaction = with_current(tx, interaction)
        before = stored(tx, node_of(tx, "interaction", "Interaction", interaction.id))
        check([*problems_of_interaction(tx, interaction, before.interaction), *_strange(before, interaction)])
        archived = {"archived": before.interaction.archived}
        given = with_ids(interaction.having(**archived), before.promises)
        _refuse_conflict(before.interaction, given)
        changed = not _unchanged(before.interaction, given)
        node = write(tx, store, viewer.id, (before, given)) if changed else before.node
        follow_visit(tx, node)
        if also is not None:
            also(tx, node)
        return read_interactions(tx, [node])[0]


def _refuse_conflict(current: Interaction, given: Interaction) -> None:
    fields = list(differing(current, given)) if current.version != given.version else []
    fields += edited_elsewhere(current, given)
    if fields:
        now, then = current.model_dump(mode="json"), given.model_dump(mode="json")
        raise EditConflict("interaction", given.id, now, then, fields)


def _strange(before: Stored, given: Interaction) -> Iterator[Problem]:
    for index, commitment in enumerate(given.commitments):
        if commitment.id and commitment.id not in before.promises:
            yield Problem(f"commitments[{index}].id", "not_of_this_record", {"value": commitment.id})


def _unchanged(current: Interaction, given: Interaction) -> bool:
    promises = {commitment.id: commitment for commitment in current.commitments}
    kept = all(same(promises.get(commitment.id), commitment) for commitment in given.commitments)
    return kept and not list(differing(current, given))
