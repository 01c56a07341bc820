"""From words to days: the rules for dates whose year, month or week depends on the day they are said.

`ahead` is False for what happened (the latest up to today) and True for what is promised or planned (the next).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from crm.periods import Period, Precision, span_of, whole

FIRST_YEAR, LAST_YEAR = 1900, 2199
_UNIT_MONTHS: dict[Precision, int] = {"month": 1, "quarter": 3, "semester": 6, "year": 12}


def day(value: date | None) -> Period | None:
    """One day; None for no day, and for years that no office means."""
    return whole(value, "day") if value and FIRST_YEAR <= value.year <= LAST_YEAR else None


def exact(year: int, month: int, number: int) -> date | None:
    """That day, or None when the calendar lacks it."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def weekday(today: date, number: int, ahead: bool) -> date:
    """The latest such weekday before today, or the first after it (Monday is 0)."""
    if ahead:
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)


def in_week(today: date, number: int, weeks: int) -> date:
    """That weekday of this week (0), the last (-1) or the next (1)."""
    return today + timedelta(days=number - today.weekday() + 7 * weeks)


def day_number(today: date, number: int, ahead: bool) -> date | None:
    """The latest such day of a month up to today, or the next after today; months that lack it are skipped."""
    if not 1 <= number <= 31:
        return None
    for step in range(13):
        month = add_months(today.replace(day=1), step if ahead else -step)
        found = exact(month.year, month.month, number)
        if found and (found > today if ahead else found <= today):
            return found
    return None


def day_month(today: date, number: int, month: int, ahead: bool) -> date | None:
    """The latest such day of the year up to today, or the next after today."""
    for step in range(9):  # 29 February may be eight years away
        found = exact(today.year + (step if ahead else -step), month, number)
        if found and (found > today if ahead else found <= today):
            return found
    return None


def add_months(start: date, months: int) -> date:
    """The same day some months on or back; the last of the month when it lacks that day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def month_end(day_in_month: date) -> date:
    """The last day of the month."""
    return span_of(day_in_month, "month")[1]


def named_month(today: date, month: int, ahead: bool) -> Period:
    """The latest month of that name begun up to today, or the next that is not over today."""
    this = date(today.year, month, 1)
    if ahead and span_of(this, "month")[1] <= today:
        this = this.replace(year=this.year + 1)
    if not ahead and this > today:
        this = this.replace(year=this.year - 1)
    return whole(this, "month")


def numbered(today: date, unit: Precision, number: int, ahead: bool) -> Period:
    """The latest such quarter or semester begun up to today, or the next that is not over today."""
    this = numbered_in(today.year, unit, number)
    assert this.start is not None
    assert this.end is not None
    if ahead and this.end <= today:
        return numbered_in(today.year + 1, unit, number)
    if not ahead and this.start > today:
        return numbered_in(today.year - 1, unit, number)
    return this


def numbered_in(year: int, unit: Precision, number: int) -> Period:
    """The n-th quarter or semester of a year."""
    return whole(date(year, (number - 1) * _UNIT_MONTHS[unit] + 1, 1), unit)


def shifted(today: date, unit: Precision, steps: int) -> Period:
    """This week, month, quarter, semester or year (0), the one before (-1), the one after (1)."""
    if unit in {"day", "week"}:
        return whole(today + timedelta(days=(7 if unit == "week" else 1) * steps), unit)
    return whole(add_months(today.replace(day=1), steps * _UNIT_MONTHS[unit]), unit)


def counted(today: date, unit: str, number: int) -> date:
    """So many days, weeks, months or years from today; eight days are a week, fifteen are two."""
    if unit == "day":
        size = {8: 7, 15: 14}.get(abs(number), abs(number))
        return today + timedelta(days=size if number > 0 else -size)
    if unit == "week":
        return today + timedelta(days=7 * number)
    return add_months(today, number * (12 if unit == "year" else 1))


def end_of_month(today: date, month: int, ahead: bool) -> date:
    """The last day of that month: the latest up to today, or the next after today."""
    years = (today.year - 1, today.year, today.year + 1)
    ends = [month_end(date(year, month, 1)) for year in years]
    return min(end for end in ends if end > today) if ahead else max(end for end in ends if end <= today)


def days_between(first: date | None, last: date | None) -> Period | None:
    """A range of days; None when it is none."""
    if (
        first is None
        or last is None
        or first > last
        or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR
    ):
        return None
    return Period(first, last, "range") if first < last else whole(first, "day")


def days_in_month(today: date, first: int, last: int, ahead: bool) -> Period | None:
    """Days of one month that is not named, or of two neighbours ("del 28 al 3")."""
    start = day_number(today, first, ahead)
    return days_between(start, day_number(start, last, True) if start else None)


def days_of_year(today: date, first: tuple[int, int], last: tuple[int, int], ahead: bool) -> Period | None:
    """Days named by (day, month) without a year; the end is the next after the start."""
    start = day_month(today, *first, ahead)
    if start is None or first == last:
        return day(start)
    return days_between(start, day_month(start, *last, True))
