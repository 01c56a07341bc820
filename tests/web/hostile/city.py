"""A city in which every text is an attack: names, themes, addresses, notes, titles, views, stories and what is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.publishing.model import Publication
from crm.publishing.publishing import publish
from crm.publishing.settings import public_settings, save_public_settings
from crm.schema import SCHEMA
from crm.ties import create_tie
from crm.views.model import SavedView
from crm.views.saving import create_view
from graph.opening import open_store
from tests.makers import make_actor, make_commitment, make_interaction, make_office, make_person, make_tie
from tests.web.browsing import PASSWORD, add_user, send
from web import create_app
from web.config import Config

DAY = date(2026, 11, 23)
EVERYBODY = ("public", "office")
# By the id of the actor that has the name. `long` is longer than a form takes: other programs may have written it.
NAMES: Mapping[str, str] = {
    "element": "</svg></title><script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "address": "javascript:alert(1)",
    "link": '<a href="javascript:alert(1)">href</a>',
    "data": "]]>\"'&<!-- &amp; %(num)s {{7*7}} ${alert(1)} \\u003c\u2028 fin",
    "turned": "Fin\u202eosrever\u2066\u200f</text> oficina",
    "emoji": "🦜 Loro 👩\u200d👩\u200d👧 internacional 🏳️\u200d🌈",
    "formula": '=HYPERLINK("http://x.example";"ver")',
    "style": "</style><style>*{display:none}</style>",
    "long": "L" * 5000,
    "wordy": "palabra " * 625,
}
TYPES = ("embassy", "university", "company", "city_dependency", "ngo_foundation", "media")
ALL = "".join(text for id, text in NAMES.items() if id not in {"long", "wordy"})
FIRST, LAST = NAMES["element"], NAMES["turned"]
TOO_LONG = ("long", "wordy")


class HostileCity:
    """The application, a browser with an administrator in it and one with nobody, and what there is to look at."""

    def __init__(self, folder: Path) -> None:
        config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
        self.store = open_store(config.store, SCHEMA)
        self._people_the_city()
        self._let_them_meet()
        boss = add_user(self.store, "administrator", f"Ana {FIRST}"[:60], "jefa")
        self.derived = refresh(self.store, folder / "derived", DAY)
        self.app = create_app(config, self.store)
        self.app.config["TESTING"] = True
        self.boss: FlaskClient = self.app.test_client()
        self.anybody: FlaskClient = self.app.test_client()
        send(self.boss, "/entrar", {"login": boss.login, "password": PASSWORD})
        self.view = self._keep_a_view()
        self.slug = self._publish()

    def _people_the_city(self) -> None:
        create_actor(self.store, SYSTEM, make_office(audience=EVERYBODY))
        for number, (id, name) in enumerate(NAMES.items()):
            said: dict[str, Any] = {
                "type": TYPES[number % len(TYPES)],
                "country": ("FR", "CO", "CA")[number % 3],
            }
            said |= {"aliases": [LAST], "city": FIRST, "notes": ALL, "audience": EVERYBODY}
            create_actor(self.store, SYSTEM, make_actor(id=id, name=name[:200], **said))
        create_actor(self.store, SYSTEM, make_person(id="person", name=NAMES["image"], audience=EVERYBODY))
        with self.store.transaction("system") as tx:
            for id in TOO_LONG:
                tx.put_nodes([tx.get([id])[id].with_properties(name=NAMES[id])])
            # An address that no form takes.
            tx.put_nodes([tx.get(["address"])["address"].with_properties(website="javascript:alert(1)")])

    def _let_them_meet(self) -> None:
        said = {"place": FIRST, "summary": ALL, "results": ALL, "next_step": LAST, "audience": EVERYBODY}
        ids = list(NAMES)
        for number, (id, name) in enumerate(NAMES.items()):
            others = (ids[number - 1], ids[number // 2])
            when = f"202{number % 7}-0{1 + number % 9}-11"
            meeting = make_interaction(
                *dict.fromkeys((id, *others)), title=name[:200], when=when, id=f"m-{id}", **said
            )
            promise = make_commitment(text=name[:200], owner=id)
            create_interaction(self.store, SYSTEM, meeting.having(commitments=[promise]))
        create_tie(self.store, SYSTEM, make_tie("element", "turned", note=FIRST))

    def _keep_a_view(self) -> str:
        notes = [{"text": name[:200], "actor": id} for id, name in NAMES.items()]
        steps = [{"text": name[:600], "actors": [id], "facts": [f"m-{id}"]} for id, name in NAMES.items()]
        said = {"name": FIRST, "notes": ALL, "query": "todo=1", "annotations": notes, "steps": steps}
        return create_view(self.store, SYSTEM, SavedView.of({**said, "pins": ["inicio", "element"]})).id

    def _publish(self) -> str:
        settings = {"on": True, "title": FIRST, "intro": ALL[:300]}
        save_public_settings(self.store, SYSTEM, settings, public_settings(self.store).version)
        places = {id: (90.0 * number, 40.0 * (number % 4)) for number, id in enumerate(NAMES)}
        draft = Publication("", FIRST, ALL[:300], self.view, tuple(NAMES), places)
        return publish(self.store, SYSTEM, draft).slug
