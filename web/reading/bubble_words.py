"""A picture by groups in words: how many there are, and what is not drawn."""

from __future__ import annotations

from collections.abc import Iterator

from web.i18n import number
from web.reading.bubbling import BubbleView
from web.red.naming import NAMED, all_of
from web.texts import gettext as _
from web.texts import ngettext


def bubbles_counted(made: BubbleView) -> str:
    """How many groups with how many actors, the largest by name."""
    groups = made.bubbles.groups
    shown = ngettext("%(num)s grupo", "%(num)s grupos", len(groups))
    actors = made.bubbles.actors
    inside = ngettext("%(shown)s actor", "%(shown)s actores", actors, shown=number(actors))
    largest = all_of([made.said[group.value][0] for group in groups[:NAMED]])
    return _(
        "%(groups)s con %(actors)s; los más grandes: %(names)s.", groups=shown, actors=inside, names=largest
    )


def bubbles_left_out(made: BubbleView) -> Iterator[str]:
    """Ties that are too weak to draw among so many, small groups, actors in none."""
    drawn, links = len(made.links), len(made.bubbles.links)
    if drawn < links:
        yield _(
            "Se dibujan los %(shown)s vínculos más fuertes entre grupos, de %(total)s.",
            shown=drawn,
            total=links,
        )
    if left := made.bubbles.total - len(made.bubbles.groups):
        yield ngettext(
            "Queda fuera %(num)s grupo más pequeño.", "Quedan fuera %(num)s grupos más pequeños.", left
        )
    if made.outside:
        yield ngettext(
            "%(num)s actor no está en ningún grupo.",
            "%(num)s actores no están en ningún grupo.",
            made.outside,
        )
