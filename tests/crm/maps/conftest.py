"""An aqueduct that works on water, a university tied to it, an agency further on; the office's results and a project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crm.actors import create_actor
from crm.derived.results import Derived, refresh
from crm.interactions import create_interaction
from crm.projects import Project, create_project
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_project

DAY = date(2026, 11, 23)
WATER = {"title": "Taller sobre calidad del agua", "themes": ["water"]}
Derive = Callable[[], Derived]


@pytest.fixture
def city(store: Store) -> Store:
    actors = (
        make_actor(id="amb", name="Acueducto", type="company", sector="private", notes="Agua potable."),
        make_actor(id="jica", name="Agencia JICA", type="cooperation_agency", country="JP"),
    )
    for actor in actors:
        create_actor(store, ANA, actor)
    record(store, "amb", "uis", id="agua", when="2026-05-02", **WATER)
    record(store, "uis", "jica", id="beca", title="Becas en Japón", when="2026-03-01")
    return store


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
