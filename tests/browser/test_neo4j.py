"""The same data on a real Neo4j, and what people see when it is away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desks
from tests.browser.doing import (
    IMEBU,
    NETHERLANDS,
    fill_details,
    log_in,
    make_account,
    party,
    pick,
    picture,
    record_meeting,
    save,
)
from tests.browser.sites import Site
from tests.browser.watching import barriers, sideways
from tests.browser.windows import Windows
from tests.neo4j_server.fixtures import ask, empty
from tests.neo4j_server.servers import Server

pytestmark = pytest.mark.neo4j
PATTERN = "MATCH (a:Embassy)-[:TOOK_PART]->(i:Interaction)<-[:TOOK_PART]-(b:CityDependency) RETURN a.name, i.title, b.name"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory, windows: Windows, neo4j_server: Server) -> Iterator[Site]:
    """An installation that began with SQLite, where Ana has an account, and was moved to Neo4j with one command."""
    empty(neo4j_server)
    folder = tmp_path_factory.mktemp("moved")
    before = Site(folder).start()
    desks = Desks(windows)
    make_account(desks(before, 1280), before.first_link, "Ana Pérez", "ana")
    assert not desks.close()
    before.stop()
    known = {"USER": neo4j_server.user, "PASSWORD": neo4j_server.password}
    before.settings |= {f"ALIADOS_TO_{name}": value for name, value in known.items()}
    before.run("migrate", before.settings["ALIADOS_STORE"], neo4j_server.url)
    reached = {f"ALIADOS_STORE_{name}": value for name, value in known.items()}
    after = Site(folder, {"ALIADOS_STORE": neo4j_server.url, **reached}).start()
    assert "/bienvenida/" not in after.printed
    yield after
    after.stop()


def test_work_goes_on_in_neo4j_under_the_same_account(moved, sit_down, neo4j_server, width):
    page, title = sit_down(moved, width), f"Visita en Neo4j {width}"
    page.goto("/entrar")
    log_in(page, "ana")
    page.goto("/interacciones")
    expect(page.locator(".list-count")).to_contain_text("interacciones")
    record_meeting(page, title, (NETHERLANDS, IMEBU))
    page.goto("/actores/embajada-paises-bajos")
    expect(page.locator(".timeline").get_by_role("link", name=title, exact=True)).to_be_visible()
    rows = ask(neo4j_server, PATTERN)
    assert [NETHERLANDS[1], title, IMEBU[1]] in rows
    picture(page, "neo4j")


def test_a_form_outlives_the_loss_of_neo4j_and_is_saved_when_it_is_back(moved, sit_down, killable_neo4j):
    pages = {width: sit_down(moved, width) for width in (1280, 360)}
    for width, page in pages.items():
        page.goto("/entrar")
        log_in(page, "ana")
        page.goto("/registrar/formulario")
        pick(party(page, 1), *NETHERLANDS)
        page.get_by_label("De qué se habló").fill(f"Lo que no se debe perder {width}")
        fill_details(page, f"Guardada después {width}")
    killable_neo4j.kill()
    for width, page in pages.items():
        sit_down.watch(page).expected = {503}
        save(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Los datos no responden en este momento")
        page.get_by_text("Ver lo que escribió").click()
        expect(page.get_by_text(f"Lo que no se debe perder {width}")).to_be_visible()
        assert not barriers(page)
        assert sideways(page) == 0
        picture(page, "neo4j-away")
    killable_neo4j.start()
    for width, page in pages.items():
        page.get_by_role("button", name="Reintentar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Guardada después {width}")
        expect(page.get_by_text(f"Lo que no se debe perder {width}")).to_be_visible()
    rows = ask(
        killable_neo4j, "MATCH (i:Interaction) WHERE i.title STARTS WITH 'Guardada después' RETURN i.title"
    )
    assert len(rows) == len(pages)
