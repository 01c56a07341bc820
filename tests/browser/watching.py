"""What must hold on every page: nothing refused by the security policy, no error in the console, nobody else asked."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

# Chromium reports what the policy refuses in the console as well; this adds where it happened.
REPORT = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
TALLEST = 6000
AXE = Axe().axe_script
_STATUS = re.compile(r"the server responded with a status of (\d+)")


class Watch:
    """Collects the troubles of all pages of one browser context. `expected` are statuses that are part of the test."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.expected: set[int] = set()
        self._address = address
        self._troubles: list[str] = []
        context.add_init_script(REPORT)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._troubles.append(f"script: {error.error}"))
        context.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "assert"}:
            return
        status = _STATUS.search(message.text)
        if status is None or int(status[1]) not in self.expected:
            self._troubles.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:", "file:")):
            self._troubles.append(f"asked somebody else: {request.url}")

    def begin(self) -> None:
        """Forgets what another test saw and expected."""
        self._troubles.clear()
        self.expected.clear()

    def take(self) -> list[str]:
        """The troubles since the last time."""
        taken, self._troubles[:] = list(self._troubles), []
        return taken


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 is right."""
    page.wait_for_load_state()
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA in the light, and of colours in the dark."""
    page.wait_for_load_state()
    size = page.viewport_size
    assert size is not None
    # What sticks to the window's edges would hide half of something, as it does until one scrolls.
    height: int = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(height, TALLEST))})
    found = _violations(page, {"runOnly": WCAG})
    page.emulate_media(color_scheme="dark")
    found += _violations(page, {"runOnly": {"type": "rule", "values": OF_COLOUR}})
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    return [_said(violation) for violation in found]


def _violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Only what is wrong is handed over: the rest of axe's answer costs as much as half of its work."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(answer => answer.violations)",
        {**options, "resultTypes": ["violations"]},
    )
    return found


def _said(violation: dict[str, Any]) -> str:
    places = ["; ".join(str(part) for part in node["target"]) for node in violation["nodes"][:4]]
    why = violation["nodes"][0].get("failureSummary", "").replace("\n", " ")
    return f"{violation['id']} ({len(violation['nodes'])}): {' | '.join(places)}: {why}"
