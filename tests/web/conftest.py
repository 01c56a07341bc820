"""A real application on a real embedded store, and people who are logged in to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.access import SYSTEM, Role
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.schema import SCHEMA
from graph.opening import open_store
from graph.records import Change, Record
from graph.store import Store
from seed.loader import load
from tests.makers import make_actor, make_office
from tests.prepared import prepare
from tests.quickly import quick_passwords
from tests.web.browsing import PASSWORD, add_user, send
from tests.web.once import make_once
from web import create_app
from web.config import Config

Copy = tuple[list[Record], list[Change]]
LogIn = Callable[..., FlaskClient]
__all__ = ["quick_passwords"]
make_once()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Settings of an installation in a folder of its own."""
    return Config(store=f"sqlite:///{tmp_path}/red.db", data_dir=tmp_path)


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """The whole store, as the application has it."""
    file = Path(config.store.removeprefix("sqlite:///"))
    if not file.exists():
        prepare(file)
    opened = open_store(config.store, SCHEMA)
    yield opened
    opened.close()


@pytest.fixture
def app(config: Config, store: Store) -> Flask:
    """The application on that store."""
    made = create_app(config, store)
    made.config["TESTING"] = True
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is not logged in, speaking Spanish."""
    return app.test_client()


@pytest.fixture
def login_as(app: Flask, store: Store) -> LogIn:
    """`login_as("editor")` is a browser with a person of that role in it."""

    def log_in(role: Role = "editor", name: str = "Ana Pérez") -> FlaskClient:
        user = add_user(store, role, name)
        browser = app.test_client()
        answer = send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return browser

    return log_in


@pytest.fixture(scope="session")
def seed_copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The office's own data with its log, loaded once for all tests."""
    made = open_store(f"sqlite:///{tmp_path_factory.mktemp('seed')}/red.db", SCHEMA)
    load(made)
    whole = [record for batch in made.scan() for record in batch], made.changes(limit=1_000_000)
    made.close()
    return whole


@pytest.fixture
def seeded(store: Store, seed_copy: Copy) -> Store:
    """The store with the office's own data."""
    store.load(*seed_copy)
    return store


@pytest.fixture
def small(store: Store) -> Store:
    """The store with the office, an embassy and a university; a module may fill it otherwise."""
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    name = "Universidad Industrial de Santander (UIS)"
    create_actor(store, SYSTEM, make_actor(id="uis", name=name, type="university"))
    return store


@pytest.fixture
def ana(login_as: LogIn, small: Store) -> FlaskClient:
    """An editor at work on it."""
    return login_as("editor")


@dataclass
class Analysed:
    """The office's own data with its analysis of 23 November 2026, and an editor at work on it."""

    store: Store
    derived: Derived
    editor: FlaskClient


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory, seed_copy: Copy) -> Iterator[Analysed]:
    """One for all tests that only read it."""
    folder = tmp_path_factory.mktemp("analysed")
    config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
    store = open_store(config.store, SCHEMA)
    store.load(*seed_copy)
    application = create_app(config, store)
    application.config["TESTING"] = True
    user = add_user(store, "editor")
    browser = application.test_client()
    send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
    found = refresh(store.as_seen_by({"public", "office"}), folder / "derived", date(2026, 11, 23))
    yield Analysed(store, found, browser)
    store.close()
