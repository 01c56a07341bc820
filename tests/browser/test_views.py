"""Views of the red that are kept, annotated and told; and what is saved elsewhere while one looks."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.doing import picture, wait_for_analysis
from tests.browser.watching import barriers, sideways

# Gives the tests the picture that is drawn: where its actors are and where one looks.
LOOK = 'document.addEventListener("red:drawn", ({ detail }) => { window.drawn = detail.picture; }, true)'
STANDING = """() => ({
  places: [...window.drawn.nodes.values()].map(({ id, x, y }) => [id, Math.round(x), Math.round(y)]),
  camera: [window.drawn.network.getScale(), window.drawn.network.getViewPosition().x],
  stage: document.querySelector("[data-stage]").getBoundingClientRect().top,
})"""


def drawn(page: Page) -> None:
    wait_for_analysis(page)
    page.goto("/red?actor=imebu")
    expect(page.locator("#red-canvas")).to_have_attribute("data-drawn", "actor=imebu")


def test_a_view_is_saved_annotated_opened_again_and_told_by_keyboard(ana: Page):
    name = f"IMEBU y los suyos {uuid4().hex[:6]}"
    drawn(ana)
    ana.get_by_role("button", name="Anotar").press("Enter")
    ana.keyboard.type("¿A quién falta llamar?")
    ana.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    note = ana.get_by_role("note", name="¿A quién falta llamar?")
    expect(note).to_be_focused()
    # Who leaves without saving finds the note again, there and from elsewhere.
    ana.goto("/red?tipo=embassy")
    expect(ana.locator("[data-view-draft]")).to_contain_text("notas suyas sin guardar")
    ana.get_by_role("link", name="Verlas").press("Enter")
    expect(ana.locator("[data-view-draft]")).to_contain_text("no se han guardado")
    expect(note).to_be_visible()
    ana.get_by_text("Guardar esta vista").press("Enter")
    ana.get_by_label("Nombre").fill(name)
    ana.get_by_role("button", name="Guardar la vista").press("Enter")
    expect(ana.get_by_text("Vista guardada.")).to_be_visible()
    id = ana.url.partition("vista=")[2]

    ana.goto(f"/red?vista={id}")
    expect(note).to_be_visible()
    expect(ana.locator("[data-view-draft]")).to_be_hidden()
    expect(ana.get_by_text("cambiada", exact=True)).to_be_hidden()
    note.focus()
    before = note.evaluate("one => one.style.transform")
    ana.keyboard.press("ArrowDown")
    assert note.evaluate("one => one.style.transform") != before
    expect(ana.get_by_text("cambiada", exact=True)).to_be_visible()
    ana.get_by_role("button", name="Guardar los cambios").press("Enter")
    expect(ana.get_by_text("Vista guardada.")).to_be_visible()
    expect(note).to_be_visible()

    _write_the_story(ana, id)
    ana.get_by_role("link", name="Contarlo en el dibujo").press("Enter")
    expect(ana.get_by_text("Paso 1 de")).to_be_visible()
    expect(ana.get_by_role("button", name="Siguiente")).to_be_focused()
    ana.keyboard.press("ArrowRight")
    expect(ana.locator("#red-canvas")).to_have_attribute("data-step", "2")
    expect(ana.locator(".red-story-text")).to_contain_text("En el centro está")
    picture(ana, "story")
    assert barriers(ana) == []
    assert sideways(ana) == 0
    ana.keyboard.press("Escape")
    expect(ana.get_by_text("Paso 2 de")).to_be_hidden()


def _write_the_story(ana: Page, id: str) -> None:
    """What is written of a story waits in this browser, until it is saved."""
    ana.goto(f"/vistas/{id}/relato")
    first = ana.get_by_label("Paso 1", exact=True)
    first.fill("Así empieza lo que contamos.")
    ana.get_by_label("Paso 2", exact=True).focus()
    ana.goto("/vistas")
    ana.goto(f"/vistas/{id}/relato")
    ana.get_by_role("button", name="Recuperarlo").press("Enter")
    expect(first).to_have_value("Así empieza lo que contamos.")
    ana.locator(".story-look summary").first.press("Enter")
    ana.get_by_label("Mirar también a").first.select_option("imebu")
    ana.get_by_role("button", name="Poner a quien elegí").first.press("Enter")
    expect(ana.locator(".story-look summary").first).to_contain_text("IMEBU")
    expect(first).to_have_value("Así empieza lo que contamos.")
    assert barriers(ana) == []
    ana.get_by_role("button", name="Guardar el relato").last.press("Enter")
    expect(ana.get_by_role("link", name="Contarlo en el dibujo")).to_be_visible()


def test_a_meeting_saved_elsewhere_appears_and_nobody_moves(ana: Page):
    ana.add_init_script(LOOK)
    drawn(ana)
    before = ana.evaluate(STANDING)
    token = {"X-CSRFToken": str(ana.locator("meta[name=csrf-token]").get_attribute("content"))}
    id = f"red-{uuid4().hex[:8]}"
    actor = {"id": id, "name": f"Red {id}", "type": "city_network"}
    assert ana.request.post("/api/v1/actors", data=actor, headers=token).ok
    meeting = {"title": f"Primera con {id}", "kind": "meeting", "when": "2026-11-20"}
    parties = [{"actor": "imebu"}, {"actor": id}]
    saved = ana.request.post("/api/v1/interactions", data={**meeting, "participants": parties}, headers=token)
    assert saved.ok, saved.text()
    expect(ana.locator("[data-news]")).to_contain_text(f"1 reunión nueva: Primera con {id}")
    expect(ana.locator("#red-canvas")).to_have_attribute("data-entered", id)
    after = ana.evaluate(STANDING)
    assert [one for one in after["places"] if one[0] != id] == before["places"]
    assert (after["camera"], after["stage"]) == (before["camera"], before["stage"])
    ana.get_by_role("button", name="Mostrar").click()
    assert barriers(ana) == []
    ana.get_by_role("button", name="Cerrar").first.click()
    expect(ana.locator("[data-news]")).to_be_hidden()
