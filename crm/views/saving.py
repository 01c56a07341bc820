"""Saving views: each write one unit of work, undoable, refused when somebody else saved first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.access import Viewer
from crm.errors import Problem
from crm.identity import free_ids, slug
from crm.office import today
from crm.saving import check, node_of, refuse_stale, refuse_version, writing
from crm.views.model import HOME, SavedView, Step, problems_of
from crm.views.reading import as_seen, unseen_in
from crm.views.records import LABEL, node_of_view, read_view
from crm.views.unseen import over_limits, placed_alone, with_unseen
from graph.records import Node
from graph.store import Store, Transaction

# Said by the program, not by who saves.
_OWN = ("held", "revision", "saved_on", "owner", "archived")
_PICTURE = ("query", "face", "positions", "hidden", "camera")


def create_view(store: Store, viewer: Viewer, view: SavedView) -> SavedView:
    """Makes the view, of whoever saves it. Raises InvalidData, NotAllowed."""
    with writing(store, viewer) as tx:
        check([*problems_of(view, viewer.id), *_pin_problems(tx, view.pins)])
        id = free_ids(tx, store, [slug(f"vista {view.name}", "vista")])[0]
        made = placed_alone(store, view).having(
            id=id, owner=viewer.id, archived=False, revision=store.revision(), saved_on=today()
        )
        return _put(store, tx, made, 0)


def update_view(store: Store, viewer: Viewer, view: SavedView) -> SavedView:
    """Saves the view as given. Raises EditConflict with both versions, InvalidData, NotFound, NotAllowed.

    A view whose selection or picture changed is of today, and holds what `view.held` says.
    """
    with writing(store, viewer) as tx:
        current = _current(tx, view.id)
        shown = as_seen(store, [current])[0]
        given = placed_alone(store, view).having(**{name: getattr(shown, name) for name in _OWN})
        refuse_stale("view", shown, given)
        problems = [*problems_of(given, current.owner), *_audience_problems(viewer, current, given)]
        check([*problems, *_pin_problems(tx, given.pins, current.pins)])
        if all(getattr(given, name) == getattr(shown, name) for name in _PICTURE):
            return _put_back(store, tx, given.having(held=current.held), current)
        fresh = given.having(held=view.held, revision=store.revision(), saved_on=today())
        return _put_back(store, tx, fresh, current)


def change_view(store: Store, viewer: Viewer, which: tuple[str, int], **changes: Any) -> SavedView:
    """Changes some fields of version `which[1]` of the view `which[0]`, the rest as it is. Raises as `update_view`."""
    shown = as_seen(store, [_current(store, which[0])])[0]
    refuse_version("view", shown, which[1])
    return update_view(store, viewer, shown.changed(**changes))


def renew_view(store: Store, viewer: Viewer, which: tuple[str, int], picture: SavedView) -> SavedView:
    """Saves the picture anew under the same name: selection, places, annotations, camera, and what it holds today."""
    with writing(store, viewer) as tx:
        current = _current(tx, which[0])
        shown = as_seen(store, [current])[0]
        refuse_version("view", shown, which[1])
        placed = placed_alone(store, picture)
        fresh = {name: getattr(placed, name) for name in (*_PICTURE, "annotations", "held")}
        saved = shown.having(**fresh, revision=store.revision(), saved_on=today())
        return _put_back(store, tx, saved, current)


def pin_view(store: Store, viewer: Viewer, which: tuple[str, int], pins: Sequence[str]) -> SavedView:
    """Shows the view on these pages, and on no others: ids of actors and projects, "inicio"."""
    return change_view(store, viewer, which, pins=list(pins))


def keep_story(store: Store, viewer: Viewer, which: tuple[str, int], steps: Sequence[Step]) -> SavedView:
    """Keeps a story with the view."""
    return change_view(store, viewer, which, steps=[one.model_dump() for one in steps])


def archive_view(store: Store, viewer: Viewer, id: str, version: int) -> SavedView:
    """Takes the view out of lists and pages; it stays in the history and can come back. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=True)


def restore_view(store: Store, viewer: Viewer, id: str, version: int) -> SavedView:
    """Brings it back."""
    return _set_archived(store, viewer, (id, version), archived=False)


def _set_archived(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> SavedView:
    with writing(store, viewer) as tx:
        current = _current(tx, which[0])
        refuse_version("view", as_seen(store, [current])[0], which[1])
        return _put(store, tx, current.having(archived=archived), current.version)


def _current(reader: Store | Transaction, id: str) -> SavedView:
    return read_view(node_of(reader, "view", LABEL, id))


def _put_back(store: Store, tx: Transaction, saved: SavedView, current: SavedView) -> SavedView:
    """Saves it with all that the writer was not shown."""
    whole = with_unseen(saved, current, unseen_in(store, current))
    check(over_limits(whole))
    return _put(store, tx, whole, current.version)


def _put(store: Store, tx: Transaction, view: SavedView, version: int) -> SavedView:
    (node,) = tx.put_nodes([node_of_view(view, version)])
    return as_seen(store, [read_view(node)])[0]


def _audience_problems(viewer: Viewer, current: SavedView, given: SavedView) -> list[Problem]:
    """Only whoever made a view, or an administrator, says who sees it: others could make it vanish for all."""
    same = set(given.audience) == set(current.audience)
    allowed = same or viewer.id == current.owner or viewer.may("administer")
    return [] if allowed else [Problem("audience", "view_audience_owner", {})]


def _pin_problems(tx: Transaction, pins: Sequence[str], before: Sequence[str] = ()) -> list[Problem]:
    """A view is pinned to actors and projects that are there; what was pinned before may be gone since."""
    fresh = {number: pin for number, pin in enumerate(pins) if pin != HOME and pin not in before}
    known: dict[str, Node] = tx.get(set(fresh.values())) if fresh else {}
    return [
        Problem(f"pins[{number}]", "unknown_record", {"value": pin})
        for number, pin in fresh.items()
        if pin not in known or known[pin].root not in {"Actor", "Project"}
    ]
