"""What the page of the red shows and /red/datos sends: the picture with its words, legend and the ways on from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from crm.derived.results import Derived
from web.reading.bubble_words import bubbles_left_out
from web.reading.saying import said_of
from web.reading.understood import empty_theme, notes_on
from web.red.active import active_filters
from web.red.addresses import address, red_url
from web.red.choices import colour_choices
from web.red.drawing import network_data
from web.red.legend import lines_of
from web.red.names import brief
from web.red.view import RedView
from web.red.wish import NO_GROUPS, Wish
from web.red.without import without_one
from web.red.words import cuts_of, description_of, family_labels, lonely_words, title_of
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext

__all__ = ["active_filters", "answer_of", "red_url"]


def answer_of(view: RedView, derived: Derived, stale: bool) -> dict[str, Any]:
    """Everything about one picture; JSON."""
    wish, title = view.wish, title_of(view)
    return {
        "title": title,
        "description": description_of(view),
        "notes": [*_notes(view, stale), *_ways_out(view, derived)],
        "active": [one for one in active_filters(view, derived) if one["label"] != title],
        "legend": [*_legend(view)],
        "lines": [{**asdict(line), "path": line.path} for line in lines_of(view)],
        "colours": [asdict(item) for item in view.looks.items],
        "colours_say": colour_choices()[wish.color] if view.looks.items else "",
        "said": said_of(view, derived),
        "query": wish.query(),
        "download": address("red/descargar", wish.query()),
        "files": address("red/llevar", wish.query()),
        "everything": "" if wish.todo else red_url(Wish(todo=True)),
        "network": network_data(view),
    }


def _notes(view: RedView, stale: bool) -> Iterator[dict[str, str]]:
    names = {node.id: brief(node.name) for node in view.nodes}
    yield from ({"text": text} for text in notes_on(current_store(), view.wish, names))
    if not view.nodes and (why := empty_theme(view.wish)):
        yield dict(zip(("text", "url", "label"), why, strict=True))
    yield from ({"text": text} for text in cuts_of(view))
    yield from _levels(view)
    if view.wish.actor and not view.nodes:
        yield {"text": _("Ese actor no está en el dibujo: se archivó, o se guardó hace un momento.")}
    if view.wish.chooses_actors and not view.wish.vecinos and view.nodes and not view.wish.finds:
        url = red_url(view.wish, vecinos=True)
        yield {
            "text": _("Se dibujan solo ellos."),
            "url": url,
            "label": _("Ver también con quién se encuentran"),
        }
    if view.lonely and view.bubbles is None:
        url = red_url(view.wish, sueltos=True)
        yield {"text": lonely_words(view), "url": url, "label": _("Mostrarlos")}
    if stale:
        yield {"text": _("Los últimos cambios se verán en un momento.")}


def _ways_out(view: RedView, derived: Derived) -> Iterator[dict[str, str]]:
    """Of an empty picture, the filters that leave nothing."""
    for one in without_one(derived, view):
        yield {"text": one.said, "url": red_url(one.wish), "label": one.act}


def _levels(view: RedView) -> Iterator[dict[str, str]]:
    """Who was hidden, and what the bubbles leave out."""
    if view.wish.sin:
        text = ngettext("%(num)s actor oculto.", "%(num)s actores ocultos.", len(view.wish.sin))
        yield {"text": text, "url": red_url(view.wish, sin=()), "label": _("Mostrarlos de nuevo")}
    if view.bubbles is not None:
        yield from ({"text": text} for text in bubbles_left_out(view.bubbles))
        if not view.wish.agrupar:
            url = red_url(view.wish, agrupar=NO_GROUPS)
            yield {"text": _("Son muchos: se ven por grupos."), "url": url, "label": _("Ver actores")}


def _legend(view: RedView) -> Iterator[dict[str, Any]]:
    chosen, drawn = view.wish.familia, {node.family for node in view.nodes}
    for id, label, shape, count in family_labels(view):
        left = tuple(one for one in chosen if one != id) if id in chosen else (*chosen, id)
        url = red_url(view.wish, familia=left)
        yield {
            "id": id,
            "label": label,
            "shape": shape,
            "look": "red-unfilled" if view.looks.items else f"family-{id}",
            "count": count,
            "on": id in chosen,
            "drawn": id in drawn,
            "url": url,
        }
