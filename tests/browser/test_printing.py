"""On paper: the record without the frame, in ink on white."""

import pytest
from playwright.sync_api import expect

from tests.browser.doing import OUTPUT, picture


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["/actores/uis", "/interacciones", "/interacciones/2023q1-reunion-holland-house"]
)
def test_a_page_prints_without_its_frame(address, theme, sit_down, office):
    page = sit_down(office, 1280, office.folder / "ana.json", color_scheme=theme)
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for part in (".bar", ".places", ".actions .btn"):
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    colours = page.locator("body").evaluate(
        "body => [getComputedStyle(body).backgroundColor, getComputedStyle(body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    name = address.strip("/").replace("/", "-")
    picture(page, f"print-{name}-{theme}")
    sheets = page.pdf(format="A4", path=OUTPUT / f"{name}-{theme}.pdf")
    assert sheets.startswith(b"%PDF")
