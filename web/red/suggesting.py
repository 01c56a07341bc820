"""What words typed in the search of the red may mean: actors, questions, types, themes, projects, groups, years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import url_for

from crm.projects import ProjectFilter, list_projects
from crm.searching import suggest_actors
from crm.vocabulary import vocabulary
from graph.fold import fold
from graph.store import Store
from web.derived import current_results
from web.i18n import language, term
from web.marks import type_mark
from web.reading.group_names import group_label
from web.reading.questions import question_text, questions_in
from web.reading.understood import not_understood, said_in_words, understood
from web.red.active import period_words
from web.red.names import brief
from web.red.wish import Wish
from web.texts import gettext as _

ACTORS, TERMS, OTHERS = 6, 5, 2
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s*[-–a]\s*((?:19|20)\d\d))?")


def suggestions(store: Store, words: str) -> list[dict[str, Any]]:
    """What typed words may mean, for the page's picker: actors first, then types, sectors, themes, lines.

    The `id` is the query of the picture.
    """
    asked = [
        _item(wish, question_text(wish), _("Pregunta"), "question-circle") for wish in questions_in(words)
    ]
    period = [_item(wish, period_words(wish), _("Periodo"), "calendar3") for wish in _periods(words)]
    actors = [
        _item(Wish(actor=(one.id,)), one.name, _type_and_place(one.type, one.place), type_mark(one.type).icon)
        | {"alias": one.alias}
        for one in suggest_actors(store, words, limit=ACTORS)
    ]
    others = [*_projects(store, words), *_groups_named(words)]
    # Who asks in so many words wants the answer first; who names a theme or an actor, that.
    first, last = (
        (asked, [])
        if asked and asked[0]["id"].startswith("pregunta") and " " in words.strip()
        else ([], asked)
    )
    rest = [*period, *first, *actors, *[*_terms(words)][:TERMS], *others, *last]
    return [*_understood(store, words, rest), *rest]


def _understood(store: Store, words: str, rest: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What several words together ask for, and how it was understood, unless it is among the rest already."""
    found = understood(store, words) if " " in words.strip() else None
    if found is None or (found.unknown and rest) or replace(found.wish, dicho="").query() == _first(rest):
        return []
    derived = current_results()
    number = derived.number if derived else {}
    ids = (*found.wish.actor, *found.wish.ruta, *found.wish.comunes, found.wish.como)
    names = {id: brief(str(derived.actors["name"][number[id]])) for id in ids if derived and id in number}
    item = _item(
        found.wish,
        said_in_words(found.wish, names),
        not_understood(found) or _("Pregunta"),
        "question-circle",
    )
    return [item]


def _first(rest: list[dict[str, Any]]) -> str:
    return str(rest[0]["id"]) if rest else ""


def _periods(words: str) -> Iterator[Wish]:
    """Years that were typed: "2023", "2017-2019", "2017 a 2019"."""
    found = _YEARS.fullmatch(words.strip())
    if found:
        since, until = int(found[1]), int(found[2] or found[1])
        yield Wish(desde=min(since, until), hasta=max(since, until))


def _projects(store: Store, words: str) -> list[dict[str, Any]]:
    found = list_projects(store, ProjectFilter(words=words, limit=OTHERS)).items
    return [_item(Wish(proyecto=one.id), one.title, _("Actores del proyecto"), "kanban") for one in found]


def _groups_named(words: str) -> list[dict[str, Any]]:
    """Communities by the names of their strongest members and their themes."""
    derived, folded = current_results(), fold(words)
    if derived is None or not folded:
        return []
    named = [
        one
        for one in derived.communities
        if any(
            _begins(fold(text), folded)
            for text in (
                *(str(derived.actors["name"][derived.number[id]]) for id in one.first),
                *(term(theme, "themes") for theme in one.themes),
            )
        )
    ]
    return [
        _item(Wish(grupo=(one.number,)), group_label(derived, one.number), _("Grupo que se reúne"), "people")
        for one in named[:OTHERS]
    ]


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
