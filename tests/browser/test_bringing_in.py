"""Bringing in what the office has: a messy table decided name by name, a large one with its bar, an e-mail."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.doing import picture
from tests.browser.watching import barriers, sideways

MAIL = """De: Rectoría UIS <rectoria@uis.edu.co>
Enviado el: martes, 3 de marzo de 2026 10:12 a. m.
Para: OFAI <ofai@bucaramanga.gov.co>
Asunto: RV: Agenda de agua {width}

Confirmamos la mesa técnica del jueves.

Atentamente,
Rectoría
"""
# How a table writes a name, and what the actor is called, at each width.
LIKE = {
    1280: ("Universidad Industrial Santander", "Universidad Industrial de Santander (UIS)"),
    360: ("Universidad Autonoma Bucaramanga", "Universidad Autónoma de Bucaramanga (UNAB)"),
}


def messy(folder: Path, width: int) -> Path:
    from xlsxwriter import Workbook

    file = folder / f"directorio-{width}.xlsx"
    with Workbook(str(file)) as book:
        sheet = book.add_worksheet("Directorio")
        sheet.merge_range(0, 0, 0, 4, "Directorio de aliados 2024")
        sheet.write_row(2, 0, ["NOMBRE DE LA ENTIDAD", "Clase", "Persona de contacto", "Cargo", "Color"])
        rows = [
            (f"Embajada de Ruritania {width}", "Embajada", f"Zoe Rupert {width}", "Consejera", "azul"),
            (LIKE[width][0], "Universidad", "", "", ""),
            (f"Nave {width}", "Cohete", "", "", "rojo"),
        ]
        for number, row in enumerate(rows):
            sheet.write_row(3 + number, 0, row)
    return file


def test_a_messy_table_is_decided_saved_and_undone(ana, width, tmp_path):
    ana.goto("/importar")
    assert not barriers(ana)
    ana.locator("#f-file").set_input_files(messy(tmp_path, width))
    ana.get_by_role("button", name="Revisar el archivo").click()
    expect(ana.get_by_text("1 se agrega")).to_be_visible()
    expect(ana.get_by_text("«Cohete» no es una de las opciones.")).to_be_visible()
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "import-review")
    who = ana.get_by_label(f"Quién es {LIKE[width][0]}")
    who.select_option(label=f"Es {LIKE[width][1]}")
    ana.get_by_role("button", name="Revisar con estos cambios").click()
    expect(ana.get_by_text("1 cambia")).to_be_visible()
    ana.get_by_role("button", name="Guardar sin la fila pendiente").click()
    expect(ana.get_by_text("Tabla importada.")).to_be_visible()
    ana.goto(f"/actores/embajada-ruritania-{width}")
    expect(ana.get_by_role("heading", level=1)).to_contain_text(f"Embajada de Ruritania {width}")
    expect(ana.get_by_text(f"Zoe Rupert {width}").first).to_be_attached()  # folded on phones
    ana.goto("/historial")
    ana.get_by_role("link", name=re.compile("Ruritania")).first.click()


def test_a_large_table_shows_how_far_it_is_and_is_taken_back_whole(ana, width, tmp_path):
    file = tmp_path / "grande.csv"
    rows = "".join(
        f"Fundación Grande {width} {n},ngo_foundation,una nota algo larga para que pese {n}\n"
        for n in range(7_000)
    )
    file.write_text(f"Nombre,Tipo,Notas\n{rows}", encoding="utf-8")
    ana.goto("/importar")
    ana.locator("#f-file").set_input_files(file)
    ana.get_by_role("button", name="Revisar el archivo").click()
    expect(ana.get_by_role("button", name="Guardar todo")).to_be_visible()
    expect(ana.get_by_text("7.000 se agregan")).to_be_visible()
    ana.get_by_role("button", name="Guardar todo").click()
    expect(ana.get_by_role("progressbar")).to_be_visible()
    assert not barriers(ana)
    picture(ana, "import-progress")
    expect(ana.get_by_text("Se agregaron 7.000 registros.")).to_be_visible()
    assert not barriers(ana)
    picture(ana, "import-done")
    ana.get_by_role("button", name="Deshacer toda la importación").click()
    expect(ana.get_by_text("7.000 registros volvieron a como estaban.")).to_be_visible()
    assert ana.request.get(f"/actores/fundacion-grande-{width}-1").status == 404


def test_a_pasted_e_mail_becomes_an_interaction(ana, width):
    ana.goto("/registrar")
    ana.get_by_role("link", name="Pegar un correo").click()
    assert sideways(ana) == 0
    assert not barriers(ana)
    ana.get_by_label("Texto del correo o de la invitación").fill(MAIL.format(width=width))
    ana.get_by_role("button", name="Leer el correo").click()
    expect(ana.get_by_label("Título")).to_have_value(f"Agenda de agua {width}")
    expect(ana.locator("#f-participants-1-actor")).to_have_value("Universidad Industrial de Santander (UIS)")
    assert not barriers(ana)
    picture(ana, "import-mail")
    ana.get_by_role("button", name="Guardar", exact=True).last.click()
    expect(ana.get_by_role("heading", level=1)).to_have_text(f"Agenda de agua {width}")
    expect(ana.get_by_text("Confirmamos la mesa técnica del jueves.")).to_be_visible()
