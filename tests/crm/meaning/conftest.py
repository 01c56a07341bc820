"""A small city: three departments know the European delegation alone among those from abroad, one knows the chamber too."""

from datetime import date

import pytest

from crm.actors import save_many_actors
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_office

DAY = date(2026, 11, 23)
ACTORS = {
    "delegacion-ue": ("Delegación de la Unión Europea", "international_organization", "international", "BE"),
    "imebu": ("IMEBU", "city_dependency", "local_government_areas", "CO"),
    "imct": ("IMCT", "city_dependency", "local_government_areas", "CO"),
    "inderbu": ("INDERBU", "city_dependency", "local_government_areas", "CO"),
    "ccb": ("Cámara de Comercio", "chamber_of_commerce", "private", "CO"),
    "uis": ("UIS", "university", "academic_cultural", "CO"),
    "jica": ("JICA", "cooperation_agency", "international", "JP"),
}
MEETINGS = {
    "m1": ("delegacion-ue", "imebu"),
    "m2": ("delegacion-ue", "imct"),
    "m3": ("delegacion-ue", "inderbu"),
    "m4": ("inderbu", "ccb"),
    "m5": ("ccb", "uis"),
}


def make_city(path):
    """The store of that city; the caller closes it."""
    store = SqliteStore(path, SCHEMA)
    actors = [
        make_actor(id=id, name=name, type=type, sector=sector, country=country, aliases=[])
        for id, (name, type, sector, country) in ACTORS.items()
    ]
    save_many_actors(store, ANA, [make_office(), *actors])
    for id, parties in MEETINGS.items():
        create_interaction(store, ANA, make_interaction(*parties, id=id))
    return store


@pytest.fixture(scope="package")
def city(tmp_path_factory):
    """What the analyst makes of it."""
    folder = tmp_path_factory.mktemp("city")
    store = make_city(folder / "red.db")
    yield refresh(store, folder / "derived", DAY)
    store.close()
