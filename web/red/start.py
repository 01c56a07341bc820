"""Ways into the red: what one can type, and what to begin with when one does not know what to type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from flask import url_for

from crm.derived.results import Derived
from crm.searching import suggest_actors
from crm.vocabulary import vocabulary
from graph.fold import fold
from graph.store import Store
from web.i18n import language, term
from web.marks import type_mark
from web.reading.group_names import group_label
from web.red.answer import red_url
from web.red.wish import Wish
from web.texts import gettext as _

ACTORS, TERMS = 6, 5
FIRST_TYPES, FIRST_THEMES, FIRST_GROUPS = 2, 2, 2


@dataclass(frozen=True)
class Beginning:
    """One suggestion: what kind of thing, its name, where it leads."""

    kind: str
    label: str
    url: str
    icon: str


def suggestions(store: Store, words: str) -> list[dict[str, Any]]:
    """What typed words may mean, for the page's picker: actors first, then types, sectors, themes, lines.

    The `id` is the query of the picture.
    """
    actors = [
        _item(Wish(actor=(one.id,)), one.name, _type_and_place(one.type, one.place), type_mark(one.type).icon)
        | {"alias": one.alias}
        for one in suggest_actors(store, words, limit=ACTORS)
    ]
    return actors + [*_terms(words)][:TERMS]


def _type_and_place(type: str, place: str | None) -> str:
    return " · ".join(one for one in (type_mark(type).label, term(place, "countries")) if one)


def _item(wish: Wish, name: str, kind: str, icon: str) -> dict[str, Any]:
    sprite = url_for("static", filename="icons.svg")
    return {"id": wish.query(), "name": name, "type_label": kind, "icon": f"{sprite}#{icon}"}


def _terms(words: str) -> Iterator[dict[str, Any]]:
    folded = fold(words)
    for field, name, kind, icon in _vocabularies():
        for one in vocabulary(name):
            texts = (one.es, one.en, *one.extra.get("synonyms", ()))
            if folded and any(_begins(fold(text), folded) for text in texts):
                yield _item(Wish(**{field: (one.id,)}), one.label(language()), kind, icon)  # type: ignore[arg-type]


def _begins(text: str, words: str) -> bool:
    """Whether the text has a word that begins so."""
    return f" {text}".find(f" {words}") >= 0


def _vocabularies() -> tuple[tuple[str, str, str, str], ...]:
    return (
        ("tipo", "actor_types", _("Tipo de actor"), "people"),
        ("tema", "themes", _("Tema"), "tag"),
        ("sector", "sectors", _("Sector"), "diagram-3"),
        ("linea", "strategic_lines", _("Línea estratégica"), "signpost"),
    )


def beginnings(derived: Derived) -> list[Beginning]:
    """A few things worth looking at first: the best connected actor, frequent types and themes, large groups."""
    return [
        Beginning(kind, label, red_url(wish), icon)
        for kind, label, wish, icon in [
            *_best_actor(derived),
            *_types(derived),
            *_themes(derived),
            *_groups(derived),
        ]
    ]


Found = tuple[str, str, Wish, str]


def _best_actor(derived: Derived) -> Iterator[Found]:
    partners = np.flatnonzero(derived.array("partner"))
    if len(partners):
        best = int(partners[np.argmax(derived.array("size")[partners])])
        actor = derived.actors
        yield (
            _("Actor"),
            actor["name"][best],
            Wish(actor=(actor["id"][best],)),
            type_mark(actor["type"][best]).icon,
        )


def _types(derived: Derived) -> Iterator[Found]:
    for type in _frequent_types(derived):
        term = vocabulary("actor_types").get(type)
        yield _("Tipo"), str(term.extra[f"plural_{language()}"]), Wish(tipo=(type,)), str(term.extra["icon"])


@lru_cache(maxsize=2)
def _frequent_types(derived: Derived) -> tuple[str, ...]:
    counted = Counter(
        type
        for type, partner in zip(derived.actors["type"], derived.array("partner").tolist(), strict=True)
        if partner
    )
    return tuple(type for type, _count in counted.most_common(FIRST_TYPES))


def _themes(derived: Derived) -> Iterator[Found]:
    ids = derived.terms["themes"]
    counts = np.bincount(derived.array("themed_theme"), minlength=len(ids))
    for place in np.argsort(-counts, kind="stable")[:FIRST_THEMES].tolist():
        if counts[place]:
            yield _("Tema"), term(ids[place], "themes"), Wish(tema=(ids[place],)), "tag"


def _groups(derived: Derived) -> Iterator[Found]:
    for one in derived.communities[:FIRST_GROUPS]:
        yield _("Grupo"), group_label(derived, one.number), Wish(grupo=(one.number,)), "people"
