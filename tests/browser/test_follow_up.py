"""Following up in a real browser: old commitments by key, the next step, who goes quiet, the agenda, one's calendar."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from crm.office import today
from tests.browser.doing import picture
from tests.browser.watching import barriers, sideways


def fits(page: Page, name: str) -> None:
    """Nothing is wider than the window, and nothing bars the way to anybody."""
    picture(page, name)
    assert sideways(page) == 0
    assert barriers(page) == []


def test_old_commitments_are_reviewed_by_key_and_taken_back(ana: Page) -> None:
    ana.goto("/compromisos/revisar")
    left = ana.locator("#van")
    before = int(re.findall(r"\d+", left.inner_text())[0])
    first = ana.locator("#turno").inner_text()
    fits(ana, "follow-up-review")
    ana.keyboard.press("4")
    expect(ana.locator("#turno")).not_to_have_text(first)
    ana.wait_for_load_state()  # its keys work once its scripts do
    assert int(re.findall(r"\d+", left.inner_text())[0]) == before - 1
    ana.keyboard.press("2")
    ana.keyboard.type("15/03/2030")
    ana.keyboard.press("Enter")
    expect(ana.get_by_text("Sigue pendiente, con fecha nueva.")).to_be_visible()
    ana.get_by_role("button", name="Deshacer").click()
    expect(ana.get_by_text("Deshecho.")).to_be_visible()
    assert int(re.findall(r"\d+", left.inner_text())[0]) == before - 1


def test_who_goes_quiet_is_planned_by_key_and_its_step_opens_the_next(ana: Page) -> None:
    ana.goto("/enfrian")
    fits(ana, "follow-up-quiet")
    row = ana.locator(".quiet-row .row-link").first
    name = row.inner_text()
    row.focus()
    ana.keyboard.press("p")
    expect(ana.get_by_role("heading", name="Programar un contacto")).to_be_visible()
    text = f"Llamar {ana.viewport_size['width'] if ana.viewport_size else 0}"
    ana.get_by_label("Qué se va a hacer").fill(text)
    ana.get_by_label("Para cuándo").fill((today() + timedelta(days=2)).isoformat())
    fits(ana, "follow-up-plan")
    ana.get_by_role("button", name="Programar").click()
    expect(ana.locator(".quiet-row").filter(has_text=name).get_by_text("programado:").first).to_be_visible()
    ana.goto("/")
    fits(ana, "follow-up-today")
    ana.get_by_role("button", name=f"Marcar como cumplido: {text}").click()
    ana.get_by_label("¿Qué resultó?").fill("hablamos")
    ana.get_by_text("¿Qué sigue?").click()
    ana.get_by_label("Siguiente paso").fill("enviar la carta")
    fits(ana, "follow-up-result")
    ana.get_by_role("button", name="Guardar el resultado").click()
    expect(ana.get_by_text("Guardado, con el siguiente paso.")).to_be_visible()
    ana.goto("/agenda")
    fits(ana, "follow-up-agenda")
    heading = ana.get_by_role("heading", level=1).inner_text()
    ana.keyboard.press("ArrowRight")
    expect(ana.get_by_role("heading", level=1)).not_to_have_text(heading)
    ana.keyboard.press("s")
    expect(ana.get_by_role("heading", name="Semana del")).to_be_visible()


def test_one_makes_a_calendar_and_takes_it_back(ana: Page) -> None:
    ana.goto("/ajustes/calendario")
    ana.get_by_role("button", name=re.compile("dirección")).first.click()
    address = ana.get_by_label("Dirección del calendario").input_value()
    ana.get_by_role("button", name="Copiar").click()
    expect(ana.get_by_role("button", name="Copiado")).to_be_visible()
    assert ana.get_by_label("Dirección del calendario").evaluate(
        "box => box.scrollHeight <= box.clientHeight + 1"
    )
    fits(ana, "follow-up-calendar")
    answer = ana.request.get(address)
    assert answer.text().startswith("BEGIN:VCALENDAR\r\n")
    ana.get_by_role("button", name="Retirar la dirección").click()
    expect(ana.get_by_text("La dirección del calendario ya no sirve.")).to_be_visible()
    assert ana.request.get(address).status == 404


def test_rhythms_are_set_and_taken_back(ana: Page) -> None:
    ana.goto("/ajustes/ritmos")
    fits(ana, "follow-up-rhythms")
    ana.get_by_label("Embajada", exact=False).first.fill("90")
    ana.get_by_role("button", name="Guardar los ritmos").click()
    expect(ana.get_by_text("lo usual: 180 días")).to_be_visible()
    ana.get_by_role("button", name="Deshacer").click()
    expect(ana.get_by_text("lo usual: 180 días")).to_have_count(0)
