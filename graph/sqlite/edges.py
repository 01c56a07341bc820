"""Writing edges: ends and versions are checked first, then whole batches are written and logged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.codec import write_record
from graph.errors import Conflict, InvalidRecord, MissingRecord
from graph.records import Edge
from graph.sqlite.records import (
    EDGE_COLUMNS,
    EDGE_SOURCE,
    as_list,
    audience_of,
    edge_of,
    edge_row_parts,
)
from graph.sqlite.unit import Unit, chunks


@dataclass(frozen=True, slots=True)
class StoredEdge:
    """An edge as the file has it, with its internal number and that of its audience."""

    key: int
    audience: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class End:
    """A node as far as an edge is concerned."""

    key: int
    root: str
    audience: tuple[str, ...]


def stored_edges(unit: Unit, condition: str, *values: object) -> dict[str, StoredEdge]:
    """The edges that a condition on `e` (an edge) or `s`, `t` (its ends) is true of, seen by the view or not."""
    rows = unit.connection.execute(
        f"SELECT e.key, e.audience, {EDGE_COLUMNS} FROM {EDGE_SOURCE} WHERE {condition}", values
    )
    types = unit.engine.rules.edge_types
    return {row[2]: StoredEdge(row[0], row[1], edge_of(row[2:], types)) for row in rows}


def ends_of(unit: Unit, edges: Iterable[Edge]) -> dict[str, End]:
    """The nodes the edges link, seen by the view or not."""
    ids = {id for edge in edges for id in (edge.start, edge.end)}
    rows = unit.connection.execute(
        "SELECT n.id, n.key, n.labels, a.names FROM node n JOIN audience a ON a.key = n.audience "
        "WHERE n.id IN (SELECT value FROM json_each(?))",
        (as_list(ids),),
    )
    return {id: End(key, labels.partition(" ")[0], audience_of(names)) for id, key, labels, names in rows}


def put_edges(unit: Unit, edges: Iterable[Edge]) -> list[Edge]:
    """Makes or replaces edges, in the order given. Raises Conflict, MissingRecord, InvalidRecord."""
    saved: list[Edge] = []
    for batch in chunks(map(unit.engine.rules.check_edge, edges)):
        saved += _put_batch(unit, batch)
    return saved


def _put_batch(unit: Unit, batch: list[Edge]) -> list[Edge]:
    chosen = as_list(edge.id for edge in batch)
    before = stored_edges(unit, "e.id IN (SELECT value FROM json_each(?))", chosen)
    ends = ends_of(unit, [*batch, *(found.edge for found in before.values())])
    for edge in batch:
        _check(unit, edge, before.get(edge.id), ends)
    after = [
        Edge(edge.id, edge.type, edge.start, edge.end, edge.properties, edge.audience, edge.version + 1)
        for edge in batch
    ]
    _change(unit, [edge for edge in after if edge.id in before], before)
    add_edges(unit, [edge for edge in after if edge.id not in before], ends)
    for edge in after:
        _log(unit, edge, before.get(edge.id), ends)
    unit.log.flush()
    unit.written += len(after)
    return after


def _check(unit: Unit, edge: Edge, stored: StoredEdge | None, ends: Mapping[str, End]) -> None:
    if stored is not None and not _shown(unit, stored.edge, ends):
        raise MissingRecord(edge.id)
    actual = stored.edge.version if stored else 0
    if edge.version != actual:
        raise Conflict(edge.id, edge.version, actual)
    for name in ("type", "start", "end"):
        if stored is not None and getattr(edge, name) != getattr(stored.edge, name):
            raise InvalidRecord(edge.id, name, "changed")
    for id in (edge.start, edge.end):
        if id not in ends or not unit.view.shows(ends[id].audience):
            raise MissingRecord(id)


def _shown(unit: Unit, edge: Edge, ends: Mapping[str, End]) -> bool:
    audiences = (edge.audience, ends[edge.start].audience, ends[edge.end].audience)
    return all(unit.view.shows(audience) for audience in audiences)


def _change(unit: Unit, edges: Sequence[Edge], before: Mapping[str, StoredEdge]) -> None:
    rows = []
    for edge in edges:
        parts = edge_row_parts(edge.properties, unit.engine.rules.edge_types[edge.type].sort)
        rows.append((*parts, unit.audiences.key(edge.audience), edge.version, before[edge.id].key))
    unit.connection.executemany(
        "UPDATE edge SET sort=?, properties=?, audience=?, version=? WHERE key=?", rows
    )


def add_edges(unit: Unit, edges: Sequence[Edge], ends: Mapping[str, End]) -> None:
    """Writes edges that are known to be new, with the version they have. Does not log."""
    rows = []
    for key, edge in enumerate(edges, unit.next_key("edge")):
        sort, properties = edge_row_parts(edge.properties, unit.engine.rules.edge_types[edge.type].sort)
        kind, audience = unit.engine.type_keys[edge.type], unit.audiences.key(edge.audience)
        start, end = ends[edge.start].key, ends[edge.end].key
        rows.append((key, edge.id, kind, start, end, sort, audience, edge.version, properties))
    unit.connection.executemany("INSERT INTO edge VALUES (?,?,?,?,?,?,?,?,?)", rows)


def _log(unit: Unit, edge: Edge, stored: StoredEdge | None, ends: Mapping[str, End]) -> None:
    if logs_edge(unit, edge, ends):
        before = (write_record(stored.edge), stored.audience) if stored else None
        unit.log.add("put", edge, before, (write_record(edge), unit.audiences.key(edge.audience)))


def logs_edge(unit: Unit, edge: Edge, ends: Mapping[str, End]) -> bool:
    """An edge names its ends, so it stays out of the log when one of them does."""
    return all(unit.engine.logs(ends[id].root) for id in (edge.start, edge.end))


def delete_edges(unit: Unit, ids: Collection[str]) -> None:
    """Deletes edges. Raises MissingRecord."""
    stored = stored_edges(unit, "e.id IN (SELECT value FROM json_each(?))", as_list(ids))
    ends = ends_of(unit, [found.edge for found in stored.values()])
    for id in dict.fromkeys(ids):
        found = stored.get(id)
        if found is None or not _shown(unit, found.edge, ends):
            raise MissingRecord(id)
        if logs_edge(unit, found.edge, ends):
            unit.log.add("delete", found.edge, (write_record(found.edge), found.audience), None)
    remove_edges(unit, [found.key for found in stored.values()])
    unit.log.flush()


def remove_edges(unit: Unit, keys: Sequence[int]) -> None:
    """Takes edges out of the table. Does not log."""
    unit.connection.executemany("DELETE FROM edge WHERE key=?", [(key,) for key in keys])
    unit.written += len(keys)
