"""Erasing a record for good: what hangs on it first, then the node, its history and its bytes. Not to be undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crm.access import Viewer, require
from crm.commitment_records import read_commitments
from crm.contact import Ledger
from crm.contact_changes import ContactChanges
from crm.erasing.beside import kept_of, leave_accounts, leave_visits, parts_of_visit
from crm.erasing.consequences import consequences_of, erasable, in_title
from crm.erasing.kept import leave_kept, leave_kept_in_log
from crm.erasing.naming import bare
from crm.errors import InvalidData, translated
from crm.files.attaching import file_nodes
from crm.files.checking import forget_bytes
from crm.files.vault import Vault
from crm.history_fields import name_of
from crm.interaction_writing import write_commitments
from crm.listing import every
from crm.maps.forgetting import forget_in
from crm.merging.signposts import records_of_joinings
from crm.messages import say
from crm.saving import edges_of
from graph.fold import fold
from graph.records import Edge, Node
from graph.store import Query, Store, Transaction

_LISTS = ("must_include", "exclude")
_ONES = ("lead", "funder")


@dataclass(frozen=True)
class Forgotten:
    """What was erased: the record's id, all ids that went with it, and how many files' bytes."""

    id: str
    erased: list[str]
    files: int


def erase_record(store: Store, viewer: Viewer, id: str, confirm: str, vault: Vault) -> Forgotten:
    """Forgets an actor, an interaction or a file for good, in the log too; a dated tombstone stays.

    `store` is the viewer's view; `confirm` is the record's name as it was typed. Raises NotAllowed, NotFound, Erased,
    InvalidData (field "confirm") when something else was typed.
    """
    require(viewer, "administer")
    node = erasable(store, id)
    if fold(confirm) != fold(name_of(node)):
        raise InvalidData.of("confirm", "erase_not_confirmed", name=name_of(node))
    whole = store.as_seen_by(None)
    going = _going(whole, node)
    hashes = {str(one.get("sha256")) for one in going.values() if one.root == "File"}
    with translated():
        with whole.transaction(viewer.id) as tx:
            _part(tx, whole, viewer, (node, going))
        if node.root == "Actor":
            leave_kept_in_log(whole, going)
        whole.erase(list(going), viewer.id)
    return Forgotten(id, list(going), forget_bytes(whole, vault, hashes))


def _going(whole: Store, node: Node) -> dict[str, Node]:
    """The record and what is nothing without it: its files, an interaction's commitments, an actor's own posts."""
    going = {node.id: node, **{file.id: file for file in file_nodes(whole, [node.id])}}
    if node.root == "Interaction":
        promises = {edge.end for edge in edges_of(whole, [node.id], ("PRODUCED",), "out")}
        going |= whole.get(promises) | parts_of_visit(whole, node.id)
    if node.root == "Actor":
        going |= {post.id: post for post in _own_posts(whole, node)} | kept_of(whole, node.id)
        going |= records_of_joinings(whole, node.id)
    return going


def _own_posts(whole: Store, node: Node) -> Iterator[Node]:
    held = {edge.end for edge in edges_of(whole, [node.id], ("HOLDS",), "out")}
    at = {edge.start for edge in edges_of(whole, [node.id], ("AT",), "in")}
    for post in whole.get(held).values():
        others = {edge.start for edge in edges_of(whole, [post.id], ("HOLDS",), "in")} - {node.id}
        if not post.get("title") and not others:
            yield post
    yield from whole.get(at).values()


_What = tuple[Node, Mapping[str, Node]]


def _part(tx: Transaction, whole: Store, viewer: Viewer, what: _What) -> None:
    """Takes the record out of all others, and settles what they kept of it."""
    node, going = what
    if node.root == "Interaction":
        _end_contacts(tx, whole, going)
    if node.root == "Actor":
        _leave_commitments(tx, whole, viewer, node)
        _leave_meetings(tx, node)
        _leave_actors(tx, node)
        _leave_projects(tx, whole, node)
        leave_kept(tx, whole, going)
        leave_visits(tx, whole, node.id, going.keys())
        leave_accounts(tx, whole, node.id)
    # The log's line of this goes with the erasure, so that nobody can undo the rest of this unit of work either.
    (now,) = tx.get([node.id]).values()
    tx.put_nodes([now.with_properties(archived=True, erasing=True)])


def _end_contacts(tx: Transaction, whole: Store, going: Mapping[str, Node]) -> None:
    """An interaction counts for nobody any more, and nothing is due from its commitments."""
    gone = [one for one in going.values() if one.root in {"Interaction", "Commitment"}]
    changes = ContactChanges.of(tx, gone)
    tx.put_nodes([one.with_properties(archived=True) for one in tx.get([one.id for one in gone]).values()])
    changes.settle(tx, whole)


def _leave_commitments(tx: Transaction, whole: Store, viewer: Viewer, node: Node) -> None:
    edges = edges_of(tx, [node.id], ("OWES", "OWED_TO"))
    nodes = tx.get({edge.end if edge.type == "OWES" else edge.start for edge in edges})
    ledger = Ledger()
    changes = []
    for one in read_commitments(tx, list(nodes.values())):
        owner = None if one.owner == node.id else one.owner
        beneficiary = None if one.beneficiary == node.id else one.beneficiary
        changes.append((nodes[one.id], one, one.having(owner=owner, beneficiary=beneficiary)))
    write_commitments(tx, viewer.id, changes, ledger)
    ledger.settle(tx, whole)


def _leave_meetings(tx: Transaction, node: Node) -> None:
    """Organisations no longer say that she came for them, and titles made with her name lose it."""
    mine = edges_of(tx, [node.id], ("TOOK_PART",), "out")
    meetings = tx.get({edge.end for edge in mine})
    beside = edges_of(tx, meetings, ("TOOK_PART",), "in")
    _put_edges(tx, [edge.with_properties(person=None) for edge in beside if edge.get("person") == node.id])
    name, nobody = bare(name_of(node)), say("erased_name", "es")
    titled = [one for one in meetings.values() if in_title(one, name_of(node))]
    if titled:
        tx.put_nodes(
            [one.with_properties(title=str(one.get("title")).replace(name, nobody)) for one in titled]
        )


def _put_edges(tx: Transaction, edges: list[Edge]) -> None:
    if edges:
        tx.put_edges(edges)


def _leave_actors(tx: Transaction, node: Node) -> None:
    """What was part of it, or worked there, is on its own."""
    parts = {edge.start for edge in edges_of(tx, [node.id], ("PART_OF",), "in")}
    posts = {edge.start for edge in edges_of(tx, [node.id], ("AT",), "in")}
    people = {edge.start for edge in edges_of(tx, posts, ("HOLDS",), "in")}
    inside = [one for one in tx.get(parts | people).values() if one.get("parent") == node.id]
    if inside:
        tx.put_nodes([one.with_properties(parent=None, edition=one.get("edition", 0) + 1) for one in inside])


def _leave_projects(tx: Transaction, whole: Store, node: Node) -> None:
    changed = [out for one in every(whole, Query("Project")) if (out := _without(one, node.id)) != one]
    maps = [out for one in every(whole, Query("StakeholderMap")) if (out := forget_in(one, node)) != one]
    if changed or maps:
        tx.put_nodes([*changed, *maps])
    count = {one.id: one.get("count") for one in maps if one.get("count") is not None}
    _put_edges(
        tx, [one.with_properties(count=count[one.start]) for one in edges_of(tx, count, ("MAPS",), "out")]
    )


def _without(project: Node, id: str) -> Node:
    lists = {name: [one for one in project.get(name, ()) if one != id] or None for name in _LISTS}
    ones = {name: None if project.get(name) == id else project.get(name) for name in _ONES}
    same = all((lists[name] or []) == list(project.get(name, ())) for name in _LISTS)
    if same and all(ones[name] == project.get(name) for name in _ONES):
        return project
    return project.with_properties(**lists, **ones)


__all__ = ["Forgotten", "consequences_of", "erase_record"]
