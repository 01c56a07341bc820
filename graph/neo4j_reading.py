"""Reading edges by their ends, and the surroundings of some nodes, one step after the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from graph.cypher import types
from graph.neo4j_connections import Runner
from graph.neo4j_records import EDGE_COLUMNS, NODE, View, edge_of, node_ids, read_nodes, sort_text
from graph.records import Edge
from graph.store import Around, EdgeQuery, Subgraph
from graph.validation import Rules

# "d" and "t" begin the sort values of dates and texts, see `sort_text`.
_PATTERNS: Final = {"out": "(a{0})-[e{1}]->()", "in": "(a{0})<-[e{1}]-()", "any": "(a{0})-[e{1}]-()"}


def edges(runner: Runner, rules: Rules, view: View, query: EdgeQuery) -> list[Edge]:
    """Edges by their ends, newest first; the query was checked before."""
    pattern = _PATTERNS[query.direction].format(NODE, types(query.types or rules.edge_types))
    bounds, values = _bounds(query)
    text = (
        f"MATCH {pattern} WHERE a.id IN $ids{bounds}{view.sees('e')} "
        f"WITH DISTINCT e, startNode(e) AS s, endNode(e) AS t WHERE true{view.sees('s', 't')} "
        f"WITH e, s, t ORDER BY e._sort IS NULL, e._sort DESC, e.id LIMIT $limit RETURN {EDGE_COLUMNS}"
    )
    values |= {"ids": node_ids(query.nodes), "limit": query.limit, **view.values}
    return [edge_of(*row) for row in runner.rows(text, values)]


def _bounds(query: EdgeQuery) -> tuple[str, dict[str, Any]]:
    """A bound of one sort keeps out the other's values."""
    text, values = "", {}
    if query.since is not None:
        text += " AND e._sort >= $since" + (" AND e._sort < 't'" if isinstance(query.since, date) else "")
        values["since"] = sort_text(query.since)
    if query.until is not None:
        text += " AND e._sort <= $until" + (" AND e._sort >= 't'" if isinstance(query.until, str) else "")
        values["until"] = sort_text(query.until)
    return text, values


def neighbourhood(runner: Runner, rules: Rules, view: View, around: Around) -> Subgraph:
    """The nodes within some steps, nearest first, and all edges of the types among them; types were checked before.

    When a step has more nodes than the limit leaves room for, those with the newest links stay.
    """
    found = list(read_nodes(runner, rules, view, around.ids))
    complete = len(found) <= around.limit
    reached = dict.fromkeys(found[: around.limit])
    border = [id for id in reached if id not in around.stop_at]
    chosen = around.types or tuple(rules.edge_types)
    for _ in range(around.depth):
        if not border:
            break
        room = around.limit - len(reached)
        step = _step(runner, view, (border, reached, chosen), room + 1)
        complete = complete and len(step) <= room
        reached.update(dict.fromkeys(step[:room]))
        border = [id for id in step[:room] if id not in around.stop_at]
    nodes = read_nodes(runner, rules, view, list(reached))
    return Subgraph(tuple(nodes.values()), tuple(_among(runner, view, list(nodes), chosen)), complete)


def _step(
    runner: Runner, view: View, where: tuple[Collection[str], Collection[str], Sequence[str]], limit: int
) -> list[str]:
    border, reached, chosen = where
    text = (
        f"MATCH (a{NODE})-[e{types(chosen)}]-(n{NODE}) WHERE a.id IN $border AND NOT n.id IN $reached"
        f"{view.sees('e', 'n')} WITH n, max(e._sort) AS newest "
        "RETURN n.id ORDER BY newest IS NULL, newest DESC, n.id LIMIT $limit"
    )
    values = {"border": list(border), "reached": list(reached), "limit": limit, **view.values}
    return [row[0] for row in runner.rows(text, values)]


def _among(runner: Runner, view: View, ids: list[str], chosen: Sequence[str]) -> list[Edge]:
    text = (
        f"MATCH (s{NODE})-[e{types(chosen)}]->(t{NODE}) WHERE s.id IN $ids AND t.id IN $ids{view.sees('e')} "
        f"RETURN {EDGE_COLUMNS} ORDER BY e.id"
    )
    return [edge_of(*row) for row in runner.rows(text, {"ids": ids, **view.values})]
