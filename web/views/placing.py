"""The places that somebody gave to actors in a saved view, over those that were worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm.errors import NotFound
from crm.picture import PictureNode
from crm.views.model import SavedView
from crm.views.reading import view_of
from graph.store import Store


def saved_view(store: Store, id: str) -> SavedView | None:
    """The view that an address names; None for none, or for one that is not there (any more)."""
    if not id:
        return None
    try:
        view = view_of(store, id)
    except NotFound:
        return None
    return None if view.archived else view


def as_saved(store: Store, vista: str, nodes: Sequence[PictureNode]) -> list[PictureNode]:
    """The actors of a picture, those that were moved in the view at their places."""
    view = saved_view(store, vista)
    moved = view.positions if view else {}
    return [
        replace(node, x=moved[node.id][0], y=moved[node.id][1]) if node.id in moved else node
        for node in nodes
    ]
