"""What was begun in the sheet and not saved is marked when the sheet opens again, and never glued to the next line."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.sites import until
from tests.browser.test_capture import box, chip


def test_an_old_draft_is_marked_selected_and_gives_way_to_what_is_typed(ana):
    ana.goto("/actores")
    expect(ana.get_by_role("heading", level=1)).to_be_visible()
    mark = ana.get_by_text("Borrador de antes")
    ana.keyboard.press("n")
    expect(box(ana)).to_be_focused()
    expect(mark).to_be_hidden()
    ana.keyboard.type("mesa con la UIS by Friday")
    expect(chip(ana, "kind")).to_contain_text("Mesa")
    ana.get_by_role("dialog").get_by_role("button", name="Cerrar").click()
    expect(box(ana)).to_be_hidden()
    ana.keyboard.press("n")
    expect(mark).to_be_visible()
    ana.keyboard.type("ayer reunión con la UIS")
    expect(box(ana)).to_have_value("ayer reunión con la UIS")
    expect(mark).to_be_hidden()
    expect(chip(ana, "kind")).to_contain_text("Reunión")
    ana.get_by_role("dialog").get_by_role("button", name="Cerrar").click()
    expect(box(ana)).to_be_hidden()
    ana.keyboard.press("n")
    ana.get_by_role("dialog").get_by_role("button", name="Descartar").click()
    expect(box(ana)).to_have_value("")
    expect(mark).to_be_hidden()
    until(
        lambda: (
            not ana.evaluate("Object.keys(localStorage).some((key) => /^red:captura:(?!.*varias)/.test(key))")
        ),
        "the draft stays",
    )
