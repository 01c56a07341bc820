"""Writing edges: ends and versions are checked first, then whole batches are written and logged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.cypher import labels
from graph.errors import Conflict, InvalidRecord, MissingRecord
from graph.neo4j.connections import Runner
from graph.neo4j.records import NODE, View, ordered_labels, read_edges, stored_edge
from graph.neo4j.unit import Unit, chunks
from graph.records import Edge
from graph.validation import Rules


@dataclass(frozen=True, slots=True)
class End:
    """A node as far as an edge is concerned."""

    root: str
    audience: tuple[str, ...]


def ends_of(runner: Runner, rules: Rules, edges: Iterable[Edge]) -> dict[str, End]:
    """The nodes the edges link, seen by the view or not."""
    ids = sorted({id for edge in edges for id in (edge.start, edge.end)})
    text = f"MATCH (n{NODE}) WHERE n.id IN $ids RETURN labels(n), n._audience, collect(n.id)"
    ends: dict[str, End] = {}
    for names, audience, alike in runner.rows(text, {"ids": ids}) if ids else []:
        ends |= dict.fromkeys(alike, End(ordered_labels(names, rules)[0], tuple(audience)))
    return ends


def put_edges(unit: Unit, edges: Iterable[Edge]) -> list[Edge]:
    """Makes or replaces edges, in the order given. Raises Conflict, MissingRecord, InvalidRecord."""
    saved: list[Edge] = []
    for batch in chunks(map(unit.rules.check_edge, edges)):
        saved += _put_batch(unit, batch)
    return saved


def _put_batch(unit: Unit, batch: list[Edge]) -> list[Edge]:
    before = read_edges(unit.runner, unit.rules, View(), [edge.id for edge in batch])
    ends = ends_of(unit.runner, unit.rules, [*batch, *before.values()])
    for edge in batch:
        _check(unit, edge, before.get(edge.id), ends)
    after = [replace(edge, version=edge.version + 1) for edge in batch]
    _change(unit, [edge for edge in after if edge.id in before])
    add_edges(unit.runner, unit.rules, [edge for edge in after if edge.id not in before])
    for edge in after:
        if logs_edge(unit, edge, ends):
            unit.log.add("put", edge, before.get(edge.id), edge)
    unit.written += len(after)
    return after


def _check(unit: Unit, edge: Edge, before: Edge | None, ends: Mapping[str, End]) -> None:
    if before is not None and not _shown(unit, before, ends):
        raise MissingRecord(edge.id)
    actual = before.version if before else 0
    if edge.version != actual:
        raise Conflict(edge.id, edge.version, actual)
    for name in ("type", "start", "end"):
        if before is not None and getattr(edge, name) != getattr(before, name):
            raise InvalidRecord(edge.id, name, "changed")
    for id in (edge.start, edge.end):
        if id not in ends or not unit.view.shows(ends[id].audience):
            raise MissingRecord(id)


def _shown(unit: Unit, edge: Edge, ends: Mapping[str, End]) -> bool:
    audiences = (edge.audience, ends[edge.start].audience, ends[edge.end].audience)
    return all(unit.view.shows(audience) for audience in audiences)


def _by_type(edges: Sequence[Edge]) -> Mapping[str, list[Edge]]:
    groups: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.type].append(edge)
    return groups


def _change(unit: Unit, edges: Sequence[Edge]) -> None:
    for kind, alike in _by_type(edges).items():
        text = (
            f"UNWIND $rows AS row MATCH ()-[e{labels(kind)}]->() USING INDEX SEEK e{labels(kind)}(id) "
            "WHERE e.id = row.id SET e = row"
        )
        unit.runner.do(text, {"rows": [stored_edge(edge, unit.rules) for edge in alike]})


def add_edges(runner: Runner, rules: Rules, edges: Sequence[Edge]) -> None:
    """Writes edges that are known to be new, with the version they have. Does not log."""
    for kind, alike in _by_type(edges).items():
        rows = [{"s": edge.start, "t": edge.end, "p": stored_edge(edge, rules)} for edge in alike]
        runner.do(
            f"UNWIND $rows AS row MATCH (s{NODE}) USING INDEX SEEK s{NODE}(id) WHERE s.id = row.s "
            f"MATCH (t{NODE}) USING INDEX SEEK t{NODE}(id) WHERE t.id = row.t "
            f"CREATE (s)-[e{labels(kind)}]->(t) SET e = row.p",
            {"rows": rows},
        )


def logs_edge(unit: Unit, edge: Edge, ends: Mapping[str, End]) -> bool:
    """An edge names its ends, so it stays out of the log when one of them does."""
    return all(unit.logs(ends[id].root) for id in (edge.start, edge.end))


def delete_edges(unit: Unit, ids: Collection[str]) -> None:
    """Deletes edges. Raises MissingRecord."""
    before = read_edges(unit.runner, unit.rules, View(), ids)
    ends = ends_of(unit.runner, unit.rules, before.values())
    for id in dict.fromkeys(ids):
        edge = before.get(id)
        if edge is None or not _shown(unit, edge, ends):
            raise MissingRecord(id)
        if logs_edge(unit, edge, ends):
            unit.log.add("delete", edge, edge, None)
    remove_edges(unit, before.values())


def remove_edges(unit: Unit, edges: Iterable[Edge]) -> None:
    """Takes edges away, type by type: over all types at once it takes the database fifty times as long. Does not log."""
    for kind, alike in _by_type(list(edges)).items():
        text = (
            f"MATCH ()-[e{labels(kind)}]->() USING INDEX SEEK e{labels(kind)}(id) WHERE e.id IN $ids DELETE e"
        )
        unit.runner.do(text, {"ids": [edge.id for edge in alike]})
        unit.written += len(alike)
