"""The texts of actors and interactions as word indexes: what actors are, what is noted of them, what they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from crm.mapping.bm25 import Builder, Index
from crm.mapping.thesaurus import MARK, concepts, country_concept, marks
from crm.mapping.words import tokens
from crm.vocabulary import vocabulary
from graph.store import Store

# A word in a name says more of an actor than its city does.
ACTOR_FIELDS = {"name": 3.0, "aliases": 3.0, "type": 1.5, "sector": 0.5, "city": 1.0, "country": 1.5}
# Notes are an index of their own: nobody knows since when they say what they say.
NOTE_FIELDS = {"notes": 1.0}
INTERACTION_FIELDS = {
    "title": 2.0, "themes": 3.0, "kind": 0.3, "place": 0.7, "summary": 1.0, "results": 1.0, "notes": 0.5,
}  # fmt: skip
_VOCABULARIES = {
    "type": "actor_types",
    "sector": "sectors",
    "country": "countries",
    "kind": "interaction_kinds",
}
_HOME = "CO"
Themes = list[tuple[int, str]]


def index_actors(store: Store, place: Mapping[str, int]) -> Index:
    """The index of what actors are; `place` gives the number of each actor's document."""
    return _index(store, "Actor", ACTOR_FIELDS, place)


def index_notes(store: Store, place: Mapping[str, int]) -> Index:
    """The index of what is noted of actors."""
    return _index(store, "Actor", NOTE_FIELDS, place)


def _index(store: Store, label: str, fields: Mapping[str, float], place: Mapping[str, int]) -> Index:
    builder = Builder(fields, len(place))
    for number, said in _rows(store, label, fields, place):
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
    texts = [value] if isinstance(value, str) else value
    return list(chain.from_iterable(with_marks(tokens(text)) for text in texts))


def with_marks(stems: list[str]) -> list[str]:
    """The stems of a text, and the subjects of the thesaurus that it speaks of."""
    return [*stems, *marks(stems)]


@cache
def _label_stems(name: str, id: str) -> tuple[str, ...]:
    terms = vocabulary(name)
    stems = tuple(tokens(terms.label(id, "es"))) if id in terms else ()
    abroad = name == "countries" and id != _HOME
    return (*stems, MARK + country_concept(id)) if abroad else stems


@cache
def theme_of(word: str) -> str:
    """The vocabulary's theme that a word of a record means, or the word itself."""
    return vocabulary("themes").match(word) or word


@cache
def theme_stems(theme: str) -> tuple[str, ...]:
    """The stems of a theme's Spanish label and its subject, or those of the word when it is no theme of the vocabulary."""
    if theme in concepts():
        return (*tokens(vocabulary("themes").label(theme, "es")), MARK + theme)
    return tuple(with_marks(tokens(theme)))
