"""A small city with actors whose names are attacks, drawn once; the files are made of it."""

from datetime import date

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.schema import SCHEMA
from crm.ties import create_tie
from crm.views.model import SavedView
from crm.views.saving import create_view
from graph.opening import open_store
from tests.makers import make_actor, make_interaction, make_office, make_tie
from tests.web.browsing import PASSWORD, add_user, send
from web import create_app
from web.config import Config
from web.red.view import gather_view
from web.red.wish import Wish

HOSTILE = (
    "</svg><script>alert(1)</script>",
    "]]>\"'&<!-- &amp; %(num)s",
    "Fin\u202e</text> oficina",
    "🦜 Loro 👩‍👩‍👧 internacional",
    "L" * 5000,
    "Cámara de Comercio de Bucaramanga",
)


class Made:
    """The application, its store and its analysis."""

    def __init__(self, folder):
        config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
        self.store = open_store(config.store, SCHEMA)
        create_actor(self.store, SYSTEM, make_office())
        for number, name in enumerate(HOSTILE):
            kind = {"type": "university"} if number % 2 else {}
            create_actor(
                self.store, SYSTEM, make_actor(id=f"a{number}", name=name[:200], country=None, **kind)
            )
        ids = [f"a{number}" for number in range(len(HOSTILE))]
        create_interaction(self.store, SYSTEM, make_interaction(*ids, when="2026-11-01"))
        create_interaction(self.store, SYSTEM, make_interaction(*ids[:3], when="2020-05-05"))
        create_tie(self.store, SYSTEM, make_tie("a4", "a5"))
        user = add_user(self.store, "editor", "Ana editora")
        self.derived = refresh(self.store, folder / "derived", date(2026, 11, 23))
        self.app = create_app(config, self.store)
        self.app.config["TESTING"] = True
        self.ana = self.app.test_client()
        send(self.ana, "/entrar", {"login": user.login, "password": PASSWORD})

    def view(self, **wish):
        """The picture of a selection."""
        return gather_view(self.store, self.derived, Wish(**{"todo": True, **wish}))

    def keep(self, **changes):
        """A saved view of everything."""
        said = {"name": "Vista </title>", "query": "todo=1", **changes}
        return create_view(self.store, SYSTEM, SavedView.of(said))


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    city = Made(tmp_path_factory.mktemp("red_files"))
    yield city
    city.store.close()


@pytest.fixture
def speaking(made):
    """Words are found in a request alone."""
    with made.app.test_request_context("/"):
        yield made
