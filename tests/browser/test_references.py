"""Ten pictures look as they did, whatever the fonts, and the comparison sees what is gone or elsewhere."""

import re

from tests.browser.references import PICTURES, STORY, difference, drawn, reference, shrunk


def test_ten_pictures_look_like_their_references(browser, tmp_path):
    page = browser.new_page()
    try:
        made = dict(drawn(tmp_path))
        assert list(made) == [*PICTURES, STORY]
        found = {name: difference(shrunk(page, one)[0], reference(page, name)) for name, one in made.items()}
        assert {name: one for name, one in found.items() if not one.is_small} == {}

        red, kept = made["red"].decode(), reference(page, "red")
        other = re.sub(r'font-family="[^"]*"', 'font-family="DejaVu Sans Mono"', red)
        assert difference(shrunk(page, other.encode())[0], kept).is_small
        marks = re.escape('<g transform="translate(0.0 ')
        wrong = {
            "no marks": re.sub(r"<path[^>]*/>", "", red),
            "legend elsewhere": re.sub(marks, '<g transform="translate(400.0 ', red),
            "other colours": red.replace("#009E73", "#D55E00"),
        }
        for what, drawing in wrong.items():
            assert drawing != red, what
            assert not difference(shrunk(page, drawing.encode())[0], kept).is_small, what
    finally:
        page.close()
