"""In Neo4j Browser the office's graph reads as one would say it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from crm.schema import SCHEMA
from graph.neo4j.store import Neo4jStore
from graph.records import Edge, Node, Value
from tests.neo4j_server.fixtures import StoreFactory, ask
from tests.neo4j_server.servers import Server

pytestmark = pytest.mark.neo4j

MET = date(2024, 5, 1)
SEEN = datetime(2024, 5, 1, 8, 30, tzinfo=timezone(timedelta(hours=-5)))


@pytest.fixture
def office(neo4j_store_factory: StoreFactory) -> Neo4jStore:
    store = neo4j_store_factory(SCHEMA)
    france: dict[str, Value] = {
        "name": "Embajada de Francia",
        "type": "embassy",
        "last_contact": MET,
        "seen": SEEN,
    }
    with store.transaction("ana") as transaction:
        transaction.put_nodes(
            [
                Node("francia", ("Actor", "Embassy"), {**france, "aliases": ["Francia", "Ambassade"]}),
                Node("salud", ("Actor", "CityDependency"), {"name": "Secretaría de Salud", "id": "own"}),
                Node("reunion", ("Interaction",), {"title": "Reunión", "on": MET, "themes": ["salud"]}),
            ]
        )
        transaction.put_edges(
            [
                Edge(
                    "francia-reunion", "TOOK_PART", "francia", "reunion", {"role": "counterpart", "on": MET}
                ),
                Edge("salud-reunion", "TOOK_PART", "salud", "reunion", {"role": "host", "on": MET}),
            ]
        )
    return store


@pytest.mark.usefixtures("office")
def test_embassies_that_met_city_dependencies_are_found_as_one_would_say_it(neo4j_server: Server) -> None:
    found = ask(
        neo4j_server,
        "MATCH (e:Embassy)-[:TOOK_PART]->(i:Interaction)<-[:TOOK_PART]-(d:CityDependency) "
        "RETURN e.name, i.title, d.name",
    )
    assert found == [["Embajada de Francia", "Reunión", "Secretaría de Salud"]]


@pytest.mark.usefixtures("office")
def test_values_are_kept_in_the_databases_own_types(neo4j_server: Server) -> None:
    text = (
        "MATCH (e:Embassy {id: 'francia'})-[t:TOOK_PART]->(i) WHERE e.last_contact = date('2024-05-01') "
        "RETURN e.last_contact.year, e.seen.hour, e.aliases[1], t.role, t.on = i.on, 'salud' IN i.themes"
    )
    assert ask(neo4j_server, text) == [[2024, 13, "Ambassade", "counterpart", True, True]]


@pytest.mark.usefixtures("office")
def test_what_the_store_keeps_for_itself_begins_with_an_underscore(neo4j_server: Server) -> None:
    text = "MATCH (n:Embassy) RETURN [name IN keys(n) WHERE name STARTS WITH '_'] AS own, labels(n)"
    own, labels = ask(neo4j_server, text)[0]
    assert (sorted(own), sorted(labels)) == (
        ["_audience", "_text", "_version"],
        ["Actor", "Embassy", "_Record"],
    )


def test_and_stays_out_of_the_records(office: Neo4jStore) -> None:
    node = office.get(["francia"])["francia"]
    assert node.labels == ("Actor", "Embassy")
    assert set(node.properties) == {"name", "type", "last_contact", "seen", "aliases"}
    assert node.properties["seen"] == SEEN
    assert node.properties["seen"].tzinfo is UTC  # type: ignore[union-attr]  # a datetime
    assert set(office.get_edges(["salud-reunion"])["salud-reunion"].properties) == {"role", "on"}


def test_a_property_called_id_is_kept_beside_the_records_own(office: Neo4jStore) -> None:
    assert office.get(["salud"])["salud"].get("id") == "own"
    assert [row for batch in office.table("Actor", ["id", "name"]) for row in batch][1][0] == "salud"


@pytest.mark.usefixtures("office")
def test_the_database_itself_refuses_a_second_record_of_the_same_id(neo4j_server: Server) -> None:
    names = {str(row[0]) for row in ask(neo4j_server, "SHOW CONSTRAINTS YIELD name")}
    assert {
        "aliados_record",
        "aliados_node_Actor",
        "aliados_edge_TOOK_PART",
        "aliados_only_Token_digest",
    } <= names
    states = ask(
        neo4j_server, "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'aliados' RETURN DISTINCT state"
    )
    assert states == [["ONLINE"]]
