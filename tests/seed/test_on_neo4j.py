"""The same data, loaded and imported on a real Neo4j server, gives the same files."""

from datetime import date
from pathlib import Path

import pytest

from crm.access import SYSTEM
from crm.schema import SCHEMA
from crm.tables.applying import apply_plan, export, plan_import, read_table
from graph.store import Store
from seed.loader import load
from seed.synthetic import Size, synthesise

pytestmark = pytest.mark.neo4j


@pytest.fixture
def server(neo4j_store_factory) -> Store:
    return neo4j_store_factory(SCHEMA)


def test_the_offices_data_is_the_same_on_both_stores(server: Store, office: Store, tmp_path: Path) -> None:
    assert load(server)["actors"] == 332
    revision = server.revision()
    assert set(load(server).values()) == {0}
    assert server.revision() == revision
    for ending in ("json", "graphml", "xlsx"):
        here, there = export(office, tmp_path / f"aqui.{ending}"), export(server, tmp_path / f"alla.{ending}")
        assert here.read_bytes() == there.read_bytes()


def test_a_table_is_imported_whole_or_not_at_all(server: Store, office: Store, tmp_path: Path) -> None:
    folder = export(office, tmp_path / "red.csv")
    actors = plan_import(server, read_table(folder / "actors.csv"), "actors")
    assert len(apply_plan(server, SYSTEM, actors).added) == 332
    meetings = plan_import(server, read_table(folder / "interactions.csv"), "interactions")
    assert len(apply_plan(server, SYSTEM, meetings).added) == 111
    back = export(server, tmp_path / "vuelta.csv")
    assert (back / "interactions.csv").read_bytes() == (folder / "interactions.csv").read_bytes()


def test_an_invented_city_is_the_same_on_both_stores(server: Store, empty: Store, tmp_path: Path) -> None:
    for store in (server, empty):
        synthesise(store, SYSTEM, Size(100, 1_000), date(2026, 11, 20))
    here, there = export(empty, tmp_path / "aqui.json"), export(server, tmp_path / "alla.json")
    assert here.read_bytes() == there.read_bytes()
