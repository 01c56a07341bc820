"""What the office's rules refuse, worded later: every error is a list of fields with message keys.

    InvalidData([Problem("end", "end_before_start")])  --crm.messages.words-->  [("end", "La fecha final …")]

`status` is the HTTP number a page or the API answers with; `problems` never hold text for a user.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from graph import errors as graph_errors

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with one field.

    `field` is "" for the whole record, "participants[2].actor" for a nested one; `key` is a key of
    crm/data/messages.toml and `params` its parameters.
    """

    field: str
    key: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


class CrmError(Exception):
    """The root of everything the office's rules refuse."""

    status: ClassVar[int] = 400

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("; ".join(f"{p.field or '-'}: {p.key}" for p in self.problems))


class InvalidData(CrmError, ValueError):
    """Something that was given cannot be kept. A ValueError too, so that pydantic's validators may raise it."""

    status: ClassVar[int] = 422

    @classmethod
    def of(cls, field: str, key: str, **params: object) -> Self:
        """The error about a single field."""
        return cls([Problem(field, key, params)])


class NotFound(CrmError):
    """There is no such record, or the viewer may not know of it."""

    status: ClassVar[int] = 404

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        super().__init__([Problem("", "not_found", {"kind": kind, "id": id})])


class NotAllowed(CrmError):
    """The viewer's role does not go so far."""

    status: ClassVar[int] = 403

    def __init__(self, action: str, role: str = "reader") -> None:
        self.action, self.role = action, role
        super().__init__([Problem("", "not_allowed", {"action": action, "role": role})])


class EditConflict(CrmError):
    """Someone else saved the record since it was read: `current` is theirs, `given` ours, `fields` what differs."""

    status: ClassVar[int] = 409

    def __init__(
        self,
        kind: str,
        id: str,
        current: Mapping[str, Any],
        given: Mapping[str, Any],
        fields: Sequence[str] | None = None,
    ) -> None:
        self.kind, self.id = kind, id
        self.current, self.given = dict(current), dict(given)
        self.fields = sorted(_differing(current, given)) if fields is None else list(fields)
        problem = Problem("", "edit_conflict", {"kind": kind, "id": id})
        named = [Problem(name, "changed_meanwhile") for name in self.fields]
        super().__init__([problem, *named])


def _differing(current: Mapping[str, Any], given: Mapping[str, Any]) -> set[str]:
    names = (set(current) | set(given)) - {"version"}
    return {name for name in names if current.get(name) != given.get(name)}


class StillInUse(CrmError):
    """The record cannot go while `links` (ids) hold on to it."""

    status: ClassVar[int] = 409

    def __init__(self, id: str, links: Sequence[str]) -> None:
        self.id, self.links = id, list(links)
        super().__init__([Problem("", "still_in_use", {"id": id, "count": len(self.links)})])


class Erased(CrmError):
    """The record was forgotten for good, as its subject may demand."""

    status: ClassVar[int] = 410

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__([Problem("", "erased", {"id": id})])


class Unavailable(CrmError):
    """The store is out of reach for now; nothing was half written."""

    status: ClassVar[int] = 503

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__([Problem("", "unavailable")])


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
