"""Files of a record: attached, listed, taken away and brought back. The bytes are in the vault before the node is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from crm.access import Viewer
from crm.errors import InvalidData, NotFound
from crm.files.records import HAS_FILE, Attachment, attachment_of, edge_to, new_node
from crm.files.vault import Kept
from crm.saving import edges_of, node_of, refuse_version, writing
from graph.records import Node
from graph.store import Store, Transaction

MOST = 50


def attach_files(store: Store, viewer: Viewer, interaction: str, files: Sequence[Kept]) -> list[Attachment]:
    """Attaches files to an interaction, all or none; one with the same content is there once.

    Raises NotFound, NotAllowed, InvalidData for more than fifty.
    """
    with writing(store, viewer) as tx:
        owner = node_of(tx, "interaction", "Interaction", interaction)
        return [attachment_of(node) for node in attach_in(tx, owner, files, viewer.id)]


def attach_in(
    tx: Transaction, owner: Node, files: Sequence[Kept], author: str, purpose: str = ""
) -> list[Node]:
    """The same within another unit of work, so that a record and its files are saved together."""
    there = {str(node.get("sha256")): node for node in file_nodes(tx, [owner.id])}
    wanted = {kept.sha256: kept for kept in files}
    fresh = [new_node(kept, owner, author, purpose) for sha256, kept in wanted.items() if sha256 not in there]
    if len(there) + len(fresh) > MOST:
        raise InvalidData.of("files", "files_too_many", limit=MOST)
    saved = tx.put_nodes(fresh) if fresh else []
    if saved:
        tx.put_edges([edge_to(node) for node in saved])
    back = [there[sha256] for sha256 in wanted if sha256 in there and there[sha256].get("archived")]
    again = tx.put_nodes([node.with_properties(archived=False) for node in back]) if back else []
    standing = [there[h] for h in wanted if h in there and not there[h].get("archived")]
    return [*saved, *again, *standing]


def file_nodes(reader: Store | Transaction, owners: Collection[str]) -> list[Node]:
    """The nodes of all files of these records, taken away or not."""
    ids = {edge.end for edge in edges_of(reader, owners, (HAS_FILE,), "out")}
    return list(reader.get(ids).values()) if ids else []


def files_of(store: Store, owner: str, archived: bool = False) -> list[Attachment]:
    """A record's files by name; with `archived` those that were taken away as well."""
    found = [attachment_of(node) for node in file_nodes(store, [owner])]
    shown = [one for one in found if archived or not one.archived]
    return sorted(shown, key=lambda one: (one.name.casefold(), one.id))


def get_file(store: Store, id: str) -> Attachment:
    """The file. Raises NotFound, Erased."""
    return attachment_of(node_of(store, "file", "File", id))


def archive_file(store: Store, viewer: Viewer, id: str, version: int) -> Attachment:
    """Takes a file away from its record; the bytes stay, so that it can be undone. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=True)


def restore_file(store: Store, viewer: Viewer, id: str, version: int) -> Attachment:
    """Brings a file back. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=False)


def _set_archived(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> Attachment:
    id, version = which
    with writing(store, viewer) as tx:
        node = node_of(tx, "file", "File", id)
        if str(node.get("record")) not in tx.get([str(node.get("record"))]):
            raise NotFound("file", id)
        refuse_version("file", attachment_of(node), version)
        (saved,) = tx.put_nodes([node.with_properties(archived=archived)])
        return attachment_of(saved)


def follow_audience(tx: Transaction, owner: Node) -> None:
    """Gives the files of a record whose audience changed the same audience."""
    files = [node for node in file_nodes(tx, [owner.id]) if set(node.audience) != set(owner.audience)]
    if files:
        changed = tx.put_nodes([replace(node, audience=owner.audience) for node in files])
        _edges_follow(tx, changed)


def _edges_follow(tx: Transaction, files: Iterable[Node]) -> None:
    by_id = {node.id: node for node in files}
    edges = edges_of(tx, by_id.keys(), (HAS_FILE,), "in")
    tx.put_edges([replace(edge, audience=by_id[edge.end].audience) for edge in edges])
