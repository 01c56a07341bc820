"""A node with very many links is read by an index, so that its first page costs what anybody's does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import neo4j
import pytest

from graph.cypher import Values
from graph.neo4j.conditions import Finder
from graph.neo4j.records import View
from graph.store import EdgeQuery, Linked, Query
from graph.validation import Rules
from tests.graph.things import SCHEMA, make_edge, make_thing, save
from tests.neo4j_server.fixtures import StoreFactory
from tests.neo4j_server.servers import Server

pytestmark = pytest.mark.neo4j


def test_a_hub_is_read_by_the_index_of_its_sorted_links(
    neo4j_store_factory: StoreFactory, neo4j_server: Server
) -> None:
    store = neo4j_store_factory(SCHEMA)
    things = [make_thing(f"t{number:03}") for number in range(300)]
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(300)]
    visits = [
        make_edge(f"v{number:03}", "hub", f"t{number:03}", "VISITED", on=days[number])
        for number in range(300)
    ]
    save(store, make_thing("hub"), *things, *visits, make_edge("undated", "hub", "hub", "VISITED"))
    query = Query("Thing", linked=Linked("hub", ("VISITED",), "out"), order=(("link", True),), limit=100)
    seen: list[str] = []
    after: str | None = None
    for _ in range(4):
        page = store.find(replace(query, after=after))
        seen += [edge.id for edge in page.edges]
        after = page.next
    assert seen == [*(visit.id for visit in reversed(visits)), "undated"]
    assert [edge.id for edge in store.edges(EdgeQuery(("hub",), ("VISITED",), "out"))] == seen
    values = Values()
    source = Finder(Rules(SCHEMA), View(), query).source(values, in_order=True)
    plan = explain(
        neo4j_server, f"{source} WITH n, e ORDER BY e._out DESC, n.id, e.id LIMIT 5 RETURN n.id", values.all
    )
    assert "RelationshipIndexSeekByRange" in plan
    assert "VISITED(_out)" in plan


def explain(server: Server, text: str, values: dict[str, Any]) -> str:
    with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        return str(driver.execute_query(f"EXPLAIN {text}", values).summary.plan)
