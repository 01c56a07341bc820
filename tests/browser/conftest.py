"""A browser, a running application, and people who sit in front of it.

In the parameters of a test, `ana` is a window with Ana logged in, at 1280 and at 360 pixels; `sit_down(office, 1280)` opens
one that nobody is logged in to.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.doing import make_account
from tests.browser.patience import patience
from tests.browser.portals import Portal, open_portal
from tests.browser.sites import PATIENCE, Site
from tests.browser.watching import Watch
from tests.browser.windows import Window, Windows

OUTPUT = Path(__file__).parent / "output"
# The first is the same browser without its windows: a third of the processor time for the same pages.
PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
QUIETLY = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
WIDTHS = {"wide": 1280, "phone": 360}
expect.set_options(timeout=60_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is here; with several processes it goes to two, but for what needs the Neo4j server.

    What is in one file stays together, with the installation that the files of one process share.
    """
    files = sorted(Path(__file__).parent.glob("test_*.py"))
    half = {file.name: number % 2 for number, file in enumerate(files)}
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))  # a real browser on a busy machine; the run says so
            if item.get_closest_marker("neo4j") is None:
                item.add_marker(pytest.mark.xdist_group(f"browser-{half[item.path.name]}"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """A browser that does not answer is not waited for without end."""
    with patience():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A browser that does not answer is not waited for without end."""
    with patience():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A browser that does not answer is not waited for without end."""
    with patience():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Lets fixtures know at their end how the test went."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


_FAILED: pytest.StashKey[bool] = pytest.StashKey()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium. Without it tests are skipped, and fail where everything must run."""
    found = [path for name in PROGRAMS if (path := shutil.which(name))]
    if not found:
        missing = f"no browser: none of {', '.join(PROGRAMS)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return {"executable_path": found[0], "args": list(QUIETLY), "timeout": PATIENCE * 1000}


@dataclass
class Desks:
    """Opens windows, and knows at the end what went wrong in them."""

    windows: Windows
    usual: dict[str, Any] = field(default_factory=dict)
    opened: list[Window] = field(default_factory=list)

    def __call__(self, site: Site, width: int, state: Path | None = None, **more: Any) -> Page:
        """A new window with cookies of its own; `state` are those of somebody logged in."""
        window, page = self.windows.open(site, width, state, self.usual | more)
        self.opened.append(window)
        return page

    def watch(self, page: Page) -> Watch:
        """Who watches the window."""
        return next(window.watch for window in self.opened if window.context == page.context)

    def close(self, name: str = "") -> list[str]:
        """Closes all; with a name, takes a picture of each page first. Returns the troubles."""
        troubles = []
        for number, window in enumerate(self.opened):
            for page in window.context.pages if name and not window.lost else []:
                page.screenshot(path=OUTPUT / f"failed-{name}-{number}.png", full_page=True)
            troubles += window.watch.take()
            window.usual &= not name
            self.windows.give_back(window)
        return troubles


@pytest.fixture(scope="session")
def windows(launch_browser: Callable[[], Browser]) -> Iterator[Windows]:
    """The windows of this process."""
    opened = Windows(launch_browser)
    yield opened
    opened.close()


@pytest.fixture
def sit_down(windows: Windows, request: pytest.FixtureRequest) -> Iterator[Desks]:
    """Windows for this test. At its end nothing may have gone wrong in any of them."""
    about_it = request.node.get_closest_marker("service_worker") is not None
    desks = Desks(windows, {"service_workers": "allow"} if about_it else {})
    yield desks
    failed = request.node.stash.get(_FAILED, False)
    troubles = desks.close(request.node.name.replace("/", "-") if failed else "")
    assert failed or not troubles, "\n".join(troubles)


@pytest.fixture(params=list(WIDTHS.values()), ids=list(WIDTHS))
def width(request: pytest.FixtureRequest) -> int:
    """Each test that asks for it runs at both."""
    wide: int = request.param
    return wide


@pytest.fixture
def fresh_site(tmp_path: Path) -> Iterator[Site]:
    """An installation that begins with the test, as after the first `make run`."""
    site = Site(tmp_path).start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """Another site, whose pages may show the city's pictures."""
    with open_portal() as opened:
        yield opened


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, windows: Windows, portal: Portal) -> Iterator[Site]:
    """The installation most tests share, with Ana's account, who administers it."""
    settings = {"ALIADOS_PUBLIC__EMBED_ON": json.dumps([portal.known])}
    site = Site(tmp_path_factory.mktemp("office"), settings).start()
    try:
        desks = Desks(windows)
        page = desks(site, WIDTHS["wide"])
        make_account(page, site.first_link, "Ana Pérez", "ana")
        page.context.storage_state(path=site.folder / "ana.json")
        assert not desks.close()
        yield site
    finally:
        site.stop()
    assert "Traceback" not in site.log.read_text(), site.log.read_text()[-4000:]


@pytest.fixture
def ana(sit_down: Desks, office: Site, width: int) -> Page:
    """A window with Ana in it."""
    return sit_down(office, width, office.folder / "ana.json")
