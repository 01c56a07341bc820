"""On which days a repeated event falls, for the rules calendars write (RFC 5545, 3.3.10), within fixed limits.

    Rule.of({"FREQ": ["WEEKLY"], "BYDAY": ["MO"]}).days(date(2026, 11, 23), until=date(2027, 1, 31))

No rule, however it is built, is followed for more than MOST_DAYS days: one that never comes true ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

MOST_DAYS = 40_000  # a century, or forty thousand days of a rule that leaves days out
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}
)
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@dataclass(frozen=True)
class Rule:
    """A rule of whole days. `by_day` holds (ordinal or 0, weekday from Monday 0)."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    week_start: int = 0
    by_day: Sequence[tuple[int, int]] = ()
    by_month_day: Sequence[int] = ()
    by_month: Sequence[int] = ()
    by_position: Sequence[int] = field(default=())

    @classmethod
    def of(cls, said: Mapping[str, Sequence[object]], until: date | None = None) -> Rule | None:
        """The rule of the parts of an RRULE; None for one that is not understood (by hours, by weeks of the year)."""
        frequency = str(next(iter(said.get("FREQ", ())), "")).upper()
        if frequency not in _FREQUENCIES or not {name.upper() for name in said} <= _KNOWN:
            return None
        try:
            return cls(
                frequency,
                max(1, _one(said, "INTERVAL", 1)),
                _one(said, "COUNT", 0) or None,
                until,
                _DAYS.index(str(next(iter(said.get("WKST", ("MO",)))))),
                [_weekday(text) for text in said.get("BYDAY", ())],
                _numbers(said, "BYMONTHDAY"),
                _numbers(said, "BYMONTH"),
                _numbers(said, "BYSETPOS"),
            )
        except ValueError:
            return None

    def days(self, first: date, until: date, most: int = MOST_DAYS) -> Iterator[date]:
        """The days from the first on, in order, none after `until`; the first day always counts, as calendars do."""
        end = min(until, self.until or until)
        limit = min(most, self.count or most)
        return islice(self._from(first, end), limit)

    def _from(self, first: date, end: date) -> Iterator[date]:
        if first > end:
            return
        yield first
        seen = 0
        for start, stop in self._stretches(first, end):
            if (seen := seen + (stop - start).days) > MOST_DAYS:
                return
            for day in self._chosen(first, start, stop):
                if day > end:
                    return
                if day > first:
                    yield day

    def _stretches(self, first: date, end: date) -> Iterator[tuple[date, date]]:
        """First day and day after the last of each stretch that the frequency and interval name."""
        number = 0
        while True:
            try:
                start, stop = self._stretch(first, number * self.interval)
            except (ValueError, OverflowError):  # beyond the year 9999
                return
            if start > end:
                return
            yield start, stop
            number += 1

    def _stretch(self, first: date, ahead: int) -> tuple[date, date]:
        if self.frequency == "DAILY":
            start = first + timedelta(days=ahead)
            return start, start + timedelta(days=1)
        if self.frequency == "WEEKLY":
            monday = first - timedelta(days=(first.weekday() - self.week_start) % 7)
            start = monday + timedelta(weeks=ahead)
            return start, start + timedelta(days=7)
        if self.frequency == "MONTHLY":
            return _months(first.year, first.month - 1 + ahead, 1)
        return _months(first.year + ahead, 0, 12)

    def _chosen(self, first: date, start: date, stop: date) -> list[date]:
        days = (start + timedelta(days=ahead) for ahead in range((stop - start).days))
        found = [day for day in days if self._matches(first, day)]
        if not self.by_position:
            return found
        places = {place - 1 if place > 0 else len(found) + place for place in self.by_position}
        return [day for place, day in enumerate(found) if place in places]

    def _matches(self, first: date, day: date) -> bool:
        if self.by_month and day.month not in self.by_month:
            return False
        if self.by_month_day:
            left = day.day - 1 - _last(day)
            if day.day not in self.by_month_day and left not in self.by_month_day:
                return False
        if self.by_day:
            return any(self._is_weekday(day, *wanted) for wanted in self.by_day)
        return bool(self.by_month_day) or self._as_first(first, day)

    def _as_first(self, first: date, day: date) -> bool:
        """Without days of its own a rule repeats the first day's: its weekday, its day of the month, of the year."""
        if self.frequency == "DAILY":
            return True
        if self.frequency == "WEEKLY":
            return day.weekday() == first.weekday()
        same_month = self.frequency == "MONTHLY" or bool(self.by_month) or day.month == first.month
        return same_month and day.day == first.day

    def _is_weekday(self, day: date, ordinal: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if ordinal == 0 or self.frequency not in {"MONTHLY", "YEARLY"}:
            return True
        in_month = self.frequency == "MONTHLY" or bool(self.by_month)
        number = day.day if in_month else day.timetuple().tm_yday
        length = _last(day) if in_month else date(day.year, 12, 31).timetuple().tm_yday
        return ordinal == ((number - 1) // 7 + 1 if ordinal > 0 else -((length - number) // 7 + 1))


def _one(said: Mapping[str, Sequence[object]], name: str, usual: int) -> int:
    return int(str(next(iter(said.get(name, (usual,))))))


def _numbers(said: Mapping[str, Sequence[object]], name: str) -> list[int]:
    return [int(str(one)) for one in said.get(name, ())]


def _weekday(text: object) -> tuple[int, int]:
    found = _BY_DAY.fullmatch(str(text).upper())
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), _DAYS.index(found[2])


def _last(day: date) -> int:
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < date.max.year else None
    return (after - timedelta(days=1)).day if after else 31


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    start = date(year + month // 12, month % 12 + 1, 1)
    ahead = start.month - 1 + length
    return start, date(start.year + ahead // 12, ahead % 12 + 1, 1)
