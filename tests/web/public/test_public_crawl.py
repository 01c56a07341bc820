"""Every public page of the office's real data, followed link by link: nothing of the office's own is on any of them."""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape

from flask.testing import FlaskClient

from crm.access import SYSTEM
from crm.listing import every
from crm.publishing.model import Publication
from crm.publishing.opening import make_public
from crm.publishing.preview import preview
from crm.publishing.publishing import publish
from graph.records import Node
from graph.store import Query, Store
from tests.web.browsing import add_user
from tests.web.public.conftest import turn_on

OPENED = 60
_LINK = re.compile(r'href="(/publico[^"#]*)"')
_SECRET = (
    "aliases",
    "notes",
    "email",
    "phone",
    "contact",
    "address",
    "title",
    "summary",
    "description",
    "results",
    "text",
)


def open_some(store: Store) -> int:
    """Makes some actors public with what they did together, and publishes a picture of them and of others; how many."""
    office = store.as_seen_by({"public", "office"})
    actors = [node.id for node in every(office, Query("Actor", order=(("sort_name", False),)))]
    seen, unseen = actors[:OPENED:2], actors[1:OPENED:2]
    kept = [id for id in seen if office.get([id])[id].get("type") != "person_role"]
    found = preview(office, SYSTEM, Publication("", "Aliados", "", "", tuple(kept)))
    opened = make_public(office, SYSTEM, found.actors, found.interactions, found.ties)
    publish(store, SYSTEM, Publication("", "Aliados", "", "", (*kept, *unseen)))
    turn_on(store, intro="Hola")
    return opened.actors


def crawl(browser: FlaskClient) -> dict[str, str]:
    """Every page that a link of a public page leads to, by its address."""
    waiting, pages = deque(["/publico"]), {}
    while waiting:
        address = waiting.popleft()
        if address in pages:
            continue
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert "Set-Cookie" not in answer.headers
        pages[address] = unescape(answer.get_data(as_text=True))
        if answer.mimetype == "text/html":
            waiting.extend(
                unescape(link) for link in _LINK.findall(answer.get_data(as_text=True)) if "?" not in link
            )
    return pages


def texts_of(node: Node) -> Iterator[str]:
    """What a record says in words of its own."""
    for name in ("name", *_SECRET):
        value = node.get(name)
        yield from (str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one)


def test_nothing_of_the_office_is_on_any_public_page(site_with, seeded):
    user = add_user(seeded, "administrator", "Zoraida Quintanilla")
    opened = open_some(seeded)
    pages = crawl(site_with(requests_a_minute=10_000))
    assert len(pages) > opened
    public = list(every(seeded.as_seen_by({"public"}), Query("Actor")))
    allowed = " ".join(str(node.get("name")) for node in public)
    private = {
        text
        for batch in seeded.scan()
        for node in batch
        if isinstance(node, Node)
        for text in texts_of(node)
        if len(text) > 5
    }
    private |= {user.name, user.login, user.id}
    frame = unescape(site_with().get("/publico/actores?q=zzzz").get_data(as_text=True))
    secret = {text for text in private if text not in allowed and text not in frame}
    assert len(secret) > 300
    everything = "\n".join({line for page in pages.values() for line in page.splitlines()})
    assert {text for text in secret if text in everything} == set()
