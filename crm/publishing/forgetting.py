"""Takes somebody who is erased out of what was published: place, and the name in the words of publications and of the page."""

from __future__ import annotations

from dataclasses import replace

from crm.erasing.naming import Names
from crm.publishing.records import LABEL, node_of_publication, read_publication
from crm.publishing.settings import LABEL as PAGE
from graph.records import Node

_TITLE, _NOTE = 200, 2000


def forget_in_publication(node: Node, actor: Node) -> Node:
    """The publication without the actor; the same node when it was nowhere in it.

    One whose address says the name is withdrawn, for an address cannot be changed.
    """
    if node.root != LABEL:
        return node
    names, was = Names.of(actor), read_publication(node)
    without = replace(
        was,
        title=names.erased(was.title)[:_TITLE].rstrip(),
        note=names.erased(was.note)[:_NOTE].rstrip(),
        actors=tuple(id for id in was.actors if id != actor.id),
        positions={id: place for id, place in was.positions.items() if id != actor.id},
        withdrawn=was.withdrawn or names.said_in(was.slug.replace("-", " ")),
    )
    return node if without == was else node_of_publication(without, node.version)


def forget_in_page(node: Node, actor: Node) -> Node:
    """The settings of the public page without the actor's name."""
    if node.root != PAGE:
        return node
    names = Names.of(actor)
    said = {name: str(node.get(name)) for name in ("title", "intro") if node.get(name)}
    return node.with_properties(**{name: names.erased(text)[:_NOTE].rstrip() for name, text in said.items()})
