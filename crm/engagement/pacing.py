"""First steps spread over the office's working days: nobody writes ten letters on a Saturday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from crm.calendar.holidays_here import holidays_between
from crm.periods import Period, whole

A_DAY = 2
_SATURDAY = 5
_DAY = timedelta(days=1)


def paced(now: date, last: Period | None, count: int) -> list[Period | None]:
    """A day for each of so many steps, the first ones first: two a working day, the last of them on `last` or before.

    Where too few days are left, the rest begin on the next working day. None for each without a last day.
    """
    if last is None or last.start is None:
        return [None] * count
    wanted = -(-count // A_DAY)
    days = _working_days(now + _DAY, last.start)[-wanted:] or _working_days(now + _DAY, now + 14 * _DAY)[:1]
    each = -(-count // len(days))
    return [whole(days[number // each], "day") for number in range(count)]


def _working_days(first: date, last: date) -> list[date]:
    free = holidays_between(first, last) if first <= last else {}
    return [day for day in _days(first, last) if day.weekday() < _SATURDAY and day not in free]


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY
