"""The whole red in a real browser without a graphics card: how soon it is there, how smoothly it moves, what it costs.

python -m tests.benchmarks.drawing [10000] [250000]

The network is the city's (`tests.benchmarks.city`), cut to its 50,000 strongest ties at 10,000 actors, laid out and kept as
the analyst keeps it; at 250,000 the first picture is the communities, the second the inside of the largest one. Times are
those of the browser's own clock; frames that were painted are counted while the mouse drags the picture for three seconds; memory is what
the page's process holds of its own (proportional set size). Other programs on the machine make all of it worse, but not
the processor's time of the longest task, which `tests.benchmarks.drawing_tasks` reads from a trace of another visit.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.drawing_data import write_results
from tests.benchmarks.drawing_site import served
from tests.benchmarks.drawing_tasks import longest_task

WATCH = """
window.told = { drawn: 0, longest: 0 };
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.told.longest = Math.max(window.told.longest, task.duration);
}).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
  if (!window.told.drawn && document.querySelector("[data-drawn]")) window.told.drawn = performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-drawn"] });
"""
QUIETLY = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
# The browser itself drags, once a frame: commands from outside come at half that pace.
DRAG = """([x, y, milliseconds]) => new Promise((done) => {
  const canvas = document.getElementById("big-canvas");
  const begin = performance.now();
  const step = (now) => {
    const turn = (now - begin) / 320;
    const [clientX, clientY] = [x + 160 * Math.sin(turn), y + 90 * (1 - Math.cos(turn))];
    canvas.dispatchEvent(new PointerEvent("pointermove", { pointerId: 1, clientX, clientY, bubbles: true }));
    if (now - begin < milliseconds) requestAnimationFrame(step); else done();
  };
  requestAnimationFrame(step);
})"""
SECONDS = 3.0


def measure(page: Page, address: str) -> dict[str, float]:
    """One picture: from its address to after a drag."""
    sent: list[int] = []
    page.on("requestfinished", lambda request: sent.append(request.sizes()["responseBodySize"]))
    loaded = _told(_opened(page, address))
    frames, tasks = _drag(page)
    found = {
        "first picture, ms": round(loaded["drawn"]),
        "longest task, ms": round(loaded["longest"]),
        "longest task while moving, ms": round(tasks),
        "frames a second": round(frames, 1),
        "kB sent": round(sum(sent) / 1024),
        "MB of memory": round(_memory()),
        "ties drawn": float(page.locator("#big-canvas").get_attribute("data-lines") or 0),
    }
    page.context.close()
    return found


def _opened(page: Page, address: str) -> Page:
    """The page once it is drawn and everything else of it is there."""
    page.goto(address)
    page.locator("#big-canvas[data-drawn]").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def _told(page: Page) -> dict[str, float]:
    found: dict[str, float] = page.evaluate("() => window.told")
    return found


def _drag(page: Page) -> tuple[float, float]:
    """Frames a second while the mouse drags in circles, and the longest task meanwhile."""
    box = page.locator("#big-canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(500)
    page.mouse.down()
    page.evaluate("() => { window.told.longest = 0; }")
    before = _painted(page)
    begin = perf_counter()
    page.evaluate(DRAG, [x, y, SECONDS * 1000])
    took = perf_counter() - begin
    frames, longest = _painted(page) - before, _told(page)["longest"]
    page.mouse.up()
    return frames / took, longest


def _painted(page: Page) -> int:
    """How many frames the painter has drawn."""
    return int(page.locator("#big-canvas").get_attribute("data-painted") or 0)


def _memory() -> float:
    """The megabytes of the largest page process of Chromium that this one started."""
    sizes = [0.0]
    for entry in Path("/proc").iterdir():
        try:
            if b"--type=renderer" in (entry / "cmdline").read_bytes() and _is_ours(entry):
                lines = (entry / "smaps_rollup").read_text().splitlines()
                sizes += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
        except (OSError, ValueError):
            continue
    return max(sizes)


def _is_ours(entry: Path) -> bool:
    """Whether a process descends from this one."""
    while entry.name not in {"0", "1"}:
        if entry.name == str(os.getpid()):
            return True
        parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        entry = entry.parent / parent
    return False


def compare(actors: int, ties: int | None) -> dict[str, Any]:
    """The pictures of one size, and how long the analyst takes for what they need."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        found: dict[str, Any] = {"analyst, s": write_results(folder / "derived", actors, ties)}
        with served(folder) as (address, cookie):
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIETLY))
            for title, path in (("whole", ""), ("largest group", "?parte=1")):
                if title == "whole" or actors > 12_000:
                    found[title] = _in_windows(browser, (f"{address}/red/grande{path}", cookie))
            browser.close()
    return found


def _in_windows(browser: Browser, place: tuple[str, Any]) -> dict[str, float]:
    """What is measured in a window of its own, and in another one what only a trace tells, which costs time itself."""
    address, _cookie = place
    told = measure(_page(browser, place), address)
    page = _page(browser, place)
    busy = longest_task(browser, page, lambda: _drag(_opened(page, address)))
    page.context.close()
    return told | {"longest task, ms of processor": round(busy), "load": round(os.getloadavg()[0], 1)}


def _page(browser: Browser, place: tuple[str, Any]) -> Page:
    address, cookie = place
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-CO")
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    context.add_init_script(WATCH)
    return context.new_page()


def main() -> None:
    """Every size asked for."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.drawing")
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000])
    for actors in parser.parse_args().sizes:
        ties = 50_000 if actors <= 12_000 else None
        print(json.dumps({f"{actors} actors": compare(actors, ties)}, indent=1), flush=True)


if __name__ == "__main__":
    main()
