"""Reads an `.ics` file, or the text of one, into plain invitations; whoever wrote it can do no harm with it.

    read_invitations(data)                                   each event once, a repeated one on its first day
    read_invitations(data, Repeats(until=date(2027, 1, 31)))  a repeated one on each of its days, up to a limit

Of several editions of one event the newest counts. Times are days where the office is; a last day that the file
excludes, as calendars do, is excluded here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from crm.calendar.parts import Parts, cleaned, days_of, read_people
from crm.calendar.recurrence import Rule
from crm.calendar.sending import decoded, narrowed_to_calendar
from crm.calendar.zones import without_zones
from crm.errors import InvalidData
from crm.periods import Period

MOST_LINES = 20_000
MOST_EVENTS = 1_000
_DAYS_LONG = 366


@dataclass(frozen=True)
class Invitation:
    """One event of a calendar: on which days, who calls for it and who is called; attendees are (name, e-mail).

    `uid` is the event's own; one of many days of a repeated event has that day behind it. `cancelled`: it was called off.
    """

    uid: str
    title: str
    when: Period
    place: str
    organizer: tuple[str, str] | None
    attendees: tuple[tuple[str, str], ...]
    description: str
    sequence: int
    cancelled: bool


@dataclass(frozen=True)
class Repeats:
    """How far a repeated event is followed: to which day, on how many days at most, from which day on."""

    until: date
    most: int = 100
    since: date = date.min


def read_invitations(data: bytes | str, repeats: Repeats | None = None) -> list[Invitation]:
    """The events in the order of their days. Raises InvalidData for what is no calendar, or is too large a one."""
    parts = parse(data)
    cancelled = str(parts.calendar.get("METHOD", "")).upper() == "CANCEL"
    found = [invitation for event in parts.newest() for invitation in _read(parts, event, repeats, cancelled)]
    if not found:
        raise InvalidData.of("file", "calendar_without_events")
    return sorted(found, key=lambda one: (one.when.sort_day, one.uid))[:MOST_EVENTS]


def parse(data: bytes | str) -> Parts:
    """The calendar's parts. Raises InvalidData."""
    from icalendar import Calendar

    text, zones = without_zones(narrowed_to_calendar(decoded(data)))
    if text.count("\n") > MOST_LINES or text.upper().count("BEGIN:VEVENT") > MOST_EVENTS:
        raise InvalidData.of("file", "calendar_too_long", limit=MOST_EVENTS)
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidData.of("file", "calendar_unreadable") from error
    return Parts(calendar, zones)


def _read(parts: Parts, event: Any, repeats: Repeats | None, cancelled: bool) -> Iterator[Invitation]:
    days = days_of(event, parts.zones)
    if days is None:
        return
    first = _invitation(event, days, cancelled)
    if "RECURRENCE-ID" in event:
        yield replace(first, uid=_on(first.uid, parts.replaced_day(event) or days[0]))
        return
    if repeats is None or ("RRULE" not in event and "RDATE" not in event):
        yield first
        return
    for day in _repeated(parts, event, days[0], repeats):
        moved = day - days[0]
        yield replace(first, uid=_on(first.uid, day), when=_period(day, days[1] + moved))


def _on(uid: str, day: date) -> str:
    return f"{uid}#{day.isoformat()}"


def _repeated(parts: Parts, event: Any, first: date, repeats: Repeats) -> list[date]:
    """The days, without those the event excludes and those that another edition of it takes the place of."""
    said = event.get("RRULE")
    rule = Rule.of(said, parts.until(said)) if isinstance(said, dict) else None
    gone = parts.excluded(event) | parts.replaced(event)
    days = set(rule.days(first, repeats.until)) if rule else {first}
    days |= parts.added(event)
    return sorted(day for day in days - gone if repeats.since <= day <= repeats.until)[: repeats.most]


def _invitation(event: Any, days: tuple[date, date], cancelled: bool) -> Invitation:
    organizer, attendees = read_people(event)
    status = str(event.get("STATUS", "")).upper()
    return Invitation(
        uid=cleaned(event.get("UID", ""), 250),
        title=cleaned(event.get("SUMMARY", ""), 200),
        when=_period(*days),
        place=cleaned(event.get("LOCATION", ""), 300),
        organizer=organizer,
        attendees=attendees,
        description=cleaned(event.get("DESCRIPTION", ""), 20_000, lines=True),
        sequence=Parts.sequence(event),
        cancelled=cancelled or status == "CANCELLED",
    )


def _period(first: date, last: date) -> Period:
    if last <= first:
        return Period(first, first, "day")
    return Period(first, min(last, first + timedelta(days=_DAYS_LONG)), "range")
