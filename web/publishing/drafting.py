"""A view as it would be published now: whom it draws, where, and what has changed since it was."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crm.errors import NotFound, NotReady
from crm.listing import every
from crm.publishing.model import Publication
from crm.publishing.preview import Preview, preview
from crm.publishing.reading import red_of
from crm.publishing.records import LABEL, read_publication
from crm.views.comparing import Since
from crm.views.model import SavedView
from crm.views.reading import ViewFilter, list_views
from graph.store import Query, Store
from web.auth import the_viewer
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.views.gathering import scene_of, since_words

MOST_COMPARED, MOST_VIEWS = 20, 50


@dataclass(frozen=True)
class Row:
    """A publication in the administrator's list: how many of its actors are public now, and what its view shows since."""

    one: Publication
    shown: int
    changed: str


def draft_of(store: Store, view: SavedView, before: Publication | None = None) -> Publication:
    """The draft. Its note is never the view's own, which is the office's.

    Raises NotFound for a private view, which nobody publishes, NotReady before the first analysis.
    """
    if not view.is_shared:
        raise NotFound("view", view.id)
    scene = scene_of(store, view)
    if scene is None:
        raise NotReady("view", view.id)
    drawn = {node.id: (float(node.x), float(node.y)) for node in scene.nodes}
    draft = before or Publication("", view.name)
    return replace(draft, view=view.id, actors=tuple(drawn), positions=drawn, withdrawn=False)


def published_from(view: str) -> Publication | None:
    """The publication that was made of a view last, withdrawn or not."""
    made = [one for one in every_publication() if one.view == view]
    return max(
        made,
        key=lambda one: (not one.withdrawn, one.published_on and one.published_on.toordinal()),
        default=None,
    )


def every_publication() -> list[Publication]:
    """All of them, by title."""
    query = Query(LABEL, order=(("sort_name", False),))
    return [read_publication(node) for node in every(whole_store(), query)]


def rows(store: Store) -> tuple[list[Row], list[Publication]]:
    """The publications that are public, each with how it stands, and those that were withdrawn."""
    found = every_publication()
    views = {view.id: view for view in views_to_publish(store)}
    there = [one for one in found if not one.withdrawn]
    told = [
        Row(
            one,
            len(red_of(whole_store(), one).actors),
            _changed(store, one, views.get(one.view)) if place < MOST_COMPARED else "",
        )
        for place, one in enumerate(there)
    ]
    return told, [one for one in found if one.withdrawn]


def views_to_publish(store: Store) -> list[SavedView]:
    """The views of the office, the latest first; a private one is published by nobody."""
    return [view for view in list_views(store, ViewFilter(limit=MOST_VIEWS)).items if view.is_shared]


def _changed(store: Store, one: Publication, view: SavedView | None) -> str:
    """What the view shows that was not published, or no longer shows; "" for nothing."""
    if view is None:
        return _("La vista de la que salió ya no está.")
    scene = scene_of(store, view)
    if scene is None:
        return ""
    then, now = set(one.actors), {node.id for node in scene.nodes}
    return since_words(Since(tuple(sorted(now - then)), tuple(sorted(then - now)), 0))


def previewed(store: Store, view: SavedView) -> tuple[Publication, Preview]:
    """The draft of a view and what the public would see of it."""
    draft = draft_of(store, view, published_from(view.id))
    return draft, preview(store, the_viewer(), draft)
