"""A way between two in words: whom it passes, and for each step the meetings that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crm.reading.ways import Step, Way
from crm.vocabulary import vocabulary
from web.frame import place_url
from web.i18n import language
from web.red.names import brief
from web.red.naming import all_of
from web.red.view import RedView
from web.texts import gettext as _
from web.texts import ngettext


def way_words(view: RedView, names: dict[str, str]) -> str:
    """The warmest way between two in one sentence."""
    one, other = (names.get(id, id) for id in view.wish.ruta)
    ways = _ways(view)
    if not ways:
        return _("No hay un camino de hasta tres vínculos entre %(one)s y %(other)s.", one=one, other=other)
    between = [names[id] for id in ways[0].actors[1:-1]]
    if not between:
        return _("%(one)s y %(other)s se conocen directamente.", one=one, other=other)
    return _("El camino más cálido pasa por %(names)s.", names=all_of(between))


def _ways(view: RedView) -> Sequence[Way]:
    found = view.found.result if view.found is not None else None
    return [way for way in found if isinstance(way, Way)] if isinstance(found, tuple) else []


def steps_of(view: RedView, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each step of the ways, with the meetings that show it."""
    for way_number, way in enumerate(_ways(view), start=1):
        for step in way.steps:
            ends = _("%(one)s → %(other)s", one=brief(names[step.start]), other=brief(names[step.end]))
            yield {"way": way_number, "text": ends, "why": _why(step), "links": [*_links(step)]}


def _why(step: Step) -> str:
    held = vocabulary("tie_types")
    said = held.label(step.standing, language()) if step.standing and step.standing in held else ""
    met = ngettext("%(num)s encuentro", "%(num)s encuentros", step.count) if step.count else ""
    return ", ".join(one for one in (said, met) if one)


def _links(step: Step) -> Iterator[dict[str, str]]:
    for id, title in step.shown_by:
        yield {"text": title, "url": place_url(f"interacciones/{id}")}
