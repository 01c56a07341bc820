"""Reading saved views, each without what its reader may not see: positions, annotations and steps of hidden actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from crm.fields import is_id
from crm.listing import Listing, find_page
from crm.merging.signposts import current_ids
from crm.saving import node_of
from crm.views.joined import with_current_ids
from crm.views.model import HOME, SavedView
from crm.views.query import actor_of
from crm.views.records import LABEL, node_of_view, read_view
from graph.records import Node, Record
from graph.store import Query, Store, Where

MOST_PINNED = 6


@dataclass(frozen=True)
class ViewFilter:
    """Which views: those of one person, those pinned somewhere (an id, or "inicio"); archived only when asked for."""

    mine: str | None = None
    pinned: str | None = None
    archived: bool | None = False
    order: Literal["name", "saved_on"] = "saved_on"
    descending: bool = True
    limit: int = 50
    after: str | None = None


def view_of(store: Store, id: str) -> SavedView:
    """The view, archived or not. Raises NotFound."""
    return _as_seen(store, [node_of(store, "view", LABEL, id)])[0]


def list_views(store: Store, filter: ViewFilter) -> Listing[SavedView]:
    """One page of views, the latest saved first. Raises InvalidData for a cursor of another list."""
    wanted = {"owner": filter.mine, "archived": filter.archived}
    where = [Where(name, "=", value) for name, value in wanted.items() if value is not None]
    where += [Where("pins", "has", filter.pinned)] if filter.pinned else []
    order = {"name": "sort_name"}.get(filter.order, filter.order)
    page = find_page(
        store,
        Query(
            LABEL,
            where=tuple(where),
            order=((order, filter.descending),),
            limit=filter.limit,
            after=filter.after,
        ),
    )
    return Listing(_as_seen(store, page.items), page.total, page.more, page.next)


def views_pinned_to(store: Store, place: str, limit: int = MOST_PINNED) -> list[SavedView]:
    """The views that a record's page, or the first page ("inicio"), shows; those of who was joined into it, too."""
    found = list_views(store, ViewFilter(pinned=place, limit=limit)).items
    for loser in _joined_into(store, place):
        found += list_views(store, ViewFilter(pinned=loser, limit=limit)).items
    return list({view.id: view for view in found}.values())[:limit]


def _joined_into(store: Store, place: str) -> list[str]:
    if place == HOME:
        return []
    joinings = store.find(
        Query("Merge", where=(Where("winner", "=", place),), limit=MOST_PINNED, total=False)
    )
    return [str(one.get("loser")) for one in joinings.items if not one.get("undone")]


def _as_seen(store: Store, nodes: Iterable[Node]) -> list[SavedView]:
    return as_seen(store, [read_view(node) for node in nodes])


def as_told(store: Store, record: Record | None) -> Record | None:
    """What a history says of a view to the reader of `store`, as its page does; other records stay as they are."""
    if not isinstance(record, Node) or record.root != LABEL:
        return record
    return node_of_view(_as_seen(store, [record])[0], record.version)


def as_seen(store: Store, views: Sequence[SavedView]) -> list[SavedView]:
    """The views without what the reader of `store` may not see, by the ids of today."""
    named = {id for view in views for id in _ids_in(view)}
    now = current_ids(store, named) if named else {}
    there = store.get(set(now.values())).keys() if now else set()
    return [_without_hidden(with_current_ids(view, now), there) for view in views]


def unseen_in(store: Store, view: SavedView) -> set[str]:
    """The ids that the view says and the reader of `store` does not see."""
    now = current_ids(store, set(_ids_in(view)))
    there = store.get(set(now.values())).keys() if now else set()
    return {id for id, place in now.items() if place not in there}


def _ids_in(view: SavedView) -> Iterable[str]:
    yield from view.positions
    yield from view.hidden
    yield from view.held.actors
    yield from (pin for pin in view.pins if pin != HOME)
    yield from (one.actor for one in view.annotations if one.actor)
    yield from (id for pair in parse_qsl(view.query) if is_id(id := actor_of(*pair)))
    for step in view.steps:
        yield from (*step.actors, *step.facts)


def _without_hidden(view: SavedView, there: Iterable[str]) -> SavedView:
    known = set(there)
    annotations = [one for one in view.annotations if one.actor is None or one.actor in known]
    # Its words say what it looks at, so a step is told whole or not at all.
    steps = [one for one in view.steps if known.issuperset({*one.actors, *one.facts})]
    return view.having(
        positions={id: place for id, place in view.positions.items() if id in known},
        hidden=_among(view.hidden, known),
        pins=_among(view.pins, known | {HOME}),
        held=view.held.having(actors=_among(view.held.actors, known)),
        annotations=annotations,
        steps=steps,
    )


def _among(ids: Sequence[str], known: set[str]) -> list[str]:
    return [id for id in ids if id in known]
