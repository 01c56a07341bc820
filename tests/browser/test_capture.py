"""Recording in one line: quick, corrected in place, and nothing lost: no network, no server, no session, another user."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.doing import focused, invite, log_in, make_account, on_timeline, picture, tab_to
from tests.browser.sites import Site, until
from tests.browser.watching import barriers, sideways

EXAMPLE = "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15"


def box(page: Page) -> Locator:
    """The line, on its page or in the sheet."""
    return page.get_by_label("¿Qué pasó? En una línea")


def chip(page: Page, id: str) -> Locator:
    """A chip by what it is about."""
    return page.locator(f".capture:visible [data-chip='{id}']")


def saved(page: Page) -> Locator:
    """What the page says it saved."""
    return page.locator(".capture:visible .capture-saved > li")


def waiting(page: Page) -> Locator:
    """The lines that wait or ask."""
    return page.locator(".capture:visible .capture-waiting li")


def is_listed(page: Page, theme: str) -> bool:
    """Whether the list of interactions has one with these words, once the page had a moment to send what waits."""
    page.goto(f"/interacciones?q={theme}")
    page.wait_for_load_state("networkidle")
    return page.locator(".row-link").count() == 1


def worker_is_ready(page: Page) -> None:
    """Returns when the page opens without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def test_the_example_is_recorded_in_its_own_characters_and_three_keys(ana):
    pressed = 0
    ana.goto("/actores")
    expect(ana.get_by_role("heading", level=1)).to_be_visible()
    ana.keyboard.press("n")
    pressed += 1
    expect(box(ana)).to_be_visible()
    until(lambda: focused(box(ana)), "the line did not get the keyboard")
    assert not barriers(ana)
    picture(ana, "capture-sheet")
    ana.keyboard.type(EXAMPLE)
    pressed += len(EXAMPLE)
    ana.keyboard.press("Enter")
    pressed += 1
    expect(saved(ana)).to_have_count(1)
    assert pressed <= len(EXAMPLE) + 3
    expect(box(ana)).to_have_value("")
    assert focused(box(ana)), "the next line is not ready"
    expect(saved(ana).get_by_role("button", name="Deshacer")).to_be_visible()
    saved(ana).get_by_role("link", name="Ver").click()
    expect(ana.locator("main")).to_contain_text("enviar ficha técnica")
    expect(ana.locator("main")).to_contain_text("Universidad Industrial de Santander")


