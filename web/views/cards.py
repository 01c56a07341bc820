"""Views where they are pinned: on the first page, an actor's, a project's, each a small card."""

from __future__ import annotations

from dataclasses import dataclass

from crm.views.model import SavedView
from crm.views.reading import views_pinned_to
from web.red.words import description_of
from web.store import current_store
from web.views.asking import address_of
from web.views.gathering import changed_words, scene_of
from web.views.miniature import Miniature, miniature_of

MOST = 3


@dataclass(frozen=True)
class Card:
    """A view in short: what it shows, what changed since, its drawing (None before the first analysis)."""

    view: SavedView
    url: str
    said: str
    changed: str
    drawing: Miniature | None


def card_of(view: SavedView) -> Card:
    """The card of a view."""
    scene = scene_of(current_store(), view)
    said = description_of(scene) if scene else ""
    drawing = miniature_of(scene) if scene else None
    return Card(view, address_of(view), said, changed_words(view, scene), drawing)


def pinned_cards(place: str) -> list[Card]:
    """The cards of the views pinned to an actor, a project, or the first page ("inicio"); the latest."""
    return [card_of(view) for view in views_pinned_to(current_store(), place, MOST)]
