"""Commitments: promised, ticked, changed, listed. Those of an interaction are also saved with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm.access import Viewer
from crm.commitment_lists import CommitmentFilter, facet_commitments, list_commitments
from crm.commitment_records import read_commitments
from crm.contact import Ledger
from crm.errors import EditConflict, Problem
from crm.evidence import unknown_documents
from crm.hidden_parties import settle_hidden
from crm.identity import free_ids, slug
from crm.interaction_model import Commitment
from crm.interaction_rules import actor_problems, named_by_commitment, narrowed, private_among
from crm.interaction_writing import Written, same, stored, with_ids, write_commitments
from crm.merging.signposts import commitment_with_current
from crm.office import today
from crm.saving import check, node_of, refuse_version, unknown_ids, writing
from graph.store import Store, Transaction

__all__ = [
    "Commitment",
    "CommitmentFilter",
    "archive_commitment",
    "create_commitment",
    "facet_commitments",
    "get_commitment",
    "list_commitments",
    "restore_commitment",
    "tick_commitment",
    "untick_commitment",
    "update_commitment",
]


def get_commitment(store: Store, id: str) -> Commitment:
    """The commitment, archived or not. Raises NotFound."""
    return read_commitments(store, [node_of(store, "commitment", "Commitment", id)])[0]


def create_commitment(store: Store, viewer: Viewer, commitment: Commitment) -> Commitment:
    """Makes a commitment, of an interaction when it names one. Raises InvalidData, NotFound, NotAllowed."""
    with writing(store, viewer) as tx:
        commitment = commitment_with_current(tx, commitment)
        check(problems_of_commitment(tx, commitment))
        if commitment.id and tx.get([commitment.id]):
            check([Problem("id", "id_taken", {"value": commitment.id})])
        return _write(tx, store, viewer, (None, None, _named(tx, store, commitment)))


def _named(tx: Transaction, store: Store, commitment: Commitment) -> Commitment:
    if commitment.interaction is None:
        id = commitment.id or free_ids(tx, store, [slug(f"compromiso {commitment.text}", limit=60)])[0]
        return commitment.having(id=id)
    node = node_of(tx, "interaction", "Interaction", commitment.interaction)
    before = stored(tx, node)
    check(narrowed(commitment, node.audience))
    # Saved again, so that whoever has the interaction open does not take the new commitment away unseen.
    tx.put_nodes([node])
    alone = before.interaction.having(commitments=[commitment])
    return with_ids(alone, before.promises).commitments[0]


def update_commitment(store: Store, viewer: Viewer, commitment: Commitment) -> Commitment:
    """Saves the commitment as given; the interaction it came from stays. Raises EditConflict, InvalidData, NotFound."""
    saved = _update(store, viewer, commitment)
    settle_hidden(store, [saved.id])
    return saved


def _update(store: Store, viewer: Viewer, commitment: Commitment) -> Commitment:
    with writing(store, viewer) as tx:
        node = node_of(tx, "commitment", "Commitment", commitment.id)
        (current,) = read_commitments(tx, [node])
        check(narrowed(commitment, node.audience))
        lasting = ("interaction", "follows", "archived", "audience", "reference")
        given = commitment.having(**{name: getattr(current, name) for name in lasting})
        if same(current, given):
            return current
        _refuse_stale(current, given)
        check(problems_of_commitment(tx, given, current))
        return _write(tx, store, viewer, (node, current, given))


def _refuse_stale(current: Commitment, given: Commitment) -> None:
    if current.version != given.version:
        ignored = {"direction"}
        now, then = (c.model_dump(mode="json", exclude=ignored) for c in (current, given))
        raise EditConflict("commitment", current.id, now, then)


def tick_commitment(  # noqa: PLR0913, PLR0917 - what a tick says is flat, so that a page can pass its few fields as they are
    store: Store,
    viewer: Viewer,
    id: str,
    version: int,
    result: str | None = None,
    done_on: date | None = None,
) -> Commitment:
    """Says it is done (today, when no day is given) and what came of it. Raises NotFound, EditConflict, InvalidData."""
    return _set(
        store, viewer, (id, version), {"status": "done", "result": result, "done_on": done_on or today()}
    )


def untick_commitment(store: Store, viewer: Viewer, id: str, version: int) -> Commitment:
    """Takes the tick back: it is pending again."""
    return _set(store, viewer, (id, version), {"status": "pending", "done_on": None})


def archive_commitment(store: Store, viewer: Viewer, id: str, version: int) -> Commitment:
    """Takes it out of lists and of its interaction; it stays reachable by its id. Raises NotFound, EditConflict."""
    return _set(store, viewer, (id, version), {"archived": True})


def restore_commitment(store: Store, viewer: Viewer, id: str, version: int) -> Commitment:
    """Brings an archived commitment back."""
    return _set(store, viewer, (id, version), {"archived": False})


def _set(store: Store, viewer: Viewer, which: tuple[str, int], changes: dict[str, object]) -> Commitment:
    id, version = which
    with writing(store, viewer) as tx:
        node = node_of(tx, "commitment", "Commitment", id)
        (current,) = read_commitments(tx, [node])
        refuse_version("commitment", current, version)
        saved = _write(tx, store, viewer, (node, current, current.changed(**changes)))
    settle_hidden(store, [id])
    return saved


def _write(tx: Transaction, store: Store, viewer: Viewer, change: Written) -> Commitment:
    return write_together(tx, store, viewer, [change])[0]


def write_together(
    tx: Transaction, store: Store, viewer: Viewer, changes: Sequence[Written]
) -> list[Commitment]:
    """Writes several, each with its node and noun as they were, within one unit of work."""
    ledger = Ledger()
    nodes = write_commitments(tx, viewer.id, changes, ledger)
    ledger.settle(tx, store)
    return read_commitments(tx, nodes)


def problems_of_commitment(
    tx: Transaction, commitment: Commitment, current: Commitment | None = None
) -> list[Problem]:
    """Unknown or confidential actors (but for those of `current`), documents, an earlier commitment that is none."""
    kept = {current.owner, current.beneficiary} if current else set()  # hidden by now, maybe
    named = {field: id for field, id in named_by_commitment(commitment) if id not in kept}
    known = tx.get(set(named.values()))
    problems = [
        *actor_problems(named, known),
        *private_among(named.items(), _audience(tx, commitment), known),
    ]
    if commitment.follows is not None:
        problems += unknown_ids(tx, {"follows": commitment.follows}, "Commitment")
    return problems + unknown_documents(tx, commitment.sources)


def _audience(tx: Transaction, commitment: Commitment) -> Sequence[str]:
    """Who will see it: whoever sees the interaction it is of."""
    of = tx.get([commitment.interaction]) if commitment.interaction else {}
    return next((node.audience for node in of.values()), commitment.audience)
