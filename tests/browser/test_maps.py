"""A project's map in a browser: filtered, asked about who is missing, kept, compared, taken along."""

import json

from playwright.sync_api import expect

from tests.browser.doing import describe_project, picture
from tests.browser.watching import barriers, sideways


def test_a_map_is_searched_kept_compared_and_taken_along(ana, width):
    describe_project(ana, f"Saneamiento {width}")
    ranked = ana.locator(".ranked-list > li")
    expect(ranked.nth(4)).to_be_visible()
    expect(ranked.first.locator(".score-words")).to_contain_text("lo que es y hace")
    map_page = ana.url
    ana.get_by_role("button", name="Guardar esta lista").click()
    ana.goto(f"{map_page}?q=c40")
    expect(ana.get_by_text("Viene de la guía como referencia")).to_be_visible()
    assert not barriers(ana)
    ana.goto(f"{map_page}/comparar")
    expect(ana.get_by_text("Los primeros siguen siendo los mismos, en el mismo orden.")).to_be_visible()
    assert (sideways(ana), barriers(ana)) == (0, [])
    picture(ana, "map-compared")
    ana.goto(map_page.replace("/mapa", "/papeles"))
    assert (sideways(ana), barriers(ana)) == (0, [])
    with ana.expect_download() as file:
        ana.get_by_role("link", name="GraphML : Red de los actores, en español").click()
    assert file.value.suggested_filename.endswith("-es.graphml")


def test_a_page_that_waits_for_its_map_shows_it_by_itself(ana, width):
    describe_project(ana, f"Humedales {width}")
    expect(ana.locator(".ranked-list > li").first).to_be_visible()
    ana.route(
        "**/mapa/estado", lambda route: route.fulfill(body=json.dumps({"state": "fresh", "revision": "9-9"}))
    )
    ana.get_by_role("button", name="Dejar fuera").first.click()
    expect(ana.get_by_text("Quedan fuera")).to_be_visible()
    waiting = ana.locator("[data-map-wait]")
    if waiting.count():
        expect(waiting.get_by_text("Ya hay una lista más nueva.")).to_be_visible()
        expect(waiting.get_by_role("link", name="Verla")).to_be_visible()
