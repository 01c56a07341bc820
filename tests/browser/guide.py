"""`make docs`: the pictures of the user guide, taken from a running application on the office's data.

python -m tests.browser.guide [FOLDER]      writes LANG-NAME.png for each scene below; docs/pictures without FOLDER
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect, sync_playwright

from tests.browser.conftest import PROGRAMS
from tests.browser.doing import keep_view, make_account, publish, wait_for_analysis
from tests.browser.sites import Site

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LANGUAGES = ("es", "en")
WIDE, PHONE = 1100, 390
LINE = "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15"
# What the office wrote down before the pictures are taken, so that no page is empty.
SAID = (
    "el lunes nos visitó la Embajada de los Países Bajos para hablar de bicicletas; la embajada enviará el plan el viernes",
    "llamada con ProColombia sobre ferias de calzado; compromiso: mandar el directorio mañana",
    "tendremos reunión virtual con Mercociudades en ocho días",
)
VISIT = "/interacciones/2024q1-visita-quebec"
TABLE = (
    "Nombre;Tipo;Ciudad\nUniversidad de Salamanca;Universidad;Salamanca\n"
    "Univercidad Autonoma de Bucaramanga;Universidad;Bucaramanga\nFundación Corona;;Bogotá\n"
)


def no_steps(_page: Page) -> None:
    """Nothing to do first."""


def write_a_line(page: Page) -> None:
    """The example line, read."""
    page.locator("[data-capture] textarea, [data-capture] input[type=text]").first.press_sequentially(LINE)
    expect(page.locator("[data-capture-read]").first).to_be_visible(timeout=60_000)


def bring_a_table(page: Page) -> None:
    """A small table with a name that is there already, up to its preview."""
    table = FilePayload(name="aliados.csv", mimeType="text/csv", buffer=TABLE.encode())
    page.locator("input[type=file]").first.set_input_files(table)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Univercidad Autonoma de Bucaramanga").first).to_be_visible(timeout=60_000)


def wait_for_the_picture(page: Page) -> None:
    """The network is drawn on a canvas."""
    wait_for_analysis(page)
    page.reload()
    expect(page.locator("canvas").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1500)


@dataclass(frozen=True)
class Scene:
    """A page, what is done there first, and how large the window is."""

    name: str
    path: str
    steps: Callable[[Page], None] = no_steps
    width: int = WIDE
    height: int = 760


def open_what_is_published(page: Page) -> None:
    """The first picture that anybody may see."""
    page.locator("main a[href^='/publico/vistas/']").first.click()
    expect(page.locator("svg.public-drawing").first).to_be_visible()


SCENES = (
    Scene("today", "/"),
    Scene("line", "/registrar", write_a_line),
    Scene("line-phone", "/registrar", write_a_line, PHONE),
    Scene("actor", "/actores/procolombia"),
    Scene("commitments", "/compromisos"),
    Scene("agenda", "/agenda"),
    Scene("visit", f"{VISIT}/delegacion"),
    Scene("papers", f"{VISIT}/papeles"),
    Scene("table", "/importar", bring_a_table),
    Scene("duplicates", "/duplicados"),
    Scene("loss", "/actores/maria-claudia-lacouture/perdida"),
    Scene("project", "/proyectos/nuevo"),
    Scene("network", "/red", wait_for_the_picture),
    Scene("around", "/red?actor=imct", wait_for_the_picture, height=960),
    Scene("time", "/red/tiempo?dia=2017-12-31&otro=2024-06-30", height=960),
    Scene("world", "/mundo", height=960),
    Scene("public", "/publico?lang=LANG", open_what_is_published, height=960),
)


def take(page: Page, scene: Scene, file: Path, language: str) -> None:
    """One picture: the window's part of the page, and a little more where the page is longer."""
    page.set_viewport_size({"width": scene.width, "height": scene.height})
    page.goto(scene.path.replace("LANG", language))
    scene.steps(page)
    page.screenshot(path=file, animations="disabled")


def choose_language(page: Page, language: str) -> None:
    """As a person does in the settings."""
    page.goto("/ajustes")
    wish = page.locator(f"[name=language][value={language}]")
    wish.check(force=True)
    page.locator("form", has=wish).locator("button[type=submit]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def take_all(page: Page, folder: Path, scenes: tuple[Scene, ...] = SCENES) -> Iterator[Path]:
    """Every scene in both languages; the page belongs to somebody who is logged in."""
    folder.mkdir(parents=True, exist_ok=True)
    wait_for_analysis(page)
    publish(page, keep_view(page, "/red"))
    for language in LANGUAGES:
        choose_language(page, language)
        for scene in scenes:
            file = folder / f"{language}-{scene.name}.png"
            take(page, scene, file, language)
            yield file


def prepare(site: Site) -> None:
    """What the office wrote down lately."""
    for line in SAID:
        site.run("capture", line)


def main() -> None:
    """Starts the application on new data, takes the pictures, stops it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    chromium = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as play:
        site = Site(Path(data)).start()
        try:
            prepare(site)
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(base_url=site.address, locale="es-CO", reduced_motion="reduce")
            make_account(page, site.first_link, "Ana Pérez", "ana")
            for file in take_all(page, folder):
                print(file)
            browser.close()
        finally:
            site.stop()


if __name__ == "__main__":
    main()
