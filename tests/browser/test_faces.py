"""The red in its other faces: one selection, one click apart, each picture to be moved through with the arrows."""

import re

from playwright.sync_api import Page, expect

from tests.browser.doing import wait_for_analysis
from tests.browser.lettering import overlaps
from tests.browser.watching import sideways

QUERY = "actor=camara-comercio-bucaramanga"
FACES = ("Tabla", "Matriz", "Anillos", "Flujos", "Calor", "Línea")


def test_one_selection_is_walked_through_in_all_its_faces(ana: Page, width: int) -> None:
    wait_for_analysis(ana)
    ana.goto(f"/red/tabla?{QUERY}")
    tabs = ana.get_by_role("navigation", name="Otras maneras de ver lo mismo")
    for face in FACES:
        tabs.get_by_role("link", name=face, exact=True).click()
        expect(tabs.locator("[aria-current]")).to_have_text(face)
        expect(tabs.locator("[aria-current]")).to_be_in_viewport()
        expect(ana).to_have_url(re.compile(re.escape(QUERY) + "$"))
        expect(ana.get_by_text("Alrededor de Cámara de Comercio de Bucaramanga").first).to_be_visible()
        if face != "Tabla":
            expect(ana.locator("svg.figure:visible")).to_have_count(1)
            assert overlaps(ana) == []
        assert sideways(ana) == 0


def test_a_picture_is_moved_through_with_the_arrows_and_a_cell_opens_its_meetings(ana: Page) -> None:
    wait_for_analysis(ana)
    ana.goto(f"/red/matriz?{QUERY}")
    parts = ana.locator("svg.figure a.fig-way")
    expect(ana.locator("svg.figure a[tabindex='0']")).to_have_count(1)
    cell = parts.filter(has=ana.locator("rect")).first
    cell.focus()
    told = ana.locator("[data-told]")
    expect(told).to_contain_text("encuentro")
    lit = parts.and_(ana.locator(".is-lit"))
    expect(lit.filter(has=ana.locator("text"))).to_have_count(2)
    before = told.text_content()
    ana.keyboard.press("ArrowRight" if "· " in str(before) else "ArrowDown")
    moved = ana.locator("svg.figure a.fig-way:focus")
    expect(moved).to_have_count(1)
    cell.focus()
    ana.keyboard.press("Enter")
    expect(ana).to_have_url(re.compile("/red/linea\\?.*par="))
    expect(ana.get_by_role("list", name="Parte que se abrió").get_by_role("link")).to_have_count(2)
    expect(ana.locator("a.row-link").first).to_be_visible()
    ana.go_back()
    ana.get_by_role("link", name="Por tipo").click()
    expect(ana.get_by_text("En el orden de sus tipos", exact=False).first).to_be_visible()
