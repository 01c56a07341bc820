"""The office's data in a real embedded store, loaded once and read by every test that only reads."""

from collections.abc import Iterator

import pytest

from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from graph.store import Store
from seed.loader import load
from tests.prepared import open_prepared


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = SqliteStore(tmp_path_factory.mktemp("seed") / "red.db", SCHEMA)
    load(store)
    yield store
    store.close()


@pytest.fixture
def empty(tmp_path) -> Iterator[Store]:
    store = open_prepared(tmp_path / "red.db")
    yield store
    store.close()
