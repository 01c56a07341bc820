"""Recording what happened: with the mouse, with the keyboard alone, over a period."""

import re
from secrets import token_hex

from playwright.sync_api import expect

from tests.browser.doing import (
    IMEBU,
    NETHERLANDS,
    UIS,
    fill_details,
    focused,
    on_timeline,
    party,
    pick,
    picture,
    save,
    tab_to,
)
from tests.browser.watching import barriers, sideways


def test_a_meeting_stands_on_the_timeline_of_all_who_took_part_and_its_promise_is_ticked(ana, width):
    title, promise = f"Mesa del agua {width}", f"Enviar la ficha técnica {width}"
    ana.goto("/registrar")
    ana.get_by_role("link", name="Formulario completo").click()
    pick(party(ana, 1), *NETHERLANDS)
    pick(party(ana, 2), *UIS)
    ana.get_by_label("De qué se habló").fill("El laboratorio de calidad del agua y quién lo paga.")
    ana.get_by_label("Qué se prometió").fill(promise)
    pick(ana.locator("#f-commitments-0-owner"), *UIS)
    ana.get_by_label("Para cuándo").fill("15/03/2027")
    ana.get_by_role("combobox", name="Temas").fill("agua, educación")
    fill_details(ana, title)
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "recording")
    save(ana)
    expect(ana.get_by_role("heading", level=1)).to_have_text(title)
    expect(ana.get_by_role("link", name="Agua", exact=True)).to_be_visible()
    for actor in ("embajada-paises-bajos", "uis", "ofai"):
        entry = on_timeline(ana, actor, title)
        expect(entry.get_by_role("link", name=promise)).to_be_visible()
    expect(entry).to_contain_text("responsable: Universidad Industrial de Santander")
    entry.get_by_role("link", name=title, exact=True).click()
    ana.get_by_role("button", name=f"Marcar como cumplido: {promise}").click()
    ana.get_by_label(f"Cumplido: «{promise}». ¿Qué resultó?").fill("Enviada por correo")
    ana.get_by_role("button", name="Guardar el resultado").click()
    expect(ana.get_by_text("Enviada por correo")).to_be_visible()
    assert not barriers(ana)
    picture(ana, "recorded")
    entry = on_timeline(ana, "uis", title)
    expect(entry.locator(".promise-done")).to_contain_text("Enviada por correo")


def test_a_meeting_is_recorded_with_the_keyboard_alone(ana, width):
    title = f"Reunión de teclado {width} {token_hex(3)}"
    keys = ana.keyboard
    ana.goto("/registrar")
    tab_to(ana.get_by_role("link", name="Formulario completo"))
    keys.press("Enter")
    expect(ana.get_by_label("Qué fue")).to_be_visible()
    tab_to(party(ana, 1))
    keys.type("paises bajos")
    expect(ana.get_by_role("option", name=NETHERLANDS[1])).to_be_visible()
    keys.press("Enter")
    expect(party(ana, 1)).to_have_value(NETHERLANDS[1])
    tab_to(party(ana, 2))
    keys.type("universidad")
    second = ana.locator(".picker-list:visible").get_by_role("option").nth(1)
    name = second.locator("span").first.inner_text().strip()
    keys.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    expect(party(ana, 2)).to_have_value(name)
    tab_to(ana.get_by_label("De qué se habló"))
    keys.type("Se habló de becas.")
    tab_to(ana.get_by_label("Qué se prometió"))
    keys.type("Mandar el formulario")
    tab_to(ana.locator("#f-commitments-0-owner"))
    keys.type("imebu")
    expect(ana.get_by_role("option", name=IMEBU[1])).to_be_visible()
    keys.press("Tab")
    expect(ana.locator("#f-commitments-0-owner")).to_have_value(IMEBU[1])
    tab_to(ana.get_by_label("Para cuándo"))
    keys.type("marzo de 2027")
    tab_to(ana.locator("summary", has_text="Más detalles"))
    keys.press("Enter")
    tab_to(ana.get_by_label("Título"))
    keys.type(title)
    keys.press("Enter")
    expect(ana.get_by_role("heading", level=1)).to_have_text(title)
    expect(ana.locator("#quienes + ul")).to_contain_text(name)
    expect(ana.locator("#compromisos + ul")).to_contain_text("IMEBU")
    expect(on_timeline(ana, "embajada-paises-bajos", title)).to_be_visible()


