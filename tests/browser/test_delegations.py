"""A visit of the reports gets a programme by the keyboard alone, guests with one tap, and its papers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import picture
from tests.browser.watching import barriers, sideways

VISITS = {1280: "2024q1-visita-quebec", 360: "2024q1-visita-amcham"}
FURTHEST = 120


@pytest.fixture
def visit(width: int) -> str:
    """Each width has a visit of its own, as the installation is shared."""
    return f"/interacciones/{VISITS[width]}"


def tab_to(page: Page, selector: str) -> None:
    """Presses the tabulator until one is there."""
    for _ in range(FURTHEST):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def add_session(page: Page, title: str, hour: str, lasts: str) -> None:
    """From a focused link to the form: everything is typed, nothing is clicked."""
    page.keyboard.press("Enter")
    expect(page.locator("#f-title")).to_be_focused()
    page.keyboard.type(title)
    tab_to(page, "#f-day")
    page.keyboard.type("08082029")
    for selector, text in (("#f-begins", hour), ("#f-minutes", lasts), ("#f-place", "Alcaldía")):
        tab_to(page, selector)
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
    tab_to(page, "#f-hosts-ofai")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".toasts")).to_contain_text("Está en el programa.")


def hour_of(page: Page, title: str) -> str:
    return page.locator(".session", has_text=title).locator(".session-hour").inner_text()


def test_a_programme_is_built_and_moved_by_keys_alone(ana, visit, width):
    ana.goto(f"{visit}/programa")
    tab_to(ana, ".empty a.btn-primary")
    add_session(ana, "Saludo del alcalde", "9:00", "60")
    expect(ana.locator(".session-grip").first).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowDown", "Enter"):
        ana.keyboard.press(key)
    expect(ana.locator(".toasts")).to_contain_text("Movida.")
    assert hour_of(ana, "Saludo del alcalde") == "09:30–10:45"
    expect(ana.locator(".session-grip").first).to_be_focused()
    ana.keyboard.press("ArrowUp")
    ana.keyboard.press("Escape")
    assert hour_of(ana, "Saludo del alcalde") == "09:30–10:45"
    tab_to(ana, ".programme-day p > a")
    add_session(ana, "Recorrido", "10:00", "1:30")
    remarks = ana.locator(".programme-remarks")
    expect(remarks).to_contain_text("está a la vez en")
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "programme")
    if width > 1000:
        drag_later(ana, "Recorrido")
    else:
        tap_later(ana, "Recorrido")
    expect(remarks).to_have_count(0)


def drag_later(page: Page, title: str) -> None:
    """An hour is 90 pixels."""
    grip = page.locator(".session", has_text=title).locator(".session-grip").bounding_box()
    assert grip
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 60, steps=4)
    page.mouse.move(x, y + 90, steps=4)
    page.mouse.up()
    expect(page.locator(".session", has_text=title).locator(".session-hour")).to_have_text("11:00–12:30")
    expect(page.locator(".toasts")).to_contain_text("Movida.")


def tap_later(page: Page, title: str) -> None:
    """The buttons, which need no scripts."""
    for hour in ("10:15–11:45", "10:30–12:00", "10:45–12:15"):
        item = page.locator(".session", has_text=title)
        item.locator("summary", has_text="Mover").click()
        item.get_by_role("button", name="15 min después").click()
        expect(page.locator(".session", has_text=title).locator(".session-hour")).to_have_text(hour)


def test_guests_are_proposed_invited_and_answer_with_one_tap(ana, visit):
    ana.goto(f"{visit}/invitados")
    expect(ana.locator(".proposals .reasons li").first).to_be_visible()
    ana.locator(".proposals input[type=checkbox]").first.check()
    ana.get_by_role("button", name="Invitar", exact=True).click()
    guest = ana.locator(".guest").first
    guest.get_by_role("button", name=re.compile("^Confirmado")).click()
    expect(ana.locator(".guest-counts")).to_contain_text(re.compile(r"Confirmado\s*1"))
    expect(guest.get_by_role("button", name=re.compile("^Confirmado"))).to_have_attribute(
        "aria-pressed", "true"
    )
    assert sideways(ana) == 0
    assert not barriers(ana)


def test_a_step_is_ticked_and_the_papers_come_as_files(ana, visit, tmp_path: Path):
    ana.goto(f"{visit}/delegacion")
    tick = ana.locator("#paso-agenda").get_by_role("button", name="Hecho")
    if tick.get_attribute("aria-pressed") == "true":  # by a window of another width
        tick.click()
        expect(tick).to_have_attribute("aria-pressed", "false")
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "true")
    assert sideways(ana) == 0
    assert not barriers(ana)
    ana.locator(".tabs").get_by_role("link", name="Papeles").click()
    expect(ana.get_by_role("heading", level=1)).to_contain_text("Papeles")
    assert not barriers(ana)
    for ending, begins in (("PDF", b"%PDF"), ("Word", b"PK")):
        with ana.expect_download() as caught:
            ana.get_by_role("link", name=re.compile(f"{ending}.*Informe, en inglés")).click()
        file = tmp_path / caught.value.suggested_filename
        caught.value.save_as(file)
        assert file.read_bytes().startswith(begins)
