"""What a period is: days with the precision of what is known, and its EDTF (ISO 8601-2) text.

    2024-03-15 day · 2024-03 month · 2023-33 … 2023-36 quarters · 2023-40, 2023-41 semesters · 2017 year
    2024-06-03/2024-06-09 a week (Monday to Sunday) or days · 2017-05/2017-11 · 2018/.. · ../2015 ranges

Import from `crm.periods`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args

from crm.errors import InvalidData

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Precision = Literal["day", "week", "month", "quarter", "semester", "year", "range"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
_MONTHS_IN: dict[Precision, int] = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_FIRST_CODE: dict[Precision, int] = {"month": 1, "quarter": 33, "semester": 40}
_EDTF = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


def span_of(day: date, unit: Precision) -> tuple[date, date]:
    """First and last day of the unit (not "range") that the day falls in."""
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + min(timedelta(days=6), date.max - monday)  # no day comes after 9999
    months = _MONTHS_IN[unit]
    first = (day.month - 1) // months * months
    return date(day.year, first + 1, 1), _last_day(day.year, first + months)


def _last_day(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """When something is, was or is due, no more precise than what is known.

    `start` and `end` are the first and the last day covered; one of them is None in an open range. `text` is the
    source's own wording. A range also says how exactly each of its ends is known: "2017-05/2017-11" has months.
    Raises InvalidData when the days do not cover exactly what the precision says.
    """

    start: date | None
    end: date | None
    precision: Precision
    text: str = ""
    start_precision: Precision = "day"
    end_precision: Precision = "day"

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise InvalidData.of("", "period_without_dates")
        if self.start and self.end and self.start > self.end:
            raise InvalidData.of("end", "end_before_start")
        if not (_is_exact_range(self) if self.precision == "range" else _is_exact(self)):
            raise InvalidData.of("precision", "period_not_exact")

    @property
    def edtf(self) -> str:
        """The period as EDTF text."""
        if self.precision in {"range", "week"}:
            ends = (self.start, self.start_precision), (self.end, self.end_precision)
            return "/".join(".." if day is None else _edtf_of(day, unit) for day, unit in ends)
        assert self.start is not None
        return _edtf_of(self.start, self.precision)

    @property
    def sort_day(self) -> date:
        """The day that lists order by: the last one, or the first of an open range."""
        day = self.end or self.start
        assert day is not None
        return day

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """A model takes a Period, a text that parse_period understands, or the object that `shown` gives."""
        from pydantic_core import core_schema

        from crm.period_reading import read_period, shown

        shape = core_schema.plain_serializer_function_ser_schema(shown)
        return core_schema.no_info_plain_validator_function(read_period, serialization=shape)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The object `{start, end, precision, text}`; a text such as "2023-33" is taken too."""
        return (
            PERIOD_SHAPE if handler.mode == "serialization" else {"anyOf": [PERIOD_SHAPE, {"type": "string"}]}
        )


_DAY = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
_UNIT = {"type": "string", "enum": ["day", "month", "quarter", "semester", "year"]}
PERIOD_SHAPE: dict[str, Any] = {
    "type": "object",
    "title": "Period",
    "properties": {
        "start": _DAY,
        "end": _DAY,
        "precision": {"type": "string", "enum": list(PRECISIONS)},
        "text": {"type": "string"},
        "start_precision": _UNIT,
        "end_precision": _UNIT,
    },
    "required": ["start", "end", "precision"],
    "additionalProperties": False,
}


def _is_exact(period: Period) -> bool:
    ends = period.start, period.end
    plain = period.start_precision == period.end_precision == "day"
    return plain and period.start is not None and ends == span_of(period.start, period.precision)


def _is_exact_range(period: Period) -> bool:
    if {period.start_precision, period.end_precision} & {"week", "range"}:
        return False
    starts = period.start is None or span_of(period.start, period.start_precision)[0] == period.start
    ends = period.end is None or span_of(period.end, period.end_precision)[1] == period.end
    unsaid = (period.start or period.start_precision == "day") and (
        period.end or period.end_precision == "day"
    )
    return starts and ends and bool(unsaid)


def whole(day: date, unit: Precision) -> Period:
    """The period of that unit (not "range") around the day."""
    return Period(*span_of(day, unit), unit)


def between(first: Period | None, last: Period | None) -> Period:
    """The range from the start of one period to the end of another; None leaves that side open."""
    start, start_precision = (first.start, first.precision) if first else (None, "day")
    end, end_precision = (last.end, last.precision) if last else (None, "day")
    return Period(start, end, "range", "", start_precision, end_precision)


def _edtf_of(day: date, unit: Precision) -> str:
    if unit == "day":
        return day.isoformat()
    if unit == "year":
        return f"{day.year:04d}"
    return f"{day.year:04d}-{_FIRST_CODE[unit] + (day.month - 1) // _MONTHS_IN[unit]:02d}"


def from_edtf(text: str) -> Period:
    """The period an EDTF text names; a Monday-to-Sunday interval is a week. Raises InvalidData."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        return _edtf_part(first, text)
    start = _edtf_part(first, text) if first not in {"", ".."} else None
    end = _edtf_part(last, text) if last not in {"", ".."} else None
    period = between(start, end)
    days = period.start_precision == period.end_precision == "day"
    if days and period.start and span_of(period.start, "week") == (period.start, period.end):
        return whole(period.start, "week")
    return period


def _edtf_part(part: str, text: str) -> Period:
    found = _EDTF.fullmatch(part)
    try:
        if found is None:
            raise ValueError(part)
        year, code, day = (int(number) if number else None for number in found.groups())
        return _coded(year or 0, code, day)
    except ValueError as error:
        raise InvalidData.of("", "bad_period", value=text[:80]) from error


def _coded(year: int, code: int | None, day: int | None) -> Period:
    if code is None:
        return whole(date(year, 1, 1), "year")
    if day is not None:
        return whole(date(year, code, day), "day")
    for unit in ("month", "quarter", "semester"):
        first, months = _FIRST_CODE[unit], _MONTHS_IN[unit]
        if first <= code < first + 12 // months:
            return whole(date(year, (code - first) * months + 1, 1), unit)
    raise ValueError(code)
