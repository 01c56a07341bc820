"""What a calendar's name of a time zone means, without following the rules it may bring: those can be made endless.

America/Bogota · SA Pacific Standard Time · /freeassociation.org/America/Bogota · (UTC-05:00) Bogotá · a zone's own offset
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_BLOCK = re.compile(r"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$\n?", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"^TZID[^:\n]*:(.+)$", re.IGNORECASE | re.MULTILINE)
_STANDARD = re.compile(
    r"^BEGIN:STANDARD\s*$.*?^TZOFFSETTO[^:\n]*:(.+?)\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_PATH = re.compile(r"([A-Za-z_]+/[A-Za-z_+\-0-9]+(?:/[A-Za-z_]+)?)$")


def without_zones(text: str) -> tuple[str, dict[str, tzinfo]]:
    """The calendar without its definitions of zones, and the usual offset that each of them gives."""
    zones: dict[str, tzinfo] = {}
    for block in _BLOCK.findall(text):
        name, offset = _NAME.search(block), _STANDARD.search(block)
        found = fixed(offset[1]) if offset else None
        if name and found:
            zones[name[1].strip().strip('"')] = found
    return _BLOCK.sub("", text), zones


def fixed(text: str) -> tzinfo | None:
    """The zone of an offset such as -0500 or UTC-05:00."""
    found = _OFFSET.search(text)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))


def zone_of(name: str, own: Mapping[str, tzinfo]) -> tzinfo | None:
    """The zone of a TZID; `own` are those the calendar defines. None when nobody knows it: then clocks are taken as here."""
    bare = name.strip().strip('"')
    return _named(bare) or own.get(bare) or (fixed(bare) if "UTC" in bare or "GMT" in bare else None)


@cache
def _named(name: str) -> tzinfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    path = _PATH.search(name)
    for known in (name, WINDOWS_TO_OLSON.get(name), path[1] if path else None):
        try:
            if known and len(known) < 80:
                return ZoneInfo(known)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None
