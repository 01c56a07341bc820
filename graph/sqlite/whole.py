"""What concerns a store as a whole: taking in a complete copy, and forgetting a node everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.errors import InvalidRecord, MissingRecord, NotEmpty
from graph.records import Change, Edge, Node, Record
from graph.sqlite.changes import append_copies, forget, logged_ever
from graph.sqlite.connections import Connection, IntegrityError
from graph.sqlite.edges import add_edges, ends_of, logs_edge, remove_edges, stored_edges
from graph.sqlite.nodes import add_nodes, remove_nodes, stored_nodes
from graph.sqlite.unit import CHUNK, Engine, Unit
from graph.values import write_properties


def load(unit: Unit, records: Iterable[Record], changes: Iterable[Change]) -> None:
    """Fills an empty store. Raises NotEmpty, InvalidRecord, MissingRecord (an edge before its ends)."""
    if not is_empty(unit.connection):
        raise NotEmpty
    for batch in _alike(unit.engine.rules.check(record) for record in records):
        _check_versions(batch)
        try:
            _add(unit, batch)
        except IntegrityError as error:
            raise InvalidRecord(batch[0].id, "id", "twice") from error
        unit.written += len(batch)
    append_copies(unit, changes)


def is_empty(connection: Connection) -> bool:
    """Whether there is neither a node nor a change."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM node) OR EXISTS (SELECT 1 FROM change)"
    ).fetchone()
    return not found


def _alike(records: Iterable[Record]) -> Iterable[list[Record]]:
    """Batches of nodes only or edges only, in the order given."""
    batch: list[Record] = []
    for record in records:
        if batch and (len(batch) == CHUNK or type(batch[0]) is not type(record)):
            yield batch
            batch = []
        batch.append(record)
    if batch:
        yield batch


def _check_versions(batch: Iterable[Record]) -> None:
    for record in batch:
        if record.version < 1:
            raise InvalidRecord(record.id, "version", "version")


def _add(unit: Unit, batch: list[Record]) -> None:
    nodes = [record for record in batch if isinstance(record, Node)]
    edges = [record for record in batch if isinstance(record, Edge)]
    add_nodes(unit, nodes, {node.id: write_properties(node.properties) for node in nodes})
    ends = ends_of(unit, edges)
    for edge in edges:
        for id in (edge.start, edge.end):
            if id not in ends:
                raise MissingRecord(id)
    add_edges(unit, edges, ends)


def erase(unit: Unit, ids: Collection[str]) -> None:
    """Forgets nodes, their edges and every trace of either in the log, but for tombstones. Raises MissingRecord."""
    for id in dict.fromkeys(ids):
        _erase_one(unit, id)
    unit.log.flush()
    for table in unit.engine.tables.values():
        if table.label.text:
            # Merges the whole index, or deleted words stay in its older parts.
            unit.connection.execute(f"INSERT INTO {table.texts} ({table.texts}) VALUES ('optimize')")


def _erase_one(unit: Unit, id: str) -> None:
    stored = stored_nodes(unit, [id]).get(id)
    if stored is not None and not unit.view.shows(stored.node.audience):
        raise MissingRecord(id)
    if stored is None and (unit.view.principals is not None or not logged_ever(unit, id)):
        raise MissingRecord(id)
    edges = stored_edges(unit, "s.id = ?1 OR t.id = ?1", id)
    ends = ends_of(unit, [found.edge for found in edges.values()])
    forget(unit, id)
    remove_edges(unit, [found.key for found in edges.values()])
    for _, found in sorted(edges.items()):
        if logs_edge(unit, found.edge, ends):
            unit.log.add("erase", found.edge, None, None)
    if stored is not None:
        remove_nodes(unit, [stored])
    if stored is None or unit.engine.logs(stored.node.root):
        unit.log.add("erase", ("node", id), None, None)
    unit.log.flush()


def settle(engine: Engine, *, erased: bool = False) -> None:
    """After much was written: fresh statistics for the planner. After an erasure: no old pages in the journal."""
    with engine.pool.taken() as connection:
        if erased:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        else:
            connection.execute("ANALYZE")
