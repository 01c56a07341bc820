"""One unit of work as its user sees it."""

from __future__ import annotations

from collections.abc import Collection

from graph.neo4j.edges import delete_edges, put_edges
from graph.neo4j.nodes import delete_nodes, put_nodes
from graph.neo4j.reading import edges
from graph.neo4j.records import read_nodes
from graph.neo4j.unit import Unit
from graph.query_checks import check_edge_query
from graph.records import Edge, Node
from graph.steps import Writers, WritingSteps
from graph.store import EdgeQuery


class Neo4jTransaction(WritingSteps[Unit]):
    """A `Transaction` on a unit of work."""

    writers = Writers(put_nodes, put_edges, delete_nodes, delete_edges)

    @property
    def number(self) -> int:
        """What the log calls this unit of work."""
        with self._step() as unit:
            return unit.log.first

    def get(self, ids: Collection[str]) -> dict[str, Node]:
        """Nodes, the unit's own writes included."""
        with self._step() as unit:
            return read_nodes(unit.runner, unit.rules, unit.view, ids)

    def edges(self, query: EdgeQuery) -> list[Edge]:
        """Edges, the unit's own writes included."""
        with self._step() as unit:
            check_edge_query(unit.rules, query)
            return edges(unit.runner, unit.rules, unit.view, query)
