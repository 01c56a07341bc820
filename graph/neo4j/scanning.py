"""The whole graph as it was when the scan began, although Neo4j has no snapshots.

Each batch is read together with the changes made since the beginning, while no one can write. What was changed in the
meantime is given as the log says it was before; what is new is left out. Nodes that are not logged have no past: they
are given as they are.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Final, TypeVar

from graph.cypher import labels
from graph.neo4j.changes import changes
from graph.neo4j.connections import Runner
from graph.neo4j.engine import Engine
from graph.neo4j.records import EDGE_COLUMNS, NODE, NODE_COLUMNS, View, edge_of, node_of
from graph.records import Edge, Node, Record

BATCH: Final = 1_000
_LOG_PAGE: Final = 1_000
T = TypeVar("T")
R = TypeVar("R", Node, Edge)


def standing_still(engine: Engine, work: Callable[[Runner], T]) -> T:
    """Does work that only reads while nobody writes and every commit is complete. Raises StoreUnavailable."""
    locked = engine.begin()
    try:
        return work(locked.transaction)
    finally:
        locked.transaction.roll_back()


@dataclass
class Scan:
    """One scan in progress."""

    engine: Engine
    view: View
    revision: int
    before: dict[tuple[str, str], Record | None] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)

    def batches(self) -> Iterator[list[Record]]:
        """Nodes, then edges, each ordered by id."""
        for part in (self._nodes(), self._edges()):
            while batch := list(islice(part, BATCH)):
                yield batch

    def _nodes(self) -> Iterator[Record]:
        text = f"MATCH (n{NODE}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT {BATCH} RETURN {NODE_COLUMNS}"

        def read(runner: Runner, after: str) -> list[Node]:
            rows = runner.rows(text, {"after": after})
            return [node_of(names, stored, self.engine.rules) for names, stored in rows]

        for node in self._by_id(read, lambda record: isinstance(record, Node)):
            if self.view.shows(node.audience):
                self.nodes.add(node.id)
                yield node

    def _edges(self) -> Iterator[Record]:
        """Each type has its own index, so the types are read side by side and merged."""
        streams = [self._edges_of(kind) for kind in self.engine.rules.edge_types]
        for edge in heapq.merge(*streams, key=attrgetter("id")):
            if self.view.shows(edge.audience) and {edge.start, edge.end} <= self.nodes:
                yield edge

    def _edges_of(self, kind: str) -> Iterator[Edge]:
        text = (
            f"MATCH (s)-[e{labels(kind)}]->(t) WHERE e.id > $after WITH s, e, t ORDER BY e.id LIMIT {BATCH} "
            f"RETURN {EDGE_COLUMNS}"
        )

        def read(runner: Runner, after: str) -> list[Edge]:
            return [edge_of(*row) for row in runner.rows(text, {"after": after})]

        return self._by_id(read, lambda record: isinstance(record, Edge) and record.type == kind)

    def _by_id(self, read: Callable[[Runner, str], list[R]], meant: Callable[[Record], bool]) -> Iterator[R]:
        after, last = "", False
        while not last:
            found = standing_still(self.engine, partial(self._step, read, after))
            last = len(found) < BATCH
            yield from self._as_before(found, after, meant, last)
            after = found[-1].id if found else after

    def _step(self, read: Callable[[Runner, str], list[R]], after: str, runner: Runner) -> list[R]:
        """A batch; takes note of what was changed since, the first change of a record tells how it was."""
        while page := changes(runner, self.engine.rules, View(), (self.revision, ()), _LOG_PAGE):
            for change in page:
                key = (change.kind, change.id)
                self.before[key] = None if change.action == "erase" else self.before.get(key, change.before)
            self.revision = page[-1].revision
        return read(runner, after)

    def _as_before(
        self, found: list[R], after: str, meant: Callable[[Record], bool], last: bool
    ) -> Iterator[R]:
        end = found[-1].id if found else after
        then = {record.id: record for record in found if (_kind(record), record.id) not in self.before}
        for (_, id), record in self.before.items():
            if record is not None and meant(record) and after < id and (last or id <= end):
                then[id] = record  # type: ignore[assignment]  # `meant` is about the type
        return iter(sorted(then.values(), key=attrgetter("id")))


def _kind(record: Record) -> str:
    return "node" if isinstance(record, Node) else "edge"


def scan(engine: Engine, view: View) -> Iterator[list[Record]]:
    """The whole graph as it is now, in batches."""
    engine.ready()
    if engine.is_loading():
        return iter(())
    revision: int = standing_still(engine, lambda runner: runner.rows("MATCH (l:_Log) RETURN l.revision"))[0][
        0
    ]
    return Scan(engine, view, revision).batches()
