"""The text of an `.ics` file (RFC 5545): escaped, folded at 75 octets without breaking a character, lines end in CRLF.

An event of a day is a whole day and its end is the day after; one with an hour is written in universal time, so that
no calendar needs to know any zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.office import office_zone

PRODUCT = "-//Red de Aliados//ES"
_OCTETS = 75
_ESCAPED = re.compile(r"([\\;,])")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Event:
    """One event. `last` is its last day, `hour` when it begins, in the office's zone; `minutes` how long it takes, if known.

    `sequence` and `modified` say which edition it is; `busy` whether it takes up the time of who has it.
    """

    uid: str
    title: str
    first: date
    last: date
    modified: datetime
    sequence: int = 0
    hour: str | None = None
    minutes: int | None = None
    place: str = ""
    description: str = ""
    url: str = ""
    status: str = "CONFIRMED"
    category: str = ""
    busy: bool = False


def calendar_text(events: Iterable[Event], name: str, about: str = "", method: str = "PUBLISH") -> str:
    """A whole calendar."""
    return "".join(calendar_lines(events, name, about, method))


def calendar_lines(
    events: Iterable[Event], name: str, about: str = "", method: str = "PUBLISH"
) -> Iterator[str]:
    """The same, event by event."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"METHOD:{method}"]
    head += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", f"X-WR-TIMEZONE:{office_zone()}"]
    if about:
        head += [f"DESCRIPTION:{escaped(about)}", f"X-WR-CALDESC:{escaped(about)}"]
    yield _joined([*head, "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"])
    for event in events:
        yield _joined(_event(event))
    yield _joined(["END:VCALENDAR"])


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event) -> Iterator[str]:
    stamped = _moment(event.modified)
    yield from ("BEGIN:VEVENT", f"UID:{escaped(event.uid)}", f"DTSTAMP:{stamped}", f"LAST-MODIFIED:{stamped}")
    yield f"SEQUENCE:{event.sequence}"
    yield from _days(event)
    yield f"SUMMARY:{escaped(event.title)}"
    texts = (("LOCATION", event.place), ("DESCRIPTION", event.description), ("CATEGORIES", event.category))
    yield from (f"{name}:{escaped(text)}" for name, text in texts if text)
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{event.status}"
    yield f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _days(event: Event) -> Iterator[str]:
    if event.hour is not None and event.first == event.last:
        begins = datetime.combine(event.first, time.fromisoformat(event.hour), ZoneInfo(office_zone()))
        yield f"DTSTART:{_moment(begins)}"
        if event.minutes:
            yield f"DTEND:{_moment(begins + timedelta(minutes=event.minutes))}"
        return
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    if event.last < date.max:
        yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """A text as a property's value: on one line, without control marks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(r"\\\1", _CONTROL.sub("", plain)).replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets; each but the first begins with a space."""
    if len(line) * 4 <= _OCTETS or len(line.encode()) <= _OCTETS:
        return line
    octets, start, room, pieces = line.encode(), 0, _OCTETS, []
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # in the middle of a character
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, _OCTETS - 1
    return "\r\n ".join(pieces)
