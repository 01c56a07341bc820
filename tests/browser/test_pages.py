"""Every page there is: reachable for everybody, within its window, nothing refused by the policy, nobody else asked."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS, Desks
from tests.browser.doing import (
    UIS,
    describe_project,
    invite,
    keep_view,
    make_account,
    picture,
    publish,
    record_meeting,
    save,
)
from tests.browser.sites import Site
from tests.browser.watching import barriers, sideways
from tests.browser.windows import Windows
from web import create_app
from web.config import Config

# A page of each endpoint; the words in braces are found once, see `places`.
PAGES = {
    "actores.archivar": "/actores/uis/archivar",
    "actores.cargo_nuevo": "/actores/alcalde-bucaramanga/cargos/nuevo",
    "actores.cargo_terminar": "{post}",
    "actores.detalle": "/actores/uis",
    "actores.editar": "/actores/uis/editar",
    "actores.lista": "/actores",
    "actores.nuevo": "/actores/nuevo",
    "actores.persona_nueva": "/actores/uis/personas/nueva",
    "actores.personas": "/actores/alcaldia-bucaramanga/personas",
    "actores.vinculo_nuevo": "/actores/uis/vinculos/nuevo",
    "administracion.cuentas": "/ajustes/cuentas",
    "administracion.llaves": "/ajustes/llaves",
    "agenda.ver": "/agenda",
    "ajustes.inicio": "/ajustes",
    "analisis.tabla": "/analisis",
    "atributos.editar": "{project}/atributos/uis",
    "atributos.sectores": "{project}/sectores",
    "atributos.tabla": "{project}/atributos",
    "borrar.pedir": "/borrar/unab",
    "buscar.resultados": "/buscar?q=agua",
    "calendario.ajustes": "/ajustes/calendario",
    "captura.linea": "/registrar",
    "cargos_publicos.decidir": "{public_post}",
    "caras.anillos": "/red/anillos?actor=camara-comercio-bucaramanga",
    "caras.calor": "/red/calor?actor=camara-comercio-bucaramanga",
    "caras.flujos": "/red/flujos?actor=camara-comercio-bucaramanga",
    "caras.linea": "/red/linea?actor=camara-comercio-bucaramanga",
    "caras.matriz": "/red/matriz?actor=camara-comercio-bucaramanga",
    "caras.tabla": "/red/tabla?actor=camara-comercio-bucaramanga",
    "coaliciones.ver": "{project}/coalicion",
    "comparar_mapas.comparar": "{project}/mapa/comparar",
    "compromisos.ficha": "{commitment}",
    "compromisos.lista": "/compromisos",
    "correo.pegar": "/importar/correo",
    "datos.pagina": "/publico/datos",
    "delegacion.editar": "/interacciones/2024q1-visita-quebec/delegacion/editar",
    "delegaciones.ficha": "/interacciones/2024q1-visita-quebec/delegacion",
    "delegaciones.lista": "/delegaciones",
    "delegaciones.necesidades": "/interacciones/2024q1-visita-quebec/necesidades",
    "desenlace.ver": "{commitment}/resultado",
    "documentos.lista": "/documentos?documento=002",
    "duplicados.deshacer": "/uniones/{merge}/deshacer",
    "duplicados.lista": "/duplicados",
    "duplicados.separar": "/actores/uis/separar",
    "duplicados.unir": "/actores/uis/unir?con=unab",
    "enfrian.lista": "/enfrian",
    "enfrian.programar": "/enfrian/uis/programar",
    "entrar.bienvenida": "{invitation}",
    "entrar.formulario": "/entrar",
    "entregar.de": "{leaving}",
    "entregar.propia": "/ajustes/entregar",
    "esperando.lista": "/compromisos/esperando",
    "grande.ver": "/red/grande?todo=1",
    "historial.cambio": "{change}",
    "historial.lista": "/historial",
    "historial.registro": "/historial/uis",
    "hoy.inicio": "/",
    "hoy.mas": "/mas",
    "importar.inicio": "/importar",
    "influencias.lista": "{project}/influencias",
    "interacciones.ficha": "{meeting}",
    "interacciones.lista": "/interacciones",
    "invitados.editar": "{guest}",
    "invitados.invitados": "/interacciones/2024q1-visita-quebec/invitados",
    "mapas.mapa": "{project}/mapa",
    "metodos.pagina": "/metodos",
    "mundo.ver": "/mundo?pais=CA",
    "papeles.papeles": "/interacciones/2024q1-visita-quebec/papeles",
    "papeles_del_mapa.lista": "{project}/papeles",
    "plan.tabla": "{project}/plan",
    "poder.matriz": "{project}/matriz",
    "porque.actor": "{project}/matriz/uis",
    "porque.cambios": "{project}/cambios",
    "programa.editar": "{session}",
    "programa.nueva": "/interacciones/2024q1-visita-quebec/programa/nueva",
    "programa.programa": "/interacciones/2024q1-visita-quebec/programa",
    "proyectos.editar": "{project}/editar",
    "proyectos.ficha": "{project}",
    "proyectos.lista": "/proyectos",
    "proyectos.nuevo": "/proyectos/nuevo",
    "publicar.inicio": "/administrar/publico",
    "publicar.previa": "/administrar/publico/vistas/{view}",
    "publico.actor": "/publico/actores/jica",
    "publico.actores": "/publico/actores",
    "publico.incrustada": "/publico/vistas/{published}/incrustada",
    "publico.inicio": "/publico",
    "publico.vista": "/publico/vistas/{published}",
    "puertas.ver": "{project}/puertas",
    "red.ver": "/red?todo=1",
    "relatos.ver": "/vistas/{view}/relato",
    "registrar.editar": "{meeting}/editar",
    "registrar.nuevo": "/registrar/formulario",
    "revisar.turno": "/compromisos/revisar",
    "ritmos.persona": "/ajustes/persona",
    "ritmos.ver": "/ajustes/ritmos",
    "rotacion.cambio": "{change_of_holder}",
    "rotacion.perdida": "/actores/maria-claudia-lacouture/perdida",
    "salud.estado": "/salud",
    "salud_de_la_red.actores": "/salud-de-la-red/actores?periodo=2024&lista=new",
    "salud_de_la_red.pagina": "/salud-de-la-red",
    "simulador.inicio": "/simulador",
    "sinred.pagina": "/registrar/sin-red/es",
    "taller.sala": "{project}/taller",
    "tarjetas_proyecto.imprimir": "{project}/tarjetas",
    "terminos.pegar": "/proyectos/desde-texto",
    "valoraciones.valorar": "{project}/valoraciones",
    "varias.lineas": "/registrar/varias",
    "vistas.ficha": "/vistas/{view}",
    "vistas.lista": "/vistas",
    "llevar.formas": "/red/llevar?actor=uis",
    "tiempo.ver": "/red/tiempo?dia=2017-06-30",
}
# Answers for scripts and programs, and files.
NOT_PAGES = {
    "dibujos.abrir",
    "grande.elegidos", "grande.lugar", "grande.lugares", "grande.nombres", "grande.puntos", "tiempo.datos",
    "novedades.novedades",
    "relatos.archivo",
    "relatos.papel",
    "actores.exportar", "analisis.exportar", "archivos.abrir", "calendario.enviar", "calendario.leer",
    "entregar.empalme", "papeles.papel", "rotacion.empalme", "buscar.sugerir", "captura.fecha", "captura.sesion", "captura.volver", "caras.archivo", "caras.figura",
    "datos.actores_csv", "datos.actores_jsonld", "datos.personas_csv", "datos.red", "favicon", "sinred.guion", "sinred.palabras", "compromisos.exportar", "importar.exportar",
    "interacciones.exportar", "salud_de_la_red.exportar", "simulador.estado", "red.actor", "red.buscar", "red.datos", "red.descargar", "llevar.archivo", "registrar.cuando", "static",
    "static_plain", "mapas.estado", "papeles_del_mapa.archivo", "tarjetas.tarjeta", "trabajos.estado",
    "trabajos.ver",  # a page while something goes on: test_bringing_in looks at it
}  # fmt: skip
VISIT = "/interacciones/2024q1-visita-quebec"
LOGGED_OUT = {"entrar.bienvenida", "entrar.formulario", "datos.pagina"}
LOGGED_OUT |= {endpoint for endpoint in PAGES if endpoint.startswith("publico.")}
NARROWEST = 320  # to which WCAG 1.4.10 wants pages to flow


@pytest.fixture(scope="module")
def desks(windows: Windows) -> Iterator[Desks]:
    """Windows that stay open from one page to the next."""
    opened = Desks(windows)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def places(desks: Desks, office: Site) -> dict[str, str]:
    """Addresses of records that were made for this, and of some of the office's own."""
    page = desks(office, 1280, office.folder / "ana.json")

    def leads(start: str, link: str) -> str:
        page.goto(start)
        return str(page.locator(link).first.get_attribute("href"))

    found = {
        "invitation": invite(page, "Quien mira páginas"),
        "post": leads("/actores/alcalde-bucaramanga", "a[href$='/terminar']"),
        "commitment": leads("/compromisos", "a.row-link"),
        "meeting": record_meeting(page, "Para mirar", (UIS,), **{"commitments-0-text": "Mirar otra vez"}),
    }
    describe_project(page, "Un proyecto para mirar")
    found["project"] = page.url.removesuffix("/mapa")
    page.get_by_role("button", name="Guardar esta lista").click()
    expect(page.get_by_text("Lista guardada el")).to_be_visible()
    found["view"] = keep_view(page, "/red?actor=jica")
    found["published"] = publish(page, found["view"])
    page.goto("/actores/uis/unir?con=cideu")
    page.get_by_role("button", name="Unir los dos").click()
    link = page.get_by_role("link", name="Deshacer la unión…").first.get_attribute("href")
    found["merge"] = str(link).split("/")[-2]
    found["change"] = leads("/historial", "a[href*='/historial/cambio/']")
    found["leaving"] = leaving(page)
    found["public_post"] = found["post"].replace("/terminar", "/publico")
    found["change_of_holder"] = found["post"].replace("/terminar", "/cambio")
    found |= prepare_visit(page)
    page.close()
    return found


