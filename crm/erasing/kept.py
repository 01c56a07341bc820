"""What people kept and published speaks of actors without an edge to them: views, publications, the public page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crm.listing import every
from crm.publishing.forgetting import forget_in_page, forget_in_publication
from crm.publishing.records import LABEL as PUBLICATION
from crm.publishing.settings import LABEL as PAGE
from crm.views.forgetting import forget_in_view
from crm.views.records import LABEL as VIEW
from graph.records import Node
from graph.store import Query, Store, Transaction

Forget = Callable[[Node, Node], Node]
_FORGET: Mapping[str, Forget] = {
    VIEW: forget_in_view,
    PUBLICATION: forget_in_publication,
    PAGE: forget_in_page,
}
# The texts of each that lose the name.
KEPT_TEXTS: Mapping[str, tuple[str, ...]] = {
    VIEW: ("name", "notes", "annotations", "story"),
    PUBLICATION: ("title", "note"),
    PAGE: ("title", "intro"),
}


def leave_kept(tx: Transaction, whole: Store, going: Mapping[str, Node]) -> None:
    """Takes the actors among those who go out of all of it."""
    nodes = [node for label in _FORGET for node in every(whole, Query(label))]
    changed = [out for one in nodes if (out := _without(one, going)) != one]
    if changed:
        tx.put_nodes(changed)


def leave_kept_in_log(whole: Store, going: Mapping[str, Node]) -> None:
    """And out of what the log still holds of it."""
    for label in _FORGET:
        whole.rewrite_log(label, lambda node: _without(node, going))


def _without(node: Node, going: Mapping[str, Node]) -> Node:
    forget = _FORGET[node.root]
    for one in going.values():
        node = forget(node, one) if one.root == "Actor" else node
    return node
