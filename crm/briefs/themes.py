"""The themes that a sentence speaks of: by the names of the vocabulary, and by the other words that mean them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from crm.mapping.thesaurus import concepts, spots
from crm.mapping.words import tokens, written
from crm.vocabulary import vocabulary
from graph.fold import fold

if TYPE_CHECKING:
    from crm.briefs.sentences import Sentence

# Too common in any call to say what it is about.
_LOUD = frozenset(
    name.strip()
    for name in """financiacion, cooperacion, cooperacion internacional, cooperacion tecnica, recursos, fondos, convocatorias,
    convocatoria, funding, alianzas, proyectos, sostenibilidad, sustainability, ambiental, environmental, capacitacion,
    formacion, donaciones, economia local, desarrollo economico, clima, animales, aire""".replace(
        "\n", " "
    ).split(",")
)


def themes_in(sentence: Sentence) -> dict[str, bool]:
    """The themes of a sentence in the order of the text, and whether it calls each by a name that the vocabulary has.

    A single word that is a part of a name is none: "Café Madrid" is a quarter and no crop.
    """
    said = written(sentence.text)
    stems, words, themes = [stem for stem, _ in said], [word for _, word in said], _themes()
    found: dict[str, bool] = {}
    for spot in spots(stems):
        phrase = fold(" ".join(words[spot.begin : spot.begin + spot.length]))
        loud = phrase in _LOUD or (spot.length == 1 and _within_a_name(words, spot.begin))
        for theme in () if loud else _meant(spot.concept):
            named = _has_name(stems[spot.begin : spot.begin + spot.length], themes[theme])
            found[theme] = found.get(theme, False) or named
    return found


@cache
def _meant(concept: str) -> tuple[str, ...]:
    """The theme that a subject is, or the first that has its name among its own: athletics is sport."""
    if concept in _themes():
        return (concept,)
    name = tuple(tokens(concepts()[concept].es))
    return tuple(id for id, names in _themes().items() if name in names)[:1]


def _within_a_name(words: list[str], place: int) -> bool:
    beside = words[place + 1 : place + 2] + words[max(place - 1, 0) : place]
    return (
        words[place][:1].isupper()
        and not words[place].isupper()
        and any(word[:1].isupper() and not word.isupper() for word in beside)
    )


def _has_name(stems: list[str], names: frozenset[tuple[str, ...]]) -> bool:
    runs = (tuple(stems[first:last]) for last in range(len(stems) + 1) for first in range(last))
    return not names.isdisjoint(runs)


@cache
def _themes() -> dict[str, frozenset[tuple[str, ...]]]:
    """The themes within the groups of the vocabulary that can be what a project is about, and the stems of their names."""
    return {
        term.id: frozenset(
            tuple(tokens(name)) for name in (term.es, term.en, *term.extra.get("synonyms", ()))
        )
        for term in vocabulary("themes")
        if term.parent is not None and term.id in concepts() and not concepts()[term.id].means
    }
