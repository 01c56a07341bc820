"""What a brief asks: its telling words and subjects with their weights, and where each comes from.

"Agua segura" -> {"agua": 2.0, "#water": 1.2, "segur": 2.0, "#sanitation": 0.3, …}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

from crm.mapping.text_index import theme_of
from crm.mapping.thesaurus import COUNTRY, MARK, Spot, concepts, nearby, spots
from crm.mapping.words import Phrases, weak_stems, written
from crm.requirements.regions import countries_of_parts
from crm.vocabulary import vocabulary

if TYPE_CHECKING:
    from crm.projects import Project

_TITLE, _THEME, _NEED, _VALUED, _SUMMARY, _PLACE, _HOPE = 2.0, 2.0, 1.0, 0.25, 1.0, 0.7, 0.5
# A subject counts less than the word itself, which brings it along: who says the same word is nearer.
SUBJECT = 1.0
# A phrase counts as much as its words would.
_PHRASE = 2.5
# How much more a subject of a project counts that its text comes back to: "agua" three times is more than a word on the way.
AGAIN = 0.25
_ANY_WORD, _MEANS = 0.4, 0.2
# In a title any word may be what it is about; in whole sentences one that means no subject is mostly a way to put it.
_TITLE_WORDS = 8
_VERB = re.compile(r"(?:[aei]r|ar[ls][aeo]s?|[aei]rse|ando|iendo|mente)$")
# A means that a text speaks of so often is what it is about.
_OFTEN = 3
# The words of a text of any length that are looked for.
MOST = 300


@dataclass(slots=True)
class Question:
    """What is looked for. `weights` has stems and subjects ("#water"); `words` the written word of each, `subjects` what
    the text itself speaks of, `through` the subject a near one was reached from, `texts` every stem of each text in order,
    the weak ones too, `loose` those outside longer phrases, `capital` those written with a capital letter, `proper` those
    written as names; `regions` the countries of the parts of the world it names; `themes` those of the vocabulary.
    """

    weights: dict[str, float] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)
    through: dict[str, str] = field(default_factory=dict)
    texts: list[list[str]] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)
    proper: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    again: float = 0.0

    @property
    def stems(self) -> set[str]:
        """Every stem of the texts."""
        return {stem for text in self.texts for stem in text}

    @property
    def countries(self) -> set[str]:
        """The countries that the texts name (ISO 3166-1)."""
        return {one.removeprefix(COUNTRY).upper() for one in self.subjects if one.startswith(COUNTRY)}

    @property
    def themes(self) -> frozenset[str]:
        """The themes of the vocabulary that are asked for."""
        return frozenset(self.subjects & set(vocabulary("themes").ids))


def question_of(brief: Project, again: float = 0.0) -> Question:
    """The question a brief asks. Its subjects bring near ones along, with less weight (`crm.mapping.thesaurus`).

    With `again` a subject counts the more, the more often a text comes back to it: ``1 + again * log(times)`` as much.
    """
    asked = Question(again=again)
    for text, weight in _texts(brief):
        _ask(asked, text, weight)
    for theme in map(theme_of, brief.themes):
        if theme in concepts():
            _ask_subject(asked, theme, _THEME, _share(theme))
    _ask_nearby(asked)
    first = sorted(asked.weights, key=lambda one: -asked.weights[one])[:MOST]
    asked.weights = {one: asked.weights[one] for one in first}
    return asked


def _texts(brief: Project) -> Iterator[tuple[str, float]]:
    yield brief.title, _TITLE
    for theme in brief.themes:
        known = vocabulary("themes")
        id = theme_of(theme)
        yield known.label(id, "es") if id in known else theme, _THEME
    yield from ((one.need, _VALUED if one.optional else _NEED) for one in brief.requirements)
    yield brief.summary, _SUMMARY
    yield brief.place or "", _PLACE
    yield from ((hope, _HOPE) for hope in brief.funder_hopes)


def _ask(asked: Question, text: str, weight: float) -> None:
    said = written(text)
    stems = [stem for stem, _ in said]
    asked.texts.append(stems)
    found = spots(stems)
    within = _within(found)
    asked.loose |= {stem for place, stem in enumerate(stems) if place not in within}
    plain = {stem for stem, word in said if len(said) <= _TITLE_WORDS and not _VERB.search(word.lower())}
    worth = _worth(stems, found, _proper(text), plain)
    times = Counter(stems)
    for stem, word in said:
        if worth.get(stem):
            own = weight * worth[stem] * (1 + log(times[stem]))
            asked.weights[stem] = max(asked.weights.get(stem, 0.0), own)
            asked.words.setdefault(
                stem, word if stem in _proper(text) and not word.isupper() else word.lower()
            )
    _ask_concepts(asked, text, found, weight)
    asked.proper |= _proper(text)
    asked.capital |= {stem for stem, word in said if word[:1].isupper()}
    asked.regions |= countries_of_parts(text)


def _ask_concepts(asked: Question, text: str, found: Sequence[Spot], weight: float) -> None:
    phrases, times = Phrases(text), Counter(spot.concept for spot in found)
    for spot in found:
        phrase = phrases.of(spot.begin, spot.length)
        asked.words.setdefault(MARK + spot.concept, phrase.lower())
        share = 1.0 if times[spot.concept] >= _OFTEN else _share(spot.concept)
        own = weight * (_PHRASE if spot.length > 1 else 1.0) * (1 + asked.again * log(times[spot.concept]))
        _ask_subject(asked, spot.concept, own, share)


def _worth(
    stems: Sequence[str], found: Sequence[Spot], proper: Set[str], plain: Set[str]
) -> dict[str, float]:
    """How much each stem counts as a word: one of a subject wholly, a name of something too, any other that is `plain` little.

    A word of a longer phrase does not count by itself ("seguridad" in "seguridad alimentaria"), nor does a weak one.
    """
    within = _within(found)
    subjects = {spot.begin: _share(spot.concept) for spot in found if spot.length == 1}
    worth: dict[str, float] = {}
    for place, stem in enumerate(stems):
        if place not in within and stem not in weak_stems():
            other = _ANY_WORD if stem in plain else 0.0
            own = subjects.get(place, 1.0 if stem in proper else other)
            worth[stem] = max(worth.get(stem, 0.0), own)
    return worth


def _within(found: Sequence[Spot]) -> set[int]:
    """The places of the stems of longer phrases."""
    return {
        place for spot in found if spot.length > 1 for place in range(spot.begin, spot.begin + spot.length)
    }


def _proper(text: str) -> set[str]:
    """The stems of words written as names: with a capital letter within a sentence, or in capitals."""
    found: set[str] = set()
    begins = True
    for piece in text.split():
        letters = [letter for letter in piece if letter.isalpha()]
        if letters and letters[0].isupper() and (not begins or (len(letters) > 1 and letters[1].isupper())):
            found |= {stem for stem, _ in written(piece)}
        begins = piece.endswith((".", ":", ";", "!", "?"))
    return found


def _share(concept: str) -> float:
    """A means ("financiación") or a wide area ("internacionalización") is seldom what a project is about."""
    one = concepts()[concept]
    return _MEANS if one.means or one.general else 1.0


def _ask_subject(asked: Question, concept: str, weight: float, share: float) -> None:
    mark = MARK + concept
    asked.subjects.add(concept)
    own = SUBJECT * weight * share
    asked.weights[mark] = max(asked.weights.get(mark, 0.0), own)
    asked.words.setdefault(mark, concepts()[concept].es.lower())


def _ask_nearby(asked: Question) -> None:
    for concept in sorted(asked.subjects):
        if concept.startswith(COUNTRY) or concepts()[concept].means:
            continue
        own = asked.weights[MARK + concept]
        for near, share in nearby(concept).items():
            mark = MARK + near
            if near not in asked.subjects and own * share > asked.weights.get(mark, 0.0):
                asked.weights[mark] = own * share
                asked.through[mark] = concept
