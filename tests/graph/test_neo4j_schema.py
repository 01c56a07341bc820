"""A database follows the schema it is opened with, and addresses are read with care."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.cypher import labels, quoted, stored, types
from graph.errors import BadURL, StoreUnavailable
from graph.neo4j.address import address_of
from graph.neo4j.store import Neo4jStore
from graph.store import EdgeQuery, EdgeType, Query, Schema, Where
from tests.graph.things import SCHEMA, found, make_edge, make_thing, save
from tests.neo4j_server.fixtures import StoreFactory, ask
from tests.neo4j_server.servers import Server

THING, *OTHERS = SCHEMA.labels


@pytest.mark.neo4j
def test_a_text_property_added_to_the_schema_is_searched_in_old_nodes_too(
    neo4j_store_factory: StoreFactory,
) -> None:
    save(neo4j_store_factory(SCHEMA), make_thing("a", kind="embajada"), make_thing("b", kind="otra"))
    wider = Schema((replace(THING, text=(*THING.text, "kind")), *OTHERS), SCHEMA.edge_types)
    assert found(neo4j_store_factory(wider), "EMBAJ") == ["a"]
    assert found(neo4j_store_factory(SCHEMA), "EMBAJ") == []


@pytest.mark.neo4j
def test_an_edge_types_new_sort_property_orders_old_edges_too(neo4j_store_factory: StoreFactory) -> None:
    edges = [make_edge(f"e{rank}", "a", "b", "FOLLOWS", rank="x", place=str(9 - rank)) for rank in range(3)]
    save(neo4j_store_factory(SCHEMA), make_thing("a"), make_thing("b"), *edges)
    by_place = Schema(SCHEMA.labels, (*SCHEMA.edge_types[:-1], EdgeType("FOLLOWS", sort="place")))
    sorted_anew = neo4j_store_factory(by_place).edges(EdgeQuery(("a",), since="8"))
    assert [edge.id for edge in sorted_anew] == ["e0", "e1"]


@pytest.mark.neo4j
def test_indexes_come_and_go_with_the_schema(neo4j_store_factory: StoreFactory, neo4j_server: Server) -> None:
    other = Schema((replace(THING, indexed={**THING.indexed, "colour": "text"}), *OTHERS), SCHEMA.edge_types)
    store = neo4j_store_factory(other)
    save(store, make_thing("a", colour="red"))
    assert [node.id for node in store.find(Query("Thing", where=(Where("colour", "=", "red"),))).items] == [
        "a"
    ]
    assert index_names(neo4j_server) >= {"aliados_by_Thing_colour"}
    neo4j_store_factory(SCHEMA).revision()
    assert "aliados_by_Thing_colour" not in index_names(neo4j_server)


def index_names(server: Server) -> set[str]:
    return {str(row[0]) for row in ask(server, "SHOW INDEXES YIELD name")}


@pytest.mark.neo4j
def test_a_database_of_a_later_format_is_not_touched(
    neo4j_store_factory: StoreFactory, neo4j_server: Server
) -> None:
    neo4j_store_factory(SCHEMA).revision()
    ask(neo4j_server, "MATCH (l:_Log) SET l.format = 2")
    try:
        with pytest.raises(StoreUnavailable, match="format 2"):
            neo4j_store_factory(SCHEMA).revision()
    finally:
        ask(neo4j_server, "MATCH (l:_Log) SET l.format = 1")


@pytest.mark.neo4j
def test_a_wrong_password_is_an_unavailable_store_that_does_not_show_it(neo4j_server: Server) -> None:
    store = Neo4jStore(neo4j_server.url, SCHEMA, neo4j_server.user, "not-the-password")
    with pytest.raises(StoreUnavailable) as refused:
        store.revision()
    assert "Unauthorized" in str(refused.value)
    assert "not-the-password" not in str(refused.value)
    assert not store.health().ok
    store.close()


@pytest.mark.neo4j
def test_the_database_can_be_named_and_one_that_is_not_there_is_said(
    neo4j_server: Server, neo4j_url: str
) -> None:
    for address in (f"{neo4j_url}/neo4j", neo4j_url.replace("neo4j://", "bolt://")):
        store = Neo4jStore(address, SCHEMA, neo4j_server.user, neo4j_server.password)
        assert store.health().ok
        store.close()
    absent = Neo4jStore(f"{neo4j_url}/absent", SCHEMA, neo4j_server.user, neo4j_server.password)
    with pytest.raises(StoreUnavailable, match="absent"):
        absent.revision()
    absent.close()


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"])
def test_an_address_has_a_server_and_perhaps_a_database(scheme: str) -> None:
    assert address_of(f"{scheme}://[::1]:7688/office").uri == f"{scheme}://[::1]:7688"
    assert address_of(f"{scheme}://host/office").database == "office"
    assert address_of(f"{scheme}://host/").database is None


@pytest.mark.parametrize(
    "url",
    ["http://host", "neo4j://", "neo4j://host:x", "neo4j://host/a/b", "neo4j://host?a=b", "neo4j://host/a`b"],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(BadURL):
        address_of(url)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadURL) as refused:
        address_of("neo4j://ana:secret@host")
    assert "secret" not in str(refused.value)


def test_names_are_quoted() -> None:
    assert labels("Actor", "Embassy") == ":`Actor`:`Embassy`"
    assert types(["OWES", "OWED_TO"]) == ":`OWES`|`OWED_TO`"
    assert (stored("n", "name"), stored("n", "id")) == ("n.`name`", "n.`_id`")


@pytest.mark.parametrize(
    "name", ["", "a b", "a`b", "a\\u0060b", "Ä", "1a", "a" * 200, "x}) DETACH DELETE n //"]
)
def test_what_is_no_plain_name_never_gets_into_cypher(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        quoted(name)
