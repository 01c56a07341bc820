"""A small graph with every kind of value and an eventful past, for the tests that copy, back up and verify."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from graph.records import PUBLIC, Edge, Node, Properties
from graph.sqlite.store import SqliteStore
from graph.store import EdgeQuery, EdgeType, Label, Schema, Store

SCHEMA = Schema(
    labels=(
        Label(
            "Thing",
            indexed={"name": "text", "size": "integer", "tags": "list"},
            unique=("key",),
            text=("name",),
        ),
        Label("Note", indexed={"made": "text"}, internal=True, logged=False),
        Label("Rule", indexed={}, internal=True),
    ),
    edge_types=(EdgeType("NEAR", sort="on"), EdgeType("HOLDS")),
)
VALUES: Properties = {
    "name": "Cámara de Comercio «ñandú» 🌊",
    "key": "k-1",
    "size": 2**63 - 1,
    "ratio": 1.0,
    "count": 1,
    "yes": True,
    "founded": date(1948, 3, 1),
    "seen": datetime(2024, 5, 1, 13, 0, 0, 123456, tzinfo=UTC),
    "tags": ["b", "a", "b"],
    "days": [date(2024, 1, 2), date(2023, 1, 2)],
    "none_here": [],
    "lines": 'una\nlínea\t"comillas" \\ y más',
}


def open_sqlite(path: Path) -> SqliteStore:
    return SqliteStore(path, SCHEMA)


def fill(store: Store) -> Store:
    """Makes, changes, links, unlinks, deletes and erases."""
    with store.transaction("ana") as tx:
        tx.put_nodes([Node("a", ("Thing", "Big"), VALUES), Node("b", ("Thing",), {"name": "b"}, (PUBLIC,))])
        tx.put_edges([Edge("e1", "NEAR", "a", "b", {"on": date(2024, 1, 1)})])
    with store.transaction("beto") as tx:
        node = tx.get(["b"])["b"]
        tx.put_nodes(
            [node.with_properties(name="be", size=3), Node("c", ("Thing",), {"name": "c"}, ("user:x",))]
        )
        tx.put_nodes([Node("note-1", ("Note",), {"made": "2024"}), Node("rule-1", ("Rule",), {"text": "sí"})])
        tx.put_edges([Edge("e2", "HOLDS", "c", "a"), Edge("e3", "NEAR", "b", "c")])
    with store.transaction("ana") as tx:
        tx.delete_edges(["e3"])
        tx.put_nodes(
            [Node("gone", ("Thing",), {"name": "se fue"}), Node("secret", ("Thing",), {"name": "secreto"})]
        )
    with store.transaction("ana") as tx:
        tx.delete_nodes(["gone"])
        [edge] = tx.edges(EdgeQuery(("c",), ("HOLDS",)))
        tx.put_edges([edge.with_properties(why="porque sí")])
    store.erase(["secret"], "ana")
    return store


def fill_much(store: Store, number: int) -> Store:
    """More records and changes than one batch of anything holds."""
    with store.transaction("ana") as tx:
        tx.put_nodes(Node(f"n-{i}", ("Thing",), {"name": f"nodo {i}", "size": i}) for i in range(number))
        tx.put_edges(Edge(f"e-{i}", "NEAR", f"n-{i}", f"n-{(i * 7) % number}") for i in range(number))
    return store
