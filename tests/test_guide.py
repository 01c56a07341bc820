"""The user guide says the same in both languages, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from tests.browser.guide import LANGUAGES, PICTURES, SCENES
from web import create_app
from web.config import Config

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = {"es": DOCS / "guia", "en": DOCS / "guide"}
PAGES = [page for folder in GUIDES.values() for page in sorted(folder.glob("*.md"))]
_LINK = re.compile(r"\]\(([^)#]+)\)")
_PATH = re.compile(r"`(/[a-z0-9/.-]*)`")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("guide")
    return create_app(Config(store=f"sqlite:///{folder}/red.db", data_dir=folder))


def named(page: Path) -> str:
    return f"{page.parent.name}/{page.name}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_of_a_page_is_there(page):
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_address_that_a_page_names_is_one_of_the_application(page, app):
    addresses = app.url_map.bind("localhost")
    unknown = []
    for path in _PATH.findall(page.read_text(encoding="utf-8")):
        try:
            addresses.match(path)
        except (MethodNotAllowed, RequestRedirect):
            pass  # it is there, for another verb or under another spelling
        except NotFound:
            unknown.append(path)
    assert [path for path in unknown if path != "/"] == []


def test_both_languages_have_the_same_pages_in_the_same_order():
    orders = [
        _LINK.findall((folder / "README.md").read_text(encoding="utf-8"))[1:] for folder in GUIDES.values()
    ]
    assert [len(order) for order in orders] == [11, 11]
    for spanish, english in zip(*orders, strict=True):
        pages = (GUIDES["es"] / spanish, GUIDES["en"] / english)
        pictures = [
            re.findall(r"pictures/(?:es|en)-([a-z-]+)\.png", page.read_text(encoding="utf-8"))
            for page in pages
        ]
        assert pictures[0] == pictures[1], spanish


def test_every_picture_is_shown_and_has_a_scene_that_takes_it():
    taken = {f"{language}-{scene.name}.png" for language in LANGUAGES for scene in SCENES}
    shown = {
        Path(link).name
        for page in PAGES
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
        if link.endswith(".png")
    }
    assert {file.name for file in PICTURES.glob("*.png")} == taken == shown
