"""The pictures of the user guide can be taken: every scene of it is still there."""

from __future__ import annotations

from tests.browser.conftest import OUTPUT
from tests.browser.doing import make_account
from tests.browser.guide import LANGUAGES, SCENES, prepare, take_all


def test_every_picture_of_the_guide_can_be_taken_in_both_languages(fresh_site, sit_down):
    prepare(fresh_site)
    page = sit_down(fresh_site, 1280)
    make_account(page, fresh_site.first_link, "Ana Pérez", "ana")
    files = list(take_all(page, OUTPUT / "guide"))
    assert len(files) == len(SCENES) * len(LANGUAGES)
    assert all(file.stat().st_size > 5_000 for file in files)
