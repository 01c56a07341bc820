"""Reading the red step by step: a question, expanding, hiding, a way between two, groups; each step can be undone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import UIS, picture, wait_for_analysis
from tests.browser.lettering import overlaps, watch_lettering
from tests.browser.watching import barriers, sideways

CHAMBER = "camara-comercio-bucaramanga"


@pytest.fixture
def red(ana: Page) -> Page:
    """Ana's window at the beginning of the red."""
    wait_for_analysis(ana)
    watch_lettering(ana)
    ana.goto("/red")
    drawn(ana, "start")
    return ana


def drawn(page: Page, query: str) -> None:
    """Returns once the picture shows what an address asks for."""
    expect(page.locator("#red-canvas")).to_have_attribute("data-drawn", query)


def test_steps_from_a_question_are_undone_and_done_again_with_the_keyboard(red):
    assert overlaps(red) == []
    red.locator("summary", has_text="Preguntas").click()
    red.get_by_role("link", name=re.compile("^¿Quién conecta")).first.click()
    drawn(red, "pregunta=puentes")
    title = red.locator("#red-title")
    expect(title).to_have_text("¿Quién conecta embajadas con dependencias municipales?")
    expect(red.locator(".red-says")).to_contain_text("actores conectan los dos lados")
    red.get_by_label("Un lado", exact=True).select_option("familia.diplomatic")
    asked = "pregunta=puentes&lado=familia.diplomatic&lado=tipo.city_dependency"
    drawn(red, asked)
    assert sideways(red) == 0
    assert overlaps(red) == []
    assert not barriers(red)
    picture(red, "red-question")

    panel = red.locator("#red-panel")
    red.locator(f".red-list [data-actor='{CHAMBER}']").click()
    panel.get_by_role("button", name="Sumar sus contactos").click()
    drawn(red, f"{asked}&mas={CHAMBER}")
    panel.get_by_role("button", name="Ocultar").click()
    drawn(red, f"{asked}&sin={CHAMBER}")
    expect(red.locator(f".red-list [data-actor='{CHAMBER}']")).to_have_count(0)
    red.locator("#red-canvas").focus()
    red.keyboard.press("Control+z")
    drawn(red, f"{asked}&mas={CHAMBER}")
    red.keyboard.press("Control+z")
    drawn(red, asked)
    red.keyboard.press("Control+Shift+z")
    drawn(red, f"{asked}&mas={CHAMBER}")
    red.get_by_role("button", name="Deshacer").click()
    drawn(red, asked)

    panel.get_by_role("button", name="Camino hasta…").click()
    expect(red.locator("[data-choosing]")).to_be_visible()
    expect(red.locator(".red-list a[data-actor]").first).to_be_visible()
    red.get_by_role("combobox", name="Un actor, un tema o una pregunta").fill(UIS[0])
    red.locator(".red-search").get_by_role("option", name=UIS[1]).click()
    drawn(red, f"ruta={CHAMBER}&ruta=uis")
    expect(red.locator(".red-way li").first).to_be_visible()


def test_groups_open_to_show_who_is_inside_and_close_again(red):
    red.goto("/red?todo=1&agrupar=grupo&color=puente")
    drawn(red, "todo=1&agrupar=grupo&color=puente")
    assert overlaps(red) == []
    canvas = red.locator("#red-canvas")
    canvas.focus()
    red.keyboard.press("ArrowRight")
    red.keyboard.press("Enter")
    panel = red.locator("#red-panel")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Ver quiénes están").click()
    expect(canvas).to_have_attribute("data-drawn", re.compile("abrir="))
    expect(red.locator("[data-colours] li").first).to_be_visible()
    assert overlaps(red) == []
    red.get_by_role("button", name="Acercar").click()
    assert overlaps(red) == []
    assert not barriers(red)
    picture(red, "red-groups")
    canvas.focus()
    red.keyboard.press("Control+z")
    drawn(red, "todo=1&agrupar=grupo&color=puente")
