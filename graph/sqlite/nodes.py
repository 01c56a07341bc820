"""Writing nodes: versions and unique values are checked first, then whole batches are written and logged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.codec import write_record
from graph.errors import Conflict, DuplicateKey, InvalidRecord, MissingRecord, StillLinked
from graph.records import Node
from graph.sqlite.records import NODE_COLUMNS, NODE_SOURCE, as_list, node_of
from graph.sqlite.tables import Entry, LabelTable, column
from graph.sqlite.unit import Unit, chunks
from graph.values import write_properties

_LINKS_NAMED = 100


@dataclass(frozen=True, slots=True)
class StoredNode:
    """A node as the file has it, with its internal number and that of its audience."""

    key: int
    audience: int
    node: Node


def stored_nodes(unit: Unit, ids: Collection[str]) -> dict[str, StoredNode]:
    """The nodes of these ids, seen by the view or not."""
    rows = unit.connection.execute(
        f"SELECT n.key, n.audience, {NODE_COLUMNS} FROM {NODE_SOURCE} WHERE n.id IN (SELECT value FROM json_each(?))",
        (as_list(ids),),
    )
    return {row[2]: StoredNode(row[0], row[1], node_of(row[2:])) for row in rows}


def put_nodes(unit: Unit, nodes: Iterable[Node]) -> list[Node]:
    """Makes or replaces nodes, in the order given. Raises Conflict, DuplicateKey, InvalidRecord, MissingRecord."""
    saved: list[Node] = []
    for batch in chunks(map(unit.engine.rules.check_node, nodes)):
        saved += _put_batch(unit, batch)
    return saved


def _put_batch(unit: Unit, batch: list[Node]) -> list[Node]:
    before = stored_nodes(unit, [node.id for node in batch])
    for node in batch:
        _check_version(unit, node, before.get(node.id))
    for table in {node.root: unit.engine.tables[node.root] for node in batch}.values():
        _check_unique(unit, table, [node for node in batch if node.root == table.label.name])
    after = [Node(node.id, node.labels, node.properties, node.audience, node.version + 1) for node in batch]
    _write(unit, after, before)
    return after


def _check_version(unit: Unit, node: Node, stored: StoredNode | None) -> None:
    actual = stored.node.version if stored else 0
    if stored and not unit.view.shows(stored.node.audience):
        raise MissingRecord(node.id)
    if node.version != actual:
        raise Conflict(node.id, node.version, actual)
    if stored and stored.node.root != node.root:
        raise InvalidRecord(node.id, "labels", "root_changed")


def _check_unique(unit: Unit, table: LabelTable, nodes: Sequence[Node]) -> None:
    """Plays the batch through in its order: a value is free again once the node that had it was given another."""
    for name in table.label.unique:
        values = [column(table.kinds[name], node.get(name)) for node in nodes]
        ids = [node.id for node in nodes]
        rows = unit.connection.execute(
            f'SELECT "{name}", _id FROM {table.name} WHERE "{name}" IN (SELECT value FROM json_each(?1)) '
            f"OR _id IN (SELECT value FROM json_each(?2))",
            (as_list(value for value in values if value is not None), as_list(ids)),
        )
        owners: dict[Any, str] = {value: id for value, id in rows if value is not None}
        current = {id: value for value, id in owners.items()}
        for node, value in zip(nodes, values, strict=True):
            owners.pop(current.get(node.id), None)
            if value is not None and owners.setdefault(value, node.id) != node.id:
                raise DuplicateKey(node.id, name, str(node.get(name)))


def _write(unit: Unit, nodes: Sequence[Node], before: Mapping[str, StoredNode]) -> None:
    written = {node.id: write_properties(node.properties) for node in nodes}
    new = [node for node in nodes if node.id not in before]
    changed = [node for node in nodes if node.id in before]
    # Changed ones first: they may give up a unique value that a new one takes.
    _change(unit, changed, before, written)
    add_nodes(unit, new, written)
    for node in nodes:
        if unit.engine.logs(node.root):
            old = before.get(node.id)
            side = (write_record(old.node), old.audience) if old else None
            unit.log.add(
                "put", node, side, (write_record(node, written[node.id]), unit.audiences.key(node.audience))
            )
    unit.log.flush()
    unit.written += len(nodes)


def _change(
    unit: Unit, nodes: Sequence[Node], before: Mapping[str, StoredNode], written: Mapping[str, str]
) -> None:
    rows = []
    entries: dict[str, list[Entry]] = {}
    for node in nodes:
        key, audience = before[node.id].key, unit.audiences.key(node.audience)
        rows.append((" ".join(node.labels), audience, node.version, written[node.id], key))
        entries.setdefault(node.root, []).append((key, node, audience))
    unit.connection.executemany(
        "UPDATE node SET labels=?, audience=?, version=?, properties=? WHERE key=?", rows
    )
    for root, changed in entries.items():
        unit.engine.tables[root].change(
            unit.connection, changed, [before[node.id].node for _, node, _ in changed]
        )


def add_nodes(unit: Unit, nodes: Sequence[Node], written: Mapping[str, str]) -> None:
    """Writes nodes that are known to be new, with the version they have, and makes them found. Does not log."""
    rows = []
    entries: dict[str, list[Entry]] = {}
    for key, node in enumerate(nodes, unit.next_key("node")):
        audience = unit.audiences.key(node.audience)
        rows.append((key, node.id, " ".join(node.labels), audience, node.version, written[node.id]))
        entries.setdefault(node.root, []).append((key, node, audience))
    unit.connection.executemany("INSERT INTO node VALUES (?,?,?,?,?,?)", rows)
    for root, added in entries.items():
        unit.engine.tables[root].add(unit.connection, added)


def delete_nodes(unit: Unit, ids: Collection[str]) -> None:
    """Deletes nodes without edges. Raises StillLinked, MissingRecord."""
    stored = stored_nodes(unit, ids)
    linked = _linked(unit, [found.key for found in stored.values()])
    for id in dict.fromkeys(ids):
        found = stored.get(id)
        if found is None or not unit.view.shows(found.node.audience):
            raise MissingRecord(id)
        if found.key in linked:
            raise StillLinked(id, _links(unit, found.key))
        if unit.engine.logs(found.node.root):
            unit.log.add("delete", found.node, (write_record(found.node), found.audience), None)
    remove_nodes(unit, list(stored.values()))
    unit.log.flush()


def remove_nodes(unit: Unit, stored: Sequence[StoredNode]) -> None:
    """Takes nodes without edges out of all tables. Does not log."""
    keys: dict[str, list[int]] = {}
    for found in stored:
        keys.setdefault(found.node.root, []).append(found.key)
    for root, alike in keys.items():
        unit.engine.tables[root].remove(unit.connection, alike)
        unit.connection.executemany("DELETE FROM node WHERE key=?", [(key,) for key in alike])
    unit.written += len(stored)


def _linked(unit: Unit, keys: Sequence[int]) -> set[int]:
    """Which of these have an edge."""
    rows = unit.connection.execute(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM edge WHERE start_ = value) "
        "OR EXISTS (SELECT 1 FROM edge WHERE end_ = value)",
        (as_list(keys),),
    )
    return {row[0] for row in rows}


def _links(unit: Unit, key: int) -> tuple[str, ...]:
    """The edges of a node that are seen."""
    seen, values = unit.view.sees("e.audience", "s.audience", "t.audience")
    rows = unit.connection.execute(
        "SELECT e.id FROM edge e JOIN node s ON s.key = e.start_ JOIN node t ON t.key = e.end_ "
        f"WHERE (e.start_ = ? OR e.end_ = ?){seen} ORDER BY e.id LIMIT {_LINKS_NAMED}",
        (key, key, *values),
    )
    return tuple(row[0] for row in rows)