def leaving(page: Page) -> str:
    """Where the account of somebody else is handed over: of who comes in by a new invitation."""
    link = invite(page, "Quien se va")
    browser = page.context.browser
    assert browser is not None
    elsewhere = browser.new_context(base_url=page.url, locale="es-CO")
    make_account(elsewhere.new_page(), link, "Quien Se Va", f"seva{uuid4().hex[:8]}")
    elsewhere.close()
    page.goto("/ajustes/cuentas")
    return str(page.locator("a[href*='/ajustes/entregar/']").first.get_attribute("href"))


def prepare_visit(page: Page) -> dict[str, str]:
    """A session and a guest of a visit, whose pages are found by their links."""
    page.goto(f"{VISIT}/programa/nueva")
    for box, text in (("#f-title", "Para mirar"), ("#f-day", "2029-08-08"), ("#f-begins", "09:00")):
        page.locator(box).fill(text)
    save(page)
    page.goto(f"{VISIT}/invitados")
    page.locator("main form input[type=checkbox]").first.check(force=True)
    page.get_by_role("button", name="Invitar").first.click()
    links = {"session": f"{VISIT}/programa", "guest": f"{VISIT}/invitados"}
    found = {}
    for name, start in links.items():
        page.goto(start)
        hrefs = page.locator(f"a[href^='{start}/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        found[name] = next(href for href in hrefs if not href.endswith("/nueva"))
    return found


@pytest.fixture(scope="module")
def looking(desks: Desks, office: Site) -> dict[tuple[int, bool], Page]:
    """By width, and whether Ana is logged in."""
    state = office.folder / "ana.json"
    return {
        (wide, inside): desks(office, wide, state if inside else None)
        for wide in WIDTHS.values()
        for inside in (True, False)
    }


def test_no_page_is_left_out(tmp_path):
    rules = create_app(Config(store=f"sqlite:///{tmp_path}/red.db", data_dir=tmp_path)).url_map.iter_rules()
    there = {
        rule.endpoint for rule in rules if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }
    assert there == set(PAGES) | NOT_PAGES


@pytest.mark.parametrize("endpoint", PAGES)
def test_the_page_is_for_everybody(endpoint, width, looking, places, desks):
    page = looking[width, endpoint not in LOGGED_OUT]
    desks.watch(page).take()  # what a page before left, when it failed
    answer = page.goto(PAGES[endpoint].format_map(places))
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    if endpoint == "red.ver":
        expect(page.locator("#red-canvas")).to_have_attribute("data-drawn", "todo=1")
    picture(page, f"page-{endpoint}")
    assert barriers(page) == []
    assert sideways(page) == 0
    if width < NARROWEST * 2:
        page.set_viewport_size({"width": NARROWEST, "height": 800})
        wide = sideways(page)
        page.set_viewport_size({"width": width, "height": 800})
        assert wide == 0
    assert desks.watch(page).take() == []


def test_a_page_that_is_not_there_says_so(ana, sit_down):
    sit_down.watch(ana).expected = {404}
    ana.goto("/actores/nadie")
    expect(ana.get_by_role("heading", level=1)).to_have_text("No encontramos lo que busca")
    assert barriers(ana) == []
    assert sideways(ana) == 0


def test_a_picture_is_shown_by_the_sites_that_are_named_alone(places, office, portal, windows):
    context = windows.browser().new_context(viewport={"width": 360, "height": 740}, locale="es-CO")
    page = context.new_page()
    page.goto(f"{office.address}/publico/vistas/{places['published']}")
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_text("Incrustar este dibujo").click()
    portal.html = page.locator(".public-embed code").inner_text()
    page.goto(portal.known)
    frame = page.locator("iframe")
    expect(frame.content_frame.get_by_role("heading", name=title)).to_be_visible()
    expect(frame.content_frame.locator(".public-narrow")).to_be_visible()
    assert [frame.get_attribute(name) for name in ("title", "loading")] == [title, "lazy"]
    assert sideways(page) == 0
    assert frame.content_frame.locator("html").evaluate("all => all.scrollWidth - all.clientWidth") == 0
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(portal.stranger)
    expect(page.locator("iframe").content_frame.get_by_role("heading")).to_have_count(0)
    context.close()
