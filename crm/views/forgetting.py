"""Takes somebody who is erased out of the views that were kept: place, annotations, steps that name them."""

from __future__ import annotations

from crm.views.model import SavedView
from crm.views.records import node_of_view, read_view
from graph.records import Node


def forget_in_view(node: Node, actor: Node) -> Node:
    """The view without the actor; the same node when it was nowhere in it."""
    view = read_view(node)
    without = _without(view, actor.id, str(actor.get("name") or actor.id))
    return node if without == view else node_of_view(without, node.version)


def _without(view: SavedView, id: str, name: str) -> SavedView:
    steps = [
        one.having(
            actors=[other for other in one.actors if other != id],
            facts=[fact for fact in one.facts if fact != id],
        )
        for one in view.steps
        if name not in one.text
    ]
    return view.having(
        query="&".join(part for part in view.query.split("&") if part.partition("=")[2] != id),
        positions={other: place for other, place in view.positions.items() if other != id},
        hidden=[other for other in view.hidden if other != id],
        pins=[pin for pin in view.pins if pin != id],
        annotations=[one for one in view.annotations if one.actor != id and name not in one.text],
        held=view.held.having(actors=[other for other in view.held.actors if other != id]),
        steps=steps,
    )
