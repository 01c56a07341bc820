"""From which day each actor of a selection is in its picture.

Usually that is the first day of its first interaction. Around somebody it is the day from which ties of the selection
lead there: a contact of a contact arrives when both ties are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.over_time.history import History, Lines, Selection

Numbers = NDArray[np.int64]
NEVER: int = np.iinfo(np.int64).max


def arrivals(derived: Derived, history: History, selection: Selection) -> Numbers:
    """The ordinal of each actor's day, 0 for those who are always there: also who was asked for by name and met nobody."""
    first = first_days(history.took_part, history.start, len(history.actors))
    if not selection.seeds:
        return np.where(first == NEVER, 0, first)
    seeds = np.isin(history.actors, list(selection.seeds))
    begin = np.where(seeds, 0 if selection.always else first, NEVER)
    own = derived.array("is_own")[[derived.number[id] for id in history.actors]].astype(np.bool_)
    return _reached(history, begin, (own, selection.filter.depth))


def _reached(history: History, begin: Numbers, given: tuple[NDArray[np.bool_], int]) -> Numbers:
    """When each actor is reached from those that begin, along at most so many ties; nobody is reached through the office."""
    own, depth = given
    tie_first = first_days(history.met, history.start, len(history.ties))
    one, other = history.ties[:, 0], history.ties[:, 1]
    reached = begin
    for step in range(depth):
        found = reached.copy()
        for source, target in ((one, other), (other, one)):
            leads = ~own[source] if step else np.ones(len(source), dtype=np.bool_)
            np.minimum.at(found, target, np.where(leads, np.maximum(reached[source], tie_first), NEVER))
        reached = found
    return reached


def first_days(lines: Lines, start: Numbers, size: int) -> Numbers:
    """The first day of each owner's first meeting, NEVER for none."""
    first = np.full(size, NEVER, dtype=np.int64)
    np.minimum.at(first, lines.owner, start[lines.meeting])
    return first
