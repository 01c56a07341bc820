"""What changed from one day of a history to a later one: who came, came back, cooled and was lost, and which ties."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from crm.over_time.frames import COOLING, FRESH, LOST, NONE, Ages, Frame, Mask

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Places of actors and of ties in the history. `stronger` are ties that were there and met again.

    Somebody is lost after three years without contact, cools after one, is back with the first contact after that.
    """

    appeared: Places = ()
    returned: Places = ()
    cooled: Places = ()
    lost: Places = ()
    new_ties: Places = ()
    revived_ties: Places = ()
    stronger_ties: Places = ()
    cooled_ties: Places = ()
    lost_ties: Places = ()

    def count(self) -> int:
        """How many changes there are."""
        return sum(len(getattr(self, field.name)) for field in fields(self))


def changes_between(before: Frame, after: Frame) -> Changes:
    """The changes from a day to a later one, of the same history."""
    was, now = before.shown, after.shown
    stayed = was & now
    old, new = before.actors.age, after.actors.age
    lines, later = before.ties.age, after.ties.age
    met_again = (before.ties.count > 0) & (after.ties.count > before.ties.count)
    revived = _revived(lines, later)
    return Changes(
        appeared=_places(now & ~was),
        returned=_places(stayed & _revived(old, new)),
        cooled=_places(stayed & _cooled(old, new)),
        lost=_places(stayed & _lost(old, new)),
        new_ties=_places((lines == NONE) & (later != NONE)),
        revived_ties=_places(revived),
        stronger_ties=_places(met_again & ~revived),
        cooled_ties=_places(_cooled(lines, later)),
        lost_ties=_places(_lost(lines, later)),
    )


def _places(mask: Mask) -> Places:
    return tuple(np.flatnonzero(mask).tolist())


def _revived(old: Ages, new: Ages) -> Mask:
    found: Mask = (old == LOST) & ((new == FRESH) | (new == COOLING))
    return found


def _cooled(old: Ages, new: Ages) -> Mask:
    found: Mask = (old == FRESH) & (new == COOLING)
    return found


def _lost(old: Ages, new: Ages) -> Mask:
    found: Mask = ((old == FRESH) | (old == COOLING)) & (new == LOST)
    return found
