"""Reading edges by their ends, and the surroundings of some nodes, one step after the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from graph.cypher import types
from graph.neo4j.connections import Runner
from graph.neo4j.records import (
    EDGE_COLUMNS,
    NODE,
    View,
    after_id,
    edge_of,
    node_ids,
    read_nodes,
    sort_text,
    sorted_links,
)
from graph.records import Edge
from graph.store import Around, EdgeQuery, Subgraph
from graph.validation import Rules

# Above this many nodes one look at all their edges is quicker than a look into the index for each.
_READ_IN_ORDER: Final = 20
_PATTERNS: Final = {"out": "(a{0})-[e{1}]->()", "in": "(a{0})<-[e{1}]-()", "any": "(a{0})-[e{1}]-()"}


def edges(runner: Runner, rules: Rules, view: View, query: EdgeQuery) -> list[Edge]:
    """Edges by their ends, newest first; the query was checked before."""
    ids = node_ids(query.nodes)
    order = sorted_links(rules, query.types, query.direction)
    if order is None or not 0 < len(ids) <= _READ_IN_ORDER:
        return _unordered(runner, rules, view, query)
    found = _in_order(runner, view, query, order)
    room = query.limit - len(found)
    if room > 0 and query.since is None and query.until is None:
        found += _unordered(runner, rules, view, replace(query, limit=room), " AND e._sort IS NULL")
    return found


def _in_order(runner: Runner, view: View, query: EdgeQuery, order: str) -> list[Edge]:
    """Those with a sort value: of each node as many as the limit, by an index, without looking at the others."""
    pattern = f"(s)-[e{types(query.types)}]->(t)"
    low, high = _range(query)
    values: dict[str, Any] = {"limit": query.limit, **view.values}
    arms: list[str] = []
    for place, id in enumerate(node_ids(query.nodes)):
        values |= {f"low{place}": after_id(id, low), f"high{place}": after_id(id, high)}
        arms.append(
            f"MATCH {pattern} USING INDEX SEEK e{types(query.types)}({order}) "
            f"WHERE e.{order} >= $low{place} AND e.{order} <= $high{place}{view.sees('e', 's', 't')} "
            f"WITH s, e, t ORDER BY e.{order} DESC, e.id LIMIT $limit RETURN s, e, t"
        )
    text = (
        f"CALL {{ {' UNION ALL '.join(arms)} }} WITH s, e, t ORDER BY e._sort DESC, e.id LIMIT $limit "
        f"RETURN {EDGE_COLUMNS}"
    )
    return [edge_of(*row) for row in runner.rows(text, values)]


def _range(query: EdgeQuery) -> tuple[str, str]:
    """The smallest and the largest sort text meant; a bound of one sort ("d…" dates, "t…" texts) keeps out the other."""
    low, high = "d", "u"
    if query.since is not None:
        low, high = sort_text(query.since), "e" if isinstance(query.since, date) else high
    if query.until is not None:
        low, high = max(low, "t" if isinstance(query.until, str) else low), min(high, sort_text(query.until))
    return low, high


def _unordered(runner: Runner, rules: Rules, view: View, query: EdgeQuery, more: str = "") -> list[Edge]:
    pattern = _PATTERNS[query.direction].format(NODE, types(query.types or rules.edge_types))
    if query.since is not None or query.until is not None:
        more += " AND e._sort >= $low AND e._sort <= $high"
    text = (
        f"MATCH {pattern} WHERE a.id IN $ids{more}{view.sees('e')} "
        f"WITH DISTINCT e, startNode(e) AS s, endNode(e) AS t WHERE true{view.sees('s', 't')} "
        f"WITH e, s, t ORDER BY e._sort IS NULL, e._sort DESC, e.id LIMIT $limit RETURN {EDGE_COLUMNS}"
    )
    low, high = _range(query)
    values = {"ids": node_ids(query.nodes), "limit": query.limit, "low": low, "high": high}
    return [edge_of(*row) for row in runner.rows(text, {**values, **view.values})]


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