def test_a_proposal_is_there_in_a_tenth_of_a_second(ana):
    ana.goto("/registrar")
    box(ana).fill("hoy reunión con la UIS")
    expect(chip(ana, "party:uis")).to_be_visible()
    took: list[float] = ana.evaluate(
        """async () => {
          const token = document.querySelector("meta[name=csrf-token]").content;
          const times = [];
          for (let n = 0; n < 20; n += 1) {
            const start = performance.now();
            await (await fetch("/api/v1/captures/proposal", {
              method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token },
              body: JSON.stringify({ text: `ayer reunión con Embajada de Suiza y UIS sobre agua ${n}` }),
            })).json();
            times.push(performance.now() - start);
          }
          return times.sort((one, other) => one - other);
        }"""
    )
    assert took[len(took) // 2] < 100, took


def test_chips_are_corrected_with_the_keyboard_and_stay_while_the_line_goes_on(ana):
    ana.goto("/registrar")
    box(ana).fill("ayer reunión con la UIS")
    tab_to(chip(ana, "when"))
    ana.keyboard.press("Enter")
    until(lambda: bool(ana.locator(".capture-editor").count()), "the editor did not open")
    ana.get_by_label("Cuándo, con sus palabras").fill("15 de marzo de 2026")
    expect(chip(ana, "when")).to_contain_text("15 de marzo de 2026")
    ana.keyboard.press("Enter")
    assert focused(chip(ana, "when"))
    chip(ana, "kind").press("Enter")
    ana.get_by_label("Clase").select_option("visit")
    assert not barriers(ana)
    ana.keyboard.press("Escape")
    chip(ana, "party:uis").press("Enter")
    ana.locator(".capture-editor").get_by_label("Papel").select_option("invited")
    ana.get_by_role("button", name="Listo").click()
    box(ana).press("End")
    box(ana).press_sequentially(" sobre agua; compromiso: enviar la carta el 15")
    expect(chip(ana, "promise:0")).to_contain_text("enviar la carta")
    expect(chip(ana, "when")).to_contain_text("15 de marzo de 2026")
    expect(chip(ana, "kind")).to_contain_text("Visita")
    expect(chip(ana, "party:uis")).to_contain_text("invitado")
    assert sideways(ana) == 0
    picture(ana, "capture-chips")
    box(ana).press("Enter")
    expect(saved(ana)).to_contain_text("Visita")


def test_a_new_actor_asks_for_its_type_before_it_is_saved(ana, width):
    name = {1280: "Ranas del Oriente", 360: "Loros del Chicamocha"}[width]
    ana.goto("/registrar")
    box(ana).fill(f"ayer reunión con {name}")
    box(ana).press("Enter")
    expect(ana.get_by_role("alert")).to_contain_text(f"diga qué tipo de actor es «{name}»")
    kind = ana.get_by_label(f"Tipo de «{name}»")
    assert focused(kind)
    assert not barriers(ana)
    picture(ana, "capture-held")
    kind.select_option("ngo_foundation")
    ana.keyboard.press("Escape")
    box(ana).press("Enter")
    expect(saved(ana)).to_contain_text(name)
    ana.goto("/actores?q=" + name)
    expect(ana.locator(".row-link", has_text=name)).to_be_visible()


def test_a_keyboard_that_only_adds_a_new_line_saves_too(ana, width):
    ana.goto("/registrar")
    box(ana).fill(f"hoy llamada con la UIS sobre voz {width}")
    box(ana).evaluate(
        """line => {
          line.value += "\\n";
          line.dispatchEvent(new InputEvent("input", { inputType: "insertLineBreak", bubbles: true }));
        }"""
    )
    expect(saved(ana)).to_contain_text(f"voz {width}")
    expect(box(ana)).to_have_value("")


def test_what_was_just_saved_is_taken_back(ana, width):
    theme = f"tema de prueba {width}"
    ana.goto("/registrar")
    box(ana).fill(f"hoy reunión con la UIS sobre {theme}")
    expect(chip(ana, "kind")).to_be_visible()
    box(ana).press("Enter")
    saved(ana).get_by_role("button", name="Deshacer").click()
    expect(saved(ana)).to_contain_text("Deshecho")
    ana.goto("/interacciones?q=" + theme)
    expect(ana.locator(".row-link")).to_have_count(0)


def test_the_draft_and_its_corrections_survive_a_closed_page_and_go_on_to_the_form(ana):
    ana.goto("/registrar")
    box(ana).fill("ayer reunión con la UIS sobre energía")
    chip(ana, "kind").click()
    ana.get_by_label("Clase").select_option("roundtable")
    again = ana.context.new_page()
    ana.close()
    again.goto("/registrar")
    expect(box(again)).to_have_value("ayer reunión con la UIS sobre energía")
    expect(chip(again, "kind")).to_contain_text("Mesa")
    again.get_by_role("button", name="Más detalles").click()
    expect(again.get_by_label("Qué fue")).to_have_value("roundtable")
    expect(again.locator("#f-participants-1-actor")).to_have_value(
        "Universidad Industrial de Santander (UIS)"
    )
    assert not barriers(again)
    again.get_by_role("link", name="Volver a la línea").click()
    expect(chip(again, "kind")).to_contain_text("Mesa")
    again.get_by_role("button", name="Más detalles").click()
    again.locator(".form-end button[type=submit]").click()
    expect(again.get_by_text("Guardado.")).to_be_visible()
    again.wait_for_load_state()  # the page that says so forgets the draft once its scripts are there
    again.goto("/registrar")
    expect(box(again)).to_have_value("")


@pytest.mark.service_worker
def test_without_a_network_lines_wait_and_are_sent_once_each_in_order(ana, sit_down, width):
    sit_down.watch(ana).expected = {0}
    ana.goto("/registrar")
    worker_is_ready(ana)
    themes = [f"sin red {width} {word}" for word in ("uno", "dos")]
    name = {1280: "Ranas Moradas", 360: "Loros Verdes"}[width]
    ana.context.set_offline(True)
    for theme in themes:
        box(ana).fill(f"ayer reunión con la UIS sobre {theme}")
        box(ana).press("Enter")
        expect(box(ana)).to_have_value("")
    expect(waiting(ana)).to_have_count(2)
    expect(ana.get_by_role("heading", name="2 líneas esperan")).to_be_visible()
    picture(ana, "capture-offline")
    ana.goto("/actores")
    expect(ana.get_by_role("heading", level=1)).to_have_text("Sin conexión")
    expect(waiting(ana)).to_have_count(2)
    box(ana).fill(f"ayer reunión con {name}")
    box(ana).press("Enter")
    expect(waiting(ana)).to_have_count(3)
    assert not barriers(ana)
    assert sideways(ana) == 0
    picture(ana, "capture-shell")
    ana.context.set_offline(False)
    expect(saved(ana)).to_have_count(2)
    expect(waiting(ana)).to_contain_text("diga qué tipo de actor es")
    told = saved(ana).all_inner_texts()
    assert [word in line for word, line in zip(reversed(themes), told, strict=True)] == [True, True]
    for theme in themes:
        ana.goto(f"/interacciones?q={theme}")
        expect(ana.locator(".row-link")).to_have_count(1)
    ana.goto("/registrar")
    ana.get_by_role("button", name="Descartar").click()
    expect(waiting(ana)).to_have_count(0)
    ana.get_by_role("button", name="Recuperar").click()
    ana.get_by_role("button", name="Responder").click()
    ana.get_by_role("button", name=name).click()
    ana.get_by_label("Tipo de «").select_option("ngo_foundation")
    ana.keyboard.press("Escape")
    box(ana).press("Enter")
    expect(saved(ana)).to_have_count(1)
    sit_down.watch(ana).take()  # the network's absence is on the console


def test_a_line_waits_for_the_end_of_a_session_and_belongs_to_who_wrote_it(ana, sit_down, office, width):
    theme = f"fuera de sesión {width}"
    logins = [f"marta-{token_hex(4)}", f"pablo-{token_hex(4)}"]
    writing, elsewhere = sit_down(office, width), sit_down(office, 1280)
    sit_down.watch(writing).expected = {401}
    make_account(writing, invite(ana, "Marta"), "Marta Ruiz", logins[0])
    make_account(elsewhere, invite(ana, "Pablo"), "Pablo Díaz", logins[1])
    elsewhere.get_by_label("Su cuenta").click()
    elsewhere.get_by_role("button", name="Salir").click()
    writing.goto("/registrar")
    log_in(elsewhere, logins[0])
    elsewhere.goto("/ajustes")
    elsewhere.get_by_role("button", name="Cerrar las demás").click()
    expect(elsewhere.get_by_role("button", name="Cerrar las demás")).to_have_count(0)
    box(writing).fill(f"ayer reunión con la UIS sobre {theme}")
    box(writing).press("Enter")
    expect(waiting(writing)).to_have_count(1)
    picture(writing, "capture-login")
    writing.get_by_role("link", name="Entrar").click()
    log_in(writing, logins[1])
    expect(box(writing)).to_be_visible()
    expect(box(writing)).to_have_value("")
    expect(waiting(writing)).to_have_count(0)
    writing.goto(f"/interacciones?q={theme}")
    expect(writing.locator(".row-link")).to_have_count(0)
    writing.get_by_label("Su cuenta").click()
    writing.get_by_role("button", name="Salir").click()
    log_in(writing, logins[0])
    expect(writing.get_by_role("heading", level=1)).to_be_visible()
    until(lambda: is_listed(writing, theme), "no page sent the line")  # whichever is open does
    writing.goto("/registrar")
    expect(waiting(writing)).to_have_count(0)


def test_many_lines_are_corrected_in_their_rows_and_saved_with_one_undo(ana, width):
    theme = f"en lote {width}"
    ana.goto("/registrar/varias")
    lines = [f"ayer reunión con la UIS sobre {theme}", f"hoy visita de Tucanes Azules sobre {theme}"]
    ana.get_by_label("Las líneas").fill("\n".join(lines))
    ana.get_by_role("button", name="Leer las líneas").click()
    rows = ana.locator("[data-line]")
    expect(rows).to_have_count(2)
    expect(ana.get_by_text("Una línea pregunta algo.")).to_be_visible()
    ana.get_by_role("button", name="Guardar las 2 líneas").click()
    kind = rows.nth(1).get_by_label("Tipo de «")
    assert focused(kind)
    assert not barriers(ana)
    assert sideways(ana) == 0
    kind.select_option("ngo_foundation")
    picture(ana, "capture-many")
    ana.get_by_role("button", name="Guardar las 2 líneas").click()
    expect(ana.get_by_text("2 líneas guardadas.")).to_be_visible()
    ana.get_by_role("button", name="Deshacer").click()
    expect(ana.get_by_text("Deshecho.")).to_be_visible()
    ana.goto(f"/interacciones?q={theme}")
    expect(ana.locator(".row-link")).to_have_count(0)


def processes_of(pid: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(
                int(stat.parent.name)
            )
    found, new = [pid], [pid]
    while new:
        new = [child for parent in new for child in parents.get(parent, [])]
        found += new
    return found


def kill(site: Site) -> None:
    """Ends all its processes at once."""
    assert site._process is not None
    for pid in processes_of(site._process.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    site._process.wait()
    until(lambda: site.health() is None, "it is still there")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the server's processes in /proc")
def test_a_server_killed_in_the_middle_of_a_save_makes_one_record(sit_down, fresh_site: Site):
    page = sit_down(fresh_site, WIDTHS["wide"])
    make_account(page, fresh_site.first_link, "Ana Pérez", "ana")
    for delay, theme in ((0, "apagón"), (40, "cortocircuito")):
        page.goto("/registrar")
        box(page).fill(f"ayer reunión con la UIS sobre un {theme}")
        expect(chip(page, "party:uis")).to_be_visible()
        box(page).press("Enter", no_wait_after=True)
        page.wait_for_timeout(delay)
        kill(fresh_site)
        fresh_site.start()
        # A save that died between claiming its key and writing frees the key after a minute.
        expect(saved(page)).to_have_count(1, timeout=150_000)
        expect(waiting(page)).to_have_count(0)
        assert len(on_timeline(page, "uis", f"Reunión con UIS sobre {theme}").all()) == 1
    sit_down.watch(page).take()  # the server's absence is on the console


@pytest.mark.parametrize("change", ["", " y energía"])
def test_a_line_whose_answer_was_lost_is_not_saved_twice_when_it_is_taken_back(ana, sit_down, width, change):
    sit_down.watch(ana).expected = {0, 422}
    theme = f"respuesta perdida {len(change)} {width}"
    ana.goto("/registrar")
    box(ana).fill(f"ayer reunión con la UIS sobre {theme}")
    expect(chip(ana, "party:uis")).to_be_visible()
    silent = lambda route: (route.fetch(), route.abort())  # noqa: E731 - said once
    ana.route("**/api/v1/captures", silent)
    box(ana).press("Enter")
    ana.get_by_role("button", name="Cambiar").click()
    expect(box(ana)).to_have_value(f"ayer reunión con la UIS sobre {theme}")
    ana.unroute("**/api/v1/captures")
    if change:
        box(ana).press("End")
        box(ana).press_sequentially(change)
    expect(chip(ana, "party:uis")).to_be_visible()
    box(ana).press("Enter")
    expect(saved(ana)).to_have_count(1)
    expect(saved(ana)).to_contain_text(theme)
    if change:
        expect(ana.get_by_role("alert")).to_contain_text("Ya quedó guardada")
        expect(box(ana)).to_have_value(f"ayer reunión con la UIS sobre {theme}{change}")
        box(ana).fill("")
    ana.goto(f"/interacciones?q={theme}")
    expect(ana.locator(".row-link")).to_have_count(1)
    sit_down.watch(ana).take()  # the lost answer is on the console


def test_a_line_that_was_saved_as_a_form_is_not_saved_twice_though_its_draft_stayed(ana, sit_down, width):
    sit_down.watch(ana).expected = {422}
    theme = f"formulario y línea {width}"
    ana.goto("/registrar")
    box(ana).fill(f"ayer reunión con la UIS sobre {theme}")
    expect(chip(ana, "party:uis")).to_be_visible()
    ana.get_by_role("button", name="Más detalles").click()
    expect(ana.get_by_label("Qué fue")).to_be_visible()
    drafts = ana.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('red:captura:'))")
    assert len(drafts) == 1
    ana.locator(".form-end button[type=submit]").click()
    expect(ana.get_by_text("Guardado.")).to_be_visible()
    ana.wait_for_load_state()
    # As when one leaves the page that says so before its scripts are there.
    ana.evaluate("drafts => drafts.forEach(([name, value]) => localStorage.setItem(name, value))", drafts)
    ana.goto("/registrar")
    expect(box(ana)).to_have_value(f"ayer reunión con la UIS sobre {theme}")
    expect(chip(ana, "party:uis")).to_be_visible()
    box(ana).press("Enter")
    expect(
        saved(ana).or_(ana.get_by_role("alert").filter(has_text="Ya quedó guardada")).first
    ).to_be_visible()
    ana.goto(f"/interacciones?q={theme}")
    expect(ana.locator(".row-link")).to_have_count(1)


def test_a_line_is_refused_when_somebody_else_logs_in_while_lines_are_sent(ana, sit_down, width):
    sit_down.watch(ana).expected = {409}
    theme = f"cambio de cuenta {width}"
    ana.goto("/registrar")
    box(ana).fill(f"ayer reunión con la UIS sobre {theme}")
    expect(chip(ana, "party:uis")).to_be_visible()
    another = lambda route: route.continue_(headers={**route.request.headers, "line-author": "u-otra"})  # noqa: E731
    ana.route("**/api/v1/captures", another)
    box(ana).press("Enter")
    expect(waiting(ana)).to_have_count(1)
    expect(ana.get_by_role("link", name="Entrar")).to_be_visible()
    ana.unroute("**/api/v1/captures")
    ana.reload()
    expect(saved(ana)).to_have_count(1)
    ana.goto(f"/interacciones?q={theme}")
    expect(ana.locator(".row-link")).to_have_count(1)
    sit_down.watch(ana).take()


def test_leaving_clears_empty_drafts_and_keeps_what_is_not_saved(ana, sit_down, office, width):
    page = sit_down(office, 1280)
    make_account(page, invite(ana, "Lucía"), "Lucía Gil", f"lucia{width}")
    page.goto("/registrar")
    box(page).fill("ayer reunión con la UIS sobre lo no guardado")
    expect(chip(page, "party:uis")).to_be_visible()
    left = page.evaluate(
        """() => {
          const user = document.body.dataset.userId, at = Date.now();
          localStorage.setItem(`red:captura:${user}:varias`, JSON.stringify({ text: " ", at }));
          localStorage.setItem(`red:draft:${user}:/a`, JSON.stringify({ at, pairs: [["title", ""]] }));
          localStorage.setItem(`red:draft:${user}:/b`, JSON.stringify({ at, pairs: [["title", "Algo"]] }));
          localStorage.setItem("red:draft:u-otra:/a", JSON.stringify({ at, pairs: [["title", ""]] }));
          return [`red:captura:${user}`, `red:draft:${user}:/b`, "red:draft:u-otra:/a"].sort();
        }"""
    )
    page.get_by_label("Su cuenta").click()
    page.get_by_role("button", name="Salir").click()
    expect(page.get_by_label("Usuario")).to_be_visible()
    kept = page.evaluate(
        "Object.keys(localStorage).filter((key) => /^red:(draft|captura):/.test(key)).sort()"
    )
    assert kept == left
