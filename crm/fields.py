"""What the nouns' models are made of: kinds of field with their limits, declared once for form, API, import and table.

Each validator raises InvalidData with a message key, so that a person reads the same words everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from crm.errors import InvalidData, from_validation
from crm.vocabulary import one_of
from graph.records import OFFICE, PUBLIC

_ID = re.compile(r"[a-z0-9-]{1,80}")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+")
_URL = re.compile(r"https?://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?", re.IGNORECASE)
_BARE_URL = re.compile(r"(www\.)[^\s]+", re.IGNORECASE)
_PHONE = re.compile(r"[+0-9(][0-9 ().\-/]*(?:(?:ext|x|int)\.? ?[0-9]+)?", re.IGNORECASE)
_AUDIENCE = re.compile(r"public|office|user:[a-z0-9-]{1,80}")

_LASTING = re.compile(
    r"(?:(?P<hours>\d{1,3}) ?h(?:oras?|ours?|s)?\.?)? ?(?:y |and )?(?P<minutes>\d{1,5})? ?(?:m|min|mins|minutos?|minutes?)?\.?"
    r"|(?P<clock>\d{1,3}):(?P<rest>[0-5]\d)"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::00)?)? ?h?(?:(?P<half>[ap])\.? ?m\.?)?")

T = TypeVar("T", bound=Hashable)
N = TypeVar("N", bound=BaseModel)


class Noun(BaseModel):
    """The base of every model: no unknown fields, no stray spaces, an empty field of a form is an absent one."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The noun from what a form, a request or a row of a table says. Raises InvalidData with every problem."""
        return _checked(cls, data)

    @classmethod
    def trusted(cls, values: Mapping[str, Any]) -> Self:
        """The noun from values that were checked before, as the store gives them back; nothing is checked again.

        What is left out has its default. It does what `model_construct` does, ten times as fast.
        """
        new = cls.__new__(cls)
        made = {name: factory() for name, factory in _factories(cls)}
        object.__setattr__(new, "__dict__", {**_defaults(cls), **made, **values})
        object.__setattr__(new, "__pydantic_fields_set__", set(values))
        object.__setattr__(new, "__pydantic_extra__", None)
        object.__setattr__(new, "__pydantic_private__", None)
        return new

    def having(self, **changes: Any) -> Self:
        """The same noun with some fields changed to values that need no check."""
        return type(self).trusted({**self.__dict__, **changes})

    def changed(self, **changes: object) -> Self:
        """The same noun with some fields changed and everything checked again. Raises InvalidData."""
        return _checked(type(self), {**dict(self), **changes})


@cache
def _defaults(model: type[BaseModel]) -> Mapping[str, Any]:
    """In the order of the fields, which dumping and comparing go by; None where there is none."""
    return {
        name: None if field.is_required() else field.default for name, field in model.model_fields.items()
    }


@cache
def _factories(model: type[BaseModel]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    fields = model.model_fields.items()
    made = ((name, cast("Callable[[], Any] | None", field.default_factory)) for name, field in fields)
    return tuple((name, factory) for name, factory in made if factory is not None)


def _checked(model: type[N], data: Mapping[str, Any]) -> N:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise from_validation(error) from error


def _none_when_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _matching(pattern: re.Pattern[str], key: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise InvalidData.of("", key, value=value)
        return value

    return check


def _with_scheme(value: object) -> object:
    return (
        f"https://{value.strip()}" if isinstance(value, str) and _BARE_URL.fullmatch(value.strip()) else value
    )


def _phone(value: str) -> str:
    digits = sum(character.isdigit() for character in value)
    if not _PHONE.fullmatch(value) or not 5 <= digits <= 20:
        raise InvalidData.of("", "bad_phone", value=value)
    return value


def term(name: str) -> AfterValidator:
    """Only ids of the vocabulary `name` pass."""
    return AfterValidator(one_of(name))


def is_id(text: str) -> bool:
    """Whether the text can be the id of a record."""
    return len(text) <= 80 and _ID.fullmatch(text) is not None


def _once(values: list[T]) -> list[T]:
    return list(dict.fromkeys(values))


def _country(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


def minutes_said(value: object) -> object:
    """Minutes as they are said: 90, "90 min", "1:30", "1 h 30", "2 horas"."""
    found = _LASTING.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if found is None or not any(found.groups()):
        return value
    return int(found["hours"] or found["clock"] or 0) * 60 + int(found["minutes"] or found["rest"] or 0)


def _hour(value: str) -> str:
    found = _CLOCK.fullmatch(value.strip().lower())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (24, 0)
    if found and found["half"]:
        hour = hour % 12 + (12 if found["half"] == "p" else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise InvalidData.of("", "bad_hour", value=value)
    return f"{hour:02}:{minute:02}"


Empty = BeforeValidator(_none_when_empty)
RecordId = Annotated[str, Field(max_length=80), AfterValidator(_matching(_ID, "bad_id"))]
NewId = Annotated[str, Field(max_length=80), AfterValidator(lambda id: id and _matching(_ID, "bad_id")(id))]
SomeId = Annotated[RecordId | None, Empty]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Line = Annotated[Annotated[str, Field(max_length=300)] | None, Empty]
Text = Annotated[Annotated[str, Field(max_length=20_000)] | None, Empty]
Word = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[list[Word], Field(max_length=60), AfterValidator(_once)]
Ids = Annotated[list[RecordId], Field(max_length=200), AfterValidator(_once)]
SortedIds = Annotated[Ids, AfterValidator(sorted)]
Email = Annotated[
    Annotated[str, Field(max_length=254), AfterValidator(_matching(_EMAIL, "bad_email"))] | None, Empty
]
Url = Annotated[
    Annotated[str, Field(max_length=500), AfterValidator(_matching(_URL, "bad_url"))] | None,
    BeforeValidator(_with_scheme),
    Empty,
]
Phone = Annotated[Annotated[str, Field(max_length=60), AfterValidator(_phone)] | None, Empty]
Hour = Annotated[Annotated[str, Field(max_length=12), AfterValidator(_hour)] | None, Empty]
Duration = Annotated[Annotated[int, Field(ge=1, le=100_000)] | None, BeforeValidator(minutes_said), Empty]
Country = Annotated[Annotated[str, term("countries")] | None, BeforeValidator(_country), Empty]
Principal = Annotated[str, AfterValidator(_matching(_AUDIENCE, "unknown_choice"))]
Audience = Annotated[tuple[Principal, ...], Field(min_length=1, max_length=20)]
Version = Annotated[int, Field(ge=0)]
Grade = Literal["asserted", "derived", "verified"]

EVERYBODY = (PUBLIC,)
THE_OFFICE = (OFFICE,)
