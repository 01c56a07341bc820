"""The names in the lists of what changed as HTML: hundreds of alike, written at once. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from web.frame import place_url
from web.over_time.span import Span
from web.texts import gettext as _

Named = Callable[..., list[Markup]]


def names_of(span: Span) -> Named:
    """Makes the names of some places of a span, each a link to its record; of pairs both ends: "A y B"."""
    records, both = escape(place_url("actores/")), escape(_("y"))
    known: dict[int, Markup] = {}

    def link(place: int) -> Markup:
        if place not in known:
            id, name = escape(span.history.actors[place]), escape(span.view.nodes[place].name)
            known[place] = Markup(f'<a href="{records}{id}">{name}</a>')  # nosec B704 - all of it is escaped
        return known[place]

    def named(places: Sequence[int], pairs: bool = False) -> list[Markup]:
        if not pairs:
            return [link(place) for place in places]
        ends = span.history.ties[list(places)].tolist()
        return [Markup(" ").join((link(one), both, link(other))) for one, other in ends]

    return named
