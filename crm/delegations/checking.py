"""What a programme gets wrong or forgets, pointed out: nothing here refuses anything.

overlap           two sessions at the same time, with nobody in common         double_booked    the same, with somebody
transfer          the place changes and the time between is less than the minutes needed          no_host    nobody receives
holiday, weekend  the day is one (in the office's country)                     outside          before or after the visit
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from typing import Literal

from crm.delegations.programme_model import Session
from graph.fold import fold

WarningKind = Literal["overlap", "double_booked", "transfer", "no_host", "holiday", "weekend", "outside"]
COUNTRY = "CO"


@dataclass(frozen=True)
class Remark:
    """One thing to look at: on which day, in which sessions, whom it concerns, and how many minutes are meant."""

    kind: WarningKind
    day: date
    sessions: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    minutes: int = 0
    needed: int = 0
    names: Mapping[str, str] = field(default_factory=dict)


def remarks_on(
    programme: Sequence[Session], days: tuple[date | None, date | None] = (None, None)
) -> list[Remark]:
    """All remarks in the order of days; `days` are the first and the last of the visit, when they are known."""
    by_day: dict[date, list[Session]] = {}
    for one in sorted(programme, key=lambda one: (one.day, one.start, one.end, one.id)):
        by_day.setdefault(one.day, []).append(one)
    found: list[Remark] = []
    for day, sessions in by_day.items():
        found += [*_of_day(day, days), *_of_pairs(sessions), *_transfers(sessions)]
        found += [Remark("no_host", day, (one.id,)) for one in sessions if not one.hosts]
    return found


def _of_day(day: date, days: tuple[date | None, date | None]) -> Iterator[Remark]:
    first, last = days
    if (first and day < first) or (last and day > last):
        yield Remark("outside", day)
    if names := holiday_names(day):
        yield Remark("holiday", day, names=names)
    elif day.weekday() >= 5:
        yield Remark("weekend", day)


def _of_pairs(sessions: Sequence[Session]) -> Iterator[Remark]:
    for one, other in combinations(sessions, 2):
        shared = min(one.end, other.end) - max(one.start, other.start)
        if shared <= 0:
            continue
        both = {*one.hosts, *one.people} & {*other.hosts, *other.people}
        kind: WarningKind = "double_booked" if both else "overlap"
        yield Remark(kind, one.day, (one.id, other.id), tuple(sorted(both)), shared)


def _transfers(sessions: Sequence[Session]) -> Iterator[Remark]:
    for one, following in pairwise(sessions):
        between = following.start - one.end
        moves = one.place and following.place and fold(one.place) != fold(following.place)
        if moves and 0 <= between < one.buffer:
            yield Remark("transfer", one.day, (one.id, following.id), (), between, one.buffer)


def holiday_names(day: date) -> Mapping[str, str]:
    """The holiday's name in each language; nothing on other days."""
    spanish = _holidays(day.year, "es").get(day)
    return {"es": spanish, "en": _holidays(day.year, "en_US").get(day, spanish)} if spanish else {}


@cache
def _holidays(year: int, language: str) -> Mapping[date, str]:
    from holidays import country_holidays

    return dict(country_holidays(COUNTRY, years=year, language=language))
