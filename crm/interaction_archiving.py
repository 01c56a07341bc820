"""Archiving an interaction takes its open commitments and its contacts with it; restoring brings both back."""

from __future__ import annotations

from crm.access import Viewer
from crm.commitment_records import is_shown, read_commitments
from crm.contact import Ledger, contact_day
from crm.hidden_parties import settle_hidden
from crm.interaction_model import Interaction
from crm.interaction_records import actors_in, read_interactions
from crm.interaction_writing import Stored, note_contact, stored
from crm.saving import node_of, refuse_version, writing
from graph.store import Store, Transaction


def archive_interaction(store: Store, viewer: Viewer, id: str, version: int) -> Interaction:
    """Takes it out of lists, timelines and search; it stays reachable by its id. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=True)


def restore_interaction(store: Store, viewer: Viewer, id: str, version: int) -> Interaction:
    """Brings an archived interaction back, with the commitments that went with it."""
    return _set_archived(store, viewer, (id, version), archived=False)


def _set_archived(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> Interaction:
    saved = _moved(store, viewer, which, archived=archived)
    settle_hidden(store, [saved.id])
    return saved


def _moved(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> Interaction:
    id, version = which
    with writing(store, viewer) as tx:
        before = stored(tx, node_of(tx, "interaction", "Interaction", id))
        refuse_version("interaction", before.interaction, version)
        if before.interaction.archived == archived:
            return before.interaction
        ledger = Ledger()
        (node,) = tx.put_nodes([before.node.with_properties(archived=archived)])
        _move_promises(tx, before, ledger, archived=archived)
        actors = actors_in(before.interaction)
        note_contact(ledger, (actors, contact_day(before.node)), (actors, contact_day(node)))
        ledger.settle(tx, store)
        return read_interactions(tx, [node])[0]


def _move_promises(tx: Transaction, before: Stored, ledger: Ledger, *, archived: bool) -> None:
    shown = [node for node in before.promises.values() if is_shown(node)]
    mark = True if archived else None
    moved = tx.put_nodes([node.with_properties(archived=archived, archived_with=mark) for node in shown])
    pairs = zip(read_commitments(tx, shown), read_commitments(tx, moved), strict=True)
    for old, new in pairs:
        ledger.promised(old, new)
