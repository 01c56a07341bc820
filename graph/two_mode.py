r"""Two-mode data: which members took part in which events, as arrays.

member 0 --+-- event 0 (days, weight, half-life)        a membership is one line; a member who is in an event in
member 1 --+            \__ host of it: member 1         two roles has two lines and counts once
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int32]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
CHUNK = 50_000


class EventRow(NamedTuple):
    """One event: when it began and ended, how much it counts when fresh, in how many days that halves.

    An open end is None and is read as the other one; `half_life` infinite means that it never fades. In a `star`
    event only the host links to each other party (a letter to fifty addressees makes no ties among them).
    """

    id: str
    start: date | None
    end: date | None
    weight: float = 1.0
    half_life: float = float("inf")
    star: bool = False


class MembershipRow(NamedTuple):
    """One member of one event, and whether as its host."""

    member: str
    event: str
    host: bool = False


@dataclass(frozen=True, slots=True)
class TwoMode:
    """Members, events and memberships as arrays; days are proleptic ordinals (`date.toordinal`).

    `member`, `event` and `host` have one value a membership (indexes into `members` and `events`); `start`, `end`,
    `weight`, `half_life` (days) and `star` one value an event. `undated` counts events left out for want of a date.
    """

    members: tuple[str, ...]
    events: tuple[str, ...]
    member: IntArray
    event: IntArray
    host: BoolArray
    start: IntArray
    end: IntArray
    weight: FloatArray
    half_life: FloatArray
    star: BoolArray
    undated: int = 0


def from_rows(
    members: Sequence[str], events: Iterable[EventRow], rows: Iterable[tuple[str, str, bool]]
) -> TwoMode:
    """Arrays from rows (`MembershipRow` or plain tuples like it). Memberships of unknown members or events are passed over; so are events without any date.

    Examples:
        >>> from datetime import date
        >>> day = date(2024, 3, 1)
        >>> data = from_rows(["a", "b"], [EventRow("e", day, day)], [MembershipRow("a", "e"), MembershipRow("x", "e")])
        >>> data.member.tolist(), data.event.tolist()
        ([0], [0])
    """
    all_events = list(events)
    dated = [row for row in all_events if row.start or row.end]
    place = {id: index for index, id in enumerate(members)}
    event_place = {row.id: index for index, row in enumerate(dated)}
    member, event, host = _numbered(rows, place, event_place)
    return TwoMode(
        members=tuple(members),
        events=tuple(row.id for row in dated),
        member=member,
        event=event,
        host=host,
        start=np.array([_day(row.start, row.end) for row in dated], dtype=np.int32),
        end=np.array([_day(row.end, row.start) for row in dated], dtype=np.int32),
        weight=np.array([row.weight for row in dated], dtype=np.float64),
        half_life=np.array([row.half_life for row in dated], dtype=np.float64),
        star=np.array([row.star for row in dated], dtype=np.bool_),
        undated=len(all_events) - len(dated),
    )


def _numbered(
    rows: Iterable[tuple[str, str, bool]], place: Mapping[str, int], event_place: Mapping[str, int]
) -> tuple[IntArray, IntArray, BoolArray]:
    """Memberships as numbers, some at a time, so that half a million rows cost no half a million steps."""
    parts: list[tuple[NDArray[Any], ...]] = [
        (np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.bool_))
    ]
    waiting = iter(rows)
    while some := list(islice(waiting, CHUNK)):
        members, events, hosts = zip(*some, strict=True)
        member = np.fromiter(map(place.get, members, repeat(-1)), np.int32, len(some))
        event = np.fromiter(map(event_place.get, events, repeat(-1)), np.int32, len(some))
        known = (member >= 0) & (event >= 0)
        parts.append((member[known], event[known], np.array(hosts, dtype=np.bool_)[known]))
    member, event, host = (np.concatenate(column) for column in zip(*parts, strict=True))
    return member, event, host


def _day(first: date | None, second: date | None) -> int:
    day = first or second
    assert day is not None, "undated events were left out before"
    return day.toordinal()
