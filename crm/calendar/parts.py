"""The parts of a parsed calendar: its events in their newest editions, their days, their people."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from crm.calendar.zones import zone_of
from crm.office import day_of, office_zone

MOST_PEOPLE = 300
_MAIL = re.compile(r"(?:mailto:)?([^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]+)", re.IGNORECASE)
Someone = tuple[str, str]


def cleaned(value: object, most: int, lines: bool = False) -> str:
    """A text without control marks and marks that turn the direction of writing, on one line or several."""
    text = str(value).replace("\\n", "\n")
    kept = "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    stripped = "\n".join(line.rstrip() for line in kept.splitlines()) if lines else " ".join(kept.split())
    return stripped.strip()[:most].rstrip()


def read_people(event: Any) -> tuple[Someone | None, tuple[Someone, ...]]:
    """Who calls for it, and who is called, each once."""
    organizers = list(_people(event, "ORGANIZER"))
    attendees = dict.fromkeys(_people(event, "ATTENDEE"))
    return (organizers[0] if organizers else None), tuple(attendees)


def _people(event: Any, name: str) -> Iterator[Someone]:
    for one in _several(event, name)[:MOST_PEOPLE]:
        said = getattr(one, "params", {})
        if str(said.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE"}:
            continue
        mail = _MAIL.search(str(said.get("EMAIL", ""))) or _MAIL.search(str(one))
        address = mail[1].lower() if mail else ""
        called = cleaned(said.get("CN", ""), 200).strip("'\" ")
        if called or address:
            yield ("" if called.lower() == address else called), address


def _several(event: Any, name: str) -> list[Any]:
    value = event.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def days_of(event: Any, zones: Mapping[str, tzinfo]) -> tuple[date, date] | None:
    """First and last day of an event where the office is; None without a start that is understood."""
    start = _moment(event.get("DTSTART"), zones)
    if start is None:
        return None
    end = _moment(event.get("DTEND"), zones)
    if end is None:
        end = _after(start, event.get("DURATION"))
    first = _day(start)
    return first, max(first, _last(start, end)) if end is not None else first


def _moment(value: Any, zones: Mapping[str, tzinfo]) -> date | datetime | None:
    said = _understood(value)
    if not isinstance(said, datetime):
        return said if isinstance(said, date) else None
    if said.tzinfo is None and (name := str(getattr(value, "params", {}).get("TZID", ""))):
        zone = zone_of(name, zones)
        return said.replace(tzinfo=zone) if zone else said
    return said


def _understood(value: Any) -> Any:
    """What a property says, None when it is missing or could not be read."""
    try:
        return getattr(value, "dt", None)
    except ValueError:  # icalendar keeps what it cannot read, and complains when asked
        return None


def _after(start: date | datetime, duration: Any) -> date | datetime | None:
    length = _understood(duration)
    if not isinstance(length, timedelta) or length < timedelta(0) or length > timedelta(days=3660):
        return None
    try:
        return start + length
    except OverflowError:
        return None


def _last(start: date | datetime, end: date | datetime) -> date:
    """The end is excluded: a day that ends it, or midnight, is not part of it."""
    day = _day(end)
    if not isinstance(end, datetime):
        return day - timedelta(days=1) if day > date.min else day
    at = end if end.tzinfo is None else end.astimezone(_office_zone())
    return day - timedelta(days=1) if at.time() == time(0) and end != start else day


def _day(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    try:
        return moment.date() if moment.tzinfo is None else day_of(moment)
    except OverflowError:
        return moment.date()


def _office_zone() -> tzinfo:
    return ZoneInfo(office_zone())


@dataclass(frozen=True)
class Parts:
    """A parsed calendar with the zones it defines."""

    calendar: Any
    zones: Mapping[str, tzinfo]

    @cached_property
    def events(self) -> list[Any]:
        """Every event, in the order of the file."""
        return list(self.calendar.walk("VEVENT"))

    def newest(self) -> list[Any]:
        """Of the editions of each event, and of each of its changed days, the newest."""
        best: dict[tuple[str, date | None], Any] = {}
        for number, event in enumerate(self.events):
            uid = str(event.get("UID", "")) or f"{number}"
            key = uid, self.replaced_day(event)
            if key not in best or self._edition(event) >= self._edition(best[key]):
                best[key] = event
        return list(best.values())

    def _edition(self, event: Any) -> tuple[int, str]:
        stamped = _understood(event.get("DTSTAMP"))
        return self.sequence(event), str(stamped or "")

    @staticmethod
    def sequence(event: Any) -> int:
        """The number of the edition, 0 when it has none that can be read."""
        text = str(event.get("SEQUENCE", "0"))
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    def replaced_day(self, event: Any) -> date | None:
        """The day of a repeated event that this one is the changed edition of."""
        moment = _moment(event.get("RECURRENCE-ID"), self.zones)
        return None if moment is None else _day(moment)

    def replaced(self, event: Any) -> set[date]:
        """The days of a repeated event that have an edition of their own."""
        return self._replaced.get(str(event.get("UID", "")), set())

    @cached_property
    def _replaced(self) -> dict[str, set[date]]:
        own: defaultdict[str, set[date]] = defaultdict(set)
        for event in self.events:
            if (day := self.replaced_day(event)) is not None:
                own[str(event.get("UID", ""))].add(day)
        return own

    def excluded(self, event: Any) -> set[date]:
        """The days on which a repeated event does not take place."""
        return set(self._days(event, "EXDATE"))

    def added(self, event: Any) -> set[date]:
        """The days that an event names beside its rule."""
        return set(self._days(event, "RDATE"))

    def _days(self, event: Any, name: str) -> Iterator[date]:
        for group in _several(event, name):
            for one in _listed(group):
                said = SimpleNamespace(dt=_understood(one), params=getattr(group, "params", {}))
                moment = _moment(said, self.zones)
                if moment is not None:
                    yield _day(moment)

    def until(self, rule: Mapping[str, Any]) -> date | None:
        """The last day that a rule names."""
        value = rule.get("UNTIL")
        said = value[0] if isinstance(value, list) and value else value
        return _day(said) if isinstance(said, date) else None


def _listed(group: Any) -> Iterable[Any]:
    dates: Iterable[Any] = getattr(group, "dts", ())
    return list(dates)[:MOST_PEOPLE]
