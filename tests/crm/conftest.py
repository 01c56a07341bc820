"""A real embedded store with the office and three partners in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.access import Viewer, principals_of
from crm.actors import save_many_actors
from crm.evidence import save_source
from graph.store import Store
from tests.makers import make_actor, make_office, make_source
from tests.prepared import open_prepared

ANA = Viewer("ana", "Ana", "editor", principals_of("ana"))
READER = Viewer("luz", "Luz", "reader", principals_of("luz"))
BOSS = Viewer("jefa", "Jefa", "administrator", principals_of("jefa"))


@pytest.fixture
def ana() -> Viewer:
    return ANA


@pytest.fixture
def reader() -> Viewer:
    return READER


@pytest.fixture
def boss() -> Viewer:
    return BOSS


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    store = open_prepared(tmp_path / "red.db")
    yield store
    store.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The office, the French embassy, a university and the chamber of commerce."""
    store = open_prepared(tmp_path / "red.db", _fill)
    yield store
    store.close()


def _fill(empty: Store) -> None:
    save_source(empty, ANA, make_source())
    university = {"type": "university", "sector": "academic_cultural", "country": "CO"}
    chamber = {"type": "chamber_of_commerce", "sector": "private", "country": "CO"}
    save_many_actors(
        empty,
        ANA,
        [
            make_office(),
            make_actor(),
            make_actor(id="uis", name="Universidad Industrial de Santander", aliases=["UIS"], **university),
            make_actor(id="ccb", name="Cámara de Comercio de Bucaramanga", aliases=["CCB"], **chamber),
        ],
    )
