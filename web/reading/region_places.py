"""Where actors stand inside an open bubble: who is tied in the middle, the others in rings around them."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin

from crm.picture import PictureNode
from web.red.places import WIDER, Places, tidy_places

# Between rings, and along a ring before it is stretched across: room for a name below each.
APART, ALONG = 62.0, 74.0


def region_places(nodes: Sequence[PictureNode], ties: Sequence[tuple[str, str]]) -> Places:
    """Positions in pixels by id around (0, 0), stretched across as everything in a picture is."""
    joined = {end for tie in ties for end in tie}
    inner = [node for node in nodes if node.id in joined]
    places = dict(tidy_places(inner, ties))
    reach = max((hypot(x / WIDER, y) for x, y in places.values()), default=-APART / 2)
    alone = [node.id for node in nodes if node.id not in joined]
    while alone:
        reach += APART
        room = max(int(2 * pi * reach / ALONG), 1)
        ring, alone = alone[:room], alone[room:]
        for place, id in enumerate(ring):
            turn = 2 * pi * (place + 0.5) / len(ring)
            places[id] = (round(WIDER * reach * cos(turn), 1), round(reach * sin(turn), 1))
    return places
