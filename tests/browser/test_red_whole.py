"""The whole red, drawn by our own code: it moves under the hand, tells who is there, and leads to each."""

import re

from playwright.sync_api import Page, expect

from tests.browser.doing import NETHERLANDS, picture, wait_for_analysis
from tests.browser.watching import sideways


def camera(page: Page) -> str:
    """What is in sight, as the list beside the picture tells it."""
    return page.locator("[data-sight]").inner_text()


def test_the_whole_red_is_walked_through(ana):
    wait_for_analysis(ana)
    ana.goto("/red/grande?todo=1")
    canvas = ana.locator("#big-canvas")
    expect(canvas).to_have_attribute("data-drawn", "1")
    expect(ana.locator("[data-sight] tr")).to_have_count(25)
    assert sideways(ana) == 0
    picture(ana, "red-whole")
    before = camera(ana)
    canvas.focus()
    for key in ("+", "+", "+", "ArrowLeft", "ArrowLeft"):
        canvas.press(key)
    expect(ana.locator("[data-sight]")).not_to_have_text(before)
    canvas.press("PageDown")
    expect(ana.locator("[data-spoken]")).not_to_be_empty()
    canvas.press("Enter")
    panel = ana.locator("#red-panel")
    expect(panel.get_by_role("link", name="Abrir su ficha")).to_be_visible()
    ana.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    canvas.press("PageUp")  # with nobody chosen the last of those in sight
    expect(ana.locator("[data-sight] tr[aria-current=true]")).to_have_count(1)
    expect(ana.locator("[data-sight] tr").last).to_have_attribute("aria-current", "true")
    canvas.press("Escape")
    expect(ana.locator("[data-spoken]")).to_be_empty()
    seen = camera(ana)
    ana.goto("/actores")
    ana.go_back()
    expect(canvas).to_have_attribute("data-drawn", "1")
    expect(ana.locator("[data-sight]")).to_have_text(seen, use_inner_text=True)
    box = ana.get_by_role("combobox", name="Un actor, un tema o una pregunta")
    box.fill(NETHERLANDS[0])
    ana.locator(".red-search").get_by_role("option", name=NETHERLANDS[1]).first.click()
    expect(panel.get_by_role("heading", name=NETHERLANDS[1])).to_be_visible()
    assert "sel=embajada-paises-bajos" in ana.url
    legend = ana.get_by_role("button", name="Diplomacia")
    legend.click()
    expect(legend).to_have_attribute("aria-pressed", "true")
    assert "familia=diplomatic" in ana.url
    folded = ana.get_by_role("group").filter(has_text="Filtros").locator("summary")
    if not ana.get_by_label("Tipo de actor").is_visible():
        folded.first.click()
    ana.get_by_label("Tipo de actor").select_option("embassy")
    expect(ana.locator("#big-description")).to_contain_text(re.compile(r"^\d+ de 1\d\d actores y"))
    ana.reload()
    expect(legend).to_have_attribute("aria-pressed", "true")
    expect(ana.locator("[data-active] .chip")).to_have_count(2)
    expect(ana.locator("[data-sight] td").first).to_have_text("Embajada")
    ana.locator("[data-active] .chip").first.click()
    expect(ana.locator("[data-active] .chip")).to_have_count(1)
    assert "familia" not in ana.url
    assert "tipo=embassy" in ana.url
