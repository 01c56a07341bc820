"""How near actors are to what a project is about: by what they are, and by what they did.

question = question_of(brief)             stems with weights, themes, the words they came from
found = relevance(derived, question, …)   a score for each actor, and the interactions behind it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.bm25 import Index, Matches, matches
from crm.mapping.text_index import theme_of
from crm.mapping.words import tokens
from crm.vocabulary import Term, vocabulary

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.two_mode import BoolArray, FloatArray

# What somebody did five years ago still says half as much of what they can do; a tie fades much sooner.
MEMORY_DAYS = 1826
_TITLE, _THEME, _NEED, _SUMMARY, _PLACE, _HOPE, _SYNONYM = 2.0, 2.0, 1.0, 1.0, 0.7, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: the weight of each stem, the word it stands for, and themes of the vocabulary."""

    weights: dict[str, float]
    words: dict[str, str]
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relevance:
    """One value an actor, 0 to 1: `are` from its own card, `did` from its interactions; `by_event` is how much each
    interaction says (0 to 1, faded), `cards` and `events` the stems that each card and interaction has.
    """

    are: FloatArray
    did: FloatArray
    by_event: FloatArray
    cards: Matches
    events: Matches


def question_of(brief: Project) -> Question:
    """The question a brief asks. A theme that it names, or that its words mean, brings its synonyms along."""
    weights: dict[str, float] = {}
    words: dict[str, str] = {}
    for text, weight in _texts(brief):
        _ask(weights, words, text, weight)
    meant = set(tokens(f"{brief.title} {brief.summary}"))
    themes = {theme_of(theme) for theme in brief.themes} | set(_meant(meant))
    for theme in sorted(themes & set(vocabulary("themes").ids)):
        for name in _names(vocabulary("themes").get(theme)):
            _ask(weights, words, name, _SYNONYM / max(len(tokens(name)), 1))
    return Question(weights, words, frozenset(themes))


def _ask(weights: dict[str, float], words: dict[str, str], text: str, weight: float) -> None:
    for word in text.split():
        for stem in tokens(word):
            weights[stem] = max(weights.get(stem, 0.0), weight)
            words.setdefault(stem, word.strip(".,;:()«»\"'¿?¡!").lower())


def _texts(brief: Project) -> Iterator[tuple[str, float]]:
    yield brief.title, _TITLE
    for theme in brief.themes:
        known = vocabulary("themes")
        id = theme_of(theme)
        yield known.label(id, "es") if id in known else theme, _THEME
    yield from ((one.need, _NEED) for one in brief.requirements)
    yield brief.summary, _SUMMARY
    yield brief.place or "", _PLACE
    yield from ((hope, _HOPE) for hope in brief.funder_hopes)


def _meant(stems: set[str]) -> Iterator[str]:
    """Themes one of whose names has all its stems in the text."""
    for term in vocabulary("themes"):
        names = [set(tokens(name)) for name in _names(term)]
        if any(name and name <= stems for name in names):
            yield term.id


def _names(term: Term) -> Iterable[str]:
    return (term.es, *term.extra.get("synonyms", ()))


def relevance(derived: Derived, question: Question, mask: BoolArray, day: int) -> Relevance:
    """Each actor's relevance, from the interactions of a mask, on a day (ordinal).

    Cards and interactions are scored by BM25 (`crm.mapping.bm25`) and divided by the best. What an actor did is
    ``s / (1 + s)``, again divided by the best, with s the sum of its interactions' scores, each halved with every five
    years since.
    """
    cards = matches(_index(derived, "actor_words", len(derived.ids)), question.weights)
    events = matches(_index(derived, "interaction_words", len(mask)), question.weights)
    age = np.maximum(day - derived.array("interaction_end"), 0)
    by_event = _of_best(events.score * mask) * np.exp2(-age / MEMORY_DAYS)
    event, begins = derived.array("took_part_event"), derived.array("took_part_begins")
    running = np.concatenate([[0.0], np.cumsum(by_event[event])])
    total = np.maximum(running[begins[1:]] - running[begins[:-1]], 0.0)
    did = np.where(total > 1e-9, total / (1 + total), 0.0)
    return Relevance(_of_best(cards.score), _of_best(did), by_event, cards, events)


def _index(derived: Derived, name: str, size: int) -> Index:
    terms, begins = derived.array(f"{name}_terms"), derived.array(f"{name}_begins")
    return Index(terms, begins, derived.array(f"{name}_document"), derived.array(f"{name}_frequency"), size)


def _of_best(score: FloatArray) -> FloatArray:
    best = float(score.max(initial=0.0))
    return score / best if best > 0 else np.zeros_like(score)
