"""A small office with interactions of every precision, worked out once: the faces only read."""

from datetime import date

import pytest

from crm.actors import create_actor, save_many_actors
from crm.derived.refreshing import refresh
from crm.evidence import save_source
from crm.faces.meetings import Meetings, find_meetings
from crm.interactions import create_interaction
from crm.picture import PictureFilter, draw
from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_commitment, make_interaction, make_office, make_source

DAY = date(2026, 11, 23)


def record(store, *actors, **changes):
    create_interaction(store, ANA, make_interaction(*actors, **changes))


def fill(store):
    """Three partners: in 2017 somehow, in a quarter, on a day, and something that goes on since 2024."""
    save_source(store, ANA, make_source())
    save_many_actors(store, ANA, [make_office()])
    create_actor(
        store,
        ANA,
        make_actor(id="uis", name="UIS", type="university", sector="academic_cultural", country="CO"),
    )
    create_actor(
        store,
        ANA,
        make_actor(id="ccb", name="Cámara", type="chamber_of_commerce", sector="private", country="CO"),
    )
    create_actor(store, ANA, make_actor(id="suiza", name="Embajada de Suiza", country="CH"))
    record(store, "uis", "ccb", id="vague", when="2017", strategic_line="2017-positioning")
    record(store, "uis", "ccb", id="quarter", when="primer trimestre de 2023", kind="agreement")
    promise = make_commitment(owner="uis", status="done", done_on="2024-04-01")
    record(store, "uis", "suiza", id="kept", when="2024-03-05", commitments=[promise])
    promise = make_commitment(owner="ccb")
    record(store, "ccb", id="promised", when="2024-03-05", commitments=[promise])
    record(store, "ccb", "suiza", id="open", when="desde 2024", status="in_progress")
    record(store, "suiza", id="refused", when="2024-05", kind="proposal", status="rejected")


@pytest.fixture(scope="session")
def derived(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faces")
    store = SqliteStore(folder / "red.db", SCHEMA)
    fill(store)
    yield refresh(store, folder / "derived", DAY)
    store.close()


@pytest.fixture
def picture(derived):
    return draw(derived, PictureFilter())


@pytest.fixture
def meetings(derived, picture) -> Meetings:
    """All of them."""
    return find_meetings(derived, PictureFilter(), [node.id for node in picture.nodes])
