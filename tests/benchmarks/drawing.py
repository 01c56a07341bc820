"""The whole red in a real browser without a graphics card: how soon it is there, how smoothly it moves, what it costs.

python -m tests.benchmarks.drawing [10000] [250000]

The network is the city's (`tests.benchmarks.city`), cut to its 50,000 strongest ties at 10,000 actors, laid out and kept as
the analyst keeps it; at 250,000 the first picture is the communities, the second the inside of the largest one. Times are
those of the browser's own clock; frames that were painted are counted while the mouse drags the picture for three seconds; memory is what
the page's process holds of its own (proportional set size). Other programs on the machine make all of it worse.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from tests.benchmarks.drawing_data import write_results

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


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Any]]:
    """The application on those results: its address, and a browser's cookies of somebody logged in."""
    from crm.schema import SCHEMA
    from graph.opening import open_store
    from tests.web.browsing import PASSWORD, add_user, send
    from web import create_app
    from web.auth import cookie_name
    from web.config import Config

    config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
    store = open_store(config.store, SCHEMA)
    app = create_app(config, store)
    user = add_user(store, "editor")
    browser = app.test_client()
    send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
    with app.app_context():
        cookie = browser.get_cookie(cookie_name())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", cookie
    finally:
        server.shutdown()
        thread.join()
        store.close()


def measure(page: Page, address: str) -> dict[str, float]:
    """One picture: from its address to after a drag."""
    sent: list[int] = []
    page.on("requestfinished", lambda request: sent.append(request.sizes()["responseBodySize"]))
    page.goto(address)
    page.locator("#big-canvas[data-drawn]").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    loaded = _told(page)
    frames, tasks = _drag(page)
    return {
        "first picture, ms": round(loaded["drawn"]),
        "longest task, ms": round(loaded["longest"]),
        "longest task while moving, ms": round(tasks),
        "frames a second": round(frames, 1),
        "kB sent": round(sum(sent) / 1024),
        "MB of memory": round(_memory()),
        "ties drawn": float(page.locator("#big-canvas").get_attribute("data-lines") or 0),
    }


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
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-CO")
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
            context.add_init_script(WATCH)
            for title, path in (("whole", ""), ("largest group", "?vista=1")):
                page = context.new_page()
                if title == "whole" or actors > 12_000:
                    found[title] = measure(page, f"{address}/red/grande{path}")
                page.close()
            browser.close()
    return found


def main() -> None:
    """Every size asked for."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.drawing")
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000])
    for actors in parser.parse_args().sizes:
        ties = 50_000 if actors <= 12_000 else None
        print(json.dumps({f"{actors} actors": compare(actors, ties)}, indent=1), flush=True)


if __name__ == "__main__":
    main()
