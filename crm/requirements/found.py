"""Where one qualifier of a need is shown: on whose cards, and in which interactions.

What is asked about one actor looks into sorted lists; only what the analyst asks (`cards`, `events`) goes over everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.bm25 import Index, postings
from crm.mapping.thesaurus import vocabulary_stems
from crm.office import office_id
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from datetime import date

    from crm.derived.results import Derived
    from crm.requirements.needs import Qualifier

# A word that more than this share of the interactions has says nothing of who can do something.
_COMMON = 0.25


@dataclass(frozen=True)
class Found:
    """Where one qualifier is shown: the actors whose card says it and the interactions that do, as lists of numbers, each
    sorted; what no text shows is shown by the arrays of actors.
    """

    derived: Derived
    qualifier: Qualifier
    card_lists: tuple[NDArray[Any], ...] = ()
    event_lists: tuple[NDArray[Any], ...] = ()

    def on_card(self, actor: int) -> bool:
        """Whether the actor's card shows it."""
        if self.qualifier.kind == "text":
            return any(bool(_has(some, np.array([actor]))[0]) for some in self.card_lists)
        if self.qualifier.kind == "twinned":
            return bool(self.derived.array("twinned")[actor])
        return self._is_place(self.derived.actors["country"][actor])

    def in_events(self, events: NDArray[Any]) -> BoolArray:
        """Which of some interactions show it."""
        found = np.zeros(len(events), dtype=np.bool_)
        for some in self.event_lists:
            found |= _has(some, events)
        return found

    @property
    def is_known(self) -> bool:
        """Whether the thesaurus has the word, if only within a phrase, or any card or interaction."""
        named = not vocabulary_stems().isdisjoint(self.qualifier.stems)
        return named or any(len(some) for some in (*self.card_lists, *self.event_lists))

    @cached_property
    def cards(self) -> BoolArray:
        """Everybody whose card shows it."""
        countries = self.derived.actors["country"]
        if self.qualifier.kind == "twinned":
            return np.array(self.derived.array("twinned"))
        if self.qualifier.kind != "text":
            return np.array([self._is_place(code) for code in countries], dtype=np.bool_)
        return _marked(self.card_lists, len(countries))

    @cached_property
    def events(self) -> BoolArray:
        """All interactions that show it."""
        return _marked(self.event_lists, len(self.derived.array("interaction_end")))

    def _is_place(self, code: str | None) -> bool:
        if self.qualifier.kind == "place":
            return code in self.qualifier.countries
        return bool(code) and code != self._home

    @cached_property
    def _home(self) -> str:
        number = self.derived.number.get(office_id())
        return (self.derived.actors["country"][number] if number is not None else None) or "CO"


def _has(some: NDArray[Any], wanted: NDArray[Any]) -> BoolArray:
    """Which of the wanted numbers are in a sorted list."""
    if not len(some):
        return np.zeros(len(wanted), dtype=np.bool_)
    place = np.minimum(np.searchsorted(some, wanted), len(some) - 1)
    there: BoolArray = some[place] == wanted
    return there


def _marked(lists: tuple[NDArray[Any], ...], size: int) -> BoolArray:
    found = np.zeros(size, dtype=np.bool_)
    for some in lists:
        found[some] = True
    return found


def found_for(derived: Derived, day: date, one: Qualifier) -> Found:
    """Where a qualifier is shown by what was known on a day."""
    if one.kind != "text":
        return Found(derived, one)
    return Found(derived, one, tuple(_cards(derived, day, one)), tuple(_events(derived, one)))


def _cards(derived: Derived, day: date, one: Qualifier) -> list[NDArray[Any]]:
    """Whose card says it; notes only when they may be known."""
    names = ("actor_words", "actor_notes") if day >= derived.day else ("actor_words",)
    indexes = [_index(derived, name, len(derived.ids)) for name in names]
    return [postings(index, word)[0] for index in indexes for word in (*one.stems, *one.marks)]


def _events(derived: Derived, one: Qualifier) -> list[NDArray[Any]]:
    """The interactions that say it in so many words, if the words are not everywhere."""
    size = len(derived.array("interaction_end"))
    index = _index(derived, "interaction_words", size)
    found = [postings(index, stem)[0] for stem in one.stems]
    return [documents for documents in found if len(documents) <= max(1, _COMMON * size)]


def _index(derived: Derived, name: str, size: int) -> Index:
    terms, begins = derived.array(f"{name}_terms"), derived.array(f"{name}_begins")
    return Index(terms, begins, derived.array(f"{name}_document"), derived.array(f"{name}_frequency"), size)
