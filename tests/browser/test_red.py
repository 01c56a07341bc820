"""The third job: the red, found by search first, and as a file that needs nothing else."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.doing import NETHERLANDS, UIS, picture, tab_to, wait_for_analysis
from tests.browser.watching import barriers, sideways


@pytest.fixture
def red(ana: Page) -> Page:
    """Ana's window, where the network has been worked out."""
    wait_for_analysis(ana)
    return ana


def drawn(page: Page, query: str) -> Locator:
    """The picture, once it shows what the address asks for and there is ink on it."""
    canvas = page.locator("#red-canvas")
    expect(canvas).to_have_attribute("data-drawn", query)
    assert painted(canvas) > 300
    return canvas


def painted(canvas: Locator) -> int:
    """How many points of it carry ink."""
    ink: int = canvas.locator("canvas").evaluate(
        """canvas => {
             const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
             let ink = 0;
             for (let at = 3; at < data.length; at += 4) if (data[at] > 40) ink += 1;
             return ink;
           }"""
    )
    return ink


def rings(canvas: Locator) -> Iterator[tuple[float, float]]:
    """Points of the picture from its middle outwards, as the mouse needs them."""
    box = canvas.bounding_box()
    assert box is not None
    step = 9.0
    reach = int(max(box["width"], box["height"]) / 2 / step)
    for ring in range(reach):
        for across in range(-ring, ring + 1):
            for down in (-ring, ring) if abs(across) < ring else range(-ring, ring + 1):
                x, y = box["width"] / 2 + across * step, box["height"] / 2 + down * step
                if 0 < x < box["width"] and 0 < y < box["height"]:
                    yield box["x"] + x, box["y"] + y


def click_someone(canvas: Locator) -> None:
    """Moves the mouse over the picture until somebody is under it, and clicks."""
    canvas.scroll_into_view_if_needed()
    for x, y in rings(canvas):
        canvas.page.mouse.move(x, y)
        if "over" in (canvas.get_attribute("class") or "").split():
            canvas.page.mouse.click(x, y)
            return
    raise AssertionError("nobody is in the picture")


def test_an_actor_s_surroundings_are_found_by_search(red):
    red.goto("/")
    red.locator(".places").get_by_role("link", name="Red", exact=True).click()
    drawn(red, "start")
    box = red.get_by_role("combobox", name="Un actor, un tema o una pregunta")
    box.fill(NETHERLANDS[0])
    red.locator(".red-search").get_by_role("option", name=NETHERLANDS[1]).first.click()
    drawn(red, "actor=embajada-paises-bajos")
    expect(red.get_by_role("heading", level=2, name=f"Alrededor de {NETHERLANDS[1]}")).to_be_visible()
    panel = red.locator("#red-panel")
    expect(panel.get_by_role("heading", name=NETHERLANDS[1])).to_be_visible()
    expect(panel.locator("a[href*='/interacciones/']").first).to_be_visible()
    assert sideways(red) == 0
    assert not barriers(red)
    picture(red, "red-around")
    panel.get_by_role("link", name="Abrir", exact=False).first.click()
    expect(red.get_by_role("heading", level=1)).to_have_text(NETHERLANDS[1])


def test_an_actor_s_page_leads_to_its_surroundings(red):
    red.goto("/actores/uis")
    red.locator("summary", has_text="Más sobre este actor").click()
    red.locator(".record-head .menu").get_by_role("link", name="Ver en la red").click()
    drawn(red, "actor=uis")
    expect(red.get_by_role("heading", level=2, name=f"Alrededor de {UIS[1]}")).to_be_visible()


def test_the_whole_red_is_drawn_and_a_click_opens_an_actor_s_facts(red):
    red.goto("/red")
    drawn(red, "start")
    red.get_by_role("link", name="Ver toda la red").click()
    canvas = drawn(red, "todo=1")
    expect(red.get_by_role("heading", level=2, name="Toda la red")).to_be_visible()
    assert red.locator(".red-list tbody tr").count() > 60
    picture(red, "red-whole")
    click_someone(canvas)
    panel = red.locator("#red-panel")
    expect(panel).to_be_visible()
    expect(red).to_have_url(re.compile("sel="))
    assert not barriers(red)
    panel.get_by_role("button", name="Cerrar").click()
    expect(panel).to_be_hidden()
    expect(red).not_to_have_url(re.compile("sel="))


def test_the_red_is_walked_with_the_keyboard(red):
    red.goto("/red?todo=1")
    canvas = drawn(red, "todo=1")
    tab_to(canvas, most=80)
    red.keyboard.press("ArrowRight")
    spoken = red.locator("[data-spoken]")
    expect(spoken).not_to_be_empty()
    name = spoken.inner_text().split(", ")[0]
    red.keyboard.press("Enter")
    expect(red.locator("#red-panel h2")).to_contain_text(name)
    red.keyboard.press("Escape")
    expect(red.locator("#red-panel")).to_be_hidden()


def test_filters_leave_fewer_and_stand_in_the_address(red, width):
    red.goto("/red?todo=1")
    drawn(red, "todo=1")
    rows = red.locator(".red-list tbody tr")
    before = rows.count()
    if width < 600:
        red.locator("summary", has_text="Filtros").click()
    red.get_by_label("Sector").select_option("academic_cultural")
    drawn(red, "todo=1&sector=academic_cultural")
    assert 0 < rows.count() < before
    red.get_by_label("Desde el año").select_option("2023")
    drawn(red, "todo=1&sector=academic_cultural&desde=2023")
    red.reload()
    drawn(red, "todo=1&sector=academic_cultural&desde=2023")
    expect(red.get_by_label("Desde el año")).to_have_value("2023")
    picture(red, "red-filtered")
    red.go_back()
    drawn(red, "todo=1&sector=academic_cultural")
    red.locator("[data-active] a", has_text="Académico").click()
    drawn(red, "todo=1")
    assert rows.count() == before
    red.locator("[data-legend] a", has_text="Diplomacia").click()
    drawn(red, "familia=diplomatic&todo=1")
    assert 0 < rows.count() < before


def test_the_downloaded_file_draws_with_the_network_cut(red, sit_down, office, width, tmp_path):
    red.goto("/red?todo=1")
    drawn(red, "todo=1")
    with red.expect_download() as coming:
        red.get_by_role("link", name="Descargar en un archivo").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    alone = sit_down(office, width, offline=True)
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    canvas = alone.locator("#red-canvas")
    expect(canvas.locator("canvas")).to_be_visible()
    assert painted(canvas) > 300
    assert sideways(alone) == 0
    alone.locator("#red-q").fill("santander")
    alone.get_by_role("button", name=UIS[1]).click()
    expect(alone.locator(".red-panel h2")).to_have_text(UIS[1])
    assert not barriers(alone)
    picture(alone, "red-file")
    assert asked == [file.as_uri()]
