"""People move: a post passes on in one step, an intern hands her account over, a person is erased who asks for it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.doing import PASSWORD, invite, log_in, make_account, pick, picture, save
from tests.browser.watching import barriers, sideways

POSTS = {
    1280: ("nicolas-mancini", "Nicolás Mancini", "Helena Prado"),
    360: ("emilia-saiz", "Emilia Saiz", "Marta Ríos"),
}


def looked_at(page: Page, name: str) -> None:
    assert sideways(page) == 0
    assert not barriers(page)
    picture(page, name)


def test_a_post_passes_to_somebody_new_and_back_by_one_undo(ana: Page, width: int) -> None:
    id, leaver, comer = POSTS[width]
    ana.goto(f"/actores/{id}")
    ana.get_by_role("link", name=re.compile("Cambió la persona")).click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Cambió la persona")
    expect(ana.get_by_text(f"Se va {leaver}")).to_be_visible()
    looked_at(ana, "rotation-change")
    ana.get_by_label("Último día").fill("octubre de 2026")
    expect(ana.get_by_text("Se entiende: octubre de 2026")).to_be_visible()
    ana.locator("#f-successor").fill(comer)
    save(ana)
    expect(ana.get_by_role("heading", level=1)).to_have_text(comer)
    expect(ana.locator(".post")).to_contain_text("desde octubre de 2026")
    ana.get_by_role("button", name="Deshacer").click()
    expect(ana.get_by_text("Deshecho.")).to_be_visible()
    ana.goto(f"/actores/{id}")
    expect(ana.locator(".post").first).not_to_contain_text("terminado")


def test_what_is_lost_is_said_and_the_handover_downloaded(ana: Page) -> None:
    ana.goto("/actores/myriam-savard/perdida")
    expect(ana.get_by_role("heading", level=1)).to_have_text("¿Qué perdemos si se va Myriam Savard?")
    looked_at(ana, "rotation-loss")
    for words in ("Empalme en Word", "Empalme en PDF"):
        with ana.expect_download() as coming:
            ana.get_by_role("link", name=words).click()
        assert coming.value.suggested_filename.startswith("Empalme Representante")


def test_an_intern_hands_over_and_cannot_come_back(ana: Page, office, sit_down, width: int) -> None:
    luz = sit_down(office, width)
    make_account(luz, invite(ana, "Luz"), f"Luz Rey {width}", f"luz{width}")
    luz.goto("/registrar/formulario")
    luz.get_by_label("Cuándo", exact=True).fill("15/03/2027")
    pick(luz.locator("#f-participants-1-actor"), "uis", "Universidad Industrial de Santander (UIS)")
    save(luz)
    luz.goto("/ajustes")
    luz.get_by_role("link", name="Entregar", exact=True).click()
    expect(luz.get_by_role("link", name=re.compile("Universidad Industrial"))).to_be_visible()
    looked_at(luz, "rotation-hand-over")
    luz.get_by_label("Quién recibe").select_option(label="Ana Pérez")
    luz.get_by_role("button", name="Entregar y cerrar mi cuenta").click()
    expect(luz.get_by_role("button", name="Entrar")).to_be_visible()
    sit_down.watch(luz).expected = {401}
    log_in(luz, f"luz{width}")
    expect(luz.get_by_text("no son correctos")).to_be_visible()
    assert PASSWORD not in luz.content()
    ana.goto("/ajustes")
    expect(ana.get_by_role("link", name=f"Empalme de Luz Rey {width}.docx")).to_be_visible()
    looked_at(ana, "rotation-settings")


def test_a_person_is_erased_after_the_name_was_typed(ana: Page, sit_down, width: int) -> None:
    id, name = {
        1280: ("eleonora-betancur-gonzalez", "Eleonora Betancur González"),
        360: ("maria-claudia-lacouture", "María Claudia Lacouture"),
    }[width]
    sit_down.watch(ana).expected = {410, 422}
    ana.goto(f"/actores/{id}")
    ana.locator("summary", has_text="Más sobre este actor").click()
    ana.get_by_role("link", name="Borrar para siempre…").click()
    expect(ana.get_by_text("Esto no se puede deshacer")).to_be_visible()
    looked_at(ana, "erasing")
    ana.get_by_label(f"Para confirmar, escriba: {name}").fill("otra cosa")
    ana.get_by_role("button", name="Borrar para siempre").click()
    expect(ana.get_by_role("alert").first).to_be_visible()
    ana.get_by_label(f"Para confirmar, escriba: {name}").fill(name)
    ana.get_by_role("button", name="Borrar para siempre").click()
    expect(ana.get_by_text("Borrado para siempre.")).to_be_visible()
    ana.goto(f"/actores/{id}")
    expect(ana.get_by_role("heading", level=1)).to_have_text("Este registro ya no existe")
    assert not barriers(ana)
