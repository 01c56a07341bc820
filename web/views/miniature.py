"""A view as a small drawing: dots where its actors stand, lines for their ties; no names."""

from __future__ import annotations

from dataclasses import dataclass

from web.red.view import RedView

WIDTH, HEIGHT, MARGIN = 240.0, 150.0, 10.0
MOST_DOTS, MOST_LINES = 120, 160


@dataclass(frozen=True, slots=True)
class Dot:
    """An actor: where, how large, of which family."""

    x: float
    y: float
    radius: float
    family: str


@dataclass(frozen=True, slots=True)
class Miniature:
    """The dots, and the lines as one path, in a box of WIDTH by HEIGHT."""

    dots: list[Dot]
    path: str


def miniature_of(scene: RedView) -> Miniature:
    """The drawing; of a large picture the best connected alone."""
    nodes = scene.most_connected[:MOST_DOTS] or list(scene.nodes)[:MOST_DOTS]
    if not nodes:
        return Miniature([], "")
    left, top = min(node.x for node in nodes), min(node.y for node in nodes)
    width, height = max(node.x for node in nodes) - left, max(node.y for node in nodes) - top
    scale = min((WIDTH - 2 * MARGIN) / max(width, 1), (HEIGHT - 2 * MARGIN) / max(height, 1))
    dx, dy = (WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2
    at = {
        node.id: (round((node.x - left) * scale + dx, 1), round((node.y - top) * scale + dy, 1))
        for node in nodes
    }
    pairs = [(edge.source, edge.target) for edge in scene.edges]
    pairs += [(tie.source, tie.target) for tie in scene.standing]
    lines = [(at[one], at[other]) for one, other in pairs if one in at and other in at][:MOST_LINES]
    path = "".join(f"M{one[0]} {one[1]}L{other[0]} {other[1]}" for one, other in lines)
    dots = [Dot(*at[node.id], round(min(max(node.size * scale, 2.2), 7.0), 1), node.family) for node in nodes]
    return Miniature(dots, path)
