"""Takes somebody who is erased out of what was published: place, and the name in the words of publications and of the page."""

from __future__ import annotations

import re
from dataclasses import replace

from crm.erasing.naming import Names, bare
from crm.identity import slug
from crm.publishing.records import LABEL, LONGEST_SLUG, node_of_publication, read_publication
from crm.publishing.settings import LABEL as PAGE
from graph.records import Node

_TITLE, _NOTE = 200, 2000
_WHOLE = 10_000
_UNNUMBERED = re.compile(r"-[0-9]+$")


def forget_in_publication(node: Node, actor: Node) -> Node:
    """The publication without the actor; the same node when it was nowhere in it.

    One whose address says the name is withdrawn for good and comes from no view, for an address cannot be changed.
    """
    if node.root != LABEL:
        return node
    names, was = Names.of(actor), read_publication(node)
    told = _told_in(was.slug, names, actor)
    without = replace(
        was,
        title=names.erased(was.title)[:_TITLE].rstrip(),
        note=names.erased(was.note)[:_NOTE].rstrip(),
        actors=tuple(id for id in was.actors if id != actor.id),
        positions={id: place for id, place in was.positions.items() if id != actor.id},
        view="" if told else was.view,
        withdrawn=was.withdrawn or told,
    )
    return node if without == was else node_of_publication(without, node.version)


def _told_in(address: str, names: Names, actor: Node) -> bool:
    """Whether the address says a name, also without its small words, or cut by the end of the address."""
    if names.said_in(address.replace("-", " ")):
        return True
    said = {*names.folded, *(bare(str(alias)) for alias in actor.get("aliases", ()))}
    slugs = {slug(name, "", _WHOLE) for name in said} - {""}
    return any(_holds(address, name.split("-")) for name in slugs)


def _holds(address: str, name: list[str]) -> bool:
    """Whether the address has all words of the name, or ends where the next of them had no room."""
    words = "-".join([name[0][:LONGEST_SLUG], *name[1:]])
    if f"-{words}-" in f"-{address}-":
        return True
    cut = _UNNUMBERED.sub("", address)
    begun = ("-".join(name[:count]) for count in range(1, len(name)) if _no_room(cut, name[count]))
    return any(f"-{cut}".endswith(f"-{beginning}") for beginning in begun)


def _no_room(address: str, word: str) -> bool:
    return len(address) + 1 + len(word) > LONGEST_SLUG


def forget_in_page(node: Node, actor: Node) -> Node:
    """The settings of the public page without the actor's name."""
    if node.root != PAGE:
        return node
    names = Names.of(actor)
    said = {name: str(node.get(name)) for name in ("title", "intro") if node.get(name)}
    return node.with_properties(**{name: names.erased(text)[:_NOTE].rstrip() for name, text in said.items()})
