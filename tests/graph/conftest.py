"""The stores that the contract is tested on: `store`, empty, once for each engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.opening import open_store
from graph.store import Schema, Store
from tests.graph.things import SCHEMA
from tests.neo4j_server.fixtures import empty

ENGINES = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@dataclass(frozen=True)
class Address:
    """What opens the same store a second time, from another thread or process."""

    url: str
    user: str | None = None
    password: str | None = None

    def open(self, schema: Schema = SCHEMA) -> Store:
        return open_store(self.url, schema, user=self.user, password=self.password)

    def environment(self) -> dict[str, str]:
        """The environment of a process that opens it, as the application would."""
        own = {"STORE": self.url, "STORE_USER": self.user, "STORE_PASSWORD": self.password}
        return {**os.environ, **{f"ALIADOS_{name}": value for name, value in own.items() if value}}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def new_store(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Makes an empty store; with Neo4j it takes the place of the one before, as there is one database."""
    opened: list[Store] = []

    def make(schema: Schema = SCHEMA) -> Store:
        if engine == "sqlite":
            opened.append(open_store(f"sqlite:///{tmp_path}/{len(opened)}.db", schema))
        else:
            factory = request.getfixturevalue("neo4j_store_factory")
            if opened:
                opened[-1].close()
                empty(request.getfixturevalue("neo4j_server"))
            opened.append(factory(schema))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    return new_store()


@pytest.fixture
def address(engine: str, store: Store, request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """The address of `store`."""
    if engine == "sqlite":
        return Address(f"sqlite:///{tmp_path}/0.db")
    server = request.getfixturevalue("neo4j_server")
    return Address(server.url, server.user, server.password)
