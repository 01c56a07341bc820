"""What the page's own thread is busy with, by the processor's time: other programs on the machine do not add to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page

TASK = "ThreadControllerImpl::RunTask"


def longest_task(browser: Browser, page: Page, act: Callable[[], object]) -> float:
    """Milliseconds of processor time of the longest task on the main thread of a page while something is done with it.

    Several processes draw pages, one of them this one; as the others have little to do, the longest of all is taken.
    """
    browser.start_tracing(page=page, categories=["toplevel"])
    act()
    told: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    mains = {_thread(one) for one in told if _named(one) == "CrRendererMain"}
    took = [
        one["tdur"] / 1000 for one in told if one["name"] == TASK and _thread(one) in mains and "tdur" in one
    ]
    return max(took, default=0.0)


def _thread(one: dict[str, Any]) -> tuple[int, int]:
    return one["pid"], one["tid"]


def _named(one: dict[str, Any]) -> str | None:
    return one["args"]["name"] if one["name"] == "thread_name" else None
