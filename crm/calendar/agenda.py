"""The office's days: meetings, delegations and the sessions of their programmes, commitments that fall due, calls that close, who goes quiet, holidays; a week or a month.

What is known to the day stands on its days. What is only known by the week, the month or the year is a band above them,
with the words of its period, and never a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crm.calendar.closings import closings_between
from crm.calendar.events import has_days
from crm.calendar.holidays_here import holidays_between
from crm.calendar.sessions import MOST, OnProgramme, sessions_between
from crm.follow_up.going_cold import cold_between
from crm.listing import any_of, find_page
from crm.periods import Period, period_from
from graph.records import Node
from graph.store import Linked, Query, Store, Where

Kind = Literal["interaction", "session", "commitment", "closing", "cold"]
COLD = 100
_AHEAD = timedelta(days=400)
_SHOWN = ("pending", "waiting", "done")
_ORDER: dict[Kind, int] = {"interaction": 0, "session": 1, "commitment": 2, "closing": 3, "cold": 4}


@dataclass(frozen=True)
class Entry:
    """One thing on a day or a band: what it is, its id and title, when, and where it stands; a session is `about` its visit."""

    kind: Kind
    id: str
    title: str
    when: Period
    status: str = ""
    hour: str | None = None
    about: str = ""


@dataclass(frozen=True)
class Day:
    """One day with what is on it; `holiday` is its name."""

    day: date
    entries: Sequence[Entry]
    holiday: str | None

    @property
    def free(self) -> bool:
        """Whether offices rest."""
        return self.holiday is not None or self.day.weekday() > 4


@dataclass(frozen=True)
class Agenda:
    """A stretch of days, Monday first, and the bands; `cut` when there was more than is shown."""

    days: Sequence[Day]
    bands: Sequence[Entry]
    cut: bool

    @property
    def weeks(self) -> list[Sequence[Day]]:
        """The days by weeks."""
        return [self.days[start : start + 7] for start in range(0, len(self.days), 7)]

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not self.bands and not any(day.entries for day in self.days)


def month_around(day: date) -> tuple[date, date]:
    """From the Monday of the first week of the day's month to the Sunday of its last."""
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    last = after - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def week_around(day: date) -> tuple[date, date]:
    """From the Monday to the Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def agenda_of(store: Store, first: date, last: date, lang: str = "es", person: str | None = None) -> Agenda:
    """The agenda of some weeks, in five short reads; with `person` only what that person takes part in or owes."""
    meetings, more = _meetings(store, first, last, person)
    promises, still = _promises(store, first, last, person)
    sessions = [_session(one) for one in sessions_between(store, first, last, person)]
    dated = [*meetings, *sessions, *promises, *_closings(store, first, last, person)]
    dated += [] if person else _cold(store, first, last)
    entries = [entry for entry in dated if _overlaps(entry.when, first, last)]
    holidays = holidays_between(first, last, lang)
    by_day: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        for day in _days(entry, first, last):
            by_day[day].append(entry)
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    shown = [Day(day, sorted(by_day[day], key=_place), holidays.get(day)) for day in days]
    bands = sorted((entry for entry in entries if not has_days(entry.when)), key=_length)
    return Agenda(shown, bands, more or still or len(sessions) >= MOST)


def _place(entry: Entry) -> tuple[str, int, str]:
    return entry.hour or "", _ORDER[entry.kind], entry.title


def _length(entry: Entry) -> tuple[int, date, str]:
    start, end = entry.when.start or date.min, entry.when.end or date.max
    return (end - start).days, start, entry.title


def _overlaps(when: Period, first: date, last: date) -> bool:
    return (when.start or date.min) <= last and (when.end or date.max) >= first


def _days(entry: Entry, first: date, last: date) -> Iterator[date]:
    if not has_days(entry.when):
        return
    day, end = max(entry.when.start or first, first), min(entry.when.end or last, last)
    while day <= end:
        yield day
        day += timedelta(days=1)


def _meetings(store: Store, first: date, last: date, person: str | None) -> tuple[list[Entry], bool]:
    where = (
        Where("archived", "=", False),
        Where("reference", "=", False),
        Where("end", ">=", first),
        Where("end", "<=", last + _AHEAD),
        Where("start", "<=", last),
    )
    linked = Linked(person, ("TOOK_PART",), "out") if person else None
    query = Query("Interaction", where=where, linked=linked, order=(("end", False),), limit=MOST, total=False)
    page = find_page(store, query)
    return [entry for node in page.items if (entry := _meeting(node)) is not None], page.next is not None


def _meeting(node: Node) -> Entry | None:
    when = period_from(node.properties)
    if when is None:
        return None
    said = {name: node.get(name) for name in ("status", "hour") if node.get(name)}
    return Entry("interaction", node.id, node.get("title"), when, about=node.get("kind"), **said)


def _session(one: OnProgramme) -> Entry:
    day, visit = one.session.day, one.visit
    status, hour = str(visit.get("status", "")), one.session.begins
    return Entry(
        "session", one.session.id, one.session.title, Period(day, day, "day"), status, hour, about=visit.id
    )


def _promises(store: Store, first: date, last: date, person: str | None) -> tuple[list[Entry], bool]:
    where = (
        Where("archived", "=", False),
        Where("reference", "=", False),
        *any_of("status", _SHOWN),
        Where("due", ">=", first),
        Where("due", "<=", last + _AHEAD),
        *([Where("owner", "=", person)] if person else []),
    )
    page = find_page(
        store, Query("Commitment", where=where, order=(("due", False),), limit=MOST, total=False)
    )
    found = [_promise(node) for node in page.items]
    cut = page.next is not None and page.items[-1].get("due") <= last
    return [entry for entry in found if entry is not None], cut


def _promise(node: Node) -> Entry | None:
    due = period_from(node.properties, "due_")
    if due is None:
        return None
    return Entry(
        "commitment", node.id, node.get("text"), due, node.get("status"), about=node.get("direction", "")
    )


def _closings(store: Store, first: date, last: date, person: str | None) -> Iterator[Entry]:
    for one in closings_between(store, first, last + _AHEAD, person):
        if one.deadline is not None:
            yield Entry("closing", one.id, one.title, one.deadline, about=one.call or "")


def _cold(store: Store, first: date, last: date) -> Iterator[Entry]:
    for tie in cold_between(store, first, last, COLD):
        when = Period(tie.cold_on, tie.cold_on, "day")
        yield Entry("cold", tie.actor.id, tie.actor.name, when, about=tie.actor.type)
