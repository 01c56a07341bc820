r"""From two modes to one: members tied by the events they shared.

a --e1-- b        a --- b   weight: what is left today of each shared event, divided by the others in it
  \     /    ->   |          count: events shared        last: day of the newest one
   -e2- c         c
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.links import Links, find_links
from graph.one_mode import OneMode
from graph.two_mode import BoolArray, FloatArray, TwoMode

PAIRS_UP_TO = 500
Number = TypeVar("Number", np.float64, np.int32)


@dataclass(frozen=True, slots=True)
class Options:
    """What a projection takes in.

    `as_of` and `since` are ordinals of days: events that began later, or ended earlier, are left out, and fading is
    measured to `as_of` (None: the last day on which an event ended). `keep_members` and `keep_events` are masks over
    the two-mode data (None: all). An event with more than `pairs_up_to` members links only through its hosts, so that
    an assembly of thousands does not make millions of pairs.
    """

    as_of: int | None = None
    since: int | None = None
    keep_members: BoolArray | None = field(default=None, compare=False)
    keep_events: BoolArray | None = field(default=None, compare=False)
    pairs_up_to: int = PAIRS_UP_TO


def project(data: TwoMode, options: Options | None = None) -> OneMode:
    """The weighted one-mode projection of two-mode data.

    The weight of a pair is the sum over the events both took part in of ``w * 2 ** (-age / h) / (k - 1)``: `w` the
    event's weight, `age` the days from its end to `as_of` (never below 0), `h` its half-life in days, `k` how many of
    the kept members took part. So an event adds in all ``w * 2 ** (-age / h)`` to each member, however large it was.

    Reference: M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132 (2001), eq. 2;
    the fading is ours.

    Examples:
        >>> from datetime import date
        >>> from graph.two_mode import EventRow, MembershipRow, from_rows
        >>> day = date(2024, 3, 1)
        >>> rows = [MembershipRow(member, "e") for member in "abc"]
        >>> one = project(from_rows("abc", [EventRow("e", day, day)], rows))
        >>> [(one.members[a], one.members[b], float(w)) for a, b, w in zip(one.first, one.second, one.weight)]
        [('a', 'b', 0.5), ('a', 'c', 0.5), ('b', 'c', 0.5)]
    """
    options = options or Options()
    as_of = reference_day(data, options)
    links = find_links(data, _members(data, options), _events(data, options, as_of), options.pairs_up_to)
    return gather(data, links, as_of)


def gather(data: TwoMode, links: Links, as_of: int) -> OneMode:
    """Sums links (one a pair and event) to edges (one a pair); the links come back ordered by edge."""
    key = links.first.astype(np.int64) * len(data.members) + links.second
    order = np.argsort(key, kind="stable")
    key = key[order]
    event, share = links.event[order], links.share[order]
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.int64)
    pairs = key[begins]
    return OneMode(
        members=data.members,
        first=(pairs // max(len(data.members), 1)).astype(np.int32),
        second=(pairs % max(len(data.members), 1)).astype(np.int32),
        weight=_reduce(np.add, share * fading(data, as_of)[event], begins),
        count=np.diff(np.r_[begins, len(key)]).astype(np.int32),
        last=_reduce(np.maximum, np.minimum(data.end, as_of).astype(np.int32)[event], begins),
        begins=np.r_[begins, len(key)].astype(np.int64),
        event=event,
        share=share,
        large=links.large,
    )


def fading(data: TwoMode, as_of: int) -> FloatArray:
    """What is left of each event on the day `as_of`: ``2 ** (-age / half_life)``, 1 on its last day and before."""
    age = np.maximum(as_of - data.end, 0)
    left: FloatArray = np.exp2(-age / data.half_life)
    return left


def reference_day(data: TwoMode, options: Options) -> int:
    """The day that fading is measured to."""
    if options.as_of is not None:
        return options.as_of
    return int(data.end.max(initial=0))


def _members(data: TwoMode, options: Options) -> BoolArray:
    return (
        np.ones(len(data.members), dtype=np.bool_) if options.keep_members is None else options.keep_members
    )


def _events(data: TwoMode, options: Options, as_of: int) -> BoolArray:
    chosen: BoolArray = data.start <= as_of
    if options.since is not None:
        chosen &= data.end >= options.since
    return chosen if options.keep_events is None else chosen & options.keep_events


def _reduce(how: np.ufunc, values: NDArray[Number], begins: NDArray[np.int64]) -> NDArray[Number]:
    return how.reduceat(values, begins).astype(values.dtype) if len(begins) else values[:0]
