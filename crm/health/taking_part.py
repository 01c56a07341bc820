"""Who took part in what, and when: the one table that every period is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crm.health.spans import Span
from crm.network_data import Network
from graph.two_mode import BoolArray, IntArray

NEVER = np.iinfo(np.int32).max
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class TakingPart:
    """Each actor once in each interaction that counts (happened, not of the guide), as numbers; `partners` are those counted.

    `first` is the day an actor's first interaction began, NEVER without any.
    """

    network: Network
    partners: BoolArray
    member: Numbers
    event: Numbers
    first: IntArray

    @property
    def starts(self) -> IntArray:
        """The first day of each interaction."""
        return self.network.data.start

    @property
    def ends(self) -> IntArray:
        """The last day of each interaction."""
        return self.network.data.end

    def within(self, span: Span) -> BoolArray:
        """The interactions that lie wholly in the period: those of "2017" lie in no quarter."""
        start, end = span.start.toordinal(), span.end.toordinal()
        return (self.starts >= start) & (self.ends <= end) & ~self.network.reference

    def perhaps(self, span: Span) -> BoolArray:
        """The interactions that may lie in the period, or not: their own date is less precise."""
        start, end = span.start.toordinal(), span.end.toordinal()
        touching = (self.starts <= end) & (self.ends >= start) & ~self.network.reference
        return touching & ~self.within(span)

    def counts(self, events: BoolArray) -> Numbers:
        """In how many of these interactions each partner took part; 0 for everybody else."""
        found: Numbers = np.bincount(self.member[events[self.event]], minlength=len(self.partners))
        return np.where(self.partners, found, 0)

    def last_by(self, day: date) -> IntArray:
        """The end of each actor's last interaction that had ended by the day, 0 without any."""
        last = np.zeros(len(self.partners), dtype=np.int32)
        over = self.ends[self.event] <= day.toordinal()
        np.maximum.at(last, self.member[over], self.ends[self.event[over]])
        return last


def read_taking_part(network: Network, partners: BoolArray) -> TakingPart:
    """The table of a network; `partners` is a mask of its actors."""
    data = network.data
    events = max(len(data.events), 1)
    key = np.unique(data.member.astype(np.int64) * events + data.event)
    member, event = key // events, key % events
    counted = ~network.reference[event] if len(event) else np.zeros(0, np.bool_)
    member, event = member[counted], event[counted]
    first = np.full(len(network.actors), NEVER, dtype=np.int32)
    np.minimum.at(first, member, data.start[event])
    return TakingPart(network, partners, member, event, first)
