"""Which actor the office itself is, and what day it is there: a participant like others, but not its own partner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass
class _Office:
    id: str = "ofai"
    zone: str = "America/Bogota"


_OFFICE = _Office()


def office_id() -> str:
    """The id of the office's own actor."""
    return _OFFICE.id


def set_office(id: str, zone: str = "America/Bogota") -> None:
    """Says at the start of a process which actor is the office and in which time zone it works (`config.toml`)."""
    _OFFICE.id, _OFFICE.zone = id, zone


def office_zone() -> str:
    """The time zone the office works in."""
    return _OFFICE.zone


def today() -> date:
    """The day it is at the office."""
    return day_of(datetime.now(UTC))


def day_of(moment: datetime) -> date:
    """The day it was at the office at that moment."""
    return moment.astimezone(ZoneInfo(_OFFICE.zone)).date()
