"""What the network's measures mean, in a real browser: a sentence opens its facts, a change is tried, a formula is read."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.doing import picture
from tests.browser.sites import until
from tests.browser.watching import barriers, sideways


def fits(page: Page, name: str) -> None:
    """Nothing is wider than the window, and nothing bars the way to anybody."""
    picture(page, name)
    assert sideways(page) == 0
    assert barriers(page) == []


def analysed(page: Page) -> bool:
    """Whether the analyst is done with the office's data."""
    page.goto("/simulador")
    return page.get_by_role("button", name="Ver qué cambiaría").count() > 0


def test_a_change_is_tried_and_its_sentences_open_their_facts(ana: Page) -> None:
    until(lambda: analysed(ana), "the analysis was never made")
    ana.get_by_role("radio", name="Dos actores se encuentran").check()
    for label, words, name in (
        ("Quién", "embajada de fran", "Embajada de Francia"),
        ("Con quién", "industrial de sant", "Universidad Industrial de Santander"),
    ):
        ana.get_by_label(label, exact=True).or_(ana.get_by_label(re.compile(f"^{label} \\("))).first.fill(
            words
        )
        ana.get_by_role("option", name=name).first.click()
    ana.get_by_role("button", name="Ver qué cambiaría").click()
    expect(ana.get_by_role("heading", name="La red en conjunto")).to_be_visible()
    sentence = ana.locator(".sentence").filter(has_text="Hoy los separan")
    sentence.locator("summary").press("Enter")
    expect(sentence.get_by_role("link", name="Embajada de Francia")).to_be_visible()
    fits(ana, "words-simulator")
    sentence.get_by_role("link", name="Cómo se calcula").click()
    expect(ana.locator("#closeness math")).to_be_visible()
    fits(ana, "words-methods")
    ana.goto("/salud-de-la-red")
    fits(ana, "words-health")
