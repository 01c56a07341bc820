"""Undoing: the inverse of a whole unit of work, written as a new one, or nothing at all.

    created -> deleted (archived when others link to it by now)      changed -> as before      deleted -> made again

It is refused when a record was changed afterwards, naming the fields. What is only kept with a record (contacts,
next due, going cold) is worked out again, never copied back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crm.access import Viewer, require
from crm.assessments.owning import refuse_anothers_word
from crm.contact import with_cold_day
from crm.contact_changes import ContactChanges
from crm.errors import EditConflict, NotFound, StillInUse, translated
from crm.follow_up.cadences import AT_ONCE, settle_cold_days
from crm.follow_up.rhythm import LABEL as CADENCE
from crm.follow_up.rhythm import rhythm_of
from crm.hidden_parties import settle_hidden
from crm.history_fields import DERIVED, differing, field_names, is_internal, kind_of, shown
from crm.saving import edges_of
from crm.undone import Undone
from crm.unit_changes import transaction_changes
from crm.unmaking import is_large, unmake
from graph.records import Change, Edge, Node, Record
from graph.store import Store, Transaction


@dataclass(frozen=True)
class _Step:
    """One record before and after the unit of work, and as it is now."""

    before: Record | None
    after: Record | None
    now: Record | None

    @property
    def record(self) -> Record:
        record = self.before or self.after
        assert record is not None
        return record


def undo(store: Store, viewer: Viewer, transaction: int) -> Undone:
    """Undoes a unit of work. `store` is the full store; what the viewer cannot see whole, it cannot undo.

    What the same unit did to accounts (access that ended when somebody left) stays done: only an administrator opens it.

    Raises NotAllowed (also for another's assessment), NotFound (no such change, one of accounts, an erasure), EditConflict
    (changed afterwards), StillInUse (what it made is linked by now and cannot be archived).
    """
    require(viewer, "edit")
    unmade = unmake(store, viewer, transaction) if is_large(store, transaction) else None
    if unmade is not None:
        return unmade
    changes = _undoable(store, viewer, transaction)
    refuse_anothers_word(changes, viewer)
    rhythms = any(
        isinstance(side, Node) and side.root == CADENCE for one in changes for side in (one.before, one.after)
    )
    if rhythms:
        require(viewer, "administer")
    with translated(), store.transaction(viewer.id) as tx:
        steps = _steps(tx, store, changes)
        for step in steps:
            _refuse_later(step)
        contacts = ContactChanges.of(tx, [step.record for step in steps])
        undone = _invert(tx, steps)
        contacts.settle(tx, store)
    settle_hidden(store, [*undone.restored, *undone.archived])
    if rhythms:
        settle_cold_days(store, AT_ONCE)
    return undone


def _undoable(store: Store, viewer: Viewer, transaction: int) -> list[Change]:
    whole = transaction_changes(store, transaction)
    changes = [change for change in whole if not is_internal(change, store.schema)]
    forgotten = any(change.before is None and change.after is None for change in changes)
    if not changes or forgotten or not _sees_all(store, viewer, changes):
        raise NotFound("transaction", str(transaction))
    return changes


def _sees_all(store: Store, viewer: Viewer, changes: list[Change]) -> bool:
    """Whether nothing is hidden. A view leaves out an edge whose end is gone: then its end's own change counts."""
    view = store.as_seen_by(viewer.principals)
    seen = {change.revision for change in transaction_changes(view, changes[0].transaction)}
    here = {change.id for change in changes if change.kind == "node" and change.revision in seen}
    left = [change for change in changes if change.revision not in seen]
    sides = [side for change in left for side in (change.before, change.after) if side is not None]
    edges = [side for side in sides if isinstance(side, Edge) and viewer.principals & set(side.audience)]
    ends = {end for edge in edges for end in (edge.start, edge.end)}
    return len(edges) == len(sides) and ends <= here | view.get(ends).keys()


def _steps(tx: Transaction, store: Store, changes: Iterable[Change]) -> list[_Step]:
    """One step a record. The edges are read beside the transaction, which nobody else's can overtake."""
    sides: dict[tuple[str, str], tuple[Record | None, Record | None]] = {}
    for change in changes:
        key = change.kind, change.id
        sides[key] = (sides[key][0] if key in sides else change.before, change.after)
    nodes = tx.get([id for kind, id in sides if kind == "node"])
    edges = store.get_edges([id for kind, id in sides if kind == "edge"])
    now: dict[tuple[str, str], Record] = {("node", id): node for id, node in nodes.items()}
    now |= {("edge", id): edge for id, edge in edges.items()}
    steps = [_Step(before, after, now.get(key)) for key, (before, after) in sides.items() if before or after]
    return [step for step in steps if not step.before or not step.after or differing(step.before, step.after)]


def _refuse_later(step: _Step) -> None:
    if step.now is None and (step.after is None or step.before is None):
        return  # gone as it should be, or gone already
    same = (step.now is None) == (step.after is None)
    changed = differing(step.now, step.after)
    if same and not changed:
        return
    record = step.record
    fields = field_names(changed, record)
    raise EditConflict(kind_of(record), record.id, shown(step.now), shown(step.before), fields)


def _invert(tx: Transaction, steps: list[_Step]) -> Undone:
    made = [step for step in steps if step.before is None and step.now is not None]
    changed = [step for step in steps if step.before is not None]
    _delete_edges(tx, made)
    rhythm = rhythm_of(tx)
    nodes = [_as_before(step) for step in changed if isinstance(step.before, Node)]
    tx.put_nodes([with_cold_day(node, rhythm) if node.root == "Actor" else node for node in nodes])
    edges = [_edge_as_before(step) for step in changed if isinstance(step.before, Edge)]
    tx.put_edges(edges)
    deleted, archived = _take_away(tx, [step.now for step in made if isinstance(step.now, Node)])
    return Undone(tuple(node.id for node in nodes), deleted, archived)


def _delete_edges(tx: Transaction, made: Iterable[_Step]) -> None:
    ids = [step.now.id for step in made if isinstance(step.now, Edge)]
    if ids:
        tx.delete_edges(ids)


def _as_before(step: _Step) -> Node:
    before, now = step.before, step.now
    assert isinstance(before, Node)
    own = {name: value for name, value in before.properties.items() if name not in DERIVED}
    kept = {name: now.properties[name] for name in DERIVED if now is not None and name in now.properties}
    if now is None and before.root == "Actor":
        kept = {"interactions": 0}  # what it was part of comes back with it and is counted then
    if "edition" in before.properties:
        kept["edition"] = max(before.get("edition"), kept.get("edition", 0)) + 1
    return replace(before, properties={**own, **kept}, version=now.version if now else 0)


def _edge_as_before(step: _Step) -> Edge:
    assert isinstance(step.before, Edge)
    return replace(step.before, version=step.now.version if step.now else 0)


def _take_away(tx: Transaction, made: list[Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Deletes what nothing links to, archives the rest."""
    links: dict[str, list[str]] = {node.id: [] for node in made}
    for edge in edges_of(tx, list(links), ()):
        for end in {edge.start, edge.end} & links.keys():
            links[end].append(edge.id)
    free = [id for id, held in links.items() if not held]
    held = [node for node in made if links[node.id]]
    for node in held:
        if "archived" not in node.properties:
            raise StillInUse(node.id, links[node.id][:100])
    if free:
        tx.delete_nodes(free)
    tx.put_nodes([_archived(node) for node in held])
    return tuple(free), tuple(node.id for node in held)


def _archived(node: Node) -> Node:
    edition = node.get("edition")
    return node.with_properties(archived=True, edition=None if edition is None else edition + 1)
