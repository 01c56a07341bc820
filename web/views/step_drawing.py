"""The picture of one step as SVG for paper: everybody pale, those it speaks of in their colour and by name."""

from __future__ import annotations

from collections.abc import Collection
from xml.sax.saxutils import escape

from crm.vocabulary import vocabulary
from web.red.names import plain, short_names
from web.red.view import RedView

WIDTH, HEIGHT, MARGIN = 720.0, 440.0, 46.0
NAMED = 8
_PALE, _LINE, _INK = "#c9ced3", "#dde1e4", "#1b2a33"


def step_svg(scene: RedView, actors: Collection[str]) -> str:
    """The drawing; when a step looks at nobody the best connected are named."""
    looked = set(actors) & {node.id for node in scene.nodes}
    named = [node for node in scene.most_connected if node.id in looked][:NAMED] if looked else []
    named = named or list(scene.most_connected[:5])
    at = _places(scene)
    lines = [(edge.source, edge.target) for edge in scene.edges]
    lines += [(tie.source, tie.target) for tie in scene.standing]
    parts = [_line(at[one], at[other], bright={one, other} <= looked) for one, other in lines]
    for node in scene.nodes:
        bright = node.id in looked or not looked
        hue = str(vocabulary("families").get(node.family).extra["hue"]) if bright else _PALE
        (x, y), radius = at[node.id], 7 if node.id in looked else 4
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{hue}" stroke="{_INK}" stroke-width="{0.9 if bright else 0.2}"/>'
        )
    short = short_names(named)
    parts += [_name(at[node.id], plain(short[node.id])) for node in named]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}">{"".join(parts)}</svg>'
    )


def _places(scene: RedView) -> dict[str, tuple[float, float]]:
    left, top = min(node.x for node in scene.nodes), min(node.y for node in scene.nodes)
    width = max(max(node.x for node in scene.nodes) - left, 1)
    height = max(max(node.y for node in scene.nodes) - top, 1)
    across, down = (WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height
    return {
        node.id: (round((node.x - left) * across + MARGIN, 1), round((node.y - top) * down + MARGIN, 1))
        for node in scene.nodes
    }


def _line(one: tuple[float, float], other: tuple[float, float], *, bright: bool) -> str:
    colour, width = (_INK, 1.6) if bright else (_LINE, 0.7)
    return (
        f'<line x1="{one[0]}" y1="{one[1]}" x2="{other[0]}" y2="{other[1]}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _name(at: tuple[float, float], name: str) -> str:
    x = min(max(at[0], 80), WIDTH - 80)
    return (
        f'<text x="{x}" y="{at[1] + 19}" font-size="13" text-anchor="middle" fill="{_INK}" stroke="#ffffff" '
        f'stroke-width="3" paint-order="stroke" font-family="Libertinus Serif">{escape(name)}</text>'
    )
