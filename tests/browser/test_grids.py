"""Power and interest: an actor is placed by dragging and by keys, and the quick assessment by numbers alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.doing import describe_project, focused, picture
from tests.browser.watching import barriers, sideways

SAVED = "Su valoración quedó guardada."


def seen(page: Page, actor: str = "") -> str:
    """Where to find the actors of the picture that this width shows."""
    assert page.viewport_size is not None
    kind = "narrow" if page.viewport_size["width"] < 720 else "wide"
    which = f"[data-actor='{actor}']" if actor else "[data-actor]"
    return f".grid-{kind} {which}"


def test_an_actor_is_placed_by_dragging_and_by_keys(ana, width):
    describe_project(ana, f"Matriz de agua {width}")
    expect(ana.locator(".ranked-list > li").first).to_be_visible()
    ana.get_by_role("link", name="Poder e interés").click()
    first = ana.locator(seen(ana)).first
    expect(first).to_be_visible()
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "grid")
    actor = first.get_attribute("data-actor")
    mark = ana.locator(seen(ana, actor)).locator(".grid-mark, .grid-open")
    frame = ana.locator(seen(ana).split()[0]).locator(".grid-ground").bounding_box()
    at = mark.bounding_box()
    ana.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    ana.mouse.down()
    ana.mouse.move(frame["x"] + frame["width"] - 20, frame["y"] + 30, steps=4)
    ana.mouse.up()
    expect(ana.get_by_text(SAVED)).to_be_visible()
    row = ana.locator(f"#actor-{actor}")
    expect(row).to_contain_text("poder 5, interés 5")
    assert focused(ana.locator(seen(ana, actor)))
    for key in ("ArrowLeft", "ArrowDown", "ArrowDown", "Enter"):
        ana.keyboard.press(key)
    expect(row).to_contain_text("poder 3, interés 4")
    expect(ana.get_by_text(SAVED)).to_be_visible()


def test_a_whole_list_is_assessed_with_the_number_keys(ana, width):
    describe_project(ana, f"Valorar el agua {width}")
    expect(ana.locator(".ranked-list > li").first).to_be_visible()
    ana.goto(re.sub("/mapa.*", "/valoraciones", ana.url))
    ana.wait_for_load_state()
    ana.locator("[data-five] input:checked").first.focus()
    for key in "4250":
        ana.keyboard.press(key)
    chosen = ana.locator("[data-five] input:checked")
    values = [chosen.nth(place).input_value() for place in (0, 1, 4, 5)]
    assert values == ["4", "2", "5", ""]
    assert not barriers(ana)
    ana.get_by_role("button", name="Guardar mis valoraciones").click()
    expect(ana.get_by_text("Sus 2 valoraciones quedaron guardadas.")).to_be_visible()
    expect(ana.locator("tbody tr").first).to_contain_text("poder 4, interés 2")
