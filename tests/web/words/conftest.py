"""One application on the office's own data, analysed once: these pages only read."""

import shutil

import pytest

from crm.access import SYSTEM
from crm.actors import get_actor, update_actor
from crm.derived.refreshing import refresh
from crm.schema import SCHEMA
from graph.opening import open_store
from tests.makers import results_in
from tests.web.browsing import PASSWORD, add_user, send
from web import create_app
from web.config import Config
from web.simulation.jobs import FOLDER


@pytest.fixture(scope="session")
def site(seed_copy, tmp_path_factory):
    """The application; its data folder has the results."""
    folder = tmp_path_factory.mktemp("words")
    config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
    store = open_store(config.store, SCHEMA)
    store.load(*seed_copy)
    add_user(store, "reader", "Ana Pérez", "ana@red")
    add_user(store, "reader", "Anna Smith", "anna@red")
    refresh(store, folder / "derived")
    app = create_app(config, store)
    app.config["TESTING"] = True
    yield app
    store.close()


@pytest.fixture(scope="session")
def browsers(site):
    """Two readers who are logged in, by their names."""
    found = {}
    for name in ("ana", "anna"):
        found[name] = site.test_client()
        assert send(found[name], "/entrar", {"login": f"{name}@red", "password": PASSWORD}).status_code == 302
    send(found["anna"], "/ajustes", {"name": "Anna Smith", "language": "en", "theme": "", "keys": "1"})
    return found


@pytest.fixture
def ana(browsers):
    """Who reads, in Spanish."""
    return browsers["ana"]


@pytest.fixture
def anna(browsers):
    """Who reads, in English."""
    return browsers["anna"]


@pytest.fixture
def results(site):
    """The folder of the results, without any trial."""
    folder = site.config["ALIADOS"].data_dir / "derived"
    shutil.rmtree(results_in(folder).folder.path / FOLDER, ignore_errors=True)
    return folder


@pytest.fixture
def confidential(site):
    """`confidential(id)` hides an actor from its colleagues, until the test is over."""
    store, hidden = site.extensions["aliados_store"].get(), []

    def hide(id: str, *audience: str) -> None:
        update_actor(store, SYSTEM, get_actor(store, id).having(audience=audience or ("user:otro",)))
        hidden.append(id)

    yield hide
    for id in hidden[:]:
        hide(id, "office")
