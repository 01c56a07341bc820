"""Which words of a brief were found in somebody's card or interactions, and as what.

the word itself                       agua
another word for the same subject     agua («recurso hídrico»): the subject as it is called, and the word found
a subject near one asked for          saneamiento básico, near agua
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.mapping.thesaurus import COUNTRY, MARK, concepts, spots
from crm.mapping.words import Phrases, tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm.mapping.ranking import Ranking
    from graph.records import Node

WORDS, SHOWING = 6, 50
_TEXTS = ("title", "summary", "results", "place", "notes")


@dataclass(frozen=True, slots=True)
class Said:
    """The words that were found (`words`), or else the near `subjects` with those `asked` for."""

    words: Sequence[str]
    subjects: Sequence[str]
    asked: Sequence[str]

    def key(self, begin: str) -> str:
        """The reason's name: what was asked for, or what is near it."""
        return begin if self.words else f"{begin}_near"

    @property
    def params(self) -> dict[str, Any]:
        """What the reason's sentence names."""
        return {"words": self.words} if self.words else {"subjects": self.subjects, "asked": self.asked}


def event_words(ranking: Ranking, telling: NDArray[Any], nodes: Iterable[Node]) -> Said | None:
    """What was found in an actor's interactions; `nodes` are those whose texts may be quoted."""
    texts = [str(node.get(name)) for node in nodes for name in _TEXTS if node.get(name)]
    return _said(ranking, ranking.relevance.events.stems_of(telling[:SHOWING]), texts)


def card_words(ranking: Ranking, actor: int) -> Said | None:
    """What was found in an actor's card and in its notes."""
    found = ranking.relevance.cards.stems_of([actor]) + ranking.relevance.notes.stems_of([actor])
    name = str(ranking.derived.actors["name"][actor])
    return _said(ranking, list(dict.fromkeys(found)), [name])


def _said(ranking: Ranking, found: list[str], texts: Sequence[str]) -> Said | None:
    question = ranking.question
    ordered = sorted(found, key=lambda one: -question.weights[one])
    own = [one for one in ordered if one not in question.through]
    words = _words(ranking, own, texts)
    near = [one for one in ordered if one in question.through][:WORDS]
    if not words and not near:
        return None
    subjects = [one.removeprefix(MARK) for one in near]
    return Said(words[:WORDS], subjects, list(dict.fromkeys(question.through[one] for one in near)))


def _words(ranking: Ranking, own: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The question's words; one that was found only as another word for its subject with that other word."""
    shown: dict[str, None] = {}
    words = ranking.question.words
    plain = {words[one] for one in own if not one.startswith(MARK)}
    for one in own:
        word = words[one]
        if not one.startswith(MARK):
            shown[word] = None
        elif one.startswith(MARK + COUNTRY):
            shown[concepts()[one.removeprefix(MARK)].es] = None
        elif not plain & {word, *word.split()}:
            shown[_found_as(word, one.removeprefix(MARK), texts)] = None
    return _once(shown)


def _once(shown: Iterable[str]) -> list[str]:
    """The words without those that another already says: of «agua («acueducto»), acueducto» the first."""
    found: list[str] = []
    for one in sorted(shown, key=lambda said: "«" not in said):
        if not any(
            one.lower() in {other, *other.partition(" («")[::2]} or f"«{one}»" in other for other in found
        ):
            found.append(one)
    return [one for one in shown if one in found]


def _found_as(word: str, concept: str, texts: Sequence[str]) -> str:
    """The word itself where it is there, else the subject as it is called with the word that was found for it."""
    label = concepts()[concept].es.lower()
    for text in texts:
        for spot in spots(tokens(text)):
            if spot.concept == concept:
                other = Phrases(text).of(spot.begin, spot.length).lower()
                return other if other in (word, label) else f"{label} («{other}»)"
    return label
