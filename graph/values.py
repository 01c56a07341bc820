"""Single values: which ones a store keeps, and how they are written as JSON without losing their type.

{"name": "UIS", "founded": {"d": "1948-03-01"}, "seen": {"t": "2024-05-01T13:00:00+00:00"}, "tags": ["a", "b"]}
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from graph.records import Properties, Scalar, Value

_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = frozenset({str, int, float, bool})
_TAGGED = frozenset({dict, list})
_READERS: dict[str, Callable[[str], Scalar]] = {"d": date.fromisoformat, "t": datetime.fromisoformat}


def scalar(value: Any) -> Scalar:
    """One value in its normal form. Raises ValueError with the reason's key as text."""
    if isinstance(value, bool) or type(value) is date:
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (int, float)):
        return _number(value)
    if type(value) is datetime:
        return _moment(value)
    raise ValueError("none" if value is None else "nested" if isinstance(value, (list, tuple)) else "type")


def _text(value: str) -> str:
    if "\0" in value:
        raise ValueError("nul")
    if _SURROGATE.search(value):
        raise ValueError("surrogate")
    return value if type(value) is str else str.__str__(value)


def _number(value: float) -> int | float:
    if isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise ValueError("too_big")
        return int(value)
    if not math.isfinite(value):
        raise ValueError("nan" if math.isnan(value) else "infinite")
    return float(value)


def _moment(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError("naive")
    try:
        return value.astimezone(UTC).replace(fold=0)
    except OverflowError:
        raise ValueError("out_of_range") from None


def _tagged(value: date) -> dict[str, str]:
    return {"t" if isinstance(value, datetime) else "d": value.isoformat()}


# Dates and times are all that JSON itself cannot write.
_write = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False, default=_tagged
).encode


def write_json(value: Any) -> str:
    """Compact JSON, dates and times as above, not escaped beyond what JSON asks for."""
    return _write(value)


def write_properties(properties: Properties) -> str:
    """Checked properties as one JSON object; `read_properties` gives them back, types included."""
    return _write(properties)


def write_value(value: Value) -> str:
    """One checked value as JSON."""
    return _write(value)


def read_value(text: str) -> Any:
    """What `write_value` wrote. Raises ValueError when it is not JSON."""
    return untagged(json.loads(text))


def read_properties(text: str) -> dict[str, Value]:
    """What `write_properties` wrote."""
    found: dict[str, Value] = json.loads(text)
    for name, value in found.items():
        if type(value) not in _PLAIN:
            found[name] = untagged(value)
    return found


def untagged(value: Any) -> Any:
    """A value as `json.loads` reads it from what `write_value` wrote, with its dates and times again."""
    if type(value) is list:
        return [untagged(item) if type(item) in _TAGGED else item for item in value]
    if type(value) is dict:
        ((tag, text),) = value.items()
        return _READERS[tag](text)
    return value
