"""How a record is written: one transaction in the viewer's name, only the edges that differ, versions checked.

with writing(store, viewer) as tx:      the role is checked, the store's refusals become the office's own
    ...
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from crm.access import Viewer, require
from crm.errors import EditConflict, Erased, InvalidData, NotFound, Problem, translated
from graph.records import Edge, Node, Value
from graph.store import Direction, EdgeQuery, Store, Transaction

ALL_EDGES = 1_000_000
_CHUNK = 500


@contextmanager
def writing(store: Store, viewer: Viewer) -> Iterator[Transaction]:
    """A unit of work of an editor. Raises NotAllowed, and what the store refuses as crm.errors."""
    require(viewer, "edit")
    with translated(), store.transaction(viewer.id) as tx:
        yield tx


def check(problems: Iterable[Problem]) -> None:
    """Raises InvalidData with all problems when there is any."""
    found = list(problems)
    if found:
        raise InvalidData(found)


def node_of(reader: Transaction | Store, kind: str, root: str, id: str) -> Node:
    """The node with this root label. Raises NotFound, and Erased for what was forgotten for good."""
    node = reader.get([id]).get(id)
    if node is None and _was_erased(reader, id):
        raise Erased(id)
    if node is None or node.root != root:
        raise NotFound(kind, id)
    return node


def _was_erased(reader: Transaction | Store, id: str) -> bool:
    changes = getattr(reader, "changes", None)  # a transaction does not read the log
    return changes is not None and any(change.action == "erase" for change in changes(of=[id]))


def unknown_ids(reader: Transaction | Store, wanted: Mapping[str, str], root: str) -> list[Problem]:
    """One problem for each field whose id is no node of the root label; `wanted` maps fields to ids."""
    known = reader.get(set(wanted.values())) if wanted else {}
    return [
        Problem(field, "unknown_record", {"value": id})
        for field, id in wanted.items()
        if id not in known or known[id].root != root
    ]


def present(values: Mapping[str, Any]) -> dict[str, Value]:
    """Properties without those that have no value."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


def edges_of(
    reader: Transaction | Store, ids: Collection[str], types: Collection[str], direction: Direction = "any"
) -> list[Edge]:
    """All edges of these types that touch the nodes, however many nodes there are."""
    ordered = list(ids)
    chunks = [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]
    queries = (EdgeQuery(tuple(chunk), tuple(types), direction, limit=ALL_EDGES) for chunk in chunks)
    return [edge for query in queries for edge in reader.edges(query)]


def sync_edges(tx: Transaction, old: Iterable[Edge], new: Iterable[Edge]) -> bool:
    """Makes, rewrites and deletes just the edges that differ; says whether any did."""
    before = {edge.id: edge for edge in old}
    after = {edge.id: edge for edge in new}
    gone = before.keys() - after.keys()
    changed = [
        replace(edge, version=before[id].version if id in before else 0)
        for id, edge in after.items()
        if id not in before or not _same(before[id], edge)
    ]
    if gone:
        tx.delete_edges(gone)
    if changed:
        tx.put_edges(changed)
    return bool(gone or changed)


def _same(one: Edge, other: Edge) -> bool:
    return one.properties == other.properties and set(one.audience) == set(other.audience)


def refuse_stale(kind: str, current: BaseModel, given: BaseModel, ignored: Collection[str] = ()) -> None:
    """Raises EditConflict when the given noun was read before the current one was saved and says something else."""
    now, then = current.model_dump(mode="json"), given.model_dump(mode="json")
    leave = {"version", "id", *ignored}
    fields = [name for name in now if name not in leave and now[name] != then.get(name)]
    if now["version"] != then["version"] and fields:
        raise EditConflict(kind, now["id"], now, then, fields)


def refuse_version(kind: str, current: BaseModel, version: int) -> None:
    """Raises EditConflict when the version is not the current one."""
    now = current.model_dump(mode="json")
    if now["version"] != version:
        raise EditConflict(kind, now["id"], now, {**now, "version": version}, [])
