"""The whole red where things are missing: with fingers instead of a mouse, without WebGL2, without a stream of events."""

from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Desks
from tests.browser.doing import NETHERLANDS, wait_for_analysis
from tests.browser.sites import Site

# Tells from where the page last asked its worker to draw.
LOOKED = """const send = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message.kind === "draw") window.looked = message.camera;
  return send.call(this, message, ...rest);
};"""
NO_OFFSCREEN = "delete HTMLCanvasElement.prototype.transferControlToOffscreen;"
NO_GLASS = "OffscreenCanvas.prototype.getContext = () => null;"
COLOURS = """canvas => new Set(new Uint32Array(
  canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"""
Spot = tuple[float, float]


def without_glass(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=f"{answer.text()}\n{NO_GLASS}")


def without_stream(route: Route) -> None:
    if "event-stream" in route.request.headers["accept"]:
        route.fulfill(status=204)
    else:
        route.continue_()


class Fingers:
    """Fingers on a screen; each way is [where it begins, where it ends]."""

    def __init__(self, page: Page, on: Locator) -> None:
        self._hand = page.context.new_cdp_session(page)
        on.scroll_into_view_if_needed()
        box = on.bounding_box()
        assert box is not None
        self._middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def move(self, *ways: tuple[Spot, Spot]) -> None:
        """Puts a finger down for each way, all along together, and lifts them. Spots are seen from the middle."""
        self._touch("touchStart", [begin for begin, _end in ways])
        for step in (0.25, 0.5, 0.75, 1.0):
            now = [(b[0] + step * (e[0] - b[0]), b[1] + step * (e[1] - b[1])) for b, e in ways]
            self._touch("touchMove", now)
        self._touch("touchEnd", [])

    def tap(self, spot: Spot) -> None:
        self._touch("touchStart", [spot])
        self._touch("touchEnd", [])

    def _touch(self, kind: str, spots: list[Spot]) -> None:
        x, y = self._middle
        points: list[dict[str, Any]] = [
            {"x": x + dx, "y": y + dy, "id": number} for number, (dx, dy) in enumerate(spots)
        ]
        self._hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_fingers_drag_and_pinch_a_picture_that_is_drawn_without_webgl(sit_down: Desks, office: Site) -> None:
    ana = sit_down(office, 360, office.folder / "ana.json")
    wait_for_analysis(ana)
    ana.route("**/big-worker.js", without_glass)
    ana.goto("/red/grande?sel=embajada-paises-bajos")
    canvas, panel = ana.locator("#big-canvas"), ana.locator("#red-panel")
    heading = panel.get_by_role("heading", name=NETHERLANDS[1])
    expect(heading).to_be_visible()
    fingers = Fingers(ana, canvas)
    # Whom one looks at stands in the middle, goes with the finger, and twice as far off when fingers part twice as far.
    there: list[Spot] = [(0, 0), (50, 30), (100, 60)]
    ways: list[list[tuple[Spot, Spot]]] = [
        [],
        [((0, 0), there[1])],
        [((-30, 0), (-60, 0)), ((30, 0), (60, 0))],
    ]
    for way, spot in zip(ways, there, strict=True):
        canvas.press("Escape")
        expect(panel).to_be_hidden()
        if way:
            fingers.move(*way)
        fingers.tap(spot)
        expect(heading).to_be_visible()
    assert canvas.locator("canvas").first.evaluate(COLOURS) > 10


def test_a_meeting_saved_elsewhere_is_drawn_in_the_whole_red_and_nobody_moves(
    sit_down: Desks, office: Site
) -> None:
    ana = sit_down(office, 1280, office.folder / "ana.json")
    wait_for_analysis(ana)
    ana.add_init_script(LOOKED)
    canvas = open_whole(ana)
    canvas.press("+")
    canvas.press("ArrowLeft")
    ana.wait_for_function("() => window.looked.scale > 0")
    before = settled(ana)
    news = ana.locator("[data-news-box]")
    title = meet(ana)
    expect(news).to_contain_text(f"1 reunión nueva: {title}")
    expect(canvas).to_have_attribute("data-bright", "1")
    assert settled(ana) == before
    ana.get_by_role("button", name="Mostrar").click()
    expect(canvas).to_be_focused()
    # Where streams are cut, it asks; where a worker cannot draw, the page does.
    ana.route("**/red/novedades*", without_stream)
    ana.add_init_script(NO_OFFSCREEN)
    canvas = open_whole(ana)
    assert canvas.locator("canvas").first.evaluate(COLOURS) > 10
    title = meet(ana)
    expect(news).to_contain_text(f"1 reunión nueva: {title}")
    expect(canvas).to_have_attribute("data-bright", "1")


def open_whole(page: Page) -> Locator:
    page.goto("/red/grande")
    canvas = page.locator("#big-canvas")
    expect(canvas).to_have_attribute("data-drawn", "1")
    return canvas


def settled(page: Page) -> Any:
    """From where one looks, and who is in sight, once nothing moves."""
    page.wait_for_timeout(300)
    return page.evaluate("() => [window.looked, document.querySelector('[data-sight]').innerText]")


def meet(page: Page) -> str:
    """Saves a meeting of two actors as another program would; its title."""
    token = {"X-CSRFToken": str(page.locator("meta[name=csrf-token]").get_attribute("content"))}
    title = f"Encuentro {uuid4().hex[:8]}"
    parties = [{"actor": "imebu"}, {"actor": "uis"}]
    meeting = {"title": title, "kind": "meeting", "when": "2026-11-20", "participants": parties}
    saved = page.request.post("/api/v1/interactions", data=meeting, headers=token)
    assert saved.ok, saved.text()
    return title
