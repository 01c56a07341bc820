"""The interactions of a selection: which actors of it took part in which, found in slices of what the analyst kept.

find_meetings(derived, filter, ids)  ->  Meetings     of somebody's surroundings those in which they took part themselves
narrowed(meetings, Part(…))          ->  Meetings     a part of them: a cell, a band, a period that somebody opened
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.seen import still
from crm.faces.outcomes import OPEN_END, OPEN_START, OUTCOMES
from crm.faces.units import MONTHS, Lapse, Unit
from crm.months import months_of
from crm.picture import PictureFilter, choose

if TYPE_CHECKING:
    from crm.derived.results import Derived

Numbers = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Meetings:
    """`actors` and `events` are numbers of the results. `actor` and `event` have a value for each actor's part in an
    interaction, places in those two. `start` and `end` are the ordinals of an interaction's days, one an event.
    """

    derived: Derived
    actors: Numbers
    events: Numbers
    actor: Numbers
    event: Numbers
    start: Numbers
    end: Numbers

    @cached_property
    def months(self) -> tuple[Numbers, Numbers]:
        """The months since 1970 of the first and of the last days, one an event; every calendar begins with them."""
        return months_of(self.start), months_of(self.end)

    def columns(self, unit: Unit) -> tuple[Numbers, Numbers]:
        """The months, quarters or years since 1970 of the first and of the last days, one an event."""
        first, last = self.months
        return first // MONTHS[unit], last // MONTHS[unit]

    def values(self, name: str) -> Numbers:
        """One of the arrays of interactions ("kind", "line", "outcome"), one value an event."""
        found: Numbers = self.derived.array(f"interaction_{name}")[self.events]
        return found

    @property
    def ids(self) -> list[str]:
        """The ids of the interactions."""
        return self.derived.interaction_ids(self.events)

    def only(self, which: NDArray[np.bool_]) -> Meetings:
        """Those that a mask of the events names."""
        place = np.cumsum(which) - 1
        kept = which[self.event]
        return replace(
            self,
            events=self.events[which],
            start=self.start[which],
            end=self.end[which],
            actor=self.actor[kept],
            event=place[self.event[kept]],
        )

    def counts(self) -> Numbers:
        """In how many each actor took part."""
        return np.bincount(self.actor, minlength=len(self.actors))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of some interactions; what is None or empty narrows nothing.

    `together` took part in all of them, `pair` are two whose tie they are behind: not every interaction that both took part
    in is a meeting of the two (a letter to many is none of its readers'). `line` is a strategic line's id ("" for none), `family` somebody's of the
    selection but those of `without`, `outcome` one of OUTCOMES, `lapse` the period they are known by.
    """

    together: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    line: str | None = None
    family: str | None = None
    without: tuple[str, ...] = ()
    outcome: str | None = None
    lapse: Lapse | None = None


def find_meetings(derived: Derived, filter: PictureFilter, ids: Sequence[str]) -> Meetings:
    """The interactions of the filter in which somebody of `ids` took part; around somebody (one step far) their own."""
    mask = np.array(choose(derived, filter).mask)
    if not filter.include_reference:
        mask &= ~derived.array("interaction_reference")
    centres = [derived.number[id] for id in filter.around if id in derived.number]
    if centres and filter.depth == 1:
        own = np.zeros_like(mask)
        own[_parts(derived, np.array(centres))[1]] = True
        mask &= own
    actors = np.array([derived.number[id] for id in ids], dtype=np.int64)
    place, number = _parts(derived, actors)
    kept = mask[number]
    events, event = np.unique(number[kept], return_inverse=True)
    start, end = _days(derived, events)
    return Meetings(derived, actors, events, place[kept], event, start, end)


def _parts(derived: Derived, actors: Numbers) -> tuple[Numbers, Numbers]:
    """One line for each part that these actors took: the actor's place among them, the interaction's number."""
    begins = derived.array("took_part_begins")
    sizes = (begins[actors + 1] - begins[actors]).astype(np.int64)
    before = np.cumsum(sizes) - sizes
    line = np.repeat(begins[actors] - before, sizes) + np.arange(int(sizes.sum()))
    return np.repeat(np.arange(len(actors)), sizes), np.asarray(derived.array("took_part_event")[line])


def _days(derived: Derived, events: Numbers) -> tuple[Numbers, Numbers]:
    """First and last days. What goes on without an end lasts until today, what has no beginning lasts since the first."""
    all_starts = derived.array("interaction_start")
    start = all_starts[events].astype(np.int64)
    end = derived.array("interaction_end")[events].astype(np.int64)
    open_side = derived.array("interaction_open")[events]
    end = np.where(open_side == OPEN_END, np.maximum(end, derived.day.toordinal()), end)
    if (open_side == OPEN_START).any():
        start = np.where(open_side == OPEN_START, np.minimum(start, int(all_starts.min())), start)
    return start, end


def narrowed(meetings: Meetings, part: Part) -> Meetings:
    """Those of a part."""
    derived = meetings.derived
    which = np.ones(len(meetings.events), dtype=np.bool_)
    for id in part.together:
        which &= np.isin(meetings.events, _events_of(derived, id))
    if len(part.pair) == 2:
        which &= np.isin(meetings.events, _behind(derived, *part.pair))
    if part.line is not None:
        terms = derived.terms["strategic_lines"]
        which &= meetings.values("line") == (terms.index(part.line) if part.line in terms else -1)
    if part.family is not None:
        which &= np.isin(np.arange(len(which)), meetings.event[_of_family(meetings, part)])
    if part.outcome in OUTCOMES:
        which &= meetings.values("outcome") == OUTCOMES.index(part.outcome)
    if part.lapse is not None:
        first, last = (part.lapse.columns(day) for day in (part.lapse.first, part.lapse.last))
        which &= (part.lapse.columns(meetings.start) == first) & (part.lapse.columns(meetings.end) == last)
    return meetings.only(which)


def _events_of(derived: Derived, id: str) -> Numbers:
    """The interactions that an actor took part in."""
    number = [derived.number[id]] if id in derived.number else []
    return _parts(derived, np.array(number, dtype=np.int64))[1]


def _behind(derived: Derived, first: str, second: str) -> Numbers:
    """The interactions behind the tie of two actors; the office's ties are all that it took part in with the other."""
    if first not in derived.number or second not in derived.number:
        return np.zeros(0, dtype=np.int64)
    one, two = derived.number[first], derived.number[second]
    if derived.array("is_own")[[one, two]].any():
        return np.intersect1d(_events_of(derived, first), _events_of(derived, second))
    begin, end = derived.array("wide_from")[[one, one + 1]].tolist()
    edge = derived.array("wide_edge")[begin:end][derived.array("wide_to")[begin:end] == two]
    begins = derived.array("wide_begins")
    found: Numbers = np.concatenate(
        [derived.array("wide_event")[begins[n] : begins[n + 1]] for n in [*edge.tolist()]]
        or [np.zeros(0, dtype=np.int64)]
    )
    return found[still(derived, np.full(len(found), one), np.full(len(found), two), found)]


def _of_family(meetings: Meetings, part: Part) -> NDArray[np.bool_]:
    families = meetings.derived.actors["family"]
    numbers = meetings.actors.tolist()
    out = {meetings.derived.number.get(id) for id in part.without}
    own = np.array([families[one] == part.family and one not in out for one in numbers], dtype=np.bool_)
    mine: NDArray[np.bool_] = own[meetings.actor]
    return mine
