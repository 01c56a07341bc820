"""The parts of a frame as SVG text: hundreds of alike elements, written at once. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

# In pixels (static/js/time-picture.js too): nobody finds a smaller actor, how far around one the ring of the new ones
# lies, nobody sees a thinner line.
LEAST, RING, HAIR = 3.5, 4.0, 0.8

if TYPE_CHECKING:
    from web.over_time.labels import Label
    from web.over_time.picture import Node, Standing, Tie


def standing_lines(ties: Iterable[Standing]) -> Markup:
    """Ties that hold without a meeting."""
    return _whole(
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"{"" if tie.there else _AWAY}></line>'
        for tie in ties
        for x1, y1, x2, y2 in (tie.line,)
    )


def tie_lines(ties: Iterable[Tie], unit: float) -> Markup:
    """Ties of meetings; `unit` is a pixel."""
    return _whole(
        f'<line class="{tie.state}" x1="{tie.x1:g}" y1="{tie.y1:g}" x2="{tie.x2:g}" y2="{tie.y2:g}"'
        f' stroke-width="{max(tie.width, HAIR * unit):.1f}"></line>'
        for tie in ties
    )


def actor_links(nodes: Iterable[Node], unit: float, addresses: tuple[str, str]) -> Markup:
    """Actors as links: where their records are, and the sprite with their shapes; `unit` is a pixel."""
    records, sprite = (escape(address) for address in addresses)
    return _whole(_link(node, unit, (records, sprite)) for node in nodes)


def _link(node: Node, unit: float, addresses: tuple[Markup, Markup]) -> str:
    records, sprite = addresses
    name, size = escape(node.name), max(node.size, LEAST * unit)
    return (
        f'<a class="{node.state} family-{escape(node.family)}" href="{records}{escape(node.id)}" tabindex="-1"'
        f' aria-label="{name}" data-short="{escape(node.short)}"><title>{name} · {escape(node.type)}</title>'
        f'<circle class="time-halo" cx="{node.x:g}" cy="{node.y:g}" r="{size + RING * unit:.1f}"></circle>'
        f'<use href="{sprite}#shape-{escape(node.shape)}" x="{node.x - size:.1f}" y="{node.y - size:.1f}"'
        f' width="{2 * size:.1f}" height="{2 * size:.1f}"></use></a>'
    )


def name_texts(labels: Sequence[Label], size: float) -> Markup:
    """Names, `size` of the drawing's units high."""
    return _whole(
        f'<text x="{label.x:g}" y="{label.y:g}" font-size="{size:.1f}"{"" if label.there else _AWAY}>'
        f"{escape(label.text)}</text>"
        for label in labels
    )


_AWAY = ' class="away"'


def _whole(parts: Iterable[str]) -> Markup:
    return Markup("".join(parts))  # nosec B704 - numbers, our own words, and texts that are escaped above
