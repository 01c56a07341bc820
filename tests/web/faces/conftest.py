"""The application on the office's data and two partners with hostile names, worked out once: the faces only read."""

from datetime import date

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.schema import SCHEMA
from graph.opening import open_store
from seed.loader import load
from tests.makers import make_actor, make_interaction
from tests.web.browsing import PASSWORD, add_user, send
from web import create_app
from web.config import Config

SCRIPT = '</script><img src=x onerror=alert(1)> "javascript:alert(1)"'
STRANGE = "\u202eosreverla 🦜 <svg/onload=alert(2)> " + "larguísimo" * 12


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A browser with an editor in it."""
    folder = tmp_path_factory.mktemp("faces")
    config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
    store = open_store(config.store, SCHEMA)
    load(store)
    for id, name in (("hostil-uno", SCRIPT), ("hostil-dos", STRANGE)):
        create_actor(store, SYSTEM, make_actor(id=id, name=name, type="media", sector="media"))
    meeting = make_interaction("hostil-uno", "hostil-dos", "uis", title=SCRIPT, when="2025-03")
    create_interaction(store, SYSTEM, meeting)
    user = add_user(store, "editor", "Ana editora")
    refresh(store, folder / "derived", date(2026, 11, 23))
    app = create_app(config, store)
    app.config["TESTING"] = True
    browser = app.test_client()
    send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
    yield browser
    store.close()
