"""The second job: what a new project is about, and whom to do it with, with reasons that name facts."""

import re

from playwright.sync_api import expect

from tests.browser.doing import describe_project, picture
from tests.browser.watching import barriers, sideways


def test_a_project_gets_its_actors_ranked_with_reasons_and_the_list_is_kept_with_it(ana, width):
    title = f"Laboratorio de agua {width}"
    describe_project(ana, title)
    ranked = ana.locator(".ranked-list > li")
    expect(ranked.nth(4)).to_be_visible()
    points = [int(text.split()[0]) for text in ranked.locator(".ranked-points").all_inner_texts()]
    assert points == sorted(points, reverse=True)
    assert points[0] > points[-1] > 0
    assert all(one.locator(".reasons li").count() > 0 for one in ranked.all())
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "ranked")
    names = ranked.locator(".ranked-name a").all_inner_texts()
    ana.get_by_role("button", name="Guardar esta lista").click()
    expect(ana.get_by_text("La lista quedó guardada con el proyecto.")).to_be_visible()
    ana.locator(".crumbs").get_by_role("link", name=title).click()
    kept = ana.locator("#guardadas + ul a")
    expect(kept).to_have_count(1)
    kept.click()
    expect(ana.get_by_text("Lista guardada el")).to_be_visible()
    assert ranked.locator(".ranked-name a").all_inner_texts() == names


def test_the_facts_of_a_reason_can_be_opened(ana, width):
    describe_project(ana, f"Becas {width}")
    fact = ana.locator(".fact-link[href*='/interacciones/']").filter(visible=True).first
    name = fact.inner_text()
    fact.click()
    expect(ana).to_have_url(re.compile("/interacciones/"))
    expect(ana.get_by_role("heading", level=1)).to_have_text(name)
