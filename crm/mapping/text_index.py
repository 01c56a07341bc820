"""The texts of actors and interactions as two word indexes: what actors are, and what they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from crm.mapping.bm25 import Builder, Index
from crm.mapping.words import tokens
from crm.vocabulary import vocabulary
from graph.store import Store

# A word in a name says more of an actor than one in a note.
ACTOR_FIELDS = {
    "name": 3.0,
    "aliases": 3.0,
    "type": 1.5,
    "sector": 0.5,
    "city": 1.0,
    "country": 1.0,
    "notes": 1.0,
}
INTERACTION_FIELDS = {
    "title": 2.0, "themes": 3.0, "kind": 0.3, "place": 0.7, "summary": 1.0, "results": 1.0, "notes": 0.5,
}  # fmt: skip
_VOCABULARIES = {
    "type": "actor_types",
    "sector": "sectors",
    "country": "countries",
    "kind": "interaction_kinds",
}
Themes = list[tuple[int, str]]


def index_actors(store: Store, place: Mapping[str, int]) -> Index:
    """The index of what actors are; `place` gives the number of each actor's document."""
    builder = Builder(ACTOR_FIELDS, len(place))
    for number, said in _rows(store, "Actor", ACTOR_FIELDS, place):
        builder.add(number, {name: _stems(name, value) for name, value in said.items()})
    return builder.finish()


def index_interactions(store: Store, place: Mapping[str, int]) -> tuple[Index, Themes]:
    """The index of what happened, and (interaction's number, theme) for each theme of each."""
    builder = Builder(INTERACTION_FIELDS, len(place))
    themes: Themes = []
    for number, said in _rows(store, "Interaction", INTERACTION_FIELDS, place):
        builder.add(number, {name: _stems(name, value) for name, value in said.items()})
        themes += [(number, theme_of(word)) for word in said.get("themes", ())]
    return builder.finish(), themes


def _rows(
    store: Store, label: str, fields: Iterable[str], place: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    names = list(fields)
    rows: Iterator[tuple[Any, ...]] = chain.from_iterable(store.table(label, ["id", *names]))
    for id, *values in rows:
        if id in place:
            yield place[id], {name: value for name, value in zip(names, values, strict=True) if value}


def _stems(name: str, value: str | Sequence[str]) -> Sequence[str]:
    if name == "themes":
        return list(chain.from_iterable(theme_stems(theme_of(word)) for word in value))
    if name in _VOCABULARIES:
        return _label_stems(_VOCABULARIES[name], str(value))
    return tokens(value if isinstance(value, str) else "\n".join(value))


@cache
def _label_stems(name: str, id: str) -> tuple[str, ...]:
    terms = vocabulary(name)
    return tuple(tokens(terms.label(id, "es"))) if id in terms else ()


@cache
def theme_of(word: str) -> str:
    """The vocabulary's theme that a word of a record means, or the word itself."""
    return vocabulary("themes").match(word) or word


@cache
def theme_stems(theme: str) -> tuple[str, ...]:
    """The stems of a theme's Spanish label, or of the word when it is no theme of the vocabulary."""
    terms = vocabulary("themes")
    return tuple(tokens(terms.label(theme, "es") if theme in terms else theme))
