"""Deciding about look-alikes with the keyboard alone: joined, told apart, taken back, taken apart."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS, Desks
from tests.browser.doing import make_account, picture
from tests.browser.sites import Site
from tests.browser.watching import barriers, sideways
from tests.browser.windows import Windows


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, windows: Windows) -> Iterator[Site]:
    """An installation of its own: other tests count on who is in theirs."""
    started = Site(tmp_path_factory.mktemp("duplicates")).start()
    desks = Desks(windows)
    page = desks(started, WIDTHS["wide"])
    make_account(page, started.first_link, "Ana Pérez", "ana")
    page.context.storage_state(path=started.folder / "ana.json")
    desks.close()
    yield started
    started.stop()


@pytest.fixture
def eva(sit_down: Desks, site: Site, width: int) -> Page:
    """A window of that installation; it lets a look-alike be pointed out before a second is made."""
    page = sit_down(site, width, site.folder / "ana.json")
    sit_down.watch(page).expected = {409}
    return page


def make(page: Page, name: str, type: str = "university") -> str:
    """Makes an actor although others look like it; gives its path."""
    page.goto(f"/actores/nuevo?name={name}&type={type}")
    page.get_by_role("button", name="Crear actor").click()
    sure = page.get_by_role("button", name="Crear de todas formas")
    heading = page.get_by_role("heading", level=1, name=name)
    expect(sure.or_(heading).first).to_be_visible()
    if sure.is_visible():
        sure.click()
    expect(heading).to_be_visible()
    return "/" + page.url.split("/", 3)[3]


def looks_right(page: Page, name: str) -> None:
    picture(page, f"duplicates-{name}")
    assert barriers(page) == []
    assert sideways(page) == 0


def test_a_pair_is_joined_and_another_told_apart_by_keyboard_alone(eva: Page, width: int) -> None:
    twin = make(eva, "Universidad Industrial Santander UIS" + ("" if width > 999 else "."))
    eva.goto("/duplicados?foco=1")
    looks_right(eva, "list")
    pair = eva.locator("li.pair", has=eva.locator(f"a[href='{twin}']")).first
    expect(pair).to_be_visible()
    first = eva.locator("li.pair .row-link").first
    expect(first).to_be_focused()
    if eva.locator("li.pair").count() > 1:
        eva.keyboard.press("d")
        expect(eva.locator("#par-2")).to_be_focused()
    pair.locator(".row-link").focus()
    eva.keyboard.press("u")
    expect(eva.get_by_role("heading", level=1)).to_have_text("Unir dos registros")
    expect(eva.get_by_text("Contactos en la red")).to_be_visible()
    looks_right(eva, "join")
    eva.get_by_role("button", name="Unir los dos").press("Enter")
    expect(eva.get_by_text("Unidos en un solo registro.")).to_be_visible()
    eva.goto("/duplicados?foco=1")
    rest = eva.locator("li.pair")
    if rest.count():
        eva.locator("#par-1").focus()
        eva.keyboard.press("x")
        expect(eva.get_by_text("Quedó anotado: no son el mismo.")).to_be_visible()


def test_a_joining_is_taken_back_and_a_record_taken_apart(eva: Page, width: int) -> None:
    name = f"Instituto Caro de Prueba {'A' if width > 999 else 'B'}"
    other = make(eva, name, "cultural_center")
    eva.goto("/actores/uis")
    eva.get_by_text("Más sobre este actor").locator("xpath=..").click()
    eva.get_by_role("link", name="Unir con…").click()
    looks_right(eva, "choose")
    eva.goto(f"/actores/uis/unir?con={other.rsplit('/', 1)[-1]}")
    eva.get_by_role("button", name="Unir los dos").click()
    expect(eva.get_by_text(f"«{name}» se unió a este registro.")).to_be_visible()
    eva.goto(other)
    expect(eva).to_have_url(re.compile(r"/actores/uis$"))
    eva.locator("p", has_text=name).get_by_role("link", name="Deshacer la unión…").click()
    looks_right(eva, "undo")
    eva.get_by_role("button", name="Deshacer la unión").click()
    expect(eva.get_by_role("heading", level=1, name=name)).to_be_visible()
    eva.goto("/actores/uis/separar")
    looks_right(eva, "split")
    eva.locator("input[name=interactions]").first.check()
    eva.locator("input[name=name]").fill(f"{name} bis")
    eva.get_by_role("button", name="Separar lo marcado").click()
    expect(eva.get_by_role("heading", level=1, name=f"{name} bis")).to_be_visible()
    expect(eva.get_by_text("Separado en dos registros.")).to_be_visible()
    eva.get_by_role("button", name="Deshacer").first.click()
    expect(eva.get_by_text("Deshecho")).to_be_visible()


def test_the_buttons_and_names_of_a_pair_answer_to_the_mouse(eva: Page, width: int) -> None:
    make(eva, "Universidad Industrial de Santander UIS" + ("!" if width > 999 else ":"))
    eva.goto("/duplicados")
    pair = eva.locator("li.pair").first
    heading = pair.locator(".row-link").inner_text()
    if eva.locator("li.pair").count() > 1:
        pair.get_by_role("link", name="Después").click()
        expect(eva).to_have_url(re.compile(r"/duplicados#par-2$"))
    pair.locator(".twin a").first.click()
    expect(eva).to_have_url(re.compile(r"/actores/[^/]+$"))
    eva.goto("/duplicados")
    eva.locator("li.pair").first.get_by_role("button", name="No son el mismo").click()
    expect(eva.get_by_text("Quedó anotado: no son el mismo.")).to_be_visible()
    expect(eva.locator("li.pair .row-link", has_text=heading)).to_have_count(0)
