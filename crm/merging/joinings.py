"""The joinings that were made: which record went into which, when, and what came to the joined one since."""

from __future__ import annotations

from dataclasses import dataclass

from crm.errors import NotFound
from crm.saving import node_of
from graph.records import Change, Node
from graph.store import EdgeQuery, Query, Store, Where

_MOST = 200


@dataclass(frozen=True)
class MergeRecord:
    """A joining that was made: `undone` says whether it still holds."""

    id: str
    winner: str
    loser: str
    made: str
    by: str
    undone: bool


def get_merge(store: Store, id: str) -> MergeRecord:
    """The joining. Raises NotFound."""
    return _record(node_of(store, "merge", "Merge", id))


def merges_into(store: Store, actor: str) -> list[MergeRecord]:
    """The joinings into this actor that still hold, the latest first."""
    where = (Where("winner", "=", actor), Where("undone", "=", False))
    page = store.find(Query("Merge", where=where, order=(("made", True),), limit=_MOST, total=False))
    return [_record(node) for node in page.items]


def _record(node: Node) -> MergeRecord:
    said = {name: str(node.get(name)) for name in ("winner", "loser", "made", "by")}
    return MergeRecord(node.id, **said, undone=bool(node.get("undone")))


def recorded_since(store: Store, merge: MergeRecord) -> list[str]:
    """The latest interactions of the joined record that came to it after the joining: whose are they?"""
    began = transaction_of(store.as_seen_by(None), merge.id)
    edges = store.edges(EdgeQuery((merge.winner,), ("TOOK_PART",), "out", limit=_MOST))
    ends = {edge.id: edge.end for edge in edges}
    changes = store.changes(of=list(ends), limit=10_000)
    made = {change.id: change.transaction for change in changes if change.before is None}
    new = [end for id, end in ends.items() if made.get(id, 0) > began]
    return [id for id, node in store.get(new).items() if not node.get("archived")]


def transaction_of(store: Store, id: str) -> int:
    """The unit of work that made the joining. Raises NotFound."""
    first: list[Change] = store.changes(of=[id], limit=1)
    if not first:
        raise NotFound("merge", id)
    return first[0].transaction