def test_the_keyboard_never_gets_stuck_and_always_shows_where_it_is(ana):
    ana.goto("/interacciones")
    ana.keyboard.press("Tab")
    assert focused(ana.get_by_role("link", name="Saltar al contenido"))
    ana.keyboard.press("Enter")
    ana.keyboard.press("n")
    expect(ana.get_by_role("dialog").get_by_label("¿Qué pasó?")).to_be_focused()
    tab_to(ana.get_by_role("dialog").get_by_role("button", name="Más detalles"))
    ana.keyboard.press("Escape")
    expect(ana.get_by_role("dialog")).to_be_hidden()
    ana.goto("/registrar/formulario")
    expect(ana.get_by_label("Qué fue")).to_be_focused()
    tab_to(ana.locator(".form-end button[type=submit]"))
    outline = ana.locator(":focus-visible").evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline != "none"
    ana.keyboard.press("?")
    expect(ana.get_by_role("dialog", name="Teclas")).to_be_visible()
    assert not barriers(ana)
    ana.keyboard.press("Escape")
    expect(ana.get_by_role("dialog", name="Teclas")).to_be_hidden()


def test_a_delegation_over_a_period_is_kept_as_said(ana, width):
    title = f"Delegación neerlandesa {width}"
    ana.goto("/registrar/formulario")
    ana.get_by_label("Qué fue").select_option(label="Delegación recibida")
    ana.get_by_label("Cuándo", exact=True).fill("del 3 al 5 de junio de 2026")
    expect(ana.get_by_text("Se entiende: ")).to_be_visible()
    pick(party(ana, 1), *NETHERLANDS)
    pick(party(ana, 2), *IMEBU)
    ana.locator("#f-participants-2-role").select_option(label="Convoca")
    fill_details(ana, title)
    save(ana)
    expect(ana.get_by_role("heading", level=1)).to_have_text(title)
    expect(ana.locator(".page-head")).to_contain_text("Delegación recibida")
    expect(ana.locator(".page-head time")).to_have_text(re.compile("3.*5 de junio de 2026"))
    entry = on_timeline(ana, "imebu", title)
    expect(entry.locator(".when time")).to_have_text(re.compile("3.*5 de junio de 2026"))
    expect(entry.locator(".row-about")).to_contain_text("convoca")


def test_a_new_actor_is_made_on_the_way_and_look_alikes_come_first(ana, sit_down, width):
    sit_down.watch(ana).expected = {409}
    ana.goto("/registrar/formulario")
    party(ana, 1).fill("Universidad Industrial de Santandér")
    ana.get_by_role("option", name="Crear «Universidad Industrial de Santandér»").click()
    dialog = ana.get_by_role("dialog", name="Crear un actor")
    dialog.get_by_label("Tipo").select_option(label="Universidad")
    dialog.get_by_role("button", name="Crear", exact=True).click()
    expect(dialog.get_by_text("¿No será uno de estos?")).to_be_visible()
    assert not barriers(ana)
    picture(ana, "look-alikes")
    dialog.get_by_role("button", name="Usar este").first.click()
    expect(party(ana, 1)).to_have_value(UIS[1])
    name = {1280: "Fundación Río Vivo", 360: "Corporación Cumbres del Oriente"}[width]
    party(ana, 2).fill(name)
    ana.get_by_role("option", name=f"Crear «{name}»").click()
    dialog.get_by_label("Tipo").select_option("ngo_foundation")
    dialog.get_by_role("button", name="Crear", exact=True).click()
    expect(party(ana, 2)).to_have_value(name)
    save(ana)
    ana.locator("#quienes + ul").get_by_role("link", name=name).click()
    expect(ana.get_by_text("Se creó de paso, al registrar otra cosa")).to_be_visible()


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(ana, sit_down):
    sit_down.watch(ana).expected = {422}
    ana.goto("/registrar/formulario")
    ana.get_by_label("Cuándo", exact=True).fill("cuando las ranas críen pelo")
    ana.get_by_label("De qué se habló").fill("Algo que no se debe perder.")
    save(ana)
    expect(ana.get_by_role("alert")).to_contain_text("Lo escrito sigue aquí")
    expect(ana.get_by_label("Cuándo", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(ana.get_by_label("Cuándo", exact=True)).to_have_value("cuando las ranas críen pelo")
    expect(ana.get_by_label("De qué se habló")).to_have_value("Algo que no se debe perder.")
    assert sideways(ana) == 0
    assert not barriers(ana)
