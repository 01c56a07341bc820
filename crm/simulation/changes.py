"""The one change that is tried, checked against the results it is tried on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from crm.errors import InvalidData, Problem

if TYPE_CHECKING:
    from crm.derived.results import Derived

Kind = Literal["leaves", "merge", "tie"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Change:
    """An actor leaves, `other` is merged into it, or the two meet. Ids; `other` is "" for leaving."""

    kind: Kind
    actor: str
    other: str = ""

    @property
    def id(self) -> str:
        """The same for the same change, whoever tries it."""
        text = f"{self.kind}\n{self.actor}\n{self.other}"
        return f"sim-{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def read_change(derived: Derived, kind: str, actor: str, other: str = "") -> Change:
    """The change, with two who meet in one order. Raises InvalidData, naming the field, for what cannot be tried."""
    problems = [] if kind in KINDS else [Problem("kind", "unknown_choice", {"value": kind[:80]})]
    problems += _unknown(derived, "actor", actor)
    if kind in {"merge", "tie"}:
        problems += _unknown(derived, "other", other)
        if actor and actor == other:
            problems.append(Problem("other", "simulation_same"))
    if problems:
        raise InvalidData(problems)
    if kind == "leaves":
        return Change("leaves", actor)
    if kind == "merge":
        return Change("merge", actor, other)
    return Change("tie", *sorted((actor, other)))


def _unknown(derived: Derived, field: str, id: str) -> list[Problem]:
    if not id:
        return [Problem(field, "required")]
    number = derived.number.get(id)
    if number is None:
        return [Problem(field, "simulation_unknown", {"value": id[:80]})]
    if derived.array("is_own")[number] and not derived.array("is_person")[number]:
        return [Problem(field, "simulation_own")]
    return []
