"""Which filter leaves nothing: of a selection without anybody, each filter that brings somebody back when taken off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from crm.derived.results import Derived
from crm.picture import matching
from graph.store import Store
from web.i18n import number
from web.reading.finding import find
from web.red.active import active_filters
from web.red.choosing import filter_of, with_known
from web.red.view import RedView
from web.red.wish import Wish
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext

# What is taken off at once: alternatives of one filter, and all that says one question. Types and families widen each other.
FILTERS = (
    ("actor",),
    ("grupo",),
    ("familia", "tipo"),
    ("sector",),
    ("pais",),
    ("linea",),
    ("tema",),
    ("pregunta", "lado", "hacia", "meses"),
    ("proyecto",),
    ("ruta",),
    ("comunes",),
    ("como",),
    ("sin",),
    ("desde", "hasta"),
    ("dia",),
)


@dataclass(frozen=True)
class Without:
    """A filter as words, how many actors the others leave, and the selection without it."""

    filter: str
    count: int
    wish: Wish

    @property
    def act(self) -> str:
        """What the link does."""
        return _("Quitar «%(filter)s»", filter=self.filter)

    @property
    def said(self) -> str:
        """How many are back then."""
        return ngettext(
            "%(shown)s actor cumple lo demás.",
            "%(shown)s actores cumplen lo demás.",
            self.count,
            shown=number(self.count),
        )


def without_one(derived: Derived, view: RedView) -> list[Without]:
    """The ways out of a selection that nobody matches, the one with most actors first; none when somebody is there."""
    if view.nodes:
        return []
    found = [*_each(current_store(), derived, view)]
    return sorted((one for one in found if one.count), key=lambda one: -one.count)


def _each(store: Store, derived: Derived, view: RedView) -> Iterator[Without]:
    wish, nothing = view.wish, Wish()
    for names in FILTERS:
        own = {name: getattr(wish, name) for name in names}
        usual = {name: getattr(nothing, name) for name in names}
        if own == usual:
            continue
        rest = replace(wish, **usual)
        rest = replace(rest, todo=True) if rest.is_start else rest
        words = active_filters(replace(view, wish=replace(nothing, **own)), derived)
        yield Without(_joined([*words]), how_many(store, derived, rest), rest)


def _joined(words: list[dict[str, str]]) -> str:
    titles = " / ".join(dict.fromkeys(one["title"] for one in words))
    return f"{titles}: {', '.join(one['label'] for one in words)}"


def how_many(store: Store, derived: Derived, wish: Wish) -> int:
    """How many actors match, whether or not they have a tie; a few passes over what the analyst kept."""
    wish = with_known(derived, wish)
    found = find(store, derived, wish)
    if found is not None and not found.ids:
        return 0
    shown = matching(derived, filter_of(derived, wish, found))[2].copy()
    shown[[derived.number[id] for id in wish.sin if id in derived.number]] = False
    return int(np.count_nonzero(shown))
