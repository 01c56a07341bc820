"""The text of a calendar that somebody sent: decoded, found among other words, joined again where mail broke it."""

from __future__ import annotations

import re

from crm.errors import InvalidData

MOST_BYTES = 1_000_000
_CALENDAR = re.compile(
    r"^BEGIN:VCALENDAR\s*$.*?(?:^END:VCALENDAR\s*$|\Z)", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_EVENTS = re.compile(r"^BEGIN:VEVENT\s*$.*^END:VEVENT\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_INDENT = re.compile(r"^([ \t]+)BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)


def decoded(data: bytes | str) -> str:
    """The text, in whichever of the usual encodings. Raises InvalidData when it is too large or has NUL inside."""
    if len(data) > MOST_BYTES:
        raise InvalidData.of("file", "calendar_too_large", limit=MOST_BYTES // 1_000_000)
    text = data if isinstance(data, str) else _decoded(data)
    if "\0" in text:
        raise InvalidData.of("file", "bad_character")
    clean = text.encode("utf-8", "replace").decode("utf-8").lstrip("\ufeff")
    return clean.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def narrowed_to_calendar(text: str) -> str:
    """From BEGIN:VCALENDAR to its end, all of them if there are several. Raises InvalidData when there is none."""
    plain = _QUOTED.sub("", text)
    indent = _INDENT.search(plain)
    if indent:
        plain = re.sub(rf"^{re.escape(indent[1])}", "", plain, flags=re.MULTILINE)
    found = _CALENDAR.findall(plain)
    if not found and _EVENTS.search(plain):
        found = [f"BEGIN:VCALENDAR\n{_EVENTS.search(plain)[0]}\nEND:VCALENDAR"]  # type: ignore[index]  # just found
    if not found:
        raise InvalidData.of("file", "calendar_unreadable")
    return _one(found)


def _one(calendars: list[str]) -> str:
    """Several calendars one after another as one; a calendar that was cut off is closed."""
    first, *others = (_closed(calendar) for calendar in calendars)
    if not others:
        return first
    inside = "\n".join(events[0] for other in others if (events := _EVENTS.search(other)))
    return re.sub(
        r"^END:VCALENDAR\s*\Z",
        lambda _: f"{inside}\nEND:VCALENDAR\n",
        first,
        flags=re.IGNORECASE | re.MULTILINE,
    )


def _closed(calendar: str) -> str:
    body = calendar.rstrip()
    if body.upper().endswith("END:VCALENDAR"):
        return f"{body}\n"
    raise InvalidData.of("file", "calendar_cut_off")
