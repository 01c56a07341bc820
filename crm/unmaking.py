"""Taking back a large import: a unit of work that only made records, undone a page of the log at a time.

crm.undoing holds a whole unit in memory, which is right for an evening's work; here 100,000 records cost little more
memory than their ids. It follows the same rules: nothing is undone when a record was changed since, what others link to
by now is archived, and what actors keep of their contacts is worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from crm.access import Viewer, require
from crm.commitment_records import read_commitments
from crm.contact import Ledger, contact_day
from crm.errors import EditConflict, NotFound, StillInUse, translated
from crm.history_fields import differing, is_internal, kind_of, shown
from crm.saving import edges_of
from crm.undone import Undone
from graph.collecting import collector_paused
from graph.records import Change, Edge, Node
from graph.store import Store, Transaction

LARGE = 2_000
_PAGE = 2_000
Tell = Callable[[int], None]


@dataclass
class _Made:
    """The ids of what the unit made, by what has to be done with them."""

    nodes: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    interactions: list[str] = field(default_factory=list)
    commitments: list[str] = field(default_factory=list)


def is_large(store: Store, transaction: int) -> bool:
    """Whether a unit of work has more changes than a page may wait for."""
    if not 0 < transaction <= store.revision():
        return False
    page = store.changes(transaction - 1, (), LARGE)
    return len(page) == LARGE and page[-1].transaction == transaction


def unmake(store: Store, viewer: Viewer, transaction: int, tell: Tell = lambda _count: None) -> Undone | None:
    """Takes the unit back; None when it is not one that only made records, which crm.undoing takes back.

    `store` is the full store; `tell` is told how many changes were gone through, and may raise to stop it all. Raises
    NotAllowed, NotFound (something of it may not be seen), EditConflict (changed since), StillInUse.
    """
    require(viewer, "edit")
    with collector_paused(), translated(), store.transaction(viewer.id) as tx:
        made = _Made()
        for page in _pages(store, transaction):
            if not all(_is_simple(change, store, viewer) for change in page):
                return None
            _check(tx, store, page)
            _sort(made, page)
            tell(len(made.nodes) + len(made.edges))
        ledger = _forget_contacts(tx, made)
        deleted, archived = _take_away(tx, made, tell)
        ledger.settle(tx, store)
    return Undone((), deleted, archived)


def _pages(store: Store, transaction: int) -> Iterator[list[Change]]:
    since = transaction - 1
    while True:
        page = store.changes(since, (), _PAGE)
        mine = [change for change in page if change.transaction == transaction]
        if mine:
            yield mine
        if len(mine) < _PAGE:
            return
        since = page[-1].revision


def _is_simple(change: Change, store: Store, viewer: Viewer) -> bool:
    """Whether it made a record, or only brought up to date what an actor keeps. Raises NotFound for what is hidden."""
    if change.after is None or is_internal(change, store.schema):
        return False
    if not viewer.principals & set(change.after.audience):
        raise NotFound("transaction", str(change.transaction))
    return change.before is None or not differing(change.before, change.after)


def _check(tx: Transaction, store: Store, page: Sequence[Change]) -> None:
    """Raises EditConflict for a record that is not as it was made, unless it is gone."""
    made = [change for change in page if change.before is None]
    nodes = tx.get([change.id for change in made if change.kind == "node"])
    edges = store.get_edges([change.id for change in made if change.kind == "edge"])
    for change in made:
        now = nodes.get(change.id) if change.kind == "node" else edges.get(change.id)
        if now is not None and change.after is not None and (fields := differing(now, change.after)):
            raise EditConflict(kind_of(change.after), change.id, shown(now), {}, sorted(fields))


def _sort(made: _Made, page: Sequence[Change]) -> None:
    for change in page:
        if change.before is not None:
            continue
        if isinstance(change.after, Edge):
            made.edges.append(change.id)
        elif isinstance(change.after, Node):
            made.nodes.append(change.id)
            kept = {"Interaction": made.interactions, "Commitment": made.commitments}.get(change.after.root)
            if kept is not None:
                kept.append(change.id)


def _forget_contacts(tx: Transaction, made: _Made) -> Ledger:
    ledger = Ledger()
    for ids in _batches(made.interactions):
        nodes = tx.get(ids)
        for edge in edges_of(tx, nodes, ("TOOK_PART",), "in"):
            ledger.met(edge.start, contact_day(nodes[edge.end]), None)
    for ids in _batches(made.commitments):
        for commitment in read_commitments(tx, list(tx.get(ids).values())):
            ledger.promised(commitment, commitment.model_copy(update={"due": None}))
    return ledger


def _take_away(tx: Transaction, made: _Made, tell: Tell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    done = len(made.nodes) + len(made.edges)
    for ids in _batches(made.edges):
        tx.delete_edges(ids)
        done += len(ids)
        tell(done)
    held: list[str] = []
    deleted: list[str] = []
    for ids in _batches(made.nodes):
        nodes = tx.get(ids)
        linked = {end for edge in edges_of(tx, nodes, ()) for end in (edge.start, edge.end)} & nodes.keys()
        _archive(tx, [nodes[id] for id in sorted(linked)])
        held += sorted(linked)
        free = [id for id in nodes if id not in linked]
        tx.delete_nodes(free)
        deleted += free
        done += len(ids)
        tell(done)
    return tuple(deleted), tuple(held)


def _archive(tx: Transaction, nodes: Sequence[Node]) -> None:
    for node in nodes:
        if "archived" not in node.properties:
            raise StillInUse(node.id, [edge.id for edge in edges_of(tx, [node.id], ())][:100])
    archived = [
        node.with_properties(
            archived=True, edition=node.get("edition", 0) + 1 if "edition" in node.properties else None
        )
        for node in nodes
    ]
    if archived:
        tx.put_nodes(archived)


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while batch := list(islice(left, _PAGE)):
        yield batch
