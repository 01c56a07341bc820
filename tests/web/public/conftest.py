"""A city that shows part of its red: what anybody may read of it, and what the office keeps to itself."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.interactions import create_interaction
from crm.publishing.model import Publication
from crm.publishing.opening import make_public
from crm.publishing.publishing import publish
from crm.publishing.settings import public_settings, save_public_settings
from crm.schema import SCHEMA
from graph.opening import open_store
from graph.store import Store
from tests.makers import make_actor, make_interaction, make_office
from tests.web.conftest import Copy
from web import create_app
from web.config import Config, Public

HOSTILE = "<script>alert(1)</script>\"' \u202edeza😀 & Cía"
PARTNERS = {
    "embajada-francia": ("Embajada de Francia", "embassy"),
    "uis": ("Universidad Industrial de Santander (UIS)", "university"),
    "unab": ("Universidad Autónoma de Bucaramanga (UNAB)", "university"),
    "camara": ("Cámara de Comercio", "chamber_of_commerce"),
}


@dataclass
class City:
    """The store and the address of its published picture."""

    store: Store
    slug: str

    @property
    def picture(self) -> str:
        return f"/publico/vistas/{self.slug}"


def turn_on(store: Store, **changes: object) -> None:
    """Turns the public page on, or changes what it says."""
    save_public_settings(store, SYSTEM, {"on": True, **changes}, public_settings(store).version)


def fill(store: Store) -> City:
    """Partners that are public but one, what they did together, and a picture of all."""
    create_actor(store, SYSTEM, make_office())
    for id, (name, type) in PARTNERS.items():
        create_actor(store, SYSTEM, make_actor(id=id, name=name, type=type, notes="Nota interna reservada"))
    create_actor(store, SYSTEM, make_actor(id="callado", name="Fundación Callada", type="ngo_foundation"))
    create_actor(
        store, SYSTEM, make_actor(id="raro", name=HOSTILE, type="ngo_foundation", city="<b>Lyon</b>")
    )
    seen = [*PARTNERS, "raro"]
    met = [
        create_interaction(store, SYSTEM, make_interaction("uis", other, title="Reunión reservada")).id
        for other in ("embajada-francia", "unab", "unab", "unab", "raro")
    ]
    office = store.as_seen_by({"public", "office"})
    make_public(office, SYSTEM, seen, met)
    turn_on(store)
    places = {"uis": (0.0, 0.0), "unab": (120.0, 40.0), "embajada-francia": (-90.0, 160.0)}
    draft = Publication("", "Con quién trabaja la ciudad", "De 2023 y 2024", "", (*seen, "callado"), places)
    return City(store, publish(store, SYSTEM, draft).slug)


@pytest.fixture(scope="session")
def city_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, str]:
    """The city, made once for all tests, and the slug of its picture."""
    made = open_store(f"sqlite:///{tmp_path_factory.mktemp('city')}/red.db", SCHEMA)
    slug = fill(made).slug
    whole = [record for batch in made.scan() for record in batch], made.changes(limit=1_000_000)
    made.close()
    return whole, slug


@pytest.fixture
def city(store: Store, city_copy: tuple[Copy, str]) -> City:
    """The city, its public page on."""
    store.load(*city_copy[0])
    return City(store, city_copy[1])


@pytest.fixture
def site_with(config: Config, store: Store) -> Callable[..., FlaskClient]:
    """`site_with(embed_on=("https://x.example",))`: somebody's browser at an installation with those settings."""

    def visit(**changes: object) -> FlaskClient:
        app: Flask = create_app(config.model_copy(update={"public": Public(**changes)}), store)
        app.config["TESTING"] = True
        return app.test_client()

    return visit
