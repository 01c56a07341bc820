"""Nothing that was written is lost, and nothing is saved twice."""

from playwright.sync_api import Page, expect

from tests.browser.doing import (
    NETHERLANDS,
    UIS,
    fill_details,
    invite,
    log_in,
    make_account,
    on_timeline,
    party,
    pick,
    picture,
    record_meeting,
    save,
)
from tests.browser.sites import until
from tests.browser.watching import barriers, sideways


def kept_here(page: Page) -> str:
    """All that the page keeps in this browser."""
    kept: str = page.evaluate("JSON.stringify(localStorage)")
    return kept


def test_a_double_click_on_save_makes_one_record(ana, width):
    title = f"Guardada una vez {width}"
    ana.goto("/registrar/formulario")
    pick(party(ana, 1), *UIS)
    fill_details(ana, title)
    ana.locator(".form-end button[type=submit]").dblclick()
    expect(ana.get_by_role("heading", level=1)).to_have_text(title)
    ana.go_back()
    save(ana)  # the same page sent once more
    expect(ana.get_by_role("heading", level=1)).to_have_text(title)
    expect(on_timeline(ana, "uis", title)).to_have_count(1)


def test_a_draft_survives_a_closed_page(ana):
    ana.goto("/registrar/formulario")
    pick(party(ana, 1), *UIS)
    ana.get_by_role("button", name="Añadir a alguien").click()
    pick(party(ana, 3), *NETHERLANDS)
    ana.get_by_label("De qué se habló").fill("Una nota a medio escribir")
    until(lambda: "a medio escribir" in kept_here(ana), "the draft was not kept")
    again = ana.context.new_page()
    ana.close()
    again.goto("/registrar/formulario")
    again.get_by_role("button", name="Recuperarlo").click()
    expect(again.get_by_label("De qué se habló")).to_have_value("Una nota a medio escribir")
    expect(party(again, 1)).to_have_value(UIS[1])
    expect(party(again, 3)).to_have_value(NETHERLANDS[1])
    save(again)
    expect(again.locator("#quienes + ul")).to_contain_text(NETHERLANDS[1])
    again.goto("/registrar/formulario")
    expect(again.get_by_label("De qué se habló")).to_be_visible()
    expect(again.get_by_role("button", name="Recuperarlo")).to_have_count(0)


def test_what_was_written_survives_the_end_of_the_session(ana, sit_down, office, width):
    title = f"Escrita fuera de sesión {width}"
    login = f"luciagomez{width}"
    writing, elsewhere = sit_down(office, width), sit_down(office, 1280)
    make_account(writing, invite(ana, "Lucía"), "Lucía Gómez", login)
    writing.goto("/registrar/formulario")
    pick(party(writing, 1), *UIS)
    fill_details(writing, title)
    elsewhere.goto("/entrar")
    log_in(elsewhere, login)
    elsewhere.goto("/ajustes")
    elsewhere.get_by_role("button", name="Cerrar las demás").click()
    expect(elsewhere.get_by_role("button", name="Cerrar las demás")).to_have_count(0)
    sit_down.watch(writing).expected = {401}
    save(writing)
    expect(writing.get_by_text("Lo que escribió sigue aquí")).to_be_visible()
    assert not barriers(writing)
    log_in(writing, login)
    expect(writing.get_by_role("heading", name="Lo que escribió sigue aquí")).to_be_visible()
    expect(writing.get_by_text(title)).to_be_visible()
    assert not barriers(writing)
    assert sideways(writing) == 0
    picture(writing, "session-over")
    writing.get_by_role("button", name="Guardar ahora").click()
    expect(writing.get_by_role("heading", level=1)).to_have_text(title)
    expect(on_timeline(writing, "uis", title)).to_have_count(1)


def test_two_who_edit_the_same_meeting_see_both_versions_and_lose_nothing(ana, sit_down, office, width):
    title = f"Editada entre dos {width}"
    other = sit_down(office, 1280, office.folder / "ana.json")
    address = record_meeting(ana, title, (UIS,), place="Bucaramanga", summary="Como estaba.")
    for page in (ana, other):
        page.goto(f"{address}/editar")
        expect(page.get_by_role("textbox", name="Siguiente paso")).to_be_visible()
    other.get_by_label("De qué se habló").fill("Como lo vio la otra persona.")
    other.get_by_role("textbox", name="Lugar").fill("Medellín")
    save(other)
    expect(other.get_by_text("Como lo vio la otra persona.")).to_be_visible()
    sit_down.watch(ana).expected = {409}
    ana.get_by_label("De qué se habló").fill("Como lo vi yo.")
    ana.get_by_label("Siguiente paso").fill("Llamar al rector")
    save(ana)
    expect(ana.get_by_role("heading", level=1)).to_contain_text("Dos versiones")
    choice = ana.get_by_role("group", name="De qué se habló").or_(ana.locator("fieldset.clash")).first
    expect(choice).to_contain_text("Como lo vio la otra persona.")
    expect(choice).to_contain_text("Como lo vi yo.")
    expect(ana.locator("#de-la-otra + dl")).to_contain_text("Medellín")
    expect(ana.locator("#de-usted + dl")).to_contain_text("Llamar al rector")
    assert not barriers(ana)
    assert sideways(ana) == 0
    picture(ana, "two-versions")
    choice.get_by_role("radio", name="Lo que usted escribió").check()
    ana.get_by_role("button", name="Guardar lo elegido").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text(title)
    for text in ("Como lo vi yo.", "Medellín", "Llamar al rector"):
        expect(ana.get_by_text(text)).to_be_visible()


def test_what_was_just_saved_can_be_taken_back(ana, width):
    title = f"Deshecha {width}"
    record_meeting(ana, title, (NETHERLANDS,))
    ana.get_by_role("button", name="Deshacer").click()
    expect(ana.get_by_text("Deshecho.")).to_be_visible()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Interacciones")
    expect(on_timeline(ana, "embajada-paises-bajos", title)).to_have_count(0)
