"""The picture of one step as SVG for paper: everybody pale, those it speaks of in their colour and by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from crm.picture_model import PictureNode
from crm.vocabulary import vocabulary
from web.red.names import plain, short_names
from web.red.view import RedView

WIDTH, HEIGHT, MARGIN = 720.0, 440.0, 46.0
NAMED = 8
NEAREST = 0.4
_PALE, _LINE, _INK = "#c9ced3", "#cfd5d9", "#1b2a33"
Place = tuple[float, float]


def step_svg(scene: RedView, actors: Collection[str]) -> str:
    """The drawing, of that part of the picture where the actors are; when a step looks at nobody, of the whole."""
    looked = set(actors) & {node.id for node in scene.nodes}
    named = [node for node in scene.most_connected if node.id in looked] if looked else []
    named = named[:NAMED] or list(scene.most_connected[:5])
    at = _places(scene, looked)
    lines = [(edge.source, edge.target) for edge in scene.edges]
    lines += [(tie.source, tie.target) for tie in scene.standing]
    parts = [_line(at[one], at[other], bright={one, other} <= looked) for one, other in lines]
    parts += [_dot(at[node.id], node, bright=node.id in looked or not looked) for node in scene.nodes]
    short = short_names(named)
    parts += [_name(at[node.id], plain(short[node.id])) for node in named]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}">{"".join(parts)}</svg>'
    )


def _places(scene: RedView, looked: Collection[str]) -> dict[str, Place]:
    """Where everybody stands when those looked at fill the drawing, at the nearest a part of the whole."""
    x, width = _span([node.x for node in scene.nodes], [n.x for n in scene.nodes if n.id in looked])
    y, height = _span([node.y for node in scene.nodes], [n.y for n in scene.nodes if n.id in looked])
    scale = min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height)
    return {
        node.id: (
            round((node.x - x) * scale + WIDTH / 2, 1),
            round((node.y - y) * scale + HEIGHT / 2, 1),
        )
        for node in scene.nodes
    }


def _span(whole: Sequence[float], looked: Sequence[float]) -> tuple[float, float]:
    """The middle and the length of what is shown along one side."""
    values = looked or whole
    least = max(max(whole) - min(whole), 1.0) * NEAREST
    return (min(values) + max(values)) / 2, max(max(values) - min(values), least if looked else 1.0)


def _dot(at: Place, node: PictureNode, *, bright: bool) -> str:
    hue = str(vocabulary("families").get(node.family).extra["hue"]) if bright else _PALE
    radius, line = (7, 1.0) if bright else (5, 0.3)
    return (
        f'<circle cx="{at[0]}" cy="{at[1]}" r="{radius}" fill="{hue}" stroke="{_INK}" stroke-width="{line}"/>'
    )


def _line(one: Place, other: Place, *, bright: bool) -> str:
    colour, width = (_INK, 2.0) if bright else (_LINE, 1.0)
    return (
        f'<line x1="{one[0]}" y1="{one[1]}" x2="{other[0]}" y2="{other[1]}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _name(at: Place, name: str) -> str:
    x = min(max(at[0], 80), WIDTH - 80)
    return (
        f'<text x="{x}" y="{at[1] + 22}" font-size="16" text-anchor="middle" fill="{_INK}" stroke="#ffffff" '
        f'stroke-width="3" paint-order="stroke" font-family="Libertinus Serif">{escape(name)}</text>'
    )
