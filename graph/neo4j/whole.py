"""What concerns a store as a whole: taking in a complete copy, and forgetting a node everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from graph.cypher import types
from graph.errors import InvalidRecord, MissingRecord, NotEmpty, StoreUnavailable
from graph.neo4j.changes import copied_rows, forget, logged_ever
from graph.neo4j.connections import Runner, Server
from graph.neo4j.edges import add_edges, ends_of, logs_edge, remove_edges
from graph.neo4j.engine import Engine, Locked, wipe
from graph.neo4j.failures import Taken
from graph.neo4j.nodes import creation, remove_nodes, stored_nodes
from graph.neo4j.records import EDGE_COLUMNS, NODE, edge_of, stored_node
from graph.neo4j.unit import CHUNK, CHUNK_SIZE, Unit, weight
from graph.records import Change, Edge, Node, Record
from graph.validation import Rules


def load(engine: Engine, records: Iterable[Record], changes: Iterable[Change]) -> None:
    """Fills an empty store, in pieces that are not seen before all are there: see `Engine.read` and `Engine.clean`.

    Raises NotEmpty, InvalidRecord, MissingRecord (an edge before its ends), StoreUnavailable.
    """
    locked = engine.begin()
    try:
        _check_empty(locked)
        found = _fill(engine, records, changes)
        locked.transaction.do("MATCH (x:_Load) DELETE x")
        engine.commit(locked, {**found, "settled": True})
    finally:
        locked.transaction.roll_back()


def _check_empty(locked: Locked) -> None:
    (found,) = locked.transaction.rows(f"RETURN EXISTS {{ MATCH ({NODE}) }}")[0]
    if locked.revision or found:
        raise NotEmpty


def _fill(engine: Engine, records: Iterable[Record], changes: Iterable[Change]) -> dict[str, Any]:
    """Writes everything, gives the counter's facts. When it fails nothing is left, at the latest after the next opening."""
    server = engine.server
    mark = {"id": uuid4().hex}
    server.do("MERGE (:_Load {import_id: $id})", mark)
    try:
        _fill_records(server, engine.rules, records)
        return _fill_log(server, engine.rules, changes)
    except BaseException:
        with suppress(StoreUnavailable):
            wipe(server)
        raise


def _fill_records(server: Server, rules: Rules, records: Iterable[Record]) -> None:
    edges: set[str] = set()
    for batch in _alike(rules.check(record) for record in records):
        first = batch[0].id
        if any(record.version < 1 for record in batch):
            raise InvalidRecord(
                next(record.id for record in batch if record.version < 1), "version", "version"
            )
        _check_new(batch, edges)
        try:
            server.write(partial(_add, rules, batch))
        except Taken as error:
            raise InvalidRecord(first, "id", "twice") from error


def _check_new(batch: list[Record], edges: set[str]) -> None:
    """An edge's id is unique among all types; the database knows of one type at a time."""
    for record in batch:
        if isinstance(record, Edge):
            if record.id in edges:
                raise InvalidRecord(record.id, "id", "twice")
            edges.add(record.id)


def _alike(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Batches that one statement can write: nodes with the same labels, or edges of one type."""
    batch: list[Record] = []
    size = 0
    for record in records:
        if batch and (len(batch) == CHUNK or size > CHUNK_SIZE or type(batch[0]) is not type(record)):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += weight(record)
    if batch:
        yield batch


def _add(rules: Rules, batch: list[Record], runner: Runner) -> None:
    nodes = [record for record in batch if isinstance(record, Node)]
    edges = [record for record in batch if isinstance(record, Edge)]
    for names in dict.fromkeys(node.labels for node in nodes):
        rows = [stored_node(node, rules) for node in nodes if node.labels == names]
        runner.do(creation(names), {"rows": rows})
    ends = ends_of(runner, rules, edges)
    for edge in edges:
        for id in (edge.start, edge.end):
            if id not in ends:
                raise MissingRecord(id)
    add_edges(runner, rules, edges)


def _fill_log(server: Server, rules: Rules, changes: Iterable[Change]) -> dict[str, Any]:
    revision = 0
    at: datetime | None = None
    for rows in copied_rows(rules, changes):
        server.do("UNWIND $rows AS row CREATE (c:_Change) SET c = row", {"rows": rows})
        revision, at = rows[-1]["revision"], rows[-1]["at"]
    return {"revision": revision, "at": at}


def erase(unit: Unit, ids: Collection[str]) -> None:
    """Forgets nodes, their edges and every trace of either in the log, but for tombstones. Raises MissingRecord."""
    for id in dict.fromkeys(ids):
        _erase_one(unit, id)
        unit.log.flush()


def _erase_one(unit: Unit, id: str) -> None:
    node = stored_nodes(unit, [id]).get(id)
    if node is not None and not unit.view.shows(node.audience):
        raise MissingRecord(id)
    if node is None and (unit.view.principals is not None or not logged_ever(unit, id)):
        raise MissingRecord(id)
    edges = _edges_at(unit, id)
    ends = ends_of(unit.runner, unit.rules, edges.values())
    forget(unit, id)
    remove_edges(unit, edges.values())
    for edge in edges.values():
        if logs_edge(unit, edge, ends):
            unit.log.add("erase", edge, None, None)
    if node is not None:
        remove_nodes(unit, [id])
    if node is None or unit.logs(node.root):
        unit.log.add("erase", id, None, None)
    unit.written += 1


def _edges_at(unit: Unit, id: str) -> dict[str, Edge]:
    text = (
        f"MATCH (a{NODE} {{id: $id}})-[e{types(unit.rules.edge_types)}]-() WITH DISTINCT e, startNode(e) AS s, "
        f"endNode(e) AS t RETURN {EDGE_COLUMNS} ORDER BY e.id"
    )
    return {row[3]["id"]: edge_of(*row) for row in unit.runner.rows(text, {"id": id})}
