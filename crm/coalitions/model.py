"""What is asked of a coalition and what comes back. `crm.coalitions.choosing` makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from crm.mapping.reasons import Reason
from crm.messages import say
from crm.vocabulary import vocabulary

RuleKind = Literal["requirement", "must", "without", "excluded", "at_most"]
MissingKind = Literal["requirement", "sector", "stage"]


@dataclass(frozen=True)
class Wishes:
    """What the user asks besides the brief: at most so many, without some, with others (ids); `seconds` to solve."""

    at_most: int | None = None
    without: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    seconds: float = 1.0


@dataclass(frozen=True)
class Chosen:
    """An actor of the coalition: the places of the requirements it covers, of those that it may cover and where it is to be
    confirmed (`maybe`), which of them it alone of the coalition is there for (`alone`), and why it.
    """

    actor: str
    requirements: tuple[int, ...]
    reasons: tuple[Reason, ...]
    name: str = ""
    type: str = ""
    sector: str | None = None
    strength: float = 0.0
    alone: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()
    broker: str | None = None
    next_best: str | None = None


@dataclass(frozen=True)
class Suggested:
    """Somebody who could close a gap. `reference`: named by the guide, not yet an actor the office knows."""

    actor: str
    name: str
    type: str
    reference: bool = False


@dataclass(frozen=True)
class MissingPart:
    """What has nobody: a requirement (by `place`), a sector or a stage (by `id`).

    `asked` when the brief asks for it; `types` are the kinds of actor that would close it, the aptest first, `names`
    who could, those of the office's own network before those of the guide. `unconfirmed`: these are of the kind that is
    asked for, and nothing shows the rest. `have` of `count` are there; what is `optional` is only valued.
    """

    kind: MissingKind
    id: str = ""
    place: int | None = None
    need: str = ""
    asked: bool = True
    types: tuple[str, ...] = ()
    names: tuple[Suggested, ...] = ()
    unconfirmed: bool = False
    have: int = 0
    count: int = 1
    optional: bool = False


@dataclass(frozen=True, order=True)
class Rule:
    """One named rule of a coalition; `id` is an actor, `place` a requirement, `count` the most that may be in."""

    kind: RuleKind
    id: str = ""
    name: str = ""
    place: int = -1
    count: int = 0


@dataclass(frozen=True)
class Coalition:
    """The set, how good it is proved to be, what is missing.

    `optimal`: nothing better exists; else `gap` is by how much, relatively, a better one could be (the solver's
    bound). `seconds` is what solving took. With a `conflict`, the smallest set of rules that cannot hold together
    (`smallest` False: none can be left out of it, but a smaller one was not ruled out), `chosen` is the best that the
    wishes leave possible, and some requirements stay without anyone.
    """

    chosen: tuple[Chosen, ...] = ()
    optimal: bool = True
    gap: float = 0.0
    seconds: float = 0.0
    gaps: tuple[MissingPart, ...] = ()
    conflict: tuple[Rule, ...] = ()
    smallest: bool = True
    objective: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    considered: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the chosen."""
        return tuple(one.actor for one in self.chosen)


@dataclass(frozen=True)
class Alternative:
    """What the coalition becomes without one of its actors: who comes in and goes out besides, and what then has nobody.

    `cost` is by how much the objective gets worse.
    """

    without: str
    name: str = ""
    added: tuple[tuple[str, str], ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    uncovered: tuple[int, ...] = ()
    cost: float = 0.0


def rule_text(rule: Rule, lang: str) -> str:
    """The rule in words."""
    return say(f"coalition_rule.{rule.kind}", lang, name=rule.name, count=rule.count)


def missing_text(part: MissingPart, lang: str) -> str:
    """What is missing, in words; of whom is to be confirmed, the names."""
    if part.kind == "requirement":
        return open_need_text(part, lang)
    words = vocabulary("sectors" if part.kind == "sector" else "project_stages")
    return say(f"missing.{part.kind}", lang, name=words.label(part.id, lang))


class OpenNeed(Protocol):
    """A requirement without anyone, or without enough, on a map or in a coalition."""

    @property
    def need(self) -> str:
        """What is asked for."""

    @property
    def names(self) -> Sequence[Any]:
        """Who could."""

    @property
    def unconfirmed(self) -> bool:
        """Whether these are of the kind, and nothing shows the rest."""

    @property
    def have(self) -> int:
        """How many are there."""

    @property
    def count(self) -> int:
        """How many are asked for."""

    @property
    def optional(self) -> bool:
        """Whether it is only valued."""


def open_need_text(part: OpenNeed, lang: str) -> str:
    """What a requirement lacks, in words: somebody, some more, or only what would be valued."""
    if part.optional:
        return say("missing.wished", lang, need=part.need)
    if part.have:
        return say("missing.some", lang, need=part.need, have=part.have, count=part.count)
    if part.unconfirmed:
        return say("missing.unconfirmed", lang, need=part.need, names=[one.name for one in part.names])
    return say("missing.requirement", lang, need=part.need)
