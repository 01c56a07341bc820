"""The Graph Data Science library of one server: is it there, and what does it say of a network of ours.

arrays of a projected network  --parameters of one statement-->  a graph in the server's memory, never in its database
                               <--- a value a node ------------  gds.degree.stream, gds.betweenness.stream, …

The graph lives for one transaction: in a cluster only the machine that made it has it, and it is dropped at the end.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import numpy as np

from graph.between import in_units
from graph.errors import StoreUnavailable
from graph.measure import Measure
from graph.neo4j.connections import OpenTransaction, Server
from graph.neo4j.failures import refusals_named
from graph.neo4j.science.procedures import PROCEDURES, as_ours
from graph.one_mode import OneMode
from graph.two_mode import FloatArray

log = logging.getLogger(__name__)
# Those that the library defines as graph.measures does, and that cost no search from every node.
SAME: Final = ("degree", "strength", "pagerank", "core")
# Arcs looked at by a search from every node: up to here betweenness, the same there too, is asked for, exactly.
EVERY_WAY_UP_TO: Final = 20_000_000_000
_NEEDED: Final = ["gds.version", "gds.graph.project"]
_THERE: Final = "SHOW FUNCTIONS YIELD name WHERE name IN $names RETURN count(*)"
_PROJECT: Final = (
    "UNWIND range(0, size($first) - 1) AS tie "
    "WITH $first[tie] AS a, $second[tie] AS b, {weight: $weight[tie], length: $length[tie]} AS said "
    "RETURN gds.graph.project($graph, a, b, {relationshipProperties: said}, {undirectedRelationshipTypes: ['*']})"
)
_DROP: Final = "CALL gds.graph.drop($graph, false) YIELD graphName RETURN graphName"


@dataclass(frozen=True)
class Library:
    """The library of one server, by its version."""

    server: Server
    version: str

    def measures(self, one: OneMode) -> dict[str, Measure]:
        """The measures of `graph.measures` that are defined alike there, exact; none when the server fails at them."""
        every_way = len(one.members) * 2 * len(one.first) <= EVERY_WAY_UP_TO
        try:
            found = self.values(one, (*SAME, "betweenness") if every_way else SAME)
        except StoreUnavailable as error:
            log.warning("the server's Graph Data Science library failed, the own engine goes on: %s", error)
            return {}
        return {name: Measure(values, "exact") for name, values in found.items()}

    def values(self, one: OneMode, names: Collection[str]) -> dict[str, FloatArray]:
        """Chosen ones of PROCEDURES, a value a member each. Raises StoreUnavailable when the server fails."""
        size = len(one.members)
        if not len(one.first):
            return {name: as_ours(name, np.full(size, PROCEDURES[name].alone)) for name in names}
        with self._projected(one) as (transaction, graph):
            return {name: as_ours(name, _streamed(transaction, graph, name, size)) for name in names}

    @contextmanager
    def _projected(self, one: OneMode) -> Iterator[tuple[OpenTransaction, str]]:
        """The network in the server's memory as long as the block runs."""
        graph = f"aliados-{uuid4().hex}"
        values: dict[str, Any] = {"graph": graph, "length": in_units(one.weight).tolist()}
        values |= {"first": one.first.tolist(), "second": one.second.tolist(), "weight": one.weight.tolist()}
        with refusals_named():
            opened, _ = self.server.open(lambda runner: runner.rows(_PROJECT, values))
            try:
                yield opened, graph
            finally:
                opened.roll_back()
                self._drop(graph)

    def _drop(self, graph: str) -> None:
        try:
            self.server.do(_DROP, {"graph": graph})
        except StoreUnavailable as error:
            log.warning("the graph %s is still in the server's memory: %s", graph, error)


def _streamed(transaction: OpenTransaction, graph: str, name: str, size: int) -> FloatArray:
    one = PROCEDURES[name]
    text = f"CALL {one.name}($graph, $settings) YIELD nodeId, {one.column} RETURN nodeId, {one.column}"
    rows: list[list[Any]] = transaction.rows(text, {"graph": graph, "settings": dict(one.settings)})
    values = np.full(size, one.alone)
    values[[row[0] for row in rows]] = [row[1] for row in rows]
    return values


def find_library(server: Server) -> Library | None:
    """The library of a server; None when it has none, or one too old to take arrays. Raises StoreUnavailable."""
    if server.rows(_THERE, {"names": _NEEDED})[0][0] < len(_NEEDED):
        return None
    return Library(server, str(server.rows("RETURN gds.version()")[0][0]))
