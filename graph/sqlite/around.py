"""The surroundings of some nodes, one step after the other."""

from __future__ import annotations

from collections.abc import Collection

from graph.sqlite.connections import Connection
from graph.sqlite.records import EDGE_COLUMNS, EDGE_SOURCE, View, as_list, edge_of, read_nodes
from graph.sqlite.unit import Engine
from graph.store import Around, Subgraph


def neighbourhood(engine: Engine, connection: Connection, view: View, around: Around) -> Subgraph:
    """The nodes within some steps, nearest first, and all edges of the types among them; types were checked before.

    When a step has more nodes than the limit leaves room for, those with the newest links stay.
    """
    types = as_list(engine.type_keys[name] for name in around.types or engine.rules.edge_types)
    reached, complete = _reach(connection, view, around, types)
    nodes = read_nodes(connection, view, reached)
    edges = _among(connection, view, reached, types)
    known = engine.rules.edge_types
    return Subgraph(tuple(nodes.values()), tuple(edge_of(row, known) for row in edges), complete)


def _reach(connection: Connection, view: View, around: Around, types: str) -> tuple[list[str], bool]:
    """Ids of the nodes that are reached, and whether these are all."""
    found = read_nodes(connection, view, list(dict.fromkeys(around.ids)))
    complete = len(found) <= around.limit
    reached = list(found)[: around.limit]
    border = [id for id in reached if id not in around.stop_at]
    for _ in range(around.depth):
        if not border:
            break
        room = around.limit - len(reached)
        step = _step(connection, view, (border, reached, types), room + 1)
        complete = complete and len(step) <= room
        reached += step[:room]
        border = [id for id in step[:room] if id not in around.stop_at]
    return reached, complete


def _step(
    connection: Connection, view: View, where: tuple[Collection[str], Collection[str], str], limit: int
) -> list[str]:
    border, reached, types = where
    sees_edge, principals = view.sees("e.audience")
    sees_node, more = view.sees("n.audience")
    arms = " UNION ALL ".join(
        f"SELECT e.{far} AS other, e.sort FROM edge e WHERE e.{near} IN (SELECT key FROM border) "
        f"AND e.type IN (SELECT value FROM json_each(?)){sees_edge}"
        for near, far in (("start_", "end_"), ("end_", "start_"))
    )
    rows = connection.execute(
        "WITH border AS (SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?))), "
        f"link AS ({arms}) SELECT n.id FROM link CROSS JOIN node n ON n.key = link.other "
        f"WHERE n.id NOT IN (SELECT value FROM json_each(?)){sees_node} "
        "GROUP BY n.key ORDER BY max(link.sort) DESC, n.id LIMIT ?",
        [as_list(border), types, *principals, types, *principals, as_list(reached), *more, limit],
    )
    return [row[0] for row in rows]


def _among(connection: Connection, view: View, ids: Collection[str], types: str) -> list[tuple[object, ...]]:
    seen, principals = view.sees("e.audience")
    rows = connection.execute(
        "WITH reached AS MATERIALIZED (SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?))) "
        f"SELECT {EDGE_COLUMNS} FROM {EDGE_SOURCE} WHERE e.start_ IN (SELECT key FROM reached) "
        "AND e.end_ IN (SELECT key FROM reached) AND e.type IN (SELECT value FROM json_each(?))"
        f"{seen} ORDER BY e.id",
        [as_list(ids), types, *principals],
    )
    return rows.fetchall()
