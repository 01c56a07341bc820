"""Every place of the red, opened in a city whose every text is an attack: nothing runs, nothing is asked of others, nothing is too wide."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route

from tests.browser.watching import sideways
from tests.web.hostile.city import HostileCity
from tests.web.hostile.places import ALONE, DRAWINGS, PAGES

SITE = "https://red.test"
DRAWN = {"/red?todo=1", "/red?todo=1&vista={view}", *ALONE}


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Iterator[HostileCity]:
    made = HostileCity(tmp_path_factory.mktemp("hostile"))
    yield made
    made.store.close()


def answering(client: FlaskClient) -> Callable[[Route], None]:
    """Gives the browser what the application answers, without a server between them; files open as from a disk."""

    def answer(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.path.endswith("/novedades"):
            route.fulfill(status=204)
            return
        found = client.get(f"{url.path}?{url.query}", headers={"Accept": route.request.headers["accept"]})
        kept = {"Content-Type"} if "Content-Disposition" in found.headers else {*found.headers.keys()}
        headers = {name: value for name, value in found.headers if name in kept}
        route.fulfill(status=found.status_code, headers=headers, body=found.get_data())

    return answer


@pytest.fixture(scope="module")
def pages(browser: Browser, city: HostileCity) -> Iterator[dict[bool, Page]]:
    """By whether somebody is logged in; `page.said` is what the page did that it should not."""
    opened = {}
    for inside, client in ((True, city.boss), (False, city.anybody)):
        page = browser.new_page(viewport={"width": 360, "height": 740}, service_workers="block")
        page.route("**/*", answering(client))
        opened[inside] = page
    yield opened
    for page in opened.values():
        page.close()


@contextmanager
def nothing_wrong(page: Any) -> Iterator[None]:
    """While it lasts no script speaks up, nothing is refused by the policy and nobody else is asked."""
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "assert"}:
            wrong.append(message.text)

    def spoken(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith((SITE, "data:", "blob:")):
            wrong.append(request.url)

    listeners = {
        "console": heard,
        "dialog": spoken,
        "request": asked,
        "pageerror": lambda error: wrong.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert wrong == []


@pytest.mark.parametrize("address", [*PAGES, *ALONE, *DRAWINGS])
def test_nothing_of_a_hostile_name_runs(pages, city, address):
    page = pages[not address.startswith("/publico")]
    with nothing_wrong(page):
        page.goto(SITE + address.format(view=city.view, slug=city.slug))
        if address in DRAWN:
            page.locator("canvas").first.wait_for()
    assert address in DRAWINGS or sideways(page) == 0  # a drawing is as wide as it was made
