"""What is on in a selection, in words, each with the address without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crm.derived.results import Derived
from crm.errors import CrmError
from crm.projects import get_project
from web.i18n import day, term
from web.reading.group_names import group_label
from web.reading.questions import question_text
from web.red.addresses import red_url
from web.red.choices import grouping_choices, included_words
from web.red.names import brief
from web.red.view import RedView
from web.red.wish import Wish
from web.store import current_store
from web.texts import gettext as _


def active_filters(view: RedView, derived: Derived) -> Iterator[dict[str, str]]:
    """What is on, in words, each with the address without it."""
    wish = view.wish
    yield from _each(wish, "actor", _("Alrededor de"), lambda id: _name(derived, id))
    yield from _each(wish, "grupo", _("Grupo"), lambda number: group_label(derived, number))
    for name, title, words in (
        ("familia", _("Tipo"), "families"),
        ("tipo", _("Tipo"), "actor_types"),
        ("sector", _("Sector"), "sectors"),
        ("pais", _("País"), "countries"),
        ("linea", _("Línea estratégica"), "strategic_lines"),
        ("tema", _("Tema"), "themes"),
    ):
        yield from _each(wish, name, title, lambda id, words=words: term(id, words))
    yield from _each(wish, "con", _("También"), lambda name: included_words()[name])
    yield from _asked(derived, wish)
    yield from _each(wish, "mas", _("Con los contactos de"), lambda id: _name(derived, id))
    yield from _each(wish, "sin", _("Oculto"), lambda id: _name(derived, id))
    yield from _rest(wish)


def _asked(derived: Derived, wish: Wish) -> Iterator[dict[str, str]]:
    """A question, a project, a way or common contacts: away with one, the filters choose again."""
    if wish.pregunta:
        url = red_url(wish, pregunta="", lado=(), hacia="", meses=None)
        yield {"title": _("Pregunta"), "label": question_text(wish), "url": url}
    if wish.proyecto:
        yield {
            "title": _("Proyecto"),
            "label": project_title(wish.proyecto),
            "url": red_url(wish, proyecto=""),
        }
    for name, title in (("ruta", _("Camino")), ("comunes", _("En común"))):
        if ends := getattr(wish, name):
            label = " – ".join(brief(_name(derived, id)) for id in ends)
            yield {"title": title, "label": label, "url": red_url(wish, **{name: ()})}
    if wish.como:
        url = red_url(wish, como="")
        yield {"title": _("Parecidos a"), "label": brief(_name(derived, wish.como)), "url": url}
    if wish.agrupar in grouping_choices():
        url = red_url(wish, agrupar="", abrir=())
        yield {"title": _("Por grupos"), "label": grouping_choices()[wish.agrupar], "url": url}


def project_title(id: str) -> str:
    """What a project is called; its id when it is not there."""
    try:
        return get_project(current_store(), id).title
    except CrmError:
        return id


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
