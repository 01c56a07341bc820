"""Which facts show the qualifiers of a need: an actor's card, its country, its twinnings, and what it took part in.

Whatever is asked about one actor reads its own records alone; only what the analyst asks ("everybody") goes over all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.knowing import had_begun, known_on
from crm.requirements.found import Found, found_for
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.requirements.needs import Qualifier


@dataclass(frozen=True)
class Facts:
    """All qualifiers of a need over the actors and what had happened by a day."""

    derived: Derived
    day: date
    found: tuple[Found, ...]

    def events_of(self, actor: int) -> NDArray[Any]:
        """The counted interactions of an actor."""
        begin, end = self.derived.array("took_part_begins")[actor : actor + 2].tolist()
        events: NDArray[Any] = self.derived.array("took_part_event")[begin:end]
        counted: NDArray[Any] = events[had_begun(self.derived, events, self.day)]
        return counted

    def on_card(self, actor: int) -> bool:
        """Whether the actor's card shows everything."""
        return all(one.on_card(actor) for one in self.found)

    def shown_by(self, actor: int, first: int | None = None) -> bool:
        """Whether the actor has shown everything (or the first so many): by its card, or by it and one thing it did."""
        lacking = [one for one in self.found[:first] if not one.on_card(actor)]
        events = self.events_of(actor) if lacking else np.zeros(0, dtype=np.int32)
        shows = np.ones(len(events), dtype=np.bool_)
        for one in lacking:
            shows &= one.in_events(events)
        return not lacking or bool(shows.any())

    def everybody_on_card(self) -> BoolArray:
        """Whose card shows everything."""
        every = np.ones(len(self.derived.ids), dtype=np.bool_)
        for one in self.found:
            every = every & one.cards
        return every

    def everybody_shown(self, first: int | None = None) -> BoolArray:
        """Who has shown everything (or the first so many), as `shown_by` says of one."""
        derived, found = self.derived, self.found[:first]
        event, begins = derived.array("took_part_event"), derived.array("took_part_begins")
        actor = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
        shows = np.array(known_on(derived, self.day).mask[event])
        cards = np.ones(len(derived.ids), dtype=np.bool_)
        for one in found:
            shows &= one.cards[actor] | one.events[event]
            cards &= one.cards
        cards[actor[shows]] = True
        return cards

    def deeds(self, actor: int) -> NDArray[Any]:
        """The actor's interactions that show most of what its card does not, those that show nothing left out."""
        events = self.events_of(actor)
        lacking = [one for one in self.found if not one.on_card(actor)] or list(self.found)
        count = (
            np.sum([one.in_events(events) for one in lacking], axis=0) if lacking else np.zeros(len(events))
        )
        best: NDArray[Any] = events[np.argsort(-count, kind="stable")[: np.count_nonzero(count)]]
        return best

    def words(self, actor: int) -> list[str]:
        """The words of the need that the actor shows."""
        events = self.events_of(actor)
        shown = [one for one in self.found if one.on_card(actor) or one.in_events(events).any()]
        return list(dict.fromkeys(word.lower() for one in shown for word in one.qualifier.words))

    def possible(self) -> BoolArray:
        """Who may have what is not shown: nobody who is known to be of another place than the one asked for."""
        countries = self.derived.actors["country"]
        kept = np.ones(len(countries), dtype=np.bool_)
        elsewhere = np.array([bool(code) for code in countries], dtype=np.bool_)
        for one in self.found:
            if one.qualifier.kind in ("place", "foreign"):
                kept &= one.cards | ~elsewhere
        return kept

    def is_possible(self, actor: int) -> bool:
        """The same of one actor."""
        if not self.derived.actors["country"][actor]:
            return True
        return all(one.on_card(actor) for one in self.found if one.qualifier.kind in ("place", "foreign"))

    def share(self) -> NDArray[np.float64]:
        """How much of everything each actor's card shows, 0 to 1."""
        size = len(self.derived.ids)
        return np.asarray(sum((one.cards for one in self.found), np.zeros(size)) / max(len(self.found), 1))


def facts_of(derived: Derived, day: date, qualifiers: tuple[Qualifier, ...]) -> Facts:
    """Where each of the qualifiers is shown."""
    return Facts(derived, day, tuple(found_for(derived, day, one) for one in qualifiers))
