"""Periods: when things are, no more precise than the source. The door to reading, saying, comparing and keeping them.

parse_period("primer trimestre de 2023").edtf   ->  "2023-33"
say_period(from_edtf("2018/.."), "es")           ->  "desde 2018"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from crm.period_reading import parse_period, read_period, shown
from crm.period_saying import say_period
from crm.spans import PRECISIONS, Period, Precision, between, from_edtf, span_of, whole
from graph.records import Value

__all__ = [
    "PRECISIONS",
    "Period",
    "Precision",
    "between",
    "from_edtf",
    "overlaps",
    "parse_period",
    "period_from",
    "period_properties",
    "read_period",
    "say_period",
    "shown",
    "span_of",
    "whole",
]


def overlaps(a: Period, b: Period) -> bool:
    """Whether some day is in both; an open side reaches as far as days go."""
    latest_start = max(a.start or date.min, b.start or date.min)
    earliest_end = min(a.end or date.max, b.end or date.max)
    return latest_start <= earliest_end


def period_properties(period: Period, prefix: str = "") -> dict[str, Value]:
    """A record's properties that keep the period: start, end, precision, when (EDTF), when_text; absent when empty."""
    values: dict[str, Value | None] = {
        "start": period.start,
        "end": period.end,
        "precision": period.precision,
        "when": period.edtf,
        "when_text": period.text or None,
    }
    return {prefix + name: value for name, value in values.items() if value is not None}


def period_from(properties: Mapping[str, Value], prefix: str = "") -> Period | None:
    """The period those properties keep, or None. `when` is what counts; a week and its seven days differ by precision."""
    when = properties.get(f"{prefix}when")
    if when is None:
        return None
    period = replace(from_edtf(str(when)), text=str(properties.get(f"{prefix}when_text", "")))
    if period.precision == "week" and properties.get(f"{prefix}precision") == "range":
        return replace(period, precision="range")
    return period
