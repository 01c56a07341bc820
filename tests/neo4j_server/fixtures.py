"""Fixtures for tests on a real Neo4j: one server for the whole run, an empty database for each test.

A test that uses them is marked `neo4j`. With pytest-xdist all of these go to one worker (`--dist loadgroup`), as
Neo4j Community has one database.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import neo4j
import pytest

from graph.neo4j.store import Neo4jStore
from graph.store import Schema
from tests.neo4j_server.provision import NoServer, provision, provision_science
from tests.neo4j_server.servers import Server

# Says that the library may be fetched: 100 MB and a server of its own are too much for every run.
SCIENCE = "ALIADOS_TEST_GDS"
StoreFactory = Callable[[Schema], Neo4jStore]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the tests of the one server together."""
    for item in items:
        if item.get_closest_marker("neo4j") is not None:
            item.add_marker(pytest.mark.xdist_group("neo4j"))
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun="Timeout"))  # the run says so


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A running server: `url`, `user`, `password`; with `can_be_killed` also `kill()` and `start()`."""
    try:
        server = provision()
    except NoServer as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    try:
        yield server
    finally:
        _driver(server.url, server.user, server.password).close()
        server.stop()


@pytest.fixture(scope="session")
def science_server() -> Iterator[Server]:
    """A running server with the open Graph Data Science library; only `make test-gds` has one."""
    if not os.environ.get(SCIENCE):
        pytest.skip("make test-gds alone fetches the Graph Data Science library")
    try:
        server = provision_science()
    except NoServer as missing:
        pytest.skip(str(missing))
    try:
        yield server
    finally:
        _driver(server.url, server.user, server.password).close()
        server.stop()


@pytest.fixture
def killable_neo4j(neo4j_server: Server) -> Iterator[Server]:
    """The same for tests that kill it; it runs again when they are over."""
    if not neo4j_server.can_be_killed:
        pytest.skip("the server is not ours to kill")
    yield neo4j_server
    neo4j_server.start()


@pytest.fixture
def neo4j_url(neo4j_server: Server) -> str:
    """The address of an empty database; user and password are those of `neo4j_server`."""
    empty(neo4j_server)
    return neo4j_server.url


@pytest.fixture
def neo4j_store_factory(neo4j_server: Server, neo4j_url: str) -> Iterator[StoreFactory]:
    """Opens stores on the same database, which is empty when the test begins; closes them at its end."""
    opened: list[Neo4jStore] = []

    def make(schema: Schema) -> Neo4jStore:
        opened.append(Neo4jStore(neo4j_url, schema, neo4j_server.user, neo4j_server.password))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def ask(server: Server, text: str, **values: object) -> list[list[Any]]:
    """The rows of a statement, past the store."""
    with _driver(server.url, server.user, server.password).session() as session:
        return session.run(text, values).values()


@lru_cache(maxsize=1)
def _driver(url: str, user: str, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(url, auth=(user, password), liveness_check_timeout=0)


def empty(server: Server) -> None:
    """Takes all nodes away, but for the one that says which indexes there are: making those anew takes seconds."""
    text = "MATCH (n) WHERE NOT n:_Log WITH n LIMIT 5000 DETACH DELETE n RETURN count(*)"
    while ask(server, text)[0][0] == 5000:
        pass
    ask(server, "MATCH (l:_Log) SET l += {revision: 0, settled: false, recent: [], at: null}")
