"""Windows of a browser, kept from one test to the next: what a browser keeps of scripts and styles is dear to make anew.

Nothing else stays: no page, no cookie, nothing that a page wrote.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.sites import Site
from tests.browser.watching import Watch

_IDLE = 6  # so many wait for the next test
WRITTEN = "local_storage,indexeddb,cache_storage,file_systems,websql,shared_storage"


@dataclass
class Window:
    """A browser context with who watches it. It is `usual` when the next test can use it."""

    context: BrowserContext
    watch: Watch
    site: str
    width: int
    usual: bool

    @property
    def lost(self) -> bool:
        """It went with its browser."""
        return self.context.browser is None or not self.context.browser.is_connected()


@dataclass
class Windows:
    """Opens them, and keeps the usual ones when a test is over; `launch` starts a browser."""

    launch: Callable[[], Browser]
    _browser: Browser | None = None
    _idle: list[Window] = field(default_factory=list)

    def browser(self) -> Browser:
        """The one that runs, or another when it was ended."""
        if self._browser is None or not self._browser.is_connected():
            self._idle.clear()
            self._browser = self.launch()
        return self._browser

    def close(self) -> None:
        """Ends the browser."""
        if self._browser is not None and self._browser.is_connected():
            self._browser.close()

    def open(self, site: Site, width: int, state: Path | None, more: dict[str, Any]) -> tuple[Window, Page]:
        """A window with a page; `state` are the cookies of somebody logged in, `more` what is unusual about it."""
        browser = self.browser()
        known = (window for window in self._idle if (window.site, window.width) == (site.address, width))
        window = None if more else next(known, None)
        if window is None:
            window = self._new(browser, site, width, more)
        else:
            self._idle.remove(window)
        page = window.context.new_page()
        self._clear(window, page)
        if state is not None:
            window.context.add_cookies(json.loads(state.read_text())["cookies"])
        return window, page

    def _new(self, browser: Browser, site: Site, width: int, more: dict[str, Any]) -> Window:
        usual: dict[str, Any] = {
            "has_touch": width < 600,
            "color_scheme": "light",
            # A service worker fills its store in each new window, so that it runs only where a test is about it.
            "service_workers": "block",
        }
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 800},
            locale="es-CO",
            timezone_id="America/Bogota",
            reduced_motion="reduce",
            **(usual | more),
        )
        context.set_default_timeout(60_000)
        return Window(context, Watch(context, site.address), site.address, width, not more)

    def _clear(self, window: Window, page: Page) -> None:
        window.context.clear_cookies()
        teller = window.context.new_cdp_session(page)
        teller.send("Storage.clearDataForOrigin", {"origin": window.site, "storageTypes": WRITTEN})
        teller.detach()
        window.watch.begin()

    def give_back(self, window: Window) -> None:
        """Closes its pages; the window itself when it is unusual or the oldest of too many."""
        if window.lost:
            return
        for page in window.context.pages:
            page.close()
        if window.usual:
            self._idle.append(window)
        else:
            window.context.close()
        for old in self._idle[:-_IDLE]:
            self._idle.remove(old)
            old.context.close()
