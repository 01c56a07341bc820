"""How near actors are to what a project is about: by being named, by what they are, and by what they did.

relevance = named + (1 - named) * place * (1 - (1 - 0.6 serves) (1 - 0.4 stands) (1 - 0.55 did) (1 - 0.5 are))        each 0 to 1, one value an actor
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.bm25 import Index, Matches, matches, postings
from crm.mapping.names import named
from crm.mapping.places import place_share
from crm.mapping.serving import serves, stands_for
from crm.mapping.thesaurus import MARK

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.mapping.knowing import Known
    from crm.mapping.question import Question
    from graph.two_mode import BoolArray, FloatArray

DID, ARE, SERVES, STANDS = 0.55, 0.5, 0.6, 0.4
# What somebody did five years ago still says half as much of what they can do; a tie fades much sooner.
MEMORY_DAYS = 1826
# A word that more than a third of the cards or of the interactions have tells nobody apart; few records tell no share.
_COMMON, _FEW = 1 / 3, 40
# The least that counts as the best of all deeds: where nobody did more, little stays little.
_LEAST_BEST = 0.2
_NOTES = 1.0
GOOD = 0.3


@dataclass(frozen=True, slots=True)
class Relevance:
    """One value an actor, 0 to 1: `are` from its own card, `did` from its interactions, `named` by the text, `place` a
    quarter for who belongs to another (`crm.mapping.places`); `serves` by what it is there for and `stands` for a named country (`crm.mapping.serving`), `field` how much the rest
    counts beside that; `by_event` is how much each interaction says (0 to 1, faded), `cards`, `notes` and `events` the words that each has.
    """

    are: FloatArray
    did: FloatArray
    named: FloatArray
    by_event: FloatArray
    place: FloatArray
    serves: FloatArray
    stands: FloatArray
    field: FloatArray
    cards: Matches
    notes: Matches
    events: Matches

    @property
    def by_mandate(self) -> FloatArray:
        """What the actor's mandate brings, before names and places."""
        return SERVES * self.serves

    @property
    def by_country(self) -> FloatArray:
        """What standing for a named country brings to what the mandate leaves open."""
        return (1 - self.by_mandate) * STANDS * self.stands

    @property
    def by_deed(self) -> FloatArray:
        """What the deeds bring to what mandate and country leave open."""
        return (1 - self.by_mandate - self.by_country) * DID * self.did * self.field

    @property
    def by_card(self) -> FloatArray:
        """What the card brings to what all these leave open."""
        return (
            (1 - self.by_mandate - self.by_country)
            * (1 - DID * self.did * self.field)
            * ARE
            * self.are
            * self.field
        )

    @property
    def score(self) -> FloatArray:
        """All of it, 0 to 1."""
        return self.named + (1 - self.named) * self.place * (
            self.by_mandate + self.by_country + self.by_deed + self.by_card
        )


def relevance(
    derived: Derived, question: Question, known: Known, among: BoolArray | None = None
) -> Relevance:
    """Each actor's relevance from what was known; `among` are those who may be asked, the partners if it is not said.

    Cards and interactions are scored by BM25 (`crm.mapping.bm25`) and divided by the best. What an actor did is
    ``s / (1 + s)`` with s the sum of its interactions' scores, each halved with every five years since, over the best of
    all had nothing faded: where everything is long ago, deeds say less than what an actor is.
    """
    actors, partner = len(derived.ids), derived.array("partner") if among is None else among
    card_index = _index(derived, "actor_words", actors)
    event_index = _index(derived, "interaction_words", len(known.mask))
    telling = _telling(question.weights, (card_index, event_index))
    cards = matches(card_index, telling)
    notes = matches(_index(derived, "actor_notes", actors), telling if known.now else {})
    events = matches(event_index, telling, known.mask)
    age = np.maximum(known.day - derived.array("interaction_end"), 0)
    fresh = _of_best(events.score, _good(telling, int(np.count_nonzero(known.mask))))
    by_event = fresh * np.exp2(-age / MEMORY_DAYS)
    best = float((_saturated(sum_by_actor(derived, fresh)) * partner).max(initial=0.0))
    did = _saturated(sum_by_actor(derived, by_event)) * partner / max(best, _LEAST_BEST)
    return Relevance(
        are=_of_best((cards.score + _NOTES * notes.score) * partner, _good(telling, actors)),
        did=did,
        named=named(derived, question.texts, question.loose, question.capital),
        by_event=by_event,
        place=place_share(
            card_index, question, derived.array("elsewhere"), (did > 0) & _of_countries(derived, question)
        ),
        serves=serves(derived, question) * partner,
        stands=stands_for(derived, question) * partner,
        field=np.ones(actors),
        cards=cards,
        notes=notes,
        events=events,
    )


def _of_countries(derived: Derived, question: Question) -> BoolArray:
    """Who is of a country or a part of the world that the question names; everybody, if it names none."""
    asked = question.countries | question.regions
    countries = derived.actors["country"]
    return np.fromiter((not asked or code in asked for code in countries), np.bool_, len(countries))


def _saturated(total: FloatArray) -> FloatArray:
    """``s / (1 + s)``; what rounding left of nothing is nothing."""
    return np.where(total > 1e-9, total / (1 + total), 0.0)


def sum_by_actor(derived: Derived, by_event: FloatArray) -> FloatArray:
    """The sum of a value of interactions over those of each actor."""
    event, begins = derived.array("took_part_event"), derived.array("took_part_begins")
    running = np.concatenate([[0.0], np.cumsum(by_event[event])])
    total: FloatArray = np.maximum(running[begins[1:]] - running[begins[:-1]], 0.0)
    return total


def _telling(weights: Mapping[str, float], indexes: tuple[Index, ...]) -> dict[str, float]:
    """Without the words that are too common to tell anybody apart; subjects stay, the thesaurus chose them."""
    return {
        one: weight
        for one, weight in weights.items()
        if one.startswith(MARK) or not any(_is_common(index, one) for index in indexes)
    }


def _is_common(index: Index, stem: str) -> bool:
    return index.size >= _FEW and len(postings(index, stem)[0]) > _COMMON * index.size


def _index(derived: Derived, name: str, size: int) -> Index:
    terms, begins = derived.array(f"{name}_terms"), derived.array(f"{name}_begins")
    return Index(terms, begins, derived.array(f"{name}_document"), derived.array(f"{name}_frequency"), size)


def _good(weights: Mapping[str, float], size: int) -> float:
    """What a record scores that has the two weightiest words of the question, if they are rare: less is no match of 1."""
    first = sorted(weights.values(), reverse=True)[:2]
    return GOOD * sum(first) * float(np.log1p(size))


def _of_best(score: FloatArray, good: float = 0.0) -> FloatArray:
    best = max(float(score.max(initial=0.0)), good)
    return score / best if best > 0 else np.zeros_like(score)
