"""The places that somebody gave to actors in a saved view, over those that were worked out."""

from __future__ import annotations

from collections.abc import Sequence

from crm.errors import NotFound
from crm.picture import PictureNode
from crm.views.model import SavedView
from crm.views.reading import view_of
from graph.store import Store
from web.red.pins import with_pins


def saved_view(store: Store, id: str) -> SavedView | None:
    """The view that an address names; None for none, or for one that is not there (any more)."""
    if not id:
        return None
    try:
        view = view_of(store, id)
    except NotFound:
        return None
    return None if view.archived else view


def as_saved(store: Store, vista: str, nodes: Sequence[PictureNode]) -> Sequence[PictureNode]:
    """The actors of a picture, those that the view keeps at their places, whoever came since out of their way."""
    view = saved_view(store, vista)
    return with_pins(nodes, view.positions) if view and view.positions else nodes
