"""What the office's rules refuse, and how pydantic's and the store's refusals become the same.

pydantic.ValidationError --from_validation--> InvalidData
graph.errors.StoreError  --translated-------> EditConflict, NotFound, StillInUse, InvalidData, Unavailable
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from crm.refusals import (
    BadCredentials,
    Busy,
    CrmError,
    EditConflict,
    Erased,
    InvalidData,
    NotAllowed,
    NotFound,
    NotReady,
    Problem,
    StillInUse,
    TooManyAttempts,
    Unavailable,
)
from graph import errors as graph_errors

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

__all__ = [
    "BadCredentials",
    "Busy",
    "CrmError",
    "EditConflict",
    "Erased",
    "InvalidData",
    "NotAllowed",
    "NotFound",
    "NotReady",
    "Problem",
    "StillInUse",
    "TooManyAttempts",
    "Unavailable",
    "field_name",
    "from_validation",
    "translated",
]

# pydantic's error types, by what they mean to the person who filled the form.
_PYDANTIC_KEYS = {
    "missing": "required",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "too_long": "too_many",
    "too_short": "too_few",
    "extra_forbidden": "unknown_field",
    "literal_error": "unknown_choice",
    "enum": "unknown_choice",
    "string_pattern_mismatch": "bad_format",
    "greater_than_equal": "too_small",
    "greater_than": "too_small",
    "less_than_equal": "too_big",
    "less_than": "too_big",
    "finite_number": "not_a_number",
    "string_type": "not_a_text",
    "list_type": "not_a_list",
    "tuple_type": "not_a_list",
    "dict_type": "not_an_object",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
    "dataclass_type": "not_an_object",
}
_PYDANTIC_FAMILIES = {"int": "not_a_whole_number", "float": "not_a_number", "decimal": "not_a_number"} | {
    "bool": "not_yes_or_no",
    "date": "not_a_date",
    "datetime": "not_a_date",
    "time": "not_a_date",
    "url": "bad_url",
}
_LIMITS = ("min_length", "max_length", "ge", "gt", "le", "lt")


def from_validation(error: ValidationError) -> InvalidData:
    """What pydantic refused, field by field, with our keys in place of its English sentences."""
    problems = [problem for detail in error.errors(include_url=False) for problem in _problems(detail)]
    return InvalidData(problems)


def _problems(detail: ErrorDetails) -> list[Problem]:
    where = field_name(detail["loc"])
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, CrmError):
        return [Problem(_joined(where, p.field), p.key, p.params) for p in cause.problems]
    key, params = _keyed(detail)
    return [Problem(where, key, params)]


def _keyed(detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    kind, given = detail["type"], detail["input"]
    key = _PYDANTIC_KEYS.get(kind) or _PYDANTIC_FAMILIES.get(kind.split("_")[0], "bad_value")
    context = detail.get("ctx", {})
    limit = next((context[name] for name in _LIMITS if name in context), None)
    if key == "too_short" and limit == 1:
        key = "required"
    params: dict[str, object] = {"value": _shown(given)}
    if limit is not None:
        params["limit"] = limit
    return key, params


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, str | int | float | bool) else ""
    return text if len(text) <= 80 else text[:79] + "…"


def field_name(path: Iterable[str | int]) -> str:
    """`("participants", 2, "actor")` as "participants[2].actor"."""
    name = ""
    for part in path:
        name = f"{name}[{part}]" if isinstance(part, int) else _joined(name, part)
    return name


def _joined(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix and name else prefix or name


_REASONS = {"nan": "not_a_number", "nul": "bad_character", "mixed_list": "mixed_list", "id": "bad_id"}


def _refused_record(error: graph_errors.InvalidRecord) -> CrmError:
    return InvalidData.of(error.field, _REASONS.get(error.reason, "bad_value"), value="")


_TRANSLATIONS: dict[type[graph_errors.StoreError], Callable[[Any], CrmError]] = {
    graph_errors.Conflict: lambda e: EditConflict("record", e.record, {}, {}),
    graph_errors.MissingRecord: lambda e: NotFound("record", e.record),
    graph_errors.DuplicateKey: lambda e: InvalidData.of(e.field, "taken", value=e.value),
    graph_errors.StillLinked: lambda e: StillInUse(e.record, e.links),
    graph_errors.InvalidRecord: _refused_record,
    graph_errors.BadQuery: lambda e: InvalidData.of(e.field, "bad_query"),
    graph_errors.StoreUnavailable: lambda e: Unavailable(e.detail),
    graph_errors.NotEmpty: lambda _: InvalidData.of("store", "store_not_empty"),
    graph_errors.BadURL: lambda _: InvalidData.of("store", "bad_store_url"),
}


@contextmanager
def translated() -> Iterator[None]:
    """Turns what a store refuses inside the block into this module's errors."""
    try:
        yield
    except graph_errors.StoreError as error:
        make = _TRANSLATIONS.get(type(error))
        if make is None:
            raise
        raise make(error) from error
