"""What a writer may not see of a view stays in it: it was taken away for reading, and is put back when they save."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from crm.errors import Problem
from crm.views.model import MOST_ANNOTATIONS, MOST_PINS, MOST_PLACES, MOST_STEPS, SavedView, Step
from graph.store import Store

_MOST = {
    "positions": MOST_PLACES,
    "hidden": MOST_PLACES,
    "annotations": MOST_ANNOTATIONS,
    "steps": MOST_STEPS,
    "pins": MOST_PINS,
}


def placed_alone(store: Store, view: SavedView) -> SavedView:
    """The view with places, and hiding, of those alone who are there for the writer."""
    there = store.get({*view.positions, *view.hidden})
    return view.having(
        positions={id: place for id, place in view.positions.items() if id in there},
        hidden=[id for id in view.hidden if id in there],
    )


def with_unseen(given: SavedView, stored: SavedView, unseen: Collection[str]) -> SavedView:
    """What is saved, with all that the stored view says of those whom the writer does not see."""
    if not unseen:
        return given
    kept = {id: place for id, place in stored.positions.items() if id in unseen}
    held = given.held
    if given.query == stored.query:
        held = held.having(actors=_joined(held.actors, stored.held.actors, unseen))
    return given.having(
        positions={**given.positions, **kept},
        hidden=_joined(given.hidden, stored.hidden, unseen),
        pins=_joined(given.pins, stored.pins, unseen),
        annotations=[*given.annotations, *(one for one in stored.annotations if one.actor in unseen)],
        held=held,
        steps=_steps(given.steps, stored.steps, unseen),
    )


def over_limits(view: SavedView) -> Iterator[Problem]:
    """What is too much once all is together."""
    for name, most in _MOST.items():
        if len(getattr(view, name)) > most:
            yield Problem(name, "too_many", {"limit": most})


def _joined(given: Sequence[str], stored: Sequence[str], unseen: Collection[str]) -> list[str]:
    return list(dict.fromkeys([*given, *(id for id in stored if id in unseen)]))


def _steps(given: Sequence[Step], stored: Sequence[Step], unseen: Collection[str]) -> list[Step]:
    """Each step that was not shown where it stood."""
    steps = list(given)
    for place, one in enumerate(stored):
        if not set(unseen).isdisjoint({*one.actors, *one.facts}):
            steps.insert(place, one)
    return steps
