"""The picture by levels: a bubble for each group of actors, one open to see who is inside.

(13 actores)====(22 actores)      thickness: how many ties        abrir=3: the third shows its actors in a region
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import hypot, sqrt

import numpy as np

from crm.derived.results import Derived
from crm.picture import PictureEdge, PictureFilter, PictureNode, choose, draw
from crm.reading.bubbles import Bubble, Bubbles, Link, read_bubbles
from web.reading.counting import bubbles_among, strongest
from web.reading.group_names import group_name, group_themes
from web.reading.looks import Looks, attribute_of, looks_of
from web.reading.region_places import region_places
from web.red.contacts import Contacts, contacts_among, last_contacts
from web.red.places import WIDER, tidy_places
from web.red.ties import Tie, ties_of
from web.red.wish import NO_GROUPS, NODES, Wish

INSIDE, LINES_INSIDE, MARGIN, FEW = 120, 300, 46, 14
_FIELDS = {"familia": "families", "tipo": "types", "sector": "sectors", "pais": "countries"}
Inside = tuple[Sequence[PictureNode], Sequence[PictureEdge]]
Seen = tuple[Sequence[PictureNode], Sequence[PictureEdge], int]
Counted = tuple[Bubbles, int, dict[str, Inside]]


@dataclass(frozen=True)
class Region:
    """An open bubble: its actors at their places around its middle, their ties, its half width and half height."""

    wish: Wish
    nodes: Sequence[PictureNode]
    lines: Sequence[Tie]
    contacts: Contacts
    looks: Looks
    contacted: Mapping[str, date]
    across: float
    down: float


@dataclass(frozen=True)
class BubbleView:
    """A picture by groups: `attribute` says which ("grupo", "sector", …), `places` where each value's bubble stands with
    its radius, `open` who is inside of those that were opened, `said` each one's name and themes, `names` who stands for
    them by id, `outside` how many actors are in none, `whole` whether
    all partners were counted, `links` what is drawn of what ties them.
    """

    attribute: str
    bubbles: Bubbles
    places: Mapping[str, tuple[float, float, float]]
    open: Mapping[str, Region]
    said: Mapping[str, tuple[str, str]]
    names: Mapping[str, str]
    outside: int
    whole: bool
    links: Sequence[Link]


def attribute_asked(wish: Wish, total: int) -> str:
    """By what the picture is grouped: as asked, and by communities where all together would be too many; "" for not."""
    if wish.agrupar:
        return "" if wish.agrupar == NO_GROUPS else wish.agrupar
    return "grupo" if wish.todo and total > NODES and _is_whole(wish) else ""


def _is_whole(wish: Wish) -> bool:
    asked = (
        wish.actor,
        wish.linea,
        wish.tema,
        wish.desde,
        wish.hasta,
        wish.dia,
        wish.con,
        wish.mas,
        wish.sin,
    )
    return not (wish.chooses_actors or wish.finds or any(asked))


def bubble_view(derived: Derived, wish: Wish, seen: Seen) -> BubbleView | None:
    """The bubbles of a picture: of all partners as the analyst counted them, else of those that are drawn."""
    attribute = attribute_asked(wish, seen[2])
    if not attribute:
        return None
    whole = _is_whole(wish)
    bubbles, everybody, inside = (_of_all if whole else _of_seen)(derived, wish, (attribute, seen))
    regions = {value: _region(derived, wish, own) for value, own in inside.items()}
    return BubbleView(
        attribute=attribute,
        bubbles=bubbles,
        places=_places(derived, bubbles, regions),
        open=regions,
        said={group.value: _said(derived, attribute, group.value) for group in bubbles.groups},
        names={id: derived.actors["name"][derived.number[id]] for one in bubbles.groups for id in one.first},
        whole=whole,
        links=strongest(bubbles.links),
        outside=everybody - bubbles.actors if bubbles.total == len(bubbles.groups) else 0,
    )


def _of_all(derived: Derived, wish: Wish, asked: tuple[str, Seen]) -> Counted:
    """The bubbles of all partners, how many they are, who is inside of those that are open."""
    attribute, _seen = asked
    bubbles = read_bubbles(derived, attribute)
    inside = {value: _members(derived, attribute, value) for value in _opened(wish, bubbles)}
    return bubbles, int(np.count_nonzero(derived.array("partner"))), inside


def _of_seen(derived: Derived, wish: Wish, asked: tuple[str, Seen]) -> Counted:
    """The same of the actors that are drawn."""
    attribute, seen = asked
    values = attribute_of(derived, attribute, seen[0])
    bubbles = bubbles_among(values, seen[0], seen[1])
    inside = {value: _drawn_inside(values, value, seen) for value in _opened(wish, bubbles)}
    return bubbles, len(seen[0]), inside


def _said(derived: Derived, attribute: str, value: str) -> tuple[str, str]:
    themes = group_themes(derived, int(value)) if attribute == "grupo" else ""
    return group_name(derived, attribute, value), themes


def _opened(wish: Wish, bubbles: Bubbles) -> list[str]:
    values = {bubble.value for bubble in bubbles.groups}
    return [value for value in wish.abrir if value in values]


def _members(derived: Derived, attribute: str, value: str) -> Inside:
    """The best connected actors of a group of the whole network."""
    filter = PictureFilter(limit=INSIDE, edge_limit=LINES_INSIDE)
    if attribute == "grupo":
        filter = replace(filter, communities=(int(value),))
    else:
        filter = replace(filter, **{_FIELDS[attribute]: (value,)})  # type: ignore[arg-type]  # a tuple of words
    picture = draw(derived, filter)
    return picture.nodes, picture.edges


def _drawn_inside(values: Mapping[str, str], value: str, seen: Seen) -> Inside:
    nodes = [node for node in seen[0] if values[node.id] == value]
    ids = {node.id for node in nodes}
    return nodes, [edge for edge in seen[1] if edge.source in ids and edge.target in ids]


def _region(derived: Derived, wish: Wish, inside: Inside) -> Region:
    """Who is inside, laid out around the middle, and the ellipse that holds them with their names."""
    nodes, edges = inside
    places = region_places(nodes, [(edge.source, edge.target) for edge in edges])
    placed = [replace(node, x=places[node.id][0], y=places[node.id][1]) for node in nodes]
    sized, looks = looks_of(derived, wish, placed)
    reach = max((hypot(node.x / WIDER, node.y) for node in placed), default=0.0) + MARGIN
    return Region(
        wish=wish,
        nodes=sized,
        lines=ties_of(derived, edges, (), choose(derived, PictureFilter()).mask),
        contacts=contacts_among(nodes, edges),
        looks=looks,
        contacted=last_contacts(derived, nodes),
        across=round(reach * WIDER, 1),
        down=round(reach, 1),
    )


def _places(
    derived: Derived, bubbles: Bubbles, regions: Mapping[str, Region]
) -> dict[str, tuple[float, float, float]]:
    """Each bubble about where its best connected are in the whole picture, none on another."""
    stand_ins = [_stand_in(derived, bubble, regions) for bubble in bubbles.groups]
    groups = bubbles.groups
    ties = [(groups[link.first].value, groups[link.second].value) for link in strongest(bubbles.links)]
    places = tidy_places(stand_ins, ties)
    # Many bubbles are drawn smaller than the room they get: the rest is for their names.
    share = min(1.0, sqrt(FEW / max(len(groups), 1)))
    return {node.id: (*places[node.id], round(node.size * share, 1)) for node in stand_ins}


def _stand_in(derived: Derived, bubble: Bubble, regions: Mapping[str, Region]) -> PictureNode:
    known = derived.array("position")[[derived.number[id] for id in bubble.first if id in derived.number]]
    x, y = known.mean(axis=0).tolist() if len(known) else (0.0, 0.0)
    size = regions[bubble.value].down if bubble.value in regions else radius_of(bubble.size)
    return PictureNode(bubble.value, "", "", "", None, x, y, size, -1, 0)


def radius_of(actors: int) -> float:
    """The radius of a bubble of so many actors: its area grows with them."""
    return round(min(14 + 6 * sqrt(actors), 80.0), 1)
