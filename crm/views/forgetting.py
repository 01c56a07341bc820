"""Takes somebody who is erased out of the views that were kept: place, annotations, steps, and the name in words."""

from __future__ import annotations

from urllib.parse import parse_qsl

from crm.erasing.naming import Names
from crm.views.model import SavedView
from crm.views.query import actor_of
from crm.views.records import LABEL, node_of_view, read_view
from graph.records import Node

_NAME, _NOTES = 200, 2000


def forget_in_view(node: Node, actor: Node) -> Node:
    """The view without the actor; the same node when it was nowhere in it, or is no view."""
    if node.root != LABEL:
        return node
    view = read_view(node)
    without = _without(view, actor.id, Names.of(actor))
    return node if without == view else node_of_view(without, node.version)


def _without(view: SavedView, id: str, names: Names) -> SavedView:
    return view.having(
        name=names.erased(view.name)[:_NAME].rstrip(),
        notes=names.erased(view.notes)[:_NOTES].rstrip() if view.notes else view.notes,
        query="&".join(part for part in view.query.split("&") if not _asks(part, id, names)),
        positions={other: place for other, place in view.positions.items() if other != id},
        hidden=[other for other in view.hidden if other != id],
        pins=[pin for pin in view.pins if pin != id],
        annotations=[one for one in view.annotations if one.actor != id and not names.said_in(one.text)],
        held=view.held.having(actors=[other for other in view.held.actors if other != id]),
        steps=[
            one for one in view.steps if id not in {*one.actors, *one.facts} and not names.said_in(one.text)
        ],
    )


def _asks(part: str, id: str, names: Names) -> bool:
    return any(actor_of(name, value) == id or names.said_in(value) for name, value in parse_qsl(part))
