"""What the page of the red shows and /red/datos sends: the picture with its words, legend and the ways on from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from crm.derived.results import Derived
from web.frame import place_url
from web.i18n import day, term
from web.reading.group_names import group_label
from web.red.choices import included_words
from web.red.drawing import network_data
from web.red.view import RedView
from web.red.wish import Wish
from web.red.words import cuts_of, description_of, family_labels, lines_of, lonely_words, title_of
from web.texts import gettext as _


def red_url(wish: Wish, **changes: object) -> str:
    """The address of a picture with some filters changed."""
    return _address("red", wish.query(**changes))


def _address(page: str, query: str) -> str:
    return place_url(page) + (f"?{query}" if query else "")


def answer_of(view: RedView, derived: Derived, stale: bool) -> dict[str, Any]:
    """Everything about one picture; JSON."""
    wish = view.wish
    return {
        "title": title_of(view),
        "description": description_of(view),
        "notes": [*_notes(view, stale)],
        "active": [*active_filters(view, derived)],
        "legend": [*_legend(view)],
        "lines": [asdict(line) for line in lines_of(view)],
        "query": wish.query(),
        "download": _address("red/descargar", wish.query()),
        "everything": "" if wish.todo else red_url(Wish(todo=True)),
        "network": network_data(view),
    }


def _notes(view: RedView, stale: bool) -> Iterator[dict[str, str]]:
    yield from ({"text": text} for text in cuts_of(view))
    if view.wish.actor and not view.nodes:
        yield {"text": _("Ese actor no está en el dibujo: se archivó, o se guardó hace un momento.")}
    if view.wish.chooses_actors and not view.wish.vecinos and view.nodes:
        url = red_url(view.wish, vecinos=True)
        yield {
            "text": _("Se dibujan solo ellos."),
            "url": url,
            "label": _("Ver también con quién se encuentran"),
        }
    if view.lonely:
        url = red_url(view.wish, sueltos=True)
        yield {"text": lonely_words(view), "url": url, "label": _("Mostrarlos")}
    if stale:
        yield {"text": _("Los últimos cambios se verán en un momento.")}


def _legend(view: RedView) -> Iterator[dict[str, Any]]:
    chosen, drawn = view.wish.familia, {node.family for node in view.nodes}
    for id, label, shape, count in family_labels(view):
        left = tuple(one for one in chosen if one != id) if id in chosen else (*chosen, id)
        url = red_url(view.wish, familia=left)
        yield {
            "id": id,
            "label": label,
            "shape": shape,
            "count": count,
            "on": id in chosen,
            "drawn": id in drawn,
            "url": url,
        }


def active_filters(view: RedView, derived: Derived) -> Iterator[dict[str, str]]:
    """What is on, in words, each with the address without it."""
    wish = view.wish
    yield from _each(wish, "actor", _("Alrededor de"), lambda id: _name(derived, id))
    yield from _each(wish, "grupo", _("Grupo"), lambda number: group_label(derived, number))
    for name, title, words in (
        ("familia", _("Tipo"), "families"),
        ("tipo", _("Tipo"), "actor_types"),
        ("sector", _("Sector"), "sectors"),
        ("linea", _("Línea estratégica"), "strategic_lines"),
        ("tema", _("Tema"), "themes"),
    ):
        yield from _each(wish, name, title, lambda id, words=words: term(id, words))
    yield from _each(wish, "con", _("También"), lambda name: included_words()[name])
    yield from _rest(wish)


def _rest(wish: Wish) -> Iterator[dict[str, str]]:
    if wish.vecinos:
        yield {"title": _("También"), "label": _("sus contactos"), "url": red_url(wish, vecinos=False)}
    if wish.desde or wish.hasta:
        url = red_url(wish, desde=None, hasta=None)
        yield {"title": _("Periodo"), "label": period_words(wish), "url": url}
    if wish.dia:
        yield {"title": _("Al día"), "label": day(wish.dia), "url": red_url(wish, dia=None)}


def _name(derived: Derived, id: str) -> str:
    return str(derived.actors["name"][derived.number[id]]) if id in derived.number else id


def _each(wish: Wish, name: str, title: str, label: Any) -> Iterator[dict[str, str]]:
    values: tuple[Any, ...] = getattr(wish, name)
    for value in values:
        rest = tuple(one for one in values if one != value)
        yield {"title": title, "label": label(value), "url": red_url(wish, **{name: rest})}


def period_words(wish: Wish) -> str:
    """The years, in words."""
    if wish.desde and wish.hasta:
        return str(wish.desde) if wish.desde == wish.hasta else f"{wish.desde}–{wish.hasta}"
    if wish.desde:
        return _("desde %(year)s", year=wish.desde)
    return _("hasta %(year)s", year=wish.hasta)
