"""The pairs that each event makes: one line a pair and event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import BoolArray, FloatArray, IntArray, TwoMode


@dataclass(frozen=True, slots=True)
class Links:
    """One line a pair (`first` < `second`) and event; `share` is the event's weight divided by its others (k - 1).

    `large` counts the events that were too large for all their pairs and link through their hosts only.
    """

    first: IntArray
    second: IntArray
    event: IntArray
    share: FloatArray
    large: int


@dataclass(frozen=True, slots=True)
class _Parties:
    """Kept memberships without repetition, ordered by event and member. `begins[e]:begins[e + 1]` are event e's."""

    member: IntArray
    host: BoolArray
    event: IntArray
    begins: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        return np.diff(self.begins)


def find_links(data: TwoMode, members: BoolArray, events: BoolArray, pairs_up_to: int) -> Links:
    """The links among kept members (a mask) through kept events (a mask)."""
    parties = _parties(data, members, events)
    sizes = parties.sizes
    too_large = (sizes > pairs_up_to) & ~data.star
    star = (data.star | too_large) & (sizes > 1)
    parts = [_all_pairs(parties, np.flatnonzero(~star & (sizes == size))) for size in _sizes(sizes[~star])]
    parts.append(_host_pairs(parties, star))
    first, second, event = (np.concatenate(column).astype(np.int32) for column in zip(*parts, strict=True))
    share = data.weight[event] / np.maximum(sizes[event] - 1, 1)
    return Links(first, second, event, share, int(np.count_nonzero(too_large)))


def _parties(data: TwoMode, members: BoolArray, events: BoolArray) -> _Parties:
    kept = members[data.member] & events[data.event]
    count = len(data.members)
    key = data.event[kept].astype(np.int64) * count + data.member[kept]
    unique, inverse = np.unique(key, return_inverse=True)
    host = np.bincount(inverse, weights=data.host[kept], minlength=len(unique)) > 0
    event = unique // max(count, 1)
    return _Parties(
        member=(unique % max(count, 1)).astype(np.int32),
        host=host,
        event=event.astype(np.int32),
        begins=np.searchsorted(event, np.arange(len(data.events) + 1)),
    )


def _sizes(sizes: NDArray[np.int64]) -> list[int]:
    return [int(size) for size in np.unique(sizes) if size > 1]


def _all_pairs(parties: _Parties, events: NDArray[np.int64]) -> tuple[IntArray, IntArray, IntArray]:
    """Each pair of each of these events, which all have the same size: a block of members, then its upper half."""
    size = int(parties.sizes[events[0]]) if len(events) else 2
    block = parties.member[parties.begins[events][:, None] + np.arange(size)]
    above, below = np.triu_indices(size, 1)
    return block[:, above].ravel(), block[:, below].ravel(), np.repeat(events, len(above)).astype(np.int32)


def _host_pairs(parties: _Parties, star: BoolArray) -> tuple[IntArray, IntArray, IntArray]:
    """Each host of these events with every other party; two hosts of one event make one pair."""
    hosts = np.flatnonzero(parties.host & star[parties.event])
    events = parties.event[hosts]
    sizes = parties.sizes[events]
    host = np.repeat(hosts, sizes)
    others = np.arange(len(host)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    other = np.repeat(parties.begins[events], sizes) + others
    once = (host != other) & (~parties.host[other] | (host < other))
    low, high = np.minimum(host, other)[once], np.maximum(host, other)[once]
    return parties.member[low], parties.member[high], parties.event[low]
