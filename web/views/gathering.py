"""What a view shows now: its picture, how it has changed since it was saved, and both as it is saved."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import g

from crm.access import Viewer
from crm.views.comparing import Since, since_saved
from crm.views.model import Held, SavedView
from crm.views.saving import create_view, update_view
from graph.store import Store
from web.derived import current_results
from web.red.view import RedView, gather_view
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext
from web.views.asking import canonical, wish_of

MOST_ACTORS = 60


def scene_of(store: Store, view: SavedView) -> RedView | None:
    """Who is in the view as of now and where, and their ties, gathered once in a request; None before the first analysis."""
    known: dict[tuple[str, str, int], tuple[Store, RedView | None]] = g.setdefault("view_scenes", {})
    key = (view.id, view.query, id(store))
    if key not in known:
        known[key] = store, drawing_of(store, view, plain=True)
    return known[key][1]


def drawing_of(store: Store, view: SavedView, *, plain: bool = False) -> RedView | None:
    """The same with all that its drawing shows, unless it is `plain`."""
    derived = current_results()
    if derived is None:
        return None
    return gather_view(store, derived, replace(wish_of(view.query), vista=view.id), plain=plain)


def actors_drawn(store: Store, view: SavedView) -> RedView | None:
    """The drawing with everybody apart, also where the view itself shows them in bubbles."""
    derived = current_results()
    if derived is None:
        return None
    return gather_view(store, derived, replace(wish_of(view.query), vista=view.id, agrupar="no"))


def actors_in(view: SavedView) -> list[tuple[str, str]]:
    """(id, name) of the actors whom one may point at in a view: those it is around, then its best connected."""
    scene = scene_of(current_store(), view)
    if scene is None:
        return []
    first = [node for node in scene.nodes if node.id in scene.wish.actor]
    return list({node.id: node.name for node in [*first, *scene.most_connected[:MOST_ACTORS]]}.items())


def as_it_stands(store: Store, view: SavedView) -> SavedView:
    """The view with its selection said one way, the hidden among it, and with what that holds now. Raises InvalidData."""
    hidden = urlencode([("sin", id) for id in view.hidden])
    query = canonical("&".join(part for part in (view.query, hidden) if part))
    said = view.having(query=query, hidden=list(wish_of(query).sin))
    scene = scene_of(store, said)
    return said.having(held=held_by(scene)) if scene else said


def held_by(scene: RedView) -> Held:
    """What a picture holds."""
    return Held(actors=[node.id for node in scene.nodes], ties=scene.ties)


def create_here(store: Store, viewer: Viewer, view: SavedView) -> SavedView:
    """`create_view`, with what the view holds now. Raises as it does."""
    return create_view(store, viewer, as_it_stands(store, view))


def update_here(store: Store, viewer: Viewer, view: SavedView) -> SavedView:
    """`update_view`, with what the view holds now. Raises as it does."""
    return update_view(store, viewer, as_it_stands(store, view))


def since_words(since: Since) -> str:
    """What changed, as one sentence; "" for nothing."""
    parts = [*_actors(since), *_ties(since.ties)]
    return _("Sus datos cambiaron desde entonces: %(what)s.", what=", ".join(parts)) if parts else ""


def changed_words(view: SavedView, scene: RedView | None) -> str:
    """What changed since the view was saved, "" for nothing or when nobody can tell."""
    if scene is None or not view.held.actors:
        return ""
    return since_words(since_saved(view, [node.id for node in scene.nodes], scene.ties))


def _actors(since: Since) -> list[str]:
    came, went = len(since.came), len(since.went)
    more = [ngettext("%(num)s actor nuevo", "%(num)s actores nuevos", came)] if came else []
    return more + ([ngettext("%(num)s actor menos", "%(num)s actores menos", went)] if went else [])


def _ties(more: int) -> list[str]:
    if more > 0:
        return [ngettext("%(num)s vínculo más", "%(num)s vínculos más", more)]
    return [ngettext("%(num)s vínculo menos", "%(num)s vínculos menos", -more)] if more else []
