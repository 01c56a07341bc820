"""Which facts show the qualifiers of a need: an actor's card, its country, its twinnings, and what it took part in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.bm25 import Index, postings
from crm.office import office_id
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.coalitions.needs import Qualifier
    from crm.derived.results import Derived
    from crm.mapping.ranking import Ranking

# A word that more than this share of the interactions has says nothing of who can do something.
_COMMON = 0.25


@dataclass(frozen=True)
class Found:
    """Where one qualifier is shown: on the cards of which actors, and in which counted interactions."""

    qualifier: Qualifier
    cards: BoolArray
    events: BoolArray


@dataclass(frozen=True)
class Facts:
    """All qualifiers of a need over the actors and the interactions of a ranking."""

    ranking: Ranking
    found: tuple[Found, ...]

    def on_card(self) -> BoolArray:
        """Whose card shows everything."""
        every = np.ones(len(self.ranking.derived.ids), dtype=np.bool_)
        for one in self.found:
            every = every & one.cards
        return every

    def shown(self, first: int | None = None) -> BoolArray:
        """Who has shown everything (or the first so many): by the card, or by it and one thing it took part in."""
        derived, found = self.ranking.derived, self.found[:first]
        event, begins = derived.array("took_part_event"), derived.array("took_part_begins")
        actor = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
        shows = np.array(self.ranking.mask[event])
        cards = np.ones(len(derived.ids), dtype=np.bool_)
        for one in found:
            shows &= one.cards[actor] | one.events[event]
            cards &= one.cards
        cards[actor[shows]] = True
        return cards

    def deeds(self, actor: int) -> NDArray[Any]:
        """The actor's interactions that show most of what its card does not, those that show nothing left out."""
        events = self.ranking.events_of(actor)
        lacking = [one for one in self.found if not one.cards[actor]] or list(self.found)
        count = np.sum([one.events[events] for one in lacking], axis=0) if lacking else np.zeros(len(events))
        best: NDArray[Any] = events[np.argsort(-count, kind="stable")[: np.count_nonzero(count)]]
        return best

    def words(self, actor: int) -> list[str]:
        """The words of the need that the actor shows."""
        events = self.ranking.events_of(actor)
        shown = [one for one in self.found if one.cards[actor] or one.events[events].any()]
        return list(dict.fromkeys(word.lower() for one in shown for word in one.qualifier.words))

    def possible(self) -> BoolArray:
        """Who may have what is not shown: nobody who is known to be of another place than the one asked for."""
        countries = self.ranking.derived.actors["country"]
        kept = np.ones(len(countries), dtype=np.bool_)
        elsewhere = np.array([bool(code) for code in countries], dtype=np.bool_)
        for one in self.found:
            if one.qualifier.kind in ("place", "foreign"):
                kept &= one.cards | ~elsewhere
        return kept

    def share(self) -> NDArray[np.float64]:
        """How much of everything each actor's card shows, 0 to 1."""
        size = len(self.ranking.derived.ids)
        return np.asarray(sum((one.cards for one in self.found), np.zeros(size)) / max(len(self.found), 1))


def facts_of(ranking: Ranking, qualifiers: tuple[Qualifier, ...]) -> Facts:
    """Where each of the qualifiers is shown."""
    return Facts(ranking, tuple(_found(ranking, one) for one in qualifiers))


def _found(ranking: Ranking, one: Qualifier) -> Found:
    derived = ranking.derived
    nothing = np.zeros(len(derived.array("interaction_end")), dtype=np.bool_)
    if one.kind == "text":
        return Found(one, _cards(ranking, one), _events(derived, one))
    if one.kind == "twinned":
        return Found(one, np.array(derived.array("twinned")), nothing)
    countries = derived.actors["country"]
    if one.kind == "foreign":
        number = derived.number.get(office_id())
        home = (countries[number] if number is not None else None) or "CO"
        return Found(
            one, np.array([bool(code) and code != home for code in countries], dtype=np.bool_), nothing
        )
    return Found(one, np.array([code in one.countries for code in countries], dtype=np.bool_), nothing)


def _cards(ranking: Ranking, one: Qualifier) -> BoolArray:
    """Whose card says it; notes only when they may be known."""
    cards = np.zeros(len(ranking.derived.ids), dtype=np.bool_)
    for name in ("actor_words", "actor_notes") if ranking.known.now else ("actor_words",):
        index = _index(ranking.derived, name, len(cards))
        for word in (*one.stems, *one.marks):
            cards[postings(index, word)[0]] = True
    return cards


def _events(derived: Derived, one: Qualifier) -> BoolArray:
    """The interactions that say it in so many words, if the words are not everywhere."""
    events = np.zeros(len(derived.array("interaction_end")), dtype=np.bool_)
    index = _index(derived, "interaction_words", len(events))
    for stem in one.stems:
        documents = postings(index, stem)[0]
        if len(documents) <= max(1, _COMMON * len(events)):
            events[documents] = True
    return events


def _index(derived: Derived, name: str, size: int) -> Index:
    terms, begins = derived.array(f"{name}_terms"), derived.array(f"{name}_begins")
    return Index(terms, begins, derived.array(f"{name}_document"), derived.array(f"{name}_frequency"), size)
