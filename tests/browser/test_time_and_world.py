"""The red through time and over the world: a walk through each with the keyboard, at both widths."""

import re

from playwright.sync_api import Page, expect

from tests.browser.doing import picture, tab_to, wait_for_analysis
from tests.browser.lettering import overlaps
from tests.browser.watching import barriers, sideways


def test_the_slider_goes_from_period_to_period_and_nobody_moves(ana: Page):
    wait_for_analysis(ana)
    ana.goto("/red/tiempo?todo=1&dia=2017-06-30")
    expect(ana.locator("#tiempo")).to_have_attribute("data-ready", "")
    title, slider = ana.get_by_role("heading", level=1), ana.get_by_role("slider")
    first, someone = title.inner_text(), ana.locator('.time-nodes a[href$="/imct"] circle')
    where, there = someone.get_attribute("cx"), ana.locator(".time-nodes a:not(.away)")
    before = there.count()
    slider.focus()
    ana.keyboard.press("ArrowRight")
    expect(title).to_have_text(re.compile(r"^Tercer trimestre de 2017: "))
    ana.keyboard.press("End")
    expect(title).to_have_text(re.compile(r"^Cuarto trimestre de 2026: "))
    assert there.count() > before
    ana.keyboard.press(" ")  # less motion is asked for: one step, round to the beginning or on
    ana.keyboard.press("Home")
    expect(title).to_have_text(re.compile(r"^Cuarto trimestre de 2015: "))
    ana.get_by_role("link", name="Segundo trimestre de 2017", exact=True).press("Enter")
    expect(title).to_have_text(first)
    assert overlaps(ana) == []
    assert (there.count(), someone.get_attribute("cx")) == (before, where)
    expect(ana.locator('[data-kind="appeared"] li').first.get_by_role("link")).to_be_visible()
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "time")
    ana.get_by_label("y compararla con la de otro").fill("2024-03-31")
    ana.get_by_role("button", name="Ver", exact=True).press("Enter")
    expect(ana.get_by_role("heading", name="La diferencia en números")).to_be_visible()
    assert ana.locator(".time-picture").count() == 2
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "time-two-days")


def test_the_world_is_walked_by_keyboard_from_country_to_country(ana: Page):
    wait_for_analysis(ana)
    ana.goto("/mundo")
    world = ana.locator("[data-map]")
    expect(world).to_have_attribute("data-ready", "")
    whole = world.get_attribute("viewBox")
    assert overlaps(ana) == []
    first = ana.locator(".world-country").first
    tab_to(first)
    said = first.get_attribute("aria-label") or ""
    assert re.match(r"[\w ]+: \d+ actores, \d+ interacci", said), said
    ana.keyboard.press("Tab")
    ana.keyboard.press("+")
    assert world.get_attribute("viewBox") != whole
    second = ana.locator(".world-country").nth(1)
    name = (second.get_attribute("aria-label") or "").split(":")[0]
    ana.keyboard.press("Enter")
    panel = ana.get_by_role("region", name=name)
    expect(panel).to_be_focused()
    expect(panel.locator("a[href*='/actores/']").first).to_be_visible()
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "world")
    ana.get_by_role("link", name="Europa", exact=True).press("Enter")
    expect(ana.get_by_role("link", name="Europa", exact=True)).to_have_attribute("aria-current", "true")
    assert overlaps(ana) == []
    names = ana.locator("text.world-name:not([visibility])")
    expect(names.filter(has_text="Chequia")).to_have_count(1)
    row = ana.get_by_role("row").filter(has=ana.get_by_role("link", name="Chequia", exact=True))
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
