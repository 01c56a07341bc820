"""Undoing a joining, also long after it: each record gets back what was its own, whatever was edited since.

What was recorded since on the joined record stays with it, unless one says that it belongs to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from crm.access import Viewer, require
from crm.actor_model import Actor
from crm.actor_records import read_actors
from crm.commitment_records import direction_of
from crm.contact import with_cold_day
from crm.contact_changes import ContactChanges
from crm.errors import InvalidData, translated
from crm.follow_up.rhythm import rhythm_of
from crm.merging.joinings import MergeRecord, get_merge, merges_into, transaction_of
from crm.merging.moving import at_other, edges_at, move_edges
from crm.merging.rebasing import Step, back, steps_of
from crm.merging.signposts import MERGED_INTO
from crm.moments import stamp
from crm.unit_changes import transaction_changes
from graph.records import Edge, Node
from graph.store import Store, Transaction


def undo_merge(store: Store, viewer: Viewer, id: str, give: Collection[str] = ()) -> list[Actor]:
    """Takes the two apart again and gives both. `give`: interactions recorded since that belong to the one that comes back,
    of which those that the viewer does not see stay, as those that are not there do.

    Raises NotAllowed, NotFound, InvalidData (undone already; the joined record was itself joined since: undo that first).
    """
    require(viewer, "edit")
    merge = get_merge(store, id)
    whole, given_ids = store.as_seen_by(None), store.as_seen_by(viewer.principals).get(set(give))
    changes = transaction_changes(whole, transaction_of(whole, id))
    with translated(), whole.transaction(viewer.id) as tx:
        _refuse_impossible(tx, merge)
        steps = steps_of(tx, whole, [change for change in changes if change.id != id])
        later = _later(tx, whole, merge)
        _refuse_overtaken(whole, steps, later)
        given = [
            edge for edge in edges_at(tx, merge.winner) if edge.type == "TOOK_PART" and edge.end in given_ids
        ]
        contacts = ContactChanges.of(tx, [*_there(steps), *given])
        _take_back(tx, steps, (merge, later))
        node = tx.get([id])[id]
        _take_adopted(tx, whole, node)
        move_edges(tx, given, (merge.winner, merge.loser))
        tx.put_nodes(
            [node.with_properties(undone=True, undone_at=stamp(datetime.now(UTC)), undone_by=viewer.id)]
        )
        contacts.settle(tx, whole)
        _settle_cards(tx, merge)
        both = tx.get([merge.winner, merge.loser])
        return read_actors(tx, [both[merge.winner], both[merge.loser]])


def _refuse_impossible(tx: Transaction, merge: MergeRecord) -> None:
    both = tx.get([merge.winner, merge.loser])
    if merge.undone or len(both) < 2 or both[merge.loser].get(MERGED_INTO) != merge.winner:
        raise InvalidData.of("", "merge_undone")
    if both[merge.winner].get(MERGED_INTO):
        raise InvalidData.of("", "merge_undo_later_first", id=both[merge.winner].get(MERGED_INTO))


def _refuse_overtaken(store: Store, steps: Iterable[Step], later: Iterable[Node]) -> None:
    """A later joining with somebody whom a tie of ours led to dropped that tie: it is taken back first."""
    made = {step.record.id for step in steps if step.before is None}
    for node in later:
        changes = transaction_changes(store, transaction_of(store, node.id))
        if made & {change.id for change in changes if change.after is None}:
            raise InvalidData.of("", "merge_undo_later_first", id=node.get("loser"))


def _later(tx: Transaction, store: Store, merge: MergeRecord) -> list[Node]:
    """The joinings into the same record made after this one: what they put on an edge of ours must stay."""
    began = transaction_of(store, merge.id)
    others = [one.id for one in merges_into(store, merge.winner) if one.id != merge.id]
    return [node for id, node in tx.get(others).items() if transaction_of(store, id) > began]


def _there(steps: Iterable[Step]) -> list[Edge | Node]:
    return [step.now or step.record for step in steps]


def _take_back(tx: Transaction, steps: Sequence[Step], of: tuple[MergeRecord, list[Node]]) -> None:
    merge, later = of
    now = {step.now.id: step.now for step in steps if isinstance(step.now, Edge)}
    afters = {step.after.id: step.after for step in steps if isinstance(step.after, Edge)}
    nodes = [back(s) for s in steps if s.before and s.after and isinstance(s.now, Node)]
    tx.put_nodes([_promise(tx, node) for node in nodes if isinstance(node, Node)])
    again = [_again(step.before, merge, (now, afters)) for step in steps if _was_deleted(step)]
    edges = [back(s) for s in steps if s.before and s.after and isinstance(s.now, Edge)]
    made = [s.now.id for s in steps if s.before is None and isinstance(s.now, Edge)]
    kept = _keep_for_later(tx, made, later)
    tx.delete_edges([id for id in made if id not in kept])
    tx.put_edges([edge for edge in edges if isinstance(edge, Edge)])
    tx.put_edges(_fresh(tx, [edge for edge in again if edge is not None]))


def _was_deleted(step: Step) -> bool:
    return isinstance(step.before, Edge) and step.after is None and step.now is None


def _again(
    before: object, merge: MergeRecord, states: tuple[dict[str, Edge], dict[str, Edge]]
) -> Edge | None:
    """An edge of the one that comes back, with what was changed since on the one that took its place; None when that
    one was taken away since.
    """
    assert isinstance(before, Edge)
    now, afters = states
    twin = at_other(before, merge.loser, merge.winner)
    own = before.type in {"PART_OF", "STATED_IN"} and before.start == merge.loser
    if own or twin.id not in afters:  # of its own card, or only between the two
        return replace(before, version=0)
    if twin.id not in now:
        return None
    current, then = now[twin.id], afters[twin.id]
    changed = {n: v for n, v in current.properties.items() if v != then.get(n)}
    gone = {n: None for n in then.properties if n not in current.properties}
    return replace(before.with_properties(**{**changed, **gone}), audience=current.audience, version=0)


def _fresh(tx: Transaction, edges: Sequence[Edge]) -> list[Edge]:
    """Only those whose ends are still there; a participation has its interaction's day."""
    ends = tx.get({end for edge in edges for end in (edge.start, edge.end)})
    there = [edge for edge in edges if edge.start in ends and edge.end in ends]
    return [
        edge.with_properties(on=ends[edge.end].get("on")) if edge.type == "TOOK_PART" else edge
        for edge in there
    ]


def _promise(tx: Transaction, node: Node) -> Node:
    if node.root != "Commitment":
        return node
    owner = str(node.get("owner", ""))
    return node.with_properties(direction=direction_of(tx.get([owner]).get(owner) if owner else None))


def _keep_for_later(tx: Transaction, made: Collection[str], later: Sequence[Node]) -> set[str]:
    """Edges made here that a later joining met: that one takes them along when it is undone."""
    kept: set[str] = set()
    for node in later:
        mine = [id for id in node.get("joined", ()) if id in made and id not in kept]
        if mine:
            tx.put_nodes([node.with_properties(adopted=[*node.get("adopted", ()), *mine])])
            kept |= set(mine)
    return kept


def _take_adopted(tx: Transaction, store: Store, merge: Node) -> None:
    there = store.get_edges(merge.get("adopted", ()))
    if there:
        tx.delete_edges(list(there))


def _settle_cards(tx: Transaction, merge: MergeRecord) -> None:
    rhythm = rhythm_of(tx)
    nodes = tx.get([merge.winner, merge.loser]).values()
    turned = [(node, with_cold_day(node, rhythm)) for node in nodes]
    tx.put_nodes([new for old, new in turned if new.properties != old.properties])
