"""Files of a meeting: chosen, dropped, kept when something is wrong, seen on its page; with scripts and without."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.doing import NETHERLANDS, party, pick, picture, save
from tests.browser.watching import barriers, sideways
from tests.crm.test_files import PDF, png

MINUTES: FilePayload = {"name": "acta de la mesa.pdf", "mimeType": "application/pdf", "buffer": PDF}
PHOTO: FilePayload = {"name": "foto del recorrido.png", "mimeType": "image/png", "buffer": png(640, 480)}
DROP = """(box) => {
  const files = new DataTransfer();
  files.items.add(new File(["Se habló de agua."], "notas.txt", { type: "text/plain" }));
  for (const name of ["dragenter", "dragover", "drop"])
    box.dispatchEvent(new DragEvent(name, { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


def test_files_are_chosen_dropped_left_out_and_stay_when_something_is_wrong(
    ana: Page, sit_down, width: int
) -> None:
    sit_down.watch(ana).expected = {422}
    ana.goto("/registrar/formulario")
    pick(party(ana, 1), *NETHERLANDS)
    ana.get_by_label("Archivos").set_input_files([MINUTES, PHOTO])
    ana.locator("[data-files]").evaluate(DROP)
    chosen = ana.locator("[data-files-list] > li")
    expect(chosen).to_have_count(3)
    ana.get_by_role("button", name="Quitar notas.txt").click()
    expect(chosen).to_have_count(2)
    ana.get_by_label("Cuándo", exact=True).fill("cuando las ranas críen pelo")
    save(ana)
    expect(ana.get_by_role("alert")).to_contain_text("Lo escrito sigue aquí")
    expect(ana.get_by_role("checkbox", name=MINUTES["name"])).to_be_checked()
    expect(ana.get_by_role("checkbox", name=PHOTO["name"])).to_be_checked()
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "files-kept")
    ana.get_by_label("Cuándo", exact=True).fill("hoy")
    save(ana)
    files = ana.locator(".files > li")
    expect(files).to_have_count(2)
    assert (
        ana.locator(".file-picture img").evaluate("img => img.decode().then(() => img.naturalWidth)") == 640
    )
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "files-shown")
    with ana.expect_download() as coming:
        ana.get_by_role("link", name=MINUTES["name"]).click()
    assert coming.value.suggested_filename == MINUTES["name"]
    ana.get_by_role("button", name=f"Quitar {MINUTES['name']}").click()
    expect(files).to_have_count(1)
    ana.get_by_role("button", name="Deshacer").click()
    expect(files).to_have_count(2)


def test_without_scripts_files_are_attached_and_kept_too(office, sit_down, width: int) -> None:
    page = sit_down(office, width, office.folder / "ana.json", java_script_enabled=False)
    sit_down.watch(page).expected = {422}
    page.goto("/registrar/formulario")
    party(page, 1).fill(NETHERLANDS[1])
    page.get_by_label("Archivos").set_input_files([MINUTES])
    page.get_by_label("Cuándo", exact=True).fill("?")
    save(page)
    expect(page.get_by_role("checkbox", name=MINUTES["name"])).to_be_checked()
    page.get_by_label("Cuándo", exact=True).fill("hoy")
    save(page)
    expect(page.locator(".files > li")).to_have_count(1)
    page.get_by_text("Adjuntar archivos").click()
    page.locator("#f-files").set_input_files([PHOTO])
    page.get_by_role("button", name="Adjuntar", exact=True).click()
    expect(page.locator(".files > li")).to_have_count(2)
