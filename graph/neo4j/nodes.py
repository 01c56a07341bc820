"""Writing nodes: versions and unique values are checked first, then whole batches are written and logged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.cypher import labels, stored
from graph.errors import Conflict, DuplicateKey, InvalidRecord, MissingRecord, StillLinked
from graph.neo4j.records import NODE, RECORD, View, node_ids, read_nodes, stored_node
from graph.neo4j.unit import Unit, chunks
from graph.records import Node

_LINKS_NAMED: Final = 100
_ALL: Final = View()


def stored_nodes(unit: Unit, ids: Collection[str]) -> dict[str, Node]:
    """The nodes of these ids, seen by the view or not."""
    return read_nodes(unit.runner, unit.rules, _ALL, ids)


def put_nodes(unit: Unit, nodes: Iterable[Node]) -> list[Node]:
    """Makes or replaces nodes, in the order given. Raises Conflict, DuplicateKey, InvalidRecord, MissingRecord."""
    saved: list[Node] = []
    for batch in chunks(map(unit.rules.check_node, nodes)):
        saved += _put_batch(unit, batch)
    return saved


def _put_batch(unit: Unit, batch: list[Node]) -> list[Node]:
    before = stored_nodes(unit, [node.id for node in batch])
    for node in batch:
        _check(unit, node, before.get(node.id))
    for root in dict.fromkeys(node.root for node in batch):
        for name in unit.rules.labels[root].unique:
            _check_unique(unit, (root, name), [node for node in batch if node.root == root])
    after = [replace(node, version=node.version + 1) for node in batch]
    # Changed ones first: they may give up a unique value that a new one takes.
    _change(unit, [node for node in after if node.id in before], before)
    add_nodes(unit, [node for node in after if node.id not in before])
    for node in after:
        if unit.logs(node.root):
            unit.log.add("put", node, before.get(node.id), node)
    unit.written += len(after)
    return after


def _check(unit: Unit, node: Node, before: Node | None) -> None:
    if before is not None and not unit.view.shows(before.audience):
        raise MissingRecord(node.id)
    actual = before.version if before else 0
    if node.version != actual:
        raise Conflict(node.id, node.version, actual)
    if before is not None and before.root != node.root:
        raise InvalidRecord(node.id, "labels", "root_changed")


def _check_unique(unit: Unit, key: tuple[str, str], nodes: Sequence[Node]) -> None:
    """Plays the batch through in its order: a value is free again once the node that had it was given another."""
    root, name = key
    given = [node.get(name) for node in nodes if node.get(name) is not None]
    text = f"MATCH (n{labels(root)}) WHERE {{}} RETURN {stored('n', name)}, n.id"
    rows = unit.runner.rows(text.format(f"{stored('n', name)} IN $given"), {"given": given})
    rows += unit.runner.rows(text.format("n.id IN $ids"), {"ids": [node.id for node in nodes]})
    owners = {value: id for value, id in rows if value is not None}
    current = {id: value for value, id in owners.items()}
    for node in nodes:
        value = node.get(name)
        owners.pop(current.get(node.id), None)
        if value is not None and owners.setdefault(value, node.id) != node.id:
            raise DuplicateKey(node.id, name, str(value))


def _change(unit: Unit, nodes: Sequence[Node], before: Mapping[str, Node]) -> None:
    groups: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[Node]] = defaultdict(list)
    for node in nodes:
        groups[before[node.id].labels, node.labels].append(node)
    _give_up_unique(unit, nodes)
    for (old, new), alike in groups.items():
        gone, come = labels(*sorted(set(old) - set(new))), labels(*sorted(set(new) - set(old)))
        text = f"UNWIND $rows AS row MATCH (n{NODE}) USING INDEX SEEK n{NODE}(id) WHERE n.id = row.id SET n = row"
        text += (f" REMOVE n{gone}" if gone else "") + (f" SET n{come}" if come else "")
        unit.runner.do(text, {"rows": [stored_node(node, unit.rules) for node in alike]})


def _give_up_unique(unit: Unit, nodes: Sequence[Node]) -> None:
    """Two nodes may exchange their values, but the database looks at one after the other."""
    for root in dict.fromkeys(node.root for node in nodes):
        ids = [node.id for node in nodes if node.root == root]
        for name in unit.rules.labels[root].unique:
            unit.runner.do(f"MATCH (n{NODE}) WHERE n.id IN $ids REMOVE {stored('n', name)}", {"ids": ids})


def add_nodes(unit: Unit, nodes: Sequence[Node]) -> None:
    """Writes nodes that are known to be new, with the version they have. Does not log."""
    groups: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.labels].append(node)
    for names, alike in groups.items():
        text, rows = creation(names), [stored_node(node, unit.rules) for node in alike]
        unit.runner.do(text, {"rows": rows})


def creation(names: Sequence[str]) -> str:
    """The statement that makes nodes with these labels of the parameter `rows`."""
    return f"UNWIND $rows AS row CREATE (n{labels(RECORD, *names)}) SET n = row"


def delete_nodes(unit: Unit, ids: Collection[str]) -> None:
    """Deletes nodes without edges. Raises StillLinked, MissingRecord."""
    before = stored_nodes(unit, ids)
    linked = _linked(unit, list(before))
    for id in dict.fromkeys(ids):
        if id not in before or not unit.view.shows(before[id].audience):
            raise MissingRecord(id)
        if id in linked:
            raise StillLinked(id, _links(unit, id))
        if unit.logs(before[id].root):
            unit.log.add("delete", before[id], before[id], None)
    remove_nodes(unit, list(before))


def remove_nodes(unit: Unit, ids: Collection[str]) -> None:
    """Takes nodes without edges away. Does not log."""
    unit.runner.do(f"MATCH (n{NODE}) WHERE n.id IN $ids DELETE n", {"ids": node_ids(ids)})
    unit.written += len(ids)


def _linked(unit: Unit, ids: list[str]) -> set[str]:
    text = f"MATCH (n{NODE}) WHERE n.id IN $ids AND EXISTS {{ (n)--() }} RETURN n.id"
    return {row[0] for row in unit.runner.rows(text, {"ids": ids})}


def _links(unit: Unit, id: str) -> tuple[str, ...]:
    text = (
        f"MATCH (n{NODE} {{id: $id}})-[e]-(o) WHERE true{unit.view.sees('e', 'n', 'o')} "
        f"RETURN DISTINCT e.id AS id ORDER BY id LIMIT {_LINKS_NAMED}"
    )
    return tuple(row[0] for row in unit.runner.rows(text, {"id": id, **unit.view.values}))
