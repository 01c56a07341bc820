"""The small schema the stores are tested with, and makers of its records."""

from __future__ import annotations

from typing import Any

from graph.records import Edge, Node
from graph.store import EdgeType, Label, Query, Schema, Store

SCHEMA = Schema(
    labels=(
        Label(
            "Thing",
            indexed={
                "name": "text",
                "kind": "text",
                "size": "integer",
                "weight": "number",
                "ready": "boolean",
                "on": "date",
                "tags": "list",
                "code": "text",
            },
            unique=("code",),
            text=("name", "notes", "tags"),
        ),
        Label("Place", indexed={"name": "text", "rank": "integer"}, unique=("rank",), text=("name",)),
        Label("Secret", indexed={"digest": "text"}, unique=("digest",), internal=True),
        Label("Counter", indexed={"until": "text"}, internal=True, logged=False),
    ),
    edge_types=(EdgeType("NEAR"), EdgeType("VISITED", sort="on"), EdgeType("FOLLOWS", sort="rank")),
)


def make_thing(
    id: str = "thing", *labels: str, audience: tuple[str, ...] = ("office",), **properties: Any
) -> Node:
    return Node(id, ("Thing", *labels), properties, audience)


def make_node(id: str, root: str, **properties: Any) -> Node:
    return Node(id, (root,), properties)


def make_edge(id: str, start: str, end: str, type: str = "NEAR", **properties: Any) -> Edge:
    return Edge(id, type, start, end, properties)


def save(store: Store, *records: Node | Edge, author: str = "ana") -> dict[str, Node | Edge]:
    """Saves records in one transaction; gives them as saved, by id."""
    nodes = [record for record in records if isinstance(record, Node)]
    edges = [record for record in records if isinstance(record, Edge)]
    with store.transaction(author) as transaction:
        saved: list[Node | Edge] = [*transaction.put_nodes(nodes), *transaction.put_edges(edges)]
    return {record.id: record for record in saved}


def change(store: Store, id: str, **changes: Any) -> Node:
    """Saves one node with some properties changed."""
    with store.transaction("ana") as transaction:
        node = transaction.get([id])[id]
        return transaction.put_nodes([node.with_properties(**changes)])[0]


def found(store: Store, text: str = "", **more: Any) -> list[str]:
    """Ids of the things a query finds, in its order."""
    return [node.id for node in store.find(Query("Thing", text=text, **more)).items]


def everything(store: Store) -> dict[str, Node | Edge]:
    """All records by id, as a scan gives them."""
    return {record.id: record for batch in store.scan() for record in batch}
