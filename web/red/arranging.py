"""Where actors stand in one picture: in a ring around one, from left to right, or as the whole network has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm.picture import PictureNode
from web.red.places import Places, ring_places, tidy_places
from web.red.wish import Wish

MOST_IN_RING = 60
# From left to right: room for names between columns, and for a name below each actor; long columns stand in several.
ACROSS, DOWN, BESIDE, LONGEST = 330.0, 78.0, 190.0, 9
Ends = Sequence[tuple[str, str]]


def arranged(
    wish: Wish, nodes: Sequence[PictureNode], ties: Ends, columns: Mapping[str, int] | None
) -> list[PictureNode]:
    """The actors at their places."""
    places = _places(wish, nodes, ties, columns)
    return [replace(node, x=places[node.id][0], y=places[node.id][1]) for node in nodes]


def _places(
    wish: Wish, nodes: Sequence[PictureNode], ties: Ends, columns: Mapping[str, int] | None
) -> Places:
    if columns is not None and all(node.id in columns for node in nodes):
        return column_places(nodes, columns, ties)
    alone = wish.actor[0] if len(wish.actor) == 1 and wish.nivel == 1 and not wish.finds else None
    in_ring = len(nodes) <= MOST_IN_RING and any(node.id == alone for node in nodes) and not wish.mas
    return ring_places(nodes, str(alone)) if in_ring else tidy_places(nodes, ties)


def column_places(nodes: Sequence[PictureNode], columns: Mapping[str, int], ties: Ends) -> Places:
    """Positions in columns from left to right, neighbours about as high as those they are tied with."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in ties:
        near[one].append(other)
        near[other].append(one)
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for node in nodes:
        rows[columns[node.id]].append(node.id)
    height = {id: place / max(len(ids) - 1, 1) for ids in rows.values() for place, id in enumerate(ids)}
    for _ in range(4):
        for column in sorted(rows, key=lambda column: -len(rows[column])):
            ids = sorted(rows[column], key=lambda id: (_middle(near[id], height), height[id]))
            height |= {id: (place + 0.5) / len(ids) for place, id in enumerate(ids)}
            rows[column] = ids
    return _spread(rows)


def _middle(near: Sequence[str], height: Mapping[str, float]) -> float:
    known = [height[id] for id in near if id in height]
    return sum(known) / len(known) if known else 0.5


def _spread(rows: Mapping[int, Sequence[str]]) -> Places:
    """Each column centred, a long one as several beside each other."""
    places: Places = {}
    left = 0.0
    for column in sorted(rows):
        ids = rows[column]
        beside = -(-len(ids) // LONGEST)
        for place, id in enumerate(ids):
            high = place - (len(ids) - 1) / 2
            places[id] = (round(left + (place % beside) * BESIDE, 1), round(high * DOWN / beside * 1.15, 1))
        left += ACROSS + (beside - 1) * BESIDE
    width = left - ACROSS
    return {id: (x - width / 2, y) for id, (x, y) in places.items()}
