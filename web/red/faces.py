"""The faces of one selection: the same actors and ties shown in another way, one click apart.

Every face is a page that reads the selection from its address with `web.red.wish.read_wish`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for

from crm.errors import NotFound, NotReady
from crm.large.reading import WHOLE, group_of
from web.derived import current_results
from web.red.wish import NODES, Wish
from web.texts import gettext as _


@dataclass(frozen=True)
class Face:
    """One way to see a selection; `page` is its address without the selection, `url` with it."""

    label: str
    page: str
    url: str
    here: bool


def faces(wish: Wish) -> Iterator[Face]:
    """The ways to see what `wish` selects, in the order of the tabs."""
    for endpoint, label in _places():
        page, query = url_for(endpoint), wish.query()
        yield Face(label, page, f"{page}?{query}" if query else page, endpoint == request.endpoint)


def is_large() -> bool:
    """Whether there are more partners than one picture of a selection holds; not while nobody can tell."""
    derived = current_results()
    try:
        return derived is not None and group_of(derived, WHOLE).size > NODES
    except (NotReady, NotFound):  # a tab less, no page less
        return False


def _places() -> tuple[tuple[str, str], ...]:
    """(endpoint, label) of each; a page that shows a selection adds its line."""
    return (
        ("red.ver", _("Dibujo")),
        *((("grande.ver", _("Completa")),) if is_large() else ()),
        ("caras.tabla", _("Tabla")),
        ("caras.matriz", _("Matriz")),
        ("caras.anillos", _("Anillos")),
        ("caras.flujos", _("Flujos")),
        ("caras.calor", _("Calor")),
        ("caras.linea", _("Línea")),
        ("tiempo.ver", _("Tiempo")),
        ("mundo.ver", _("Mundo")),
    )
