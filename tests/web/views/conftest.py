"""A small city whose analysis is made, and people who save views of it."""

import json

import pytest

from crm.derived.refreshing import refresh
from tests.crm.meaning.conftest import DAY, make_city
from tests.web.browsing import PASSWORD, add_user, send
from web import create_app
from web.config import Config


class City:
    """The application on that city; `ana` and `luz` edit, `ojo` only reads."""

    def __init__(self, folder):
        self.folder = folder
        self.store = make_city(folder / "red.db")
        self.app = create_app(Config(store=f"sqlite:///{folder}/red.db", data_dir=folder), self.store)
        self.app.config["TESTING"] = True
        self.ids = {}
        self.ana = self.log_in("editor", "Ana Ruiz", "ana")
        self.luz = self.log_in("editor", "Luz Mora", "luz")
        self.ojo = self.log_in("reader", "Ojo Lector", "ojo")
        self.analyse()

    def analyse(self):
        return refresh(self.store, self.folder / "derived", DAY)

    def log_in(self, role, name, login):
        user = add_user(self.store, role, name, login)
        browser = self.app.test_client()
        self.ids[login] = user.id
        send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
        return browser

    def picture(self, query):
        """What Ana is sent to draw."""
        return self.ana.get(f"/red/datos?{query}").get_json()["network"]

    def save(self, browser, name="La ciudad", query="todo=1", picture=None, **said):
        """Saves a view as the page of the red does, and gives its id."""
        fields = {"name": name, "query": query, "picture": json.dumps(picture or {}), **said}
        answer = send(browser, "/vistas", fields)
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return answer.location.partition("vista=")[2]


@pytest.fixture(scope="package")
def city(tmp_path_factory):
    made = City(tmp_path_factory.mktemp("views"))
    yield made
    made.store.close()
