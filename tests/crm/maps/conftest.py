"""An aqueduct that works on water, a university tied to it, an agency further on; the office's results and a project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crm.actors import create_actor, save_many_actors
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.interactions import create_interaction
from crm.projects import Project, create_project
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_office, make_project

DAY = date(2026, 11, 23)
WATER = {"title": "Taller sobre calidad del agua", "themes": ["water"]}
Derive = Callable[[], Derived]


@pytest.fixture
def city(store: Store) -> Store:
    return fill_city(store)


def fill_city(store: Store) -> Store:
    """Adds the actors and their meetings to the store with the office and three partners."""
    actors = (
        make_actor(id="amb", name="Acueducto", type="company", sector="private", notes="Agua potable."),
        make_actor(id="jica", name="Agencia JICA", type="cooperation_agency", country="JP"),
    )
    for actor in actors:
        create_actor(store, ANA, actor)
    record(store, "amb", "uis", id="agua", when="2026-05-02", **WATER)
    record(store, "uis", "jica", id="beca", title="Becas en Japón", when="2026-03-01")
    return store


def fill_office(empty: Store) -> Store:
    """The office and three partners in an empty store, as `store` has them."""
    partners = {
        "uis": ("Universidad Industrial de Santander", "university"),
        "ccb": ("Cámara", "chamber_of_commerce"),
    }
    actors = [make_actor(id=id, name=name, type=type, country="CO") for id, (name, type) in partners.items()]
    save_many_actors(empty, ANA, [make_office(), make_actor(), *actors])
    return empty


def record(store: Store, *actors: str, **changes: object) -> None:
    create_interaction(store, ANA, make_interaction(*actors, **changes))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "derived"


@pytest.fixture
def derive(city: Store, folder: Path) -> Derive:
    return lambda: refresh(city, folder, DAY)


@pytest.fixture
def project(city: Store) -> Project:
    return create_project(city, ANA, make_water())


def make_water(**changes: object) -> Project:
    needs = [{"need": "laboratorio de agua", "kind": "university"}, {"need": "difusión", "kind": "media"}]
    return make_project(**{"id": "agua-segura", "themes": ["water"], "requirements": needs, **changes})
