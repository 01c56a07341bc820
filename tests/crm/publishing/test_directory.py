"""Searching the public directory: whole, page by page, and silent about who was found by what is not public."""

import base64

import pytest

from crm.access import Viewer
from crm.actors import save_many_actors
from crm.publishing import directory
from crm.publishing.directory import public_directory
from crm.publishing.model import PublicFilter
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_actor

__all__ = ["both"]
PUBLIC = ("public",)


def pages(store: Store, text: str) -> list[list[str]]:
    found: list[list[str]] = []
    after: str | None = None
    while not found or after:
        page = public_directory(store, PublicFilter(text=text, after=after, limit=2))
        found.append([actor.id for actor in page.items])
        after = page.next
    return found


@pytest.fixture
def gardens(both: Store, boss: Viewer) -> Store:
    """Gardens by name, with others between them whose notes alone speak of gardens."""
    names = [f"Jardín {number}" for number in range(5)]
    others = [make_actor(id=f"o-{n}", name=f"Jar {n}", notes="un jardín", audience=PUBLIC) for n in range(9)]
    shown = [make_actor(id=f"j-{n}", name=name, audience=PUBLIC) for n, name in enumerate(names)]
    save_many_actors(both, boss, [*shown, *others])
    return both


def test_a_search_shows_every_name_once_page_by_page_on_both_stores(gardens: Store):
    assert pages(gardens, "jardin") == [["j-0", "j-1"], ["j-2", "j-3"], ["j-4"]]


def test_where_the_next_page_begins_names_nobody_who_was_passed_over(
    gardens: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(directory, "_STEPS", (3, 9))
    page = public_directory(gardens, PublicFilter(text="jardin", limit=2))
    assert page.next is not None
    told = base64.b64decode(page.next + "===").decode()
    assert "j-1" in told
    assert "o-" not in told


def test_a_search_ends_in_time_and_goes_on_where_it_ended(gardens: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(directory, "_STEPS", (4,))
    assert pages(gardens, "jardin") == [[]]
    monkeypatch.setattr(directory, "_STEPS", (10,))
    assert pages(gardens, "jardin") == [["j-0"], ["j-1", "j-2"], ["j-3", "j-4"]]
