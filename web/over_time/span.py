"""The whole span of a selection, read once: its one layout, its history, its periods and what each of them changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from crm.derived.results import Derived
from crm.over_time.changes import Changes, changes_between
from crm.over_time.frames import Frame, frame_on, frames_on
from crm.over_time.history import History, Selection, read_history
from crm.over_time.steps import UNITS, Step, Unit, span_of_history, steps_of, usual_unit
from crm.picture import matching
from graph.store import Store
from web.red.choosing import filter_of
from web.red.view import RedView, gather_view
from web.red.wish import Wish


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One period: the frame of its last day, and what changed since the day before its first."""

    step: Step
    frame: Frame
    changes: Changes


@dataclass(frozen=True)
class Span:
    """A selection through time. `view` is the picture of its last day: everybody who ever is in it, at one place."""

    view: RedView
    history: History
    unit: Unit
    steps: Sequence[Step]

    @cached_property
    def moments(self) -> Sequence[Moment]:
        """What each of the periods changed; counted when first asked for."""
        return _moments(self.history, self.steps)

    def place_of(self, day: date) -> int:
        """The place of the period a day lies in; of the first or the last one for a day beyond them."""
        inside = [place for place, step in enumerate(self.steps) if step.start <= day]
        return inside[-1] if inside else 0

    def last_change(self, before: date) -> Moment | None:
        """The last period that began before a day and changed something."""
        found = [one for one in self.moments if one.step.start < before and one.changes.count()]
        return found[-1] if found else None

    @property
    def opening(self) -> date:
        """The day one looks at first: the last one of the last period that changed something."""
        moment = self.last_change(self.last)
        return self.last if moment is None or self.moments[-1].changes.count() else moment.step.end

    @property
    def last(self) -> date:
        """The last day of the span."""
        return self.steps[-1].end


def gather_whole(store: Store, derived: Derived, wish: Wish) -> RedView:
    """The selection as it is drawn on the last day of its span: who is in any frame is in that one."""
    last = derived.day if wish.hasta is None else min(derived.day, date(wish.hasta, 12, 31))
    return gather_view(store, derived, replace(wish, dia=last, todo=True), plain=True)


def read_span(derived: Derived, view: RedView, unit: Unit | None) -> Span:
    """The span of a picture that `gather_whole` made; `unit` None takes the one most dates are as exact as."""
    filter = filter_of(derived, view.wish, view.found)
    seeds, always = _seeds(derived, view)
    ties = [(edge.source, edge.target) for edge in view.edges]
    history = read_history(derived, Selection(filter, [node.id for node in view.nodes], ties, seeds, always))
    chosen = unit or usual_unit(history)
    steps = steps_of(history, span_of_history(history, view.day), chosen)
    return Span(view, history, chosen, steps)


def _seeds(derived: Derived, view: RedView) -> tuple[Sequence[str], bool]:
    """Around whom the picture is: the actors asked for, or those of a kind whose contacts are shown too."""
    wish = view.wish
    if wish.finds or wish.mas:
        return (), True
    if wish.vecinos and wish.chooses_actors:
        fits = matching(derived, wish.filter())[2]
        return [node.id for node in view.nodes if fits[derived.number[node.id]]], False
    return wish.actor, True


def _moments(history: History, steps: Sequence[Step]) -> list[Moment]:
    eve = max(steps[0].start, date(1, 1, 2)) - timedelta(days=1)
    frames = list(frames_on(history, [eve, *(step.end for step in steps)]))
    return [
        Moment(step, frame, changes_between(before, frame))
        for step, (before, frame) in zip(steps, pairwise(frames), strict=True)
    ]


def moment_on(span: Span, day: date) -> Moment:
    """The frame of any day, with what changed since the period it lies in began."""
    one = span.moments[span.place_of(day)]
    day = min(day, span.last)
    if day == one.step.end:
        return one
    frame = frame_on(span.history, day)
    first = max(min(one.step.start, day), date(1, 1, 2))
    before = frame_on(span.history, first - timedelta(days=1))
    return Moment(one.step, frame, changes_between(before, frame))


def unit_of(text: str) -> Unit | None:
    """The unit of an address, None for another word."""
    return next((unit for unit in UNITS if unit == text), None)
