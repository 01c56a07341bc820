"""What people do all the time, by what they see."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.sites import until

PASSWORD = "una frase larga y tranquila"
OUTPUT = Path(__file__).parent / "output"
# Actors of the office's data: the words one types, the name one sees.
NETHERLANDS = ("paises bajos", "Embajada de los Países Bajos")
UIS = ("uis", "Universidad Industrial de Santander (UIS)")
IMEBU = ("imebu", "Instituto Municipal de Empleo y Fomento Empresarial de Bucaramanga (IMEBU)")


def picture(page: Page, name: str) -> None:
    """Keeps a picture of the page among the artefacts, where somebody wants to look at them."""
    if not os.environ.get("ALIADOS_TEST_PICTURES"):
        return
    assert page.viewport_size is not None
    page.evaluate("scrollTo(0, 0)")  # what sticks to an edge would stand in the middle
    page.screenshot(path=OUTPUT / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def make_account(page: Page, link: str, name: str, login: str) -> None:
    """Follows a one-time link and makes the account; one is at home afterwards."""
    page.goto(link)
    page.get_by_label("Su nombre").fill(name)
    page.get_by_label("Usuario").fill(login)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Crear mi cuenta y entrar").click()
    expect(page.get_by_text("Su cuenta está lista.")).to_be_visible()


def log_in(page: Page, login: str) -> None:
    """Fills the log-in form of the page one is at."""
    page.get_by_label("Usuario").fill(login)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()


def pick(box: Locator, words: str, name: str) -> None:
    """Types some words into a picker and takes the actor of that name from its list."""
    box.page.wait_for_load_state()  # a picker looks things up once its script runs
    box.fill(words)
    box.page.get_by_role("option", name=name).click()
    expect(box).to_have_value(name)


def party(page: Page, row: int) -> Locator:
    """The picker of a participant."""
    return page.locator(f"#f-participants-{row}-actor")


def record_meeting(page: Page, title: str, actors: tuple[tuple[str, str], ...], **more: str) -> str:
    """Records a meeting of the office with actors, each (words, name). `more` fills inputs by name. Returns its address."""
    page.goto("/registrar/formulario")
    for row, (words, name) in enumerate(actors, start=1):
        pick(party(page, row), words, name)
    fill_details(page, title, **more)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def fill_details(page: Page, title: str, **more: str) -> None:
    """Unfolds the rest of the form of an interaction and fills it: its title, and more inputs by name."""
    page.get_by_text("Más detalles").click()
    page.get_by_label("Título").fill(title)
    for name, value in more.items():
        page.locator(f"[name='{name}']").fill(value)


def save(page: Page) -> None:
    """Presses the form's visible save button, whatever it says."""
    page.locator(".form-end button[type=submit]").click()


def focused(target: Locator) -> bool:
    """Whether the keyboard is there."""
    here: bool = target.evaluate("element => element === document.activeElement")
    return here


def tab_to(target: Locator, most: int = 60) -> int:
    """Presses Tab until the keyboard is there; returns how often. Raises AssertionError when it never comes."""
    for pressed in range(most):
        if focused(target):
            return pressed
        target.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {target}")


def on_timeline(page: Page, actor: str, title: str) -> Locator:
    """Opens an actor's record; the entries of its timeline with that title."""
    page.goto(f"/actores/{actor}")
    return page.locator(".timeline > li").filter(has=page.get_by_role("link", name=title, exact=True))


def invite(page: Page, whom: str) -> str:
    """The one-time link by which somebody gets an editor's account; the page is an administrator's."""
    page.goto("/ajustes/cuentas")
    page.get_by_label("Rol", exact=True).select_option("editor")
    page.get_by_label("Para quién").fill(whom)
    page.get_by_role("button", name="Crear enlace de invitación").click()
    return page.get_by_label("Enlace de la invitación").input_value()


def wait_for_analysis(page: Page) -> None:
    """Returns when the analyst has worked out the network for the first time."""
    until(lambda: page.request.get("/red/datos").ok, "the analyst did not come to an end")


def describe_project(page: Page, title: str) -> None:
    """Says what a project about water is; one is at the list of its actors afterwards."""
    wait_for_analysis(page)
    page.goto("/proyectos/nuevo")
    page.get_by_label("Título").fill(title)
    page.get_by_label("De qué trata").fill(
        "Un laboratorio de calidad del agua con universidades y cooperación internacional, y becas para jóvenes."
    )
    page.locator("[name='requirements-0-need']").fill("Laboratorio")
    page.locator("[name='requirements-0-kind']").select_option("university")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Con quiénes hacerlo")


def keep_view(page: Page, address: str) -> str:
    """The id of a saved view of the red at this address."""
    page.goto(address)
    page.get_by_text("Guardar esta vista").click()
    page.get_by_role("button", name="Guardar la vista").click()
    expect(page.get_by_text("Vista guardada.")).to_be_visible()
    return page.url.partition("vista=")[2]


def publish(page: Page, view: str) -> str:
    """The slug under which the view is shown to everybody, on the public page that is opened for it."""
    page.goto("/administrar/publico")
    page.get_by_label("Abrir la página pública").check()
    page.get_by_role("button", name="Guardar").click()
    page.goto(f"/administrar/publico/vistas/{view}")
    for box in page.locator("input[id^='abrir-']").all():
        box.check(force=True)
    page.get_by_role("button", name="Hacer público lo escogido").click()
    page.get_by_role("button", name="Publicar", exact=True).click()
    page.goto("/publico")
    address = page.locator("main a[href^='/publico/vistas/']").first.get_attribute("href")
    return str(address).rpartition("/")[2]
