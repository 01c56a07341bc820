"""How the picture of the red behaves: names keep apart, the way back, growing surroundings, dark, hostile names."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.schema import SCHEMA
from graph.opening import open_store
from tests.browser.doing import wait_for_analysis
from tests.makers import make_actor, make_interaction, make_office
from web import create_app
from web.config import Config
from web.red.drawing_page import Kept, standalone_page
from web.red.view import gather_view
from web.red.wish import Wish

CHAMBER = "camara-comercio-bucaramanga"
HOSTILE = "</script><img src=x onerror=alert(1)>"
# Names for 300 nodes on a crowded field; which names touch, and which leave the frame.
PLACED = """async (address) => {
  const { linesOf, placeLabels } = await import(address);
  const nodes = Array.from({ length: 300 }, (_, n) => ({
    id: String(n), x: (n * 713) % 2700, y: (n * 377) % 1500, radius: 5 + (n % 9), size: 12, rank: n % 50,
    covers: n % 60 === 0 ? 1 : 0, lines: linesOf(`Instituto municipal número ${n}`),
  }));
  const frame = { left: -40, right: 2740, top: -30, bottom: 1530 };
  const placed = placeLabels(nodes, frame, (text, size) => text.length * size * 0.55);
  const boxes = placed.map((one) => ({
    left: one.x, right: one.x + one.width, top: one.y, bottom: one.y + one.lines.length * one.size * 1.15 }));
  const touch = boxes.filter((a, i) => boxes.some((b, j) => i !== j
    && a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top));
  const outside = boxes.filter((a) => a.left < frame.left || a.right > frame.right
    || a.top < frame.top || a.bottom > frame.bottom);
  return { placed: placed.length, touch: touch.length, outside: outside.length };
}"""


def drawn(page: Page, query: str) -> Locator:
    """The picture, once it shows what the address asks for."""
    canvas = page.locator("#red-canvas")
    expect(canvas).to_have_attribute("data-drawn", query)
    return canvas


@pytest.fixture
def red(ana: Page) -> Page:
    """Ana's window at the surroundings of the chamber of commerce."""
    wait_for_analysis(ana)
    ana.goto(f"/red?actor={CHAMBER}")
    drawn(ana, f"actor={CHAMBER}")
    return ana


def test_names_never_touch_each_other_or_leave_the_picture(red):
    address = red.locator("script[src*='red-page']").get_attribute("src")
    found = red.evaluate(PLACED, address.replace("red-page", "red-labels"))
    assert found["placed"] > 20
    assert (found["touch"], found["outside"]) == (0, 0)


def test_the_browser_s_way_back_keeps_pictures_and_panels(red, width):
    red.locator(f".red-list [data-actor='{CHAMBER}']").click()
    panel = red.locator("#red-panel")
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    panel.get_by_role("button", name="Comisión Regional de Competitividad").click()
    expect(panel.get_by_role("heading", level=2)).to_have_text("Comisión Regional de Competitividad")
    panel.get_by_role("button", name="Sumar sus contactos").click()
    drawn(red, f"actor={CHAMBER}&actor=comision-regional-competitividad")
    red.go_back()
    drawn(red, f"actor={CHAMBER}")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Comisión Regional de Competitividad")
    red.go_back()
    expect(panel).to_be_hidden()
    red.go_forward()
    expect(panel).to_be_visible()


def test_the_panel_comes_from_below_on_a_phone_and_stands_beside_on_a_desk(red, width):
    red.locator(f".red-list [data-actor='{CHAMBER}']").click()
    panel = red.locator("#red-panel")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    if width < 600:
        assert (round(box["x"]), round(box["y"] + box["height"]), round(box["width"])) == (0, 800, 360)
        assert box["height"] <= 0.5 * 800
    else:
        canvas = red.locator("#red-canvas").bounding_box()
        assert canvas is not None
        assert box["x"] >= canvas["x"] + canvas["width"]
    red.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(red.locator(f".red-list [data-actor='{CHAMBER}']")).to_be_focused()


def test_a_row_of_the_list_is_left_with_the_arrows(red):
    rows = red.locator(".red-list .row-link")
    rows.first.focus()
    red.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()


def test_plus_and_minus_change_the_size_and_zero_shows_everything(red):
    canvas = red.locator("#red-canvas")
    canvas.focus()
    whole = pixels(canvas)
    red.keyboard.press("+")
    assert pixels(canvas) != whole
    red.keyboard.press("0")
    assert pixels(canvas) == whole
    red.get_by_role("button", name="Alejar").click()
    assert pixels(canvas) != whole


def test_the_picture_turns_dark_with_the_page(red):
    canvas = red.locator("#red-canvas")
    light = pixels(canvas)
    red.emulate_media(color_scheme="dark")
    red.wait_for_timeout(200)
    assert pixels(canvas) != light


def test_a_server_that_does_not_answer_is_said_and_asked_again(red, sit_down):
    watch = sit_down.watch(red)
    red.route("**/red/datos**", lambda route: route.fulfill(status=503, body="{}"))
    watch.expected.add(503)
    red.get_by_role("link", name="Ver toda la red").click()
    failed = red.get_by_role("alert").filter(has_text="No se pudo traer el dibujo.")
    expect(failed).to_be_visible()
    red.unroute("**/red/datos**")
    failed.get_by_role("button", name="Intentar de nuevo").click()
    drawn(red, "todo=1")
    expect(failed).to_be_hidden()


def pixels(canvas: Locator) -> str:
    """What is painted, after the browser painted."""
    painted: str = canvas.evaluate(
        """element => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
             done(element.querySelector("canvas").toDataURL()))))"""
    )
    return painted


@pytest.fixture
def hostile_file(tmp_path: Path) -> Path:
    """A stand-alone file about actors whose names are attacks."""
    config = Config(store=f"sqlite:///{tmp_path}/red.db", data_dir=tmp_path)
    store = open_store(config.store, SCHEMA)
    create_actor(store, SYSTEM, make_office())
    for id, name in (("a", HOSTILE), ("b", '<a href="javascript:alert(2)">href</a>'), ("c", "<!--<script>")):
        create_actor(store, SYSTEM, make_actor(id=id, name=name))
    create_interaction(store, SYSTEM, make_interaction("a", "b", "c", when="2026-11-01"))
    view = gather_view(store, refresh(store, tmp_path / "derived"), Wish(todo=True))
    with create_app(config, store).test_request_context("/"):
        file = tmp_path / "red.html"
        noted = Kept(({"text": HOSTILE, "actor": "a"},), {"x": 0, "y": 0, "scale": 1})
        file.write_text(standalone_page(view, kept=noted), encoding="utf-8")
    store.close()
    return file


def test_a_file_with_hostile_names_runs_nothing_of_theirs(hostile_file, sit_down, office, width):
    page = sit_down(office, width, offline=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(hostile_file.as_uri())
    drawn(page, "file")
    page.get_by_role("button", name=HOSTILE).click()
    expect(page.locator(".red-panel h2")).to_have_text(HOSTILE)
    expect(page.get_by_role("note")).to_have_text(HOSTILE)
    assert page.locator("img, a").count() == 0
    assert said == []
