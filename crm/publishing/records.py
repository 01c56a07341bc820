"""A publication as a node of the internal label Publication, and back."""

from __future__ import annotations

import json

from crm.publishing.model import Publication
from crm.saving import present
from graph.fold import fold
from graph.records import Node, Value

LABEL = "Publication"
BEFORE = "publicacion-"
LONGEST_SLUG = 60
_COPIED = ("slug", "title", "note", "view", "published_on", "published_by")


def id_of(slug: str) -> str:
    """The id of the publication's node."""
    return f"{BEFORE}{slug}"


def node_of_publication(publication: Publication, version: int) -> Node:
    """The publication's node; places are a JSON text, as views keep them."""
    properties: dict[str, Value] = present({name: getattr(publication, name) for name in _COPIED})
    if publication.actors:
        properties["actors"] = list(publication.actors)
    if publication.positions:
        properties["positions"] = json.dumps(
            {id: list(place) for id, place in publication.positions.items()}, separators=(",", ":")
        )
    properties |= {"sort_name": fold(publication.title), "archived": publication.withdrawn}
    return Node(id_of(publication.slug), (LABEL,), properties, version=version)


def read_publication(node: Node) -> Publication:
    """The publication that a node keeps, whole: also with whom nobody may see any more."""
    places = json.loads(node.get("positions", "{}"))
    return Publication(
        **{name: node.get(name) for name in _COPIED if node.get(name) is not None},
        actors=tuple(node.get("actors", ())),
        positions={id: (float(x), float(y)) for id, (x, y) in places.items()},
        withdrawn=bool(node.get("archived")),
        version=node.version,
    )
