"""From the text of a call to a plan, and a workshop: the pages as one uses them, by keys, at both widths."""

from playwright.sync_api import expect

from tests.browser.doing import picture
from tests.browser.watching import barriers, sideways

CALL = """CONVOCATORIA 2027: AGUA PARA LOS BARRIOS
La convocatoria busca mejorar la gestión del recurso hídrico en los barrios de Bucaramanga.
Los proponentes deberán:
a) Presentarse en alianza con una universidad.
b) Aportar una contrapartida mínima del 20 %.
El monto máximo por proyecto es de USD 600.000. Cierre de la convocatoria: 12 de marzo de 2027.
"""


def test_a_call_becomes_a_project_with_a_plan_whose_step_is_promised(ana, width):
    ana.goto("/proyectos/desde-texto")
    ana.get_by_label("Texto de la convocatoria").fill(CALL.replace("BARRIOS", f"BARRIOS {width}"))
    ana.get_by_role("button", name="Leer la convocatoria").click()
    expect(ana.locator("#f-deadline")).to_have_value("12 de marzo de 2027")
    expect(ana.locator("#f-requirements-0-need")).to_have_value("una universidad")
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "call")
    ana.locator("#u-budget").uncheck()
    ana.get_by_role("button", name="Guardar y ver los actores").click()
    expect(ana.get_by_text("Proyecto guardado.")).to_be_visible()
    ana.goto(ana.url.replace("/mapa", "/plan"))
    ana.locator("#f-actor").fill("uis")
    ana.get_by_role("option", name="Universidad Industrial de Santander (UIS)").click()
    ana.get_by_role("button", name="Añadir al plan").click()
    step = ana.locator("#f-rows-0-next_step")
    step.fill("Enviar la ficha")
    assert sideways(ana) == 0
    assert not barriers(ana)
    ana.get_by_role("button", name="Volverlo compromiso").click()
    expect(ana.get_by_role("link", name="Compromiso", exact=True)).to_be_visible()
    expect(step).to_have_value("Enviar la ficha")
    expect(ana.get_by_role("button", name="Recuperarlo")).to_have_count(
        0
    )  # what was saved is no draft any more
    ana.goto(ana.url.split("/plan")[0] + "/taller")
    ana.keyboard.type("UIS 4 5")
    ana.keyboard.press("Enter")
    expect(ana.get_by_text("1 anotado")).to_be_visible()
    expect(ana.locator("#f-line")).to_be_focused()
    assert sideways(ana) == 0
    assert not barriers(ana)
