"""Both engines for tests of the office's rules: `both` is a store with the office and three partners, once for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.actors import save_many_actors
from crm.evidence import save_source
from crm.schema import SCHEMA
from graph.opening import open_store
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_office, make_source

ENGINES = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=ENGINES)
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "neo4j":
        made: Store = request.getfixturevalue("neo4j_store_factory")(SCHEMA)
    else:
        made = open_store(f"sqlite:///{tmp_path}/both.db", SCHEMA)
    save_source(made, ANA, make_source())
    university = {"type": "university", "sector": "academic_cultural", "country": "CO"}
    actors = [
        make_office(),
        make_actor(),
        make_actor(id="uis", name="UIS", **university),
        make_actor(id="ccb", name="CCB"),
    ]
    save_many_actors(made, ANA, actors)
    yield made
    made.close()
