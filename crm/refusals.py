"""The exceptions of the office's rules: each a list of problems, worded later. Import them from `crm.errors`.

    InvalidData([Problem("end", "end_before_start")])  --crm.messages.words-->  [("end", "La fecha final …")]

`status` is the HTTP number a page or the API answers with; `problems` never hold text for a user.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self


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


class BadCredentials(CrmError):
    """The login or the password is wrong; which of the two is never said."""

    status: ClassVar[int] = 401

    def __init__(self) -> None:
        super().__init__([Problem("", "bad_credentials")])


class TooManyAttempts(CrmError):
    """Guessing was slowed down: the next attempt is heard after `seconds`."""

    status: ClassVar[int] = 429

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__([Problem("", "too_many_attempts", {"seconds": seconds})])


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


class NotReady(CrmError):
    """What was asked for is being worked out (`kind` of record, its id); it can be asked for again in some seconds."""

    status: ClassVar[int] = 503

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        super().__init__([Problem("", "not_ready", {"kind": kind, "id": id})])


class Busy(CrmError):
    """As many heavy works go on as may at once (`count`); it can be asked for again in some seconds."""

    status: ClassVar[int] = 503

    def __init__(self, count: int) -> None:
        super().__init__([Problem("", "busy", {"count": count})])
